//! Which scheme authenticates a call, and what the request has then.

mod scripted;

use std::time::Duration;

use aws_operation::{
    AuthScheme, BearerToken, BearerTokenFuture, Body, ByteStream, Call as _, Client, ClientBuilder, ConfigError,
    Credentials, CredentialsError, Environment, ProvideBearerToken, SendError, aws_operation, aws_service,
};
use scripted::{Script, Sent, Step};

#[aws_service(id = "Bedrock Runtime", protocol = "restJson1", signing_name = "bedrock", auth("sigv4", "bearer"))]
struct Service;

#[aws_operation(name = "Get", output = (), http = "GET /get")]
struct Get {}

#[aws_operation(name = "GetAsBearer", output = (), http = "GET /bearer", auth = "bearer")]
struct GetAsBearer {}

#[aws_operation(name = "GetBearerFirst", output = (), http = "GET /first", auth = ["bearer", "sigv4"])]
struct GetBearerFirst {}

#[aws_operation(name = "GetSigned", output = (), http = "GET /signed", auth = "sigv4")]
struct GetSigned {}

#[aws_operation(name = "GetOpen", output = (), http = "GET /open", auth = "none")]
struct GetOpen {}

#[aws_service(id = "Open Vault", protocol = "restJson1", auth = "none")]
struct OpenVault;

#[aws_operation(name = "Look", service = OpenVault, output = (), http = "GET /look")]
struct Look {}

#[aws_operation(name = "Enter", service = OpenVault, output = (), http = "GET /enter", auth = "sigv4")]
struct Enter {}

const TOKEN: &str = "token-of-the-caller-0123456789";

fn ok() -> Step {
    Step::response(200, "")
}

/// The scheme of a request, by its `Authorization`.
fn scheme(sent: &Sent) -> &str {
    match sent.header("authorization") {
        None => "none",
        Some(header) if header.starts_with("AWS4-HMAC-SHA256 ") => "sigv4",
        Some(header) if header.starts_with("AWS4-ECDSA-P256-SHA256 ") => "sigv4a",
        Some(header) if header.starts_with("Bearer ") => "bearer",
        Some(_) => "other",
    }
}

