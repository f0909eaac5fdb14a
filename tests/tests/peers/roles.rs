//! STS, over awsQuery. Sessions sign with the credentials of a role.

use aws_operation::sts::{AssumeRole, GetCallerIdentity, Tag};
use aws_operation::{Call as _, Client, Credentials, Environment, RetryPolicy, SendError};
use aws_operation_tests::apis::secrets::{CreateSecret, GetSecretValue};

use crate::{client, fresh};

#[tokio::test]
async fn a_role_is_assumed_and_its_session_makes_a_call() {
    for name in ["PEER_MOTO", "PEER_MINISTACK"] {
        let Some(client) = client(name, None) else { continue };
        let caller = GetCallerIdentity.call(&client).await.unwrap();
        assert!(caller.arn.as_ref().unwrap().ends_with(":user/tester"), "{name}: {caller:?}");
        let account = caller.account.clone().unwrap();
        assert_eq!(account.len(), 12, "{name}: {caller:?}");
        assert!(caller.request_id().is_some(), "{name}: {caller:?}");

        let role = AssumeRole {
            role_arn: format!("arn:aws:iam::{account}:role/nightly"),
            role_session_name: "doors+wheels@example.com".into(),
            duration_seconds: Some(900),
            tags: Some(vec![Tag { key: "line of work".into(), value: "doors+wheels=é".into() }]),
            ..AssumeRole::default()
        };
        let assumed = role.send(&client).await.unwrap();
        let user = assumed.assumed_role_user.as_ref().unwrap();
        assert!(user.arn.ends_with(":assumed-role/nightly/doors+wheels@example.com"), "{name}: {user:?}");
        let left = assumed.credentials.expiration.since(aws_operation::Timestamp::now()).as_secs();
        assert!((600..=900).contains(&left), "{name}: {left} seconds left");

        let peer = std::env::var(name).unwrap();
        let session = Client::builder()
            .region("us-east-1")
            .credentials(Credentials::from(assumed.credentials))
            .endpoint_url(peer.split(' ').next().unwrap())
            .build()
            .unwrap();
        let caller = GetCallerIdentity.send(&session).await.unwrap();
        assert!(caller.arn.as_ref().unwrap().contains("role/nightly/doors+wheels@example.com"), "{name}: {caller:?}");
    }
}

/// A role as a source of credentials, and a second role that is assumed with them.
#[tokio::test]
async fn roles_in_code_form_a_chain() {
    for name in ["PEER_MOTO", "PEER_MINISTACK"] {
        let Some(client) = client(name, None) else { continue };
        let account = GetCallerIdentity.send(&client).await.unwrap().account.unwrap();
        let role = |role: &str| AssumeRole::of(format!("arn:aws:iam::{account}:role/{role}"));
        let first = client.with_credentials(role("caller").refreshing(&client));
        let second = first.with_credentials(role("nightly").refreshing(&first));
        for (client, role) in [(first, "caller"), (second, "nightly")] {
            let arn = GetCallerIdentity.send(&client).await.unwrap().arn.unwrap();
            assert!(arn.contains(&format!("role/{role}/aws-operation-")), "{name}: {arn}");
        }
    }
}

/// Of the two servers, only MiniStack checks the trust policy of a role.
#[tokio::test]
async fn a_role_that_does_not_trust_the_caller_is_not_assumed() {
    let Some(client) = client("PEER_MINISTACK", None) else { return };
    let role_arn = "arn:aws:iam::000000000000:role/eks".to_owned();
    let role = AssumeRole { role_arn, role_session_name: "doors".into(), ..AssumeRole::default() };
    let error = role.send(&client).await.unwrap_err();
    let SendError::Unmodeled { code, message, .. } = &error else { panic!("{error}") };
    assert_eq!((code.as_str(), error.status().map(|status| status.as_u16())), ("AccessDenied", Some(403)));
    assert!(message.contains("is not authorized to perform: sts:AssumeRole"), "{error}");
    assert!(error.request_id().is_some(), "{error}");
}

/// A profile assumes a role, and the session makes a call. Of the two servers, only MiniStack identifies sessions by
/// their keys.
#[tokio::test]
async fn a_profile_with_a_role_signs_with_the_session_of_the_role() {
    let Ok(peer) = std::env::var("PEER_MINISTACK") else {
        aws_operation_skip::skip("peers", "PEER_MINISTACK is not set; tests/peers/servers.py sets it");
        return;
    };
    let [url, access_key, secret_key] = peer.split(' ').collect::<Vec<_>>().try_into().unwrap();
    let profiles = format!(
        "[profile role]\nregion = us-east-1\nendpoint_url = {url}\nrole_arn = arn:aws:iam::000000000000:role/caller\n\
         role_session_name = ann\nsource_profile = role\n\
         aws_access_key_id = {access_key}\naws_secret_access_key = {secret_key}"
    );
    let environment = Environment::empty()
        .with_variable("HOME", "/h")
        .with_variable("AWS_PROFILE", "role")
        .with_file("/h/.aws/config", profiles);
    let client = Client::builder().retry(RetryPolicy::never()).build_from(&environment).await.unwrap();
    let caller = GetCallerIdentity.send(&client).await.unwrap();
    assert_eq!(caller.arn.as_deref(), Some("arn:aws:sts::000000000000:assumed-role/caller/ann"));
    let name = fresh("secret");
    let create = CreateSecret { name: name.clone(), secret_string: Some("a".into()), client_request_token: None };
    create.send(&client).await.unwrap();
    let got = GetSecretValue { secret_id: name }.send(&client).await.unwrap();
    assert_eq!(got.secret_string.as_deref(), Some("a"));
}
