//! The printed form of every public type contains no secret.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{
    AttemptReport, BearerToken, Blob, Body, ByteStream, CallReport, Client, Credentials, CredentialsCache, Environment,
    HyperTransport, Observe, PageToken, ReqwestTransport, RetryPolicy, SendError, Sensitive, Timestamp, TokenFile,
    Transport, TransportFuture, aws_operation, aws_service, aws_shape, blocking, http, sts,
};

/// The types that cannot contain a secret, except in text that a user or a service wrote to be shown. Every other type
/// is printed below, with secrets in it.
const WITHOUT: [&str; 74] = [
    "AccountIdEndpointMode",
    "codec::EndpointParams",
    "codec::ResolvedEndpoint",
    "AuthScheme",
    "ChecksumAlgorithm",
    "ChecksumPolicy",
    "codec::ChecksumTrait",
    "codec::S3AuthScheme",
    "codec::S3Endpoint",
    "codec::AwsJson1_0",
    "codec::AwsJson1_1",
    "codec::AwsQuery",
    "codec::Ec2Query",
    "codec::Binding",
    "CallOutcome",
    "Clock",
    "Document",
    "codec::ErrorShape",
    "EventSender",
    "EventStream",
    "StreamClosed",
    "StreamContext",
    "StreamError",
    "codec::EventFormat",
    "codec::Frame",
    "codec::FrameBuilder",
    "codec::FrameError",
    "codec::FrameReader",
    "codec::FrameValue",
    "codec::StreamedBody",
    "codec::Streams",
    "blocking::BlockingEvents",
    "sigv4::EventChain",
    "sigv4::EventSignature",
    "FailReason",
    "MetricsObserver",
    "PolicyKind",
    "SafeToRetry",
    "Waiter",
    "codec::HttpTrait",
    "dynamodb::AttributeValue",
    "dynamodb::Item",
    "dynamodb::ItemError",
    "InvalidTimestamp",
    "NextStep",
    "NoRandomness",
    "codec::OperationMeta",
    "codec::PayloadKind",
    "codec::RestJson1",
    "codec::RestXml",
    "codec::RpcV2Cbor",
    "RetryPolicy",
    "RetryReason",
    "codec::Retryable",
    "codec::Segment",
    "codec::ServiceMeta",
    "ServiceTime",
    "TimedOut",
    "Timestamp",
    "TokenSource",
    "TransportErrorKind",
    "UrlEncoded",
    "server::Faults",
    "server::ParameterMismatch",
    "server::IdempotencyWindow",
    "sigv4::Settings",
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

#[aws_operation(name = "Put", output = Got)]
#[aws(http = "PUT /secrets/{label}")]
#[derive(Clone, Debug)]
struct Put {
    label: Sensitive<String>,
    #[aws(query)]
    query: Sensitive<String>,
    #[aws(header = "X-Secret")]
    header: Sensitive<String>,
    secret: Sensitive<String>,
}

#[aws_shape]
#[derive(Debug)]
struct Got {
    #[aws(header = "X-Secret")]
    header: Option<Sensitive<String>>,
    secret: Option<Sensitive<String>>,
    number: Option<Sensitive<i32>>,
}

#[aws_operation(name = "Peek", output = ())]
#[aws(http = "GET /secrets")]
struct Peek {
    #[aws(query)]
    query: Sensitive<String>,
}

#[aws_operation(name = "List", output = Listed)]
#[aws(http = "GET /lists", paginated(input = "token", output = "token", items = "names"))]
struct List {
    #[aws(query)]
    token: Option<String>,
    #[aws(query)]
    query: Sensitive<String>,
}

#[aws_shape]
struct Listed {
    names: Vec<String>,
    token: Option<String>,
}

fn secret() -> Sensitive<String> {
    Sensitive(SECRET.to_owned())
}

fn put() -> Put {
    Put { label: secret(), query: secret(), header: secret(), secret: secret() }
}

fn list() -> List {
    List { token: None, query: secret() }
}

/// Responds to every request with the same response.
struct FixedResponse(u16, &'static str);

impl Transport for FixedResponse {
    fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
        let mut response = http::Response::new(Body::from(self.1));
        *response.status_mut() = http::StatusCode::from_u16(self.0).unwrap();
        response.headers_mut().insert("x-secret", http::HeaderValue::from_static(SECRET));
        Box::pin(async { Ok(response) })
    }
}

fn credentials() -> Credentials {
    Credentials::new("AKID", SECRET).session_token(TOKEN)
}

fn client(transport: FixedResponse) -> Client {
    let builder = Client::builder().region("us-east-1").credentials(credentials()).retry(RetryPolicy::never());
    builder.transport(transport).build().unwrap()
}

/// The types that were printed.
#[derive(Default)]
struct Printed(BTreeMap<&'static str, usize>);

impl Printed {
    fn add(&mut self, name: &'static str, value: &impl Debug) {
        self.add_text(name, &format!("{value:?} {value:#?}"));
    }

    fn add_error(&mut self, name: &'static str, error: &(impl std::error::Error + 'static)) {
        self.add(name, error);
        let mut cause: Option<&dyn std::error::Error> = Some(error);
        while let Some(error) = cause {
            self.add_text(name, &error.to_string());
            cause = error.source();
        }
    }

    /// Asserts that the text contains no secret, neither as text nor as bytes.
    fn add_text(&mut self, name: &'static str, text: &str) {
        for secret in [SECRET, TOKEN] {
            let bytes = format!("{:?}", secret.as_bytes());
            assert!(!text.contains(secret) && !text.contains(&bytes), "{name} shows a secret: {text}");
        }
        *self.0.entry(name).or_default() += 1;
    }
}

#[tokio::test]
async fn no_type_shows_a_secret() {
    let mut printed = Printed::default();
    values(&mut printed);
    settings(&mut printed).await;
    pages(&mut printed);
    requests(&mut printed).await;
    responses(&mut printed).await;
    errors_before_sending(&mut printed).await;
    reports(&mut printed).await;
    both_ends(&mut printed).await;
    of_sts(&mut printed);
    let unlike = crate::exported::unlike(printed.0.into_keys().chain(WITHOUT));
    assert!(unlike.is_empty(), "each exported type is printed, or stands in `WITHOUT`, and no other: {unlike:?}");
}

fn values(printed: &mut Printed) {
    printed.add("Sensitive", &put());
    printed.add("Blob", &Blob::from(SECRET));
    printed.add("codec::EndpointParams", &aws_operation::codec::EndpointParams::new().member("Key", SECRET));
    printed.add("Body", &Body::from(SECRET));
    printed.add("ByteStream", &ByteStream::from(SECRET));
    printed.add("sigv4::Payload", &Payload::Bytes(SECRET.as_bytes()));
    printed.add("PageToken", &PageToken::of(SECRET).unwrap());
    printed.add_error("PageTokenError", &PageToken::from_json(SECRET).unwrap_err());
    // The error of an invalid sensitive timestamp does not show the value.
    let error = serde_json::from_str::<Sensitive<Timestamp>>(&format!("{SECRET:?}")).unwrap_err();
    printed.add_error("Sensitive", &error);
}

async fn settings(printed: &mut Printed) {
    let proxy = format!("http://user:{SECRET}@127.0.0.1:1");
    let environment = Environment::empty()
        .with_variable("AWS_SECRET_ACCESS_KEY", SECRET)
        .with_variable("AWS_SESSION_TOKEN", TOKEN)
        .with_variable("HTTPS_PROXY", &proxy)
        .with_file("/h/.aws/credentials", format!("[default]\naws_secret_access_key = {SECRET}\n"));
    printed.add("Environment", &environment);
    printed.add("Credentials", &credentials());
    printed.add("BearerToken", &BearerToken::new(TOKEN));
    printed.add("TokenFile", &TokenFile::new("/run/token"));
    let cache = Arc::new(CredentialsCache::new(credentials()));
    let builder =
        Client::builder().region("us-east-1").credentials(Arc::clone(&cache)).bearer_token(TOKEN).proxy(&proxy);
    printed.add("ClientBuilder", &builder);
    let proxied = builder.retry(RetryPolicy::never()).build().unwrap();
    let error = put().send(&proxied).await.unwrap_err();
    printed.add_error("SendError", &error);
    printed.add("CallContext", error.context());
    let SendError::Transport(error, _) = &error else { panic!("{error}") };
    printed.add_error("TransportError", error);
    printed.add("Client", &proxied);
    printed.add("CredentialsCache", &cache);
    printed.add("blocking::Client", &blocking::Client::new(proxied).unwrap());
    printed.add("HyperTransport", &HyperTransport::new(Duration::from_secs(1)));
    printed.add("ReqwestTransport", &ReqwestTransport::new(Duration::from_secs(1)));
    let wrong = [format!("http://user:{SECRET}@h:port"), format!("ftp://user:{SECRET}@h"), SECRET.to_owned() + " "];
    for proxy in wrong.iter().chain([&format!("http://h/{SECRET}")]) {
        let built = Client::builder().region("us-east-1").credentials(credentials()).proxy(proxy).build();
        if let Err(error) = built {
            printed.add_error("ConfigError", &error);
        }
    }
    for url in [format!("http://user:{SECRET}@h:port"), format!("https://user:{SECRET}@h"), format!("x://{SECRET}@h")] {
        let built = Client::builder().region("us-east-1").credentials(credentials()).endpoint_url(url).build();
        printed.add_error("ConfigError", &built.unwrap_err());
    }
}

fn pages(printed: &mut Printed) {
    let client = client(FixedResponse(200, ""));
    let token = || PageToken::of(SECRET).unwrap();
    printed.add("Pages", &list().paginate(&client).resume_at(token()));
    printed.add("PageItems", &list().paginate(&client).resume_at(token()).items());
    let client = blocking::Client::new(client).unwrap();
    printed.add("blocking::BlockingPages", &client.paginate(list()).resume_at(token()));
    printed.add("blocking::BlockingItems", &client.paginate(list()).resume_at(token()).items());
}

async fn requests(printed: &mut Printed) {
    let client = client(FixedResponse(200, ""));
    let prepared = put().prepare(&client).await.unwrap();
    printed.add("PreparedRequest", &prepared);
    printed.add_text("PreparedRequest", &prepared.to_curl());
    let presigned = Peek { query: secret() }.presign(&client, Duration::from_secs(60)).await.unwrap();
    assert!(presigned.contains(SECRET) && presigned.contains(TOKEN));
    printed.add("PresignedRequest", &presigned);
    let form = client.sign_form(&put(), |_| String::new()).await.unwrap();
    assert!(form.fields().iter().any(|(_, value)| value == TOKEN));
    printed.add("codec::SignedForm", &form);

    // The signer now has a cached signing key.
    let signer = Signer::new("us-east-1", "secrets");
    let mut parts = http::Request::get("https://h/").body(()).unwrap().into_parts().0;
    signer.sign(&mut parts, Payload::Unsigned, &credentials(), Timestamp::now()).unwrap();
    printed.add("sigv4::Signer", &signer);
    printed.add("sigv4::Signer", &parts.headers);
    let broken = Credentials::new("AKID", SECRET).session_token(format!("{TOKEN}\n"));
    let error = signer.sign(&mut parts, Payload::Unsigned, &broken, Timestamp::now()).unwrap_err();
    printed.add_error("sigv4::SigningError", &error);
    let error = signer.sign(&mut parts, Payload::Sha256(SECRET), &credentials(), Timestamp::now()).unwrap_err();
    printed.add_error("sigv4::SigningError", &error);
}

async fn responses(printed: &mut Printed) {
    let got = put().send(&client(FixedResponse(200, r#"{"Secret":"kept-by-nobody-else"}"#))).await.unwrap();
    assert_eq!((got.header.as_ref(), got.secret.as_ref()), (Some(&secret()), Some(&secret())));
    printed.add("Response", &got);
    let error = put().send(&client(FixedResponse(200, r#"{"Number":"kept-by-nobody-else"}"#))).await.unwrap_err();
    let SendError::Decode(error, _) = &error else { panic!("{error}") };
    printed.add_error("DecodeError", error);
    // The service returns parts of the credentials.
    let rejected = r#"{"__type":"Rejected","message":"signed by kept-by-nobody-else for session-of-nobody-else"}"#;
    let denied = r#"{"message":"User: kept-by-nobody-else is not authorized to perform: a:B"}"#;
    let error = put().send(&client(FixedResponse(403, denied))).await.unwrap_err();
    printed.add("AccessDenied", error.access_denied().unwrap());
    let waiter = aws_operation::Waiter::<Put>::new(std::time::Duration::from_secs(9)).success_if_error(|_| true);
    printed.add("Waited", &client(FixedResponse(403, rejected)).wait(&put(), waiter).await.unwrap());
    let waiter = aws_operation::Waiter::<Put>::new(std::time::Duration::from_secs(9));
    let error = client(FixedResponse(403, rejected)).wait(&put(), waiter).await.unwrap_err();
    printed.add_error("WaitError", &error);
    for response in [FixedResponse(403, rejected), FixedResponse(403, "{}"), FixedResponse(500, "?")] {
        let error = put().send(&client(response)).await.unwrap_err();
        printed.add_error("SendError", &error);
        if let SendError::Service(error, _) = &error {
            printed.add_error("ServiceError", error);
        }
    }
    let error = Body::from(SECRET).bytes(1).await.unwrap_err();
    printed.add_error("BodyError", &error);
}

/// Collects the printed reports.
#[derive(Default)]
struct Reported(Mutex<Vec<(&'static str, String)>>);

impl Reported {
    fn add(&self, name: &'static str, report: &impl Debug) {
        self.0.lock().unwrap().push((name, format!("{report:?}")));
    }
}

impl Observe for Reported {
    fn attempt_ended(&self, attempt: &AttemptReport<'_>) {
        self.add("AttemptReport", attempt);
    }

    fn call_ended(&self, call: &CallReport<'_>) {
        self.add("CallReport", call);
    }
}

async fn reports(printed: &mut Printed) {
    let reported = Arc::new(Reported::default());
    let rejected = r#"{"__type":"Rejected-session-of-nobody-else","message":"kept-by-nobody-else"}"#;
    let builder = Client::builder().region("us-east-1").credentials(credentials());
    let builder = builder.transport(FixedResponse(403, rejected)).observe(Arc::clone(&reported));
    put().send(&builder.build().unwrap()).await.unwrap_err();
    let reports = std::mem::take(&mut *reported.0.lock().unwrap());
    assert_eq!(reports.len(), 2);
    for (name, text) in reports {
        printed.add_text(name, &text);
    }
}

async fn errors_before_sending(printed: &mut Printed) {
    let input = Put { header: Sensitive(format!("{SECRET}\n")), ..put() };
    let error = input.send(&client(FixedResponse(200, ""))).await.unwrap_err();
    let SendError::Invalid(invalid, _) = &error else { panic!("{error}") };
    printed.add_error("Invalid", invalid);
    let aws_operation::Invalid::Member(member) = invalid else { panic!("{invalid}") };
    printed.add_error("InvalidRequest", member);

    let home = Environment::empty().with_variable("HOME", "/h");
    let file = format!("[default]\naws_secret_access_key = {SECRET}\nbroken {TOKEN}\n");
    let builder = || Client::builder().region("us-east-1").transport(FixedResponse(500, TOKEN));
    let error = builder().build_from(&home.clone().with_file("/h/.aws/credentials", file)).await.unwrap_err();
    assert!(matches!(error, aws_operation::ConfigError::File(_)), "{error}");
    printed.add_error("FileError", &error);
    let file = format!("[default]\naws_secret_access_key = {SECRET}\naws_session_token = {TOKEN}\n");
    let error = builder().build_from(&home.with_file("/h/.aws/credentials", file)).await.unwrap_err();
    printed.add_error("ConfigError", &error);
    let container = Environment::empty()
        .with_variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/keys")
        .with_variable("AWS_CONTAINER_AUTHORIZATION_TOKEN", TOKEN);
    let client = builder().retry(RetryPolicy::never()).build_from(&container).await.unwrap();
    let error = put().send(&client).await.unwrap_err();
    let SendError::Credentials(error, _) = &error else { panic!("{error}") };
    printed.add_error("CredentialsError", error);
}

async fn both_ends(printed: &mut Printed) {
    let calls: Arc<Mutex<Vec<String>>> = Arc::default();
    let kept = Arc::clone(&calls);
    let builder =
        Server::builder().accept_credentials(credentials()).operation::<Put, _>(move |call: IncomingCall<Put>| {
            kept.lock().unwrap().push(format!("{call:?}"));
            async { Ok(Got { header: Some(secret()), secret: None, number: None }) }
        });
    printed.add("server::ServerBuilder", &builder);
    let server = builder.bind("127.0.0.1:0").await.unwrap();
    let client = Client::builder().region("us-east-1").endpoint_url(server.url()).retry(RetryPolicy::never());
    printed.add("Response", &put().send(&client.clone().credentials(credentials()).build().unwrap()).await.unwrap());
    let [call] = calls.lock().unwrap().clone().try_into().unwrap();
    printed.add_text("server::IncomingCall", &call);

    let wrong = Credentials::new("AKID", "wrong").session_token(TOKEN);
    let error = put().send(&client.credentials(wrong).build().unwrap()).await.unwrap_err();
    printed.add_error("SendError", &error);
    let mismatch = error.signature_mismatch().expect("the server returns its canonical request");
    printed.add("SignatureMismatch", mismatch);
    printed.add_text("SignatureMismatch", &mismatch.to_string());
    let received = server.recorded_requests();
    assert_eq!(received.len(), 2);
    assert!(received.iter().all(|received| received.target.contains(SECRET)));
    printed.add("server::RecordedRequest", &received);
    printed.add("server::Server", &server);
}

fn of_sts(printed: &mut Printed) {
    let temporary = sts::TemporaryCredentials {
        access_key_id: "AKID".to_owned(),
        secret_access_key: secret(),
        session_token: Sensitive(TOKEN.to_owned()),
        expiration: Timestamp::now(),
    };
    printed.add("sts::TemporaryCredentials", &temporary);
    printed.add("Credentials", &Credentials::from(temporary.clone()));
    printed.add("sts::AssumeRole", &sts::AssumeRole { token_code: Some(secret()), ..sts::AssumeRole::default() });
    let identified =
        sts::AssumeRoleWithWebIdentity { web_identity_token: secret(), ..sts::AssumeRoleWithWebIdentity::default() };
    printed.add("sts::AssumeRoleWithWebIdentity", &identified);
    let output = sts::AssumeRoleOutput {
        credentials: temporary.clone(),
        assumed_role_user: None,
        packed_policy_size: None,
        source_identity: None,
    };
    printed.add("sts::AssumeRoleOutput", &output);
    let output = sts::AssumeRoleWithWebIdentityOutput {
        credentials: temporary,
        subject_from_web_identity_token: None,
        audience: None,
        provider: None,
        assumed_role_user: None,
        packed_policy_size: None,
        source_identity: None,
    };
    printed.add("sts::AssumeRoleWithWebIdentityOutput", &output);
}
