//! Verification of signatures: accepted and rejected requests.

mod served;

use std::time::Duration;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::sigv4::{Payload, Settings, Signer};
use aws_operation::{
    Blob, Bytes, Call as _, Client, ClientBuilder, Clock, Credentials, RetryPolicy, SendError, Timestamp,
    aws_operation, aws_service,
};
use served::{Error, Tampering, Things, client_of, thing};

/// The error code, status and message with which the server rejects a client built by `build`.
async fn rejection(build: impl FnOnce(ClientBuilder) -> ClientBuilder) -> (String, u16, String) {
    let things = Things::default();
    let server = things.server().bind("127.0.0.1:0").await.unwrap();
    let client = build(client_of(&server)).build().unwrap();
    let error = thing("x").send(&client).await.unwrap_err();
    assert_eq!(things.made(), 0, "a rejected request was executed");
    let SendError::Unmodeled { code, message, .. } = &error else { panic!("{error}") };
    (code.clone(), error.status().unwrap().as_u16(), message.clone())
}

#[tokio::test]
async fn a_signed_request_is_accepted() {
    let things = Things::default();
    let server = things.server().bind("127.0.0.1:0").await.unwrap();
    let made = thing("é ü/..").send(&server.client().unwrap()).await.unwrap();
    assert_eq!(made.label, "a b/c/é ü/../None");
    assert_eq!(made.caller.as_deref(), Some("AKID"));
    assert_eq!(things.made(), 1);
}

#[aws_service(id = "S3Tables", protocol = "restJson1")]
struct S3Tables;

#[aws_operation(name = "DropTable", service = S3Tables, output = (), http = "DELETE /tables/{arn}")]
struct DropTable {
    arn: String,
}

/// Only S3 signs the path without a second encoding; s3tables and similar services do not.
#[tokio::test]
async fn a_service_named_like_s3_signs_like_other_services() {
    let server = Server::builder()
        .credentials("AKID", "secret")
        .operation::<DropTable, _>(|call: IncomingCall<DropTable>| async move {
            assert_eq!(call.input.arn, "a b/c");
            Ok(())
        })
        .bind("127.0.0.1:0")
        .await
        .unwrap();
    DropTable { arn: "a b/c".into() }.send(&server.client().unwrap()).await.unwrap();
}

#[tokio::test]
async fn a_wrong_secret_is_rejected() {
    let (code, status, message) = rejection(|client| client.credentials(Credentials::new("AKID", "other"))).await;
    assert_eq!((code.as_str(), status), ("InvalidSignatureException", 403));
    assert!(message.contains("does not match"), "{message}");
}

#[tokio::test]
async fn an_unknown_access_key_is_rejected() {
    let (code, status, _) = rejection(|client| client.credentials(Credentials::new("OTHER", "secret"))).await;
    assert_eq!((code.as_str(), status), ("UnrecognizedClientException", 403));
}

#[tokio::test]
async fn another_region_is_rejected() {
    let (code, _, message) = rejection(|client| client.region("eu-west-1")).await;
    assert_eq!(code, "InvalidSignatureException");
    assert!(message.contains("`eu-west-1`") && message.contains("`us-east-1`"), "{message}");
}

#[tokio::test]
async fn another_service_is_rejected() {
    let (code, _, message) = rejection(|client| {
        client.transport(Tampering::new(|parts, _| {
            let authorization = parts.headers["authorization"].to_str().unwrap().replace("/things/", "/others/");
            parts.headers.insert("authorization", authorization.parse().unwrap());
        }))
    })
    .await;
    assert_eq!(code, "InvalidSignatureException");
    assert!(message.contains("`others`") && message.contains("`things`"), "{message}");
}

#[tokio::test]
async fn clocks_more_than_five_minutes_apart_are_rejected() {
    for (seconds, words) in [(-301, "expired"), (301, "not yet current")] {
        let now = Timestamp::now().as_second();
        let clock = Clock::fixed(Timestamp::from_second(now + seconds).unwrap());
        let (code, _, message) = rejection(|client| client.clock(clock).retry(RetryPolicy::never())).await;
        assert_eq!(code, "InvalidSignatureException");
        assert!(message.contains(words), "{message}");
    }
}

#[tokio::test]
async fn a_client_whose_clock_is_hours_off_corrects_it() {
    for hours in [-30, 5] {
        let things = Things::default();
        let server = things.server().bind("127.0.0.1:0").await.unwrap();
        let time = Timestamp::from_second(Timestamp::now().as_second() + hours * 3600).unwrap();
        let client = client_of(&server).clock(Clock::fixed(time)).build().unwrap();
        assert_eq!(thing("x").call(&client).await.unwrap().attempts(), 2);
        assert_eq!(thing("y").call(&client).await.unwrap().attempts(), 1);
    }
}

#[tokio::test]
async fn clocks_four_minutes_apart_are_accepted() {
    for seconds in [-240, 240] {
        let things = Things::default();
        let server = things.server().bind("127.0.0.1:0").await.unwrap();
        let time = Timestamp::from_second(Timestamp::now().as_second() + seconds).unwrap();
        let client = client_of(&server).clock(Clock::fixed(time)).build().unwrap();
        thing("x").send(&client).await.unwrap();
    }
}

