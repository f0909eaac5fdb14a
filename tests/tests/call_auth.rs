//! An operation with `auth = "none"` is sent unsigned, and a server accepts it without a signature.

mod scripted;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use aws_operation::server::{IncomingCall, Server};
use aws_operation::{
    Body, ByteStream, Call as _, Client, Credentials, CredentialsError, CredentialsFuture, ProvideCredentials,
    SendError, aws_operation, aws_service, aws_shape,
};
use scripted::{CreateProject, Script, Step};

#[aws_service(id = "SSO OIDC", protocol = "restJson1", signing_name = "sso-oauth")]
struct Service;

#[aws_operation(name = "RegisterClient", auth = "none", http = "POST /client/register")]
struct RegisterClient {
    client_name: String,
}

#[aws_shape]
struct RegisterClientOutput {
    client_id: String,
}

#[aws_operation(name = "CreateToken", output = (), http = "POST /token")]
struct CreateToken {}

#[aws_operation(name = "Upload", auth = "none", http = "POST /upload")]
struct Upload {
    #[aws(payload)]
    content: ByteStream,
}

#[aws_shape]
struct UploadOutput {
    bytes: u64,
}

fn register() -> RegisterClient {
    RegisterClient { client_name: "paint".to_owned() }
}

/// Has no credentials, and counts how often they were requested.
#[derive(Clone, Default)]
struct Nobody(Arc<AtomicU32>);

impl ProvideCredentials for Nobody {
    fn credentials(&self) -> CredentialsFuture<'_> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(async { Err(CredentialsError::new("there are none")) })
    }
}

#[tokio::test(start_paused = true)]
async fn the_request_has_no_signature_and_credentials_are_not_loaded() {
    let script = Script::new([Step::NotSent, Step::response(200, r#"{"ClientId":"c"}"#)]);
    let nobody = Nobody::default();
    let client = script.client_with(|client| client.credentials(nobody.clone()));
    let made = register().call(&client).await.unwrap();
    assert_eq!((made.client_id.as_str(), made.attempts()), ("c", 2));
    assert_eq!(nobody.0.load(Ordering::SeqCst), 0);
    let sent = script.take_sent();
    let names: Vec<&str> = sent[0].request.headers().keys().map(|name| name.as_str()).collect();
    assert!(names.contains(&"user-agent") && names.contains(&"content-type"), "{names:?}");
    for signing in ["authorization", "x-amz-date", "x-amz-content-sha256", "x-amz-security-token"] {
        assert!(!names.contains(&signing), "{names:?}");
    }

    let error = CreateProject::paint().send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Credentials(..)), "{error}");
    assert_eq!(nobody.0.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_client_can_be_built_without_credentials() {
    let script = Script::new([Step::response(200, r#"{"ClientId":"c"}"#)]);
    let client = Client::builder().region("us-east-1").no_credentials().transport(script.clone()).build().unwrap();
    assert_eq!(register().send(&client).await.unwrap().client_id, "c");
    let error = CreateToken {}.send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Credentials(..)), "{error}");
    assert!(error.to_string().contains("`no_credentials()`"), "{error}");
    assert_eq!(script.take_sent().len(), 1, "an operation that needs a signature was not sent");
}

fn server() -> aws_operation::server::ServerBuilder {
    Server::builder()
        .credentials("AKID", "secret")
        .operation::<RegisterClient, _>(|call: IncomingCall<RegisterClient>| async move {
            Ok(RegisterClientOutput { client_id: format!("{}/{}", call.client_name, call.access_key_id) })
        })
        .operation::<CreateToken, _>(|_: IncomingCall<CreateToken>| async move { Ok(()) })
        .operation::<Upload, _>(|call: IncomingCall<Upload>| async move {
            Ok(UploadOutput { bytes: call.content.len().unwrap_or_default() })
        })
}

fn client_without_credentials(server: &Server) -> Client {
    let client = Client::builder().region("us-east-1").credentials(Credentials::new("OTHER", "other"));
    client.endpoint_url(server.url()).build().unwrap()
}

#[tokio::test]
async fn a_server_accepts_only_this_operation_without_a_signature() {
    let server = server().bind("127.0.0.1:0").await.unwrap();
    let client = client_without_credentials(&server);
    assert_eq!(register().send(&client).await.unwrap().client_id, "paint/");
    let error = CreateToken {}.send(&client).await.unwrap_err();
    assert_eq!(error.code(), Some("UnrecognizedClientException"));
}

#[tokio::test]
async fn a_stream_that_can_be_read_only_once_can_be_sent_without_a_hash() {
    let server = server().bind("127.0.0.1:0").await.unwrap();
    let upload = Upload { content: ByteStream::once(Body::from("once")) };
    assert_eq!(upload.send(&client_without_credentials(&server)).await.unwrap().bytes, 4);
}