/// The schemes of one call of each operation.
async fn schemes(set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> [String; 5] {
    let script = Script::new(std::iter::repeat_n(ok(), 5));
    schemes_of(&script.client_with(set), &script).await
}

async fn schemes_of(client: &Client, script: &Script) -> [String; 5] {
    Get {}.send(client).await.unwrap();
    GetAsBearer {}.send(client).await.unwrap();
    GetBearerFirst {}.send(client).await.unwrap();
    GetSigned {}.send(client).await.unwrap();
    GetOpen {}.send(client).await.unwrap();
    let sent: Vec<String> = script.take_sent().iter().map(|sent| scheme(sent).to_owned()).collect();
    sent.try_into().unwrap()
}

#[tokio::test]
async fn the_order_of_the_operation_decides_and_then_that_of_the_service() {
    assert_eq!(schemes(|client| client.bearer_token(TOKEN)).await, ["sigv4", "bearer", "bearer", "sigv4", "none"]);
}

#[tokio::test]
async fn a_preference_in_code_goes_before_every_order() {
    let bearer = |client: ClientBuilder| client.bearer_token(TOKEN).auth_scheme_preference([AuthScheme::Bearer]);
    assert_eq!(schemes(bearer).await, ["bearer", "bearer", "bearer", "sigv4", "none"]);
    let sigv4 = |client: ClientBuilder| {
        client.bearer_token(TOKEN).auth_scheme_preference([AuthScheme::SigV4a, AuthScheme::SigV4])
    };
    assert_eq!(schemes(sigv4).await, ["sigv4", "bearer", "sigv4", "sigv4", "none"]);
}

#[tokio::test]
async fn a_scheme_for_which_the_client_has_nothing_is_passed_over() {
    let script = Script::new([ok(), ok()]);
    // without a token
    GetBearerFirst {}.send(&script.client()).await.unwrap();
    // without credentials
    let client = Client::builder().region("us-east-1").bearer_token(TOKEN).transport(script.clone()).build().unwrap();
    Get {}.send(&client).await.unwrap();
    let sent: Vec<_> = script.take_sent().iter().map(|sent| scheme(sent).to_owned()).collect();
    assert_eq!(sent, ["sigv4", "bearer"]);

    let error = GetSigned {}.send(&client).await.unwrap_err().to_string();
    assert!(error.contains("has a bearer token and no credentials"), "{error}");
    script.extend([ok()]);
    Get {}.send(&client.with_credentials(Credentials::new("AKID", "secret"))).await.unwrap();
    assert_eq!(scheme(&script.take_sent()[0]), "sigv4");
}

#[tokio::test]
async fn a_service_can_be_without_authentication() {
    let script = Script::new([ok(), ok()]);
    Look {}.send(&script.client()).await.unwrap();
    Enter {}.send(&script.client()).await.unwrap();
    let sent: Vec<_> = script.take_sent().iter().map(|sent| scheme(sent).to_owned()).collect();
    assert_eq!(sent, ["none", "sigv4"]);
}

#[tokio::test]
async fn a_bearer_request_has_the_token_and_nothing_of_sigv4() {
    let script = Script::new([ok(), ok()]);
    let client = script.client_with(|client| client.bearer_token(TOKEN));
    GetAsBearer {}.send(&client).await.unwrap();
    let sent = script.take_sent().remove(0);
    assert_eq!(sent.header("authorization"), Some(format!("Bearer {TOKEN}").as_str()));
    for name in ["x-amz-date", "x-amz-content-sha256", "x-amz-security-token", "x-amz-region-set"] {
        assert_eq!(sent.header(name), None, "{name}");
    }
    assert!(sent.request.headers()["authorization"].is_sensitive());
    GetAsBearer {}.send(&client.with_bearer_token("other")).await.unwrap();
    assert_eq!(script.take_sent()[0].header("authorization"), Some("Bearer other"));
}

#[tokio::test]
async fn a_token_is_never_shown() {
    let script = Script::new([
        Step::response(400, format!(r#"{{"message":"bad token {TOKEN}"}}"#)).header("x-amzn-errortype", "Bad")
    ]);
    let client = script.client_with(|client| client.bearer_token(TOKEN));
    let error = GetAsBearer {}.call(&client).await.unwrap_err();
    let prepared = GetAsBearer {}.prepare(&client).await.unwrap();
    let builder = Client::builder().bearer_token(TOKEN);
    let shown = format!(
        "{error} {error:?} {error:#?} {client:?} {builder:?} {:?} {prepared:?} {}",
        BearerToken::new(TOKEN),
        prepared.to_curl()
    );
    assert!(!shown.contains("token-of-the-caller"), "{shown}");
    assert!(prepared.to_curl().contains("authorization: REDACTED"), "{}", prepared.to_curl());
}

#[tokio::test]
async fn a_missing_token_is_one_error_that_says_what_to_set() {
    let script = Script::new([]);
    let error = GetAsBearer {}.send(&script.client()).await.unwrap_err();
    assert!(matches!(error, SendError::Credentials(..)), "{error}");
    assert_eq!(
        error.to_string(),
        "GetAsBearer failed: no credentials: the operation needs a bearer token; call `.bearer_token(..)` on the client's \
         builder, or set AWS_BEARER_TOKEN_BEDROCK and build the client with `build_from_env()`"
    );
}

#[tokio::test]
async fn a_token_that_no_header_can_hold_is_an_error_without_the_token() {
    for bad in ["", "two words", "line\nfeed", "caf\u{e9}"] {
        let script = Script::new([]);
        let client = script.client_with(|client| client.bearer_token(bad));
        let error = GetAsBearer {}.send(&client).await.unwrap_err();
        assert!(matches!(error, SendError::Credentials(..)), "{error}");
        assert!(error.to_string().contains("letters, digits and punctuation"), "{error}");
    }
}

#[tokio::test]
async fn a_token_goes_over_plain_http_to_loopback_alone() {
    for (url, is_sent) in [
        ("http://127.0.0.1:1", true),
        ("http://localhost:1", true),
        ("https://example.com", true),
        ("http://example.com", false),
    ] {
        let script = Script::new([ok(), ok()]);
        let client = script.client_with(|client| client.bearer_token(TOKEN).endpoint_url(url).allow_plain_http(true));
        GetSigned {}.send(&client).await.unwrap();
        let sent = GetAsBearer {}.send(&client).await;
        assert_eq!(sent.is_ok(), is_sent, "{url}");
        assert_eq!(script.count(), 1 + usize::from(is_sent));
        if let Err(error) = sent {
            assert!(matches!(error, SendError::Invalid(..)), "{error}");
            assert!(error.to_string().contains("bearer token unencrypted"), "{error}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_rejected_token_is_not_sent_again() {
    for code in ["UnauthorizedException", "ExpiredTokenException", "InvalidSignatureException"] {
        let late = "Mon, 12 Oct 2015 17:50:00 GMT";
        let script = Script::new([Step::rejected(401, code).header("date", late)]);
        let client = script.client_with(|client| client.bearer_token(TOKEN));
        let error = GetAsBearer {}.send(&client).await.unwrap_err();
        assert_eq!((error.code(), error.attempts()), (Some(code), 1));
    }
    let script = Script::new([Step::rejected(503, "Busy"), ok()]);
    GetAsBearer {}.send(&script.client_with(|client| client.bearer_token(TOKEN))).await.unwrap();
    assert_eq!(script.count(), 2);
}

/// Returns another token for each attempt, and fails at last.
struct Tokens(std::sync::atomic::AtomicU32);

impl ProvideBearerToken for Tokens {
    fn bearer_token(&self) -> BearerTokenFuture<'_> {
        Box::pin(async {
            match self.0.fetch_add(1, std::sync::atomic::Ordering::SeqCst) {
                number @ 0..2 => Ok(BearerToken::new(format!("token-{number}"))),
                _ => Err(CredentialsError::new("the vault is closed")),
            }
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_provider_is_asked_for_each_attempt() {
    let script = Script::new([Step::NotSent, ok()]);
    let client = script.client_with(|client| client.bearer_token(Tokens(0.into())));
    GetAsBearer {}.send(&client).await.unwrap();
    let sent: Vec<_> =
        script.take_sent().iter().map(|sent| sent.header("authorization").unwrap_or_default().to_owned()).collect();
    assert_eq!(sent, ["Bearer token-0", "Bearer token-1"]);
    let error = GetAsBearer {}.send(&client).await.unwrap_err();
    assert_eq!(error.to_string(), "GetAsBearer failed: no credentials: the vault is closed");
}

#[tokio::test]
async fn a_url_is_signed_even_where_a_token_is_preferred() {
    let client = Script::new([]).client_with(|client| client.bearer_token(TOKEN));
    let hour = Duration::from_secs(3600);
    let url = GetBearerFirst {}.presign(&client, hour).await.unwrap();
    assert!(url.url().contains("X-Amz-Signature="), "{}", url.url());
    let error = GetAsBearer {}.presign(&client, hour).await.unwrap_err();
    assert!(error.to_string().contains("a URL cannot contain a bearer token"), "{error}");
}

async fn from_env(
    variables: &[(&str, &str)],
    config: &str,
    set: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> Result<[String; 5], ConfigError> {
    let environment = Environment::empty()
        .with_variable("AWS_REGION", "us-east-1")
        .with_variable("AWS_ACCESS_KEY_ID", "AKID")
        .with_variable("AWS_SECRET_ACCESS_KEY", "secret")
        .with_variable("HOME", "/home/ann")
        .with_file("/home/ann/.aws/config", format!("[default]\n{config}\n"));
    let environment =
        variables.iter().fold(environment, |environment, (name, value)| environment.with_variable(*name, *value));
    let script = Script::new(std::iter::repeat_n(ok(), 5));
    let client = set(Client::builder().transport(script.clone())).build_from(&environment).await?;
    Ok(schemes_of(&client, &script).await)
}

#[tokio::test]
async fn the_environment_has_tokens_and_a_preference() {
    let token = ("AWS_BEARER_TOKEN_BEDROCK", TOKEN);
    let none = |client| client;
    let all_bearer = ["bearer", "bearer", "bearer", "sigv4", "none"];
    let sigv4_first = ["sigv4", "bearer", "sigv4", "sigv4", "none"];
    assert_eq!(from_env(&[token], "", none).await.unwrap(), all_bearer);
    // a token of the service goes before the preference of the environment
    let preference = ("AWS_AUTH_SCHEME_PREFERENCE", "sigv4a, sigv4,httpBearerAuth,other");
    assert_eq!(from_env(&[token, preference], "", none).await.unwrap(), all_bearer);
    let in_code = |client: ClientBuilder| client.auth_scheme_preference([AuthScheme::SigV4]);
    assert_eq!(from_env(&[token], "", in_code).await.unwrap(), sigv4_first);
    // a token in code goes before credentials of the environment, and they before it if they are in code as well
    let with_token = |client: ClientBuilder| client.bearer_token("in-code");
    assert_eq!(from_env(&[preference], "", with_token).await.unwrap(), all_bearer);
    let with_both = |client: ClientBuilder| client.bearer_token("in-code").credentials(Credentials::new("A", "b"));
    assert_eq!(from_env(&[preference], "", with_both).await.unwrap(), sigv4_first);
    let profile = "auth_scheme_preference = smithy.api#httpBearerAuth";
    assert_eq!(from_env(&[], profile, with_both).await.unwrap(), all_bearer);
}

#[aws_operation(name = "Put", output = (), http = "PUT /put", auth = "unsigned-payload")]
struct Put {
    #[aws(payload)]
    content: ByteStream,
}

#[tokio::test]
async fn an_unsigned_payload_is_sent_as_such_where_the_network_is_safe() {
    for (url, hash) in [
        ("https://example.com", "UNSIGNED-PAYLOAD"),
        ("http://127.0.0.1:1", "UNSIGNED-PAYLOAD"),
        ("http://example.com", ""),
    ] {
        let script = Script::new([ok()]);
        let client = script.client_with(|client| client.endpoint_url(url).allow_plain_http(true));
        Put { content: ByteStream::from("cat") }.send(&client).await.unwrap();
        let sent = script.take_sent().remove(0);
        assert_eq!((scheme(&sent), sent.header("x-amz-content-sha256").unwrap_or_default()), ("sigv4", hash), "{url}");
    }
}

#[tokio::test]
async fn a_stream_that_can_be_read_once_needs_no_hash() {
    let put = || Put { content: ByteStream::once(Body::from("once")) };
    let script = Script::new([]);
    let prepared = put().prepare(&script.client()).await.unwrap();
    assert_eq!(prepared.into_inner().headers()["x-amz-content-sha256"], "UNSIGNED-PAYLOAD");
    let exposed = script.client_with(|client| client.endpoint_url("http://example.com").allow_plain_http(true));
    let error = put().prepare(&exposed).await.unwrap_err();
    assert!(error.to_string().contains("can be read only once"), "{error}");
}

#[aws_operation(name = "GetEverywhere", output = (), http = "GET /everywhere", auth("sigv4a", "sigv4"))]
struct GetEverywhere {}

#[tokio::test]
async fn sigv4a_signs_for_a_set_of_regions() {
    let script = Script::new([ok(), ok(), ok()]);
    GetEverywhere {}.send(&script.client()).await.unwrap();
    GetEverywhere {}.send(&script.client_with(|client| client.sigv4a_signing_region_set("*"))).await.unwrap();
    let sigv4 = |client: ClientBuilder| client.auth_scheme_preference([AuthScheme::SigV4]);
    GetEverywhere {}.send(&script.client_with(sigv4)).await.unwrap();
    let sent = script.take_sent();
    let schemes: Vec<_> = sent.iter().map(|sent| (scheme(sent), sent.header("x-amz-region-set"))).collect();
    assert_eq!(schemes, [("sigv4a", Some("us-east-1")), ("sigv4a", Some("*")), ("sigv4", None)]);
    let authorization = sent[0].header("authorization").unwrap();
    assert!(
        authorization.starts_with(
            "AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20150830/bedrock/aws4_request, \
             SignedHeaders=amz-sdk-invocation-id;amz-sdk-request;host;x-amz-date;x-amz-region-set, Signature=30"
        ),
        "{authorization}"
    );
}

#[tokio::test]
async fn the_environment_has_a_region_set() {
    for (variable, profile, expected) in [
        (Some("us-east-1, eu-*"), "sigv4a_signing_region_set = *", "us-east-1,eu-*"),
        (None, "sigv4a_signing_region_set = *", "*"),
        (None, "", "eu-west-1"),
    ] {
        let mut environment = Environment::empty()
            .with_variable("AWS_REGION", "eu-west-1")
            .with_variable("HOME", "/home/ann")
            .with_file("/home/ann/.aws/config", format!("[default]\n{profile}\n"));
        if let Some(set) = variable {
            environment = environment.with_variable("AWS_SIGV4A_SIGNING_REGION_SET", set);
        }
        let script = Script::new([ok()]);
        let builder = Client::builder().credentials(Credentials::new("AKID", "secret")).transport(script.clone());
        GetEverywhere {}.send(&builder.build_from(&environment).await.unwrap()).await.unwrap();
        assert_eq!(script.take_sent()[0].header("x-amz-region-set"), Some(expected));
    }
}
