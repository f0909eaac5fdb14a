//! Nothing that is printed of a public type has a secret.

use std::time::Duration;

use aws_operation::server::Server;
use aws_operation::sigv4::Signer;
use aws_operation::{
    Body, Client, Credentials, CredentialsCache, Environment, RetryPolicy, Sensitive, Transport, TransportFuture,
    aws_operation, aws_service, blocking, http, sts,
};

/// The types that hold secrets, or what is made with them; each is printed below.
const HOLDING: [&str; 16] = [
    "Client",
    "ClientBuilder",
    "ConfigError",
    "Credentials",
    "CredentialsCache",
    "CredentialsError",
    "Environment",
    "PreparedRequest",
    "PresignedRequest",
    "SendError",
    "Sensitive",
    "SignatureMismatch",
    "blocking::Client",
    "server::ServerBuilder",
    "sigv4::Signer",
    "sts::TemporaryCredentials",
];

/// The types that hold none but what the user or a service put in them: bodies, messages, `sts`'s strings.
const WITHOUT: [&str; 64] = [
    "AwsJson1_0",
    "AwsJson1_1",
    "AwsQuery",
    "Binding",
    "Blob",
    "Body",
    "BodyError",
    "ByteStream",
    "CallContext",
    "Clock",
    "DecodeError",
    "Document",
    "EncodedRequest",
    "ErrorFacts",
    "ErrorShape",
    "FileError",
    "HttpTrait",
    "Invalid",
    "InvalidRequest",
    "InvalidTimestamp",
    "NoRandomness",
    "OperationMeta",
    "PageItems",
    "PageToken",
    "PageTokenError",
    "Pages",
    "PayloadKind",
    "ReqwestTransport",
    "Response",
    "RestJson1",
    "RetryPolicy",
    "Retryable",
    "Segment",
    "ServiceError",
    "ServiceMeta",
    "ServiceTime",
    "TimedOut",
    "Timestamp",
    "TokenSource",
    "TransportError",
    "TransportErrorKind",
    "blocking::BlockingItems",
    "blocking::BlockingPages",
    "server::Call",
    "server::Faults",
    "server::Mismatch",
    "server::Received",
    "server::Server",
    "server::Window",
    "sigv4::Payload",
    "sigv4::Settings",
    "sigv4::SigningError",
    "sts::AssumeRole",
    "sts::AssumeRoleOutput",
    "sts::AssumeRoleWithWebIdentity",
    "sts::AssumeRoleWithWebIdentityOutput",
    "sts::AssumedRoleUser",
    "sts::Error",
    "sts::GetCallerIdentity",
    "sts::GetCallerIdentityOutput",
    "sts::PolicyDescriptor",
    "sts::ProvidedContext",
    "sts::Service",
    "sts::Tag",
];

const SECRET: &str = "kept-by-nobody-else";
const TOKEN: &str = "session-of-nobody-else";

#[aws_service(id = "Secrets", protocol = "restJson1")]
struct Service;

#[aws_operation(name = "Put", output = ())]
#[aws(http = "PUT /secrets")]
#[derive(Debug)]
struct Put {
    secret: Sensitive<String>,
    #[aws(header = "X-Secret")]
    header: Sensitive<String>,
}

#[aws_operation(name = "Peek", output = ())]
#[aws(http = "GET /secrets")]
struct Peek {}

fn input() -> Put {
    Put { secret: Sensitive(SECRET.to_owned()), header: Sensitive(SECRET.to_owned()) }
}

/// Answers every request in the same way.
struct Answering(u16, &'static str);

impl Transport for Answering {
    fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
        let mut answer = http::Response::new(Body::from(self.1));
        *answer.status_mut() = http::StatusCode::from_u16(self.0).unwrap();
        Box::pin(async { Ok(answer) })
    }
}

fn credentials() -> Credentials {
    Credentials::new("AKID", SECRET).session_token(TOKEN)
}

fn client(transport: Answering) -> Client {
    let builder = Client::builder().region("us-east-1").credentials(credentials()).retry(RetryPolicy::never());
    builder.transport(transport).build().unwrap()
}

fn hides(what: &str, text: &str) {
    for secret in [SECRET, TOKEN] {
        assert!(!text.contains(secret), "{what} shows a secret: {text}");
    }
}

#[test]
fn every_type_holds_secrets_or_does_not() {
    let unlike = crate::exported::unlike(HOLDING.into_iter().chain(WITHOUT));
    assert!(unlike.is_empty(), "each exported type stands in one of the two lists, and no other: {unlike:?}");
}

#[test]
fn settings_and_credentials_show_no_secret() {
    let file = format!("[default]\naws_access_key_id = A\naws_secret_access_key = {SECRET}\nbroken line {TOKEN}\n");
    let environment = Environment::empty()
        .with_variable("AWS_SECRET_ACCESS_KEY", SECRET)
        .with_variable("AWS_SESSION_TOKEN", TOKEN)
        .with_variable("HOME", "/h")
        .with_file("/h/.aws/credentials", file);
    hides("Environment", &format!("{environment:?}"));
    hides("Credentials", &format!("{:?}", credentials()));
    hides("CredentialsCache", &format!("{:?}", CredentialsCache::new(credentials())));
    hides("ClientBuilder", &format!("{:?}", Client::builder().region("x").credentials(credentials())));
    hides("Client", &format!("{:?}", client(Answering(200, ""))));
    let blocking = blocking::Client::new(client(Answering(200, ""))).unwrap();
    hides("blocking::Client", &format!("{blocking:?}"));
    hides("Signer", &format!("{:?}", Signer::new("us-east-1", "s")));
    hides("ServerBuilder", &format!("{:?}", Server::builder().credentials("AKID", SECRET)));
    hides("Sensitive", &format!("{:?}", input()));
    let temporary = sts::TemporaryCredentials {
        access_key_id: "AKID".to_owned(),
        secret_access_key: Sensitive(SECRET.to_owned()),
        session_token: Sensitive(TOKEN.to_owned()),
        expiration: aws_operation::Timestamp::now(),
    };
    hides("TemporaryCredentials", &format!("{temporary:?}"));
    hides("Credentials", &format!("{:?}", Credentials::from(temporary)));
}

#[tokio::test]
async fn requests_and_errors_show_no_secret() {
    let client_of_nothing = client(Answering(200, ""));
    let prepared = input().prepare(&client_of_nothing).await.unwrap();
    hides("PreparedRequest", &format!("{prepared:?}"));
    hides("to_curl", &prepared.to_curl());
    let presigned = Peek {}.presign(&client_of_nothing, Duration::from_secs(60)).await.unwrap();
    hides("PresignedRequest", &format!("{presigned:?}"));
    for answer in [Answering(403, "{}"), Answering(500, "?")] {
        let error = input().send(&client(answer)).await.unwrap_err();
        hides("SendError", &format!("{error} {error:?} {:?}", error.signature_mismatch()));
    }
    let broken = Environment::empty().with_variable("HOME", "/h").with_file(
        "/h/.aws/credentials",
        format!("[default]\naws_secret_access_key = {SECRET}\naws_session_token = {TOKEN}\n"),
    );
    let builder = Client::builder().region("x").transport(Answering(200, "{}"));
    match builder.build_from(&broken).await {
        Err(error) => hides("ConfigError", &format!("{error} {error:?}")),
        Ok(client) => {
            let error = input().send(&client).await.unwrap_err();
            hides("CredentialsError", &format!("{error} {error:?}"));
        }
    }
}