#[tokio::test]
async fn a_changed_request_is_rejected() {
    type Change = fn(&mut http::request::Parts, &mut Bytes);
    let changes: [(&str, Change); 5] = [
        ("the body", |_, body| *body = Bytes::from_static(br#"{"Name":"evil"}"#)),
        ("a header", |parts, _| drop(parts.headers.insert("x-token", "other".parse().unwrap()))),
        ("the path", |parts, _| parts.uri = parts.uri.to_string().replace("a%20b", "evil").parse().unwrap()),
        ("the query", |parts, _| parts.uri = format!("{}?dry-run=true", parts.uri).parse().unwrap()),
        ("the date", |parts, _| {
            let date = parts.headers["x-amz-date"].to_str().unwrap().to_owned();
            let last = if date.ends_with("0Z") { "1Z" } else { "0Z" };
            parts.headers.insert("x-amz-date", format!("{}{last}", &date[..14]).parse().unwrap());
        }),
    ];
    for (what, change) in changes {
        let (code, status, _) = rejection(|client| client.transport(Tampering::new(change))).await;
        assert_eq!((code.as_str(), status), ("InvalidSignatureException", 403), "{what}");
    }
}

#[tokio::test]
async fn an_unknown_operation_is_an_error() {
    let (code, status, _) = rejection(|client| {
        client.transport(Tampering::new(|parts, _| {
            parts.uri = parts.uri.to_string().replace("things", "nothings").parse().unwrap();
        }))
    })
    .await;
    assert_eq!((code.as_str(), status), ("UnknownOperationException", 404));
}

#[tokio::test]
async fn an_unsigned_or_incompletely_signed_request_is_rejected() {
    let (code, status, _) =
        rejection(|client| client.transport(Tampering::new(|parts, _| drop(parts.headers.remove("authorization")))))
            .await;
    assert_eq!((code.as_str(), status), ("MissingAuthenticationTokenException", 403));
    for authorization in ["Basic x", "AWS4-HMAC-SHA256 Credential=AKID/x/y", "AWS4-HMAC-SHA256 "] {
        let (code, _, _) = rejection(|client| {
            client.transport(Tampering::new(move |parts, _| {
                parts.headers.insert("authorization", authorization.parse().unwrap());
            }))
        })
        .await;
        assert_eq!(code, "IncompleteSignatureException", "{authorization}");
    }
}

#[tokio::test]
async fn the_session_token_must_belong_to_the_key() {
    let things = Things::default();
    let temporary = Credentials::new("ASIA", "temporary").session_token("session");
    let server = things.server().accept_credentials(temporary.clone()).bind("127.0.0.1:0").await.unwrap();
    let send = async |credentials| {
        let client: Client = client_of(&server).credentials(credentials).build().unwrap();
        thing("x").send(&client).await
    };
    send(temporary).await.unwrap();
    for wrong in [Credentials::new("ASIA", "temporary"), Credentials::new("ASIA", "temporary").session_token("other")] {
        let error = send(wrong).await.unwrap_err();
        assert_eq!(error.code(), Some("UnrecognizedClientException"));
    }
    assert_eq!(things.made(), 1);
}

#[tokio::test]
async fn service_errors_are_decoded_with_their_headers() {
    let server = Things::default().server().bind("127.0.0.1:0").await.unwrap();
    let error = thing("reject").send(&server.client().unwrap()).await.unwrap_err();
    assert_eq!(error.status().unwrap().as_u16(), 422);
    let rejected = Error::RejectedException { message: "no".into(), reason: Some("unwanted".into()) };
    assert_eq!(error.service_error(), Some(&rejected));
    assert!(error.request_id().is_some());
}

#[tokio::test]
async fn a_dropped_server_refuses_connections() {
    let things = Things::default();
    let server = things.server().bind("127.0.0.1:0").await.unwrap();
    let client = client_of(&server).connect_timeout(Duration::from_secs(1)).build().unwrap();
    thing("x").send(&client).await.unwrap();
    drop(server);
    tokio::time::sleep(Duration::from_millis(50)).await;
    let error = thing("y").send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Transport(..)), "{error}");
    assert_eq!(things.made(), 1);
}

/// Signs `CreateThing` with `payload` and sends it with the body `sent`. Repeated spaces in a header's value count as one.
async fn sign_and_send(server: &Server, payload: Payload<'_>, sends_hash: bool, sent: &'static str) -> (u16, String) {
    let request = http::Request::post(format!("{}/things/k", server.url())).header("x-token", "t   t");
    let (mut parts, ()) = request.body(()).unwrap().into_parts();
    let credentials = Credentials::new("AKID", "secret");
    let settings = Settings::for_service("things").content_sha256_header(sends_hash);
    Signer::new("us-east-1", "things")
        .settings(settings)
        .sign(&mut parts, payload, &credentials, Timestamp::now())
        .unwrap();
    served::RawConnection::open(server).await.send(&http::Request::from_parts(parts, sent.into())).await
}

