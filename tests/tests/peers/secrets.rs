//! Secrets Manager, over awsJson1_1.

use aws_operation::Call as _;
use aws_operation_tests::apis::secrets::{CreateSecret, GetSecretValue};

use crate::{client, fresh, peers};

#[tokio::test]
async fn a_secret_is_created_once_and_read() {
    for client in peers() {
        let name = fresh("secret");
        let create =
            CreateSecret { name: name.clone(), secret_string: Some("wörd".into()), client_request_token: None };
        let made = create.send(&client).await.unwrap();
        assert!(made.arn.as_ref().unwrap().contains(&name), "{made:?}");
        let got = GetSecretValue { secret_id: name.clone() }.send(&client).await.unwrap();
        assert_eq!((got.name.as_deref(), got.secret_string.as_deref()), (Some(name.as_str()), Some("wörd")));
        assert!(got.created_date.unwrap().as_second() > 1_700_000_000);
        let error = GetSecretValue { secret_id: fresh("none") }.send(&client).await.unwrap_err();
        assert_eq!(error.code(), Some("ResourceNotFoundException"));
    }
}

/// Of the two servers, only moto remembers the tokens of secrets.
#[tokio::test]
async fn a_secret_is_created_once_per_token() {
    let Some(client) = client("PEER_MOTO", None) else { return };
    let create = CreateSecret { name: fresh("secret"), secret_string: Some("a".into()), client_request_token: None };
    let made = create.call(&client).await.unwrap();
    let token = made.idempotency_token().map(str::to_owned);
    let again = CreateSecret { client_request_token: token, ..create.clone() }.send(&client).await.unwrap();
    assert_eq!((&again.arn, &again.version_id), (&made.arn, &made.version_id));
    let error = create.send(&client).await.unwrap_err();
    assert_eq!(error.code(), Some("ResourceExistsException"), "another token means another call");
}

#[tokio::test]
async fn a_wrong_secret_key_is_rejected() {
    for name in ["PEER_MOTO", "PEER_MINISTACK"] {
        let Some(client) = client(name, Some("wrong")) else { continue };
        let error = GetSecretValue { secret_id: "any".into() }.send(&client).await.unwrap_err();
        println!("{name}: {error}");
        assert!(error.status().unwrap().is_client_error(), "{error}");
        let text = error.to_string();
        // moto responds in XML with every protocol, so the code is in the message.
        let rejected = ["InvalidSignatureException", "SignatureDoesNotMatch"].iter().any(|code| text.contains(code));
        assert!(rejected, "{text}");
    }
}