#[tokio::test]
async fn a_signature_covers_the_body() {
    let things = Things::default();
    let server = things.server().bind("127.0.0.1:0").await.unwrap();
    for sends_hash in [false, true] {
        let payload = Payload::Bytes(br#"{"Name":"x"}"#);
        let (status, body) = sign_and_send(&server, payload, sends_hash, r#"{"Name":"x"}"#).await;
        assert_eq!(status, 200, "{body}");
    }
    let other = Payload::Bytes(br#"{"Name":"y"}"#);
    for (payload, sends_hash, reason) in [
        (Payload::Unsigned, false, "not the hash of the body"),
        (other, true, "not the hash of the body"),
        (other, false, "does not match the signature"),
    ] {
        let (status, body) = sign_and_send(&server, payload, sends_hash, r#"{"Name":"x"}"#).await;
        assert!(status == 403 && body.contains(reason), "{body}");
    }
    assert_eq!(things.made(), 1, "the second request has the token of the first");
}

#[aws_service(id = "S3", protocol = "restJson1")]
struct S3;

#[aws_operation(name = "PutObject", service = S3, output = (), http = "PUT /b/k")]
struct PutObject {
    #[aws(payload)]
    body: Blob,
}

/// The status with which a server of S3 responds to a request with an unsigned body, signed under a service's name.
async fn status_from_s3(signed_for: &str) -> u16 {
    let server = Server::builder().credentials("AKID", "secret").operation::<PutObject, _>(|_| async { Ok(()) });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let request = http::Request::put(format!("{}/b/k", server.url())).body(()).unwrap();
    let (mut parts, ()) = request.into_parts();
    let credentials = Credentials::new("AKID", "secret");
    Signer::new("us-east-1", signed_for).sign(&mut parts, Payload::Unsigned, &credentials, Timestamp::now()).unwrap();
    let request = http::Request::from_parts(parts, "anything".into());
    served::RawConnection::open(&server).await.send(&request).await.0
}

#[tokio::test]
async fn s3_accepts_an_unsigned_body() {
    assert_eq!(status_from_s3("s3").await, 200);
}

/// The endpoints of Outposts, of Object Lambda and of directory buckets have names of their own.
#[tokio::test]
async fn s3_accepts_each_name_under_which_a_client_signs_for_it() {
    for name in ["s3-outposts", "s3-object-lambda", "s3express"] {
        assert_eq!(status_from_s3(name).await, 200, "{name}");
    }
    assert_eq!(status_from_s3("s3tables").await, 403);
}

/// The message with which a request with a changed `Authorization` header is rejected.
async fn rejection_of(change: impl Fn(&str) -> String + Send + 'static) -> String {
    let (_, status, message) = rejection(|client| {
        client.content_sha256(true).transport(Tampering::new(move |parts, _| {
            let authorization = change(parts.headers["authorization"].to_str().unwrap());
            parts.headers.insert("authorization", authorization.parse().unwrap());
        }))
    })
    .await;
    assert_eq!(status, 403);
    message
}

#[tokio::test]
async fn the_scope_must_have_the_date_and_the_terminator() {
    let message = rejection_of(|header| header.replace("/aws4_request", "/aws4_other")).await;
    assert!(message.contains("not in the SigV4 format"), "{message}");
    let message = rejection_of(|header| {
        let (before, scope) = header.split_once('/').unwrap();
        format!("{before}/20150830{}", &scope[8..])
    });
    let message = message.await;
    assert!(message.contains("the date in the credential scope is `20150830`"), "{message}");
}

#[tokio::test]
async fn the_host_and_all_aws_headers_must_be_signed() {
    for name in ["host", "x-amz-date", "x-amz-content-sha256", "x-token"] {
        let message = rejection_of(move |header| {
            let without = header.replace(&format!("{name};"), "").replace(&format!(";{name},"), ",");
            assert_ne!(without, header, "{name} was not signed");
            without
        });
        let message = message.await;
        assert!(message.contains(&format!("the header `{name}` must be signed")), "{message}");
    }
}

#[aws_operation(name = "GetPart", service = S3Tables, output = (), http = "GET /parts")]
struct GetPart {
    #[aws(header = "Traceparent")]
    parent: Option<String>,
    #[aws(header = "Proxy-Note")]
    note: Option<String>,
    #[aws(header = "X-Amzn-Trace-Id")]
    trace: Option<String>,
}

/// Our signer and those of the AWS SDKs exclude these headers.
#[tokio::test]
async fn members_in_headers_that_clients_do_not_sign_are_accepted() {
    let server =
        Server::builder().credentials("AKID", "secret").operation::<GetPart, _>(async |call: IncomingCall<GetPart>| {
            let members = [&call.parent, &call.note, &call.trace].map(|member| member.as_deref());
            assert_eq!(members, [Some("p"), Some("n"), Some("t")]);
            Ok(())
        });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let text = |text: &str| Some(text.to_owned());
    let get = GetPart { parent: text("p"), note: text("n"), trace: text("t") };
    let prepared = get.prepare(&server.client().unwrap()).await.unwrap();
    assert_eq!(served::RawConnection::open(&server).await.send(&prepared).await.0, 200);
}
