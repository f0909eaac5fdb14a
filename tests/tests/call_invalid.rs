//! Invalid inputs are rejected before anything is sent, and invalid settings are rejected when the client is built.

mod scripted;

use std::sync::atomic::{AtomicBool, Ordering};

use aws_operation::{
    Client, ClientBuilder, ConfigError, Credentials, CredentialsFuture, Invalid, ModeledError, ProvideCredentials,
    SendError, ServiceError, aws_operation, aws_service,
};
use scripted::{CreateProject, Script, Step};

#[aws_service(id = "Files", protocol = "restJson1")]
struct Files;

#[aws_operation(name = "TagFile", service = Files, output = ())]
#[aws(http = "PUT /tags")]
struct TagFile {
    #[aws(header = "X-Label")]
    label: Option<String>,
    #[aws(header = "X-Labels")]
    labels: Vec<String>,
}

#[aws_operation(name = "GetFile", service = Files, output = ())]
#[aws(http = "GET /files/{name}/content")]
struct GetFile {
    name: String,
}

#[aws_operation(name = "GetPath", service = Files, output = ())]
#[aws(http = "GET /paths/{path+}")]
struct GetPath {
    path: String,
}

/// A label of a generic type: the macro cannot see that it is an `Option`. A visible `Option` would not compile.
#[aws_operation(name = "GetMaybe", service = Files, output = ())]
#[aws(http = "GET /maybe/{name}")]
struct GetMaybe<T> {
    name: T,
}

/// A client with an empty script, which must not send a request.
fn client_that_must_not_send() -> (Script, Client) {
    let script = Script::new([]);
    let client = script.client();
    (script, client)
}

/// Asserts that a call was rejected because of `member`, and that nothing was sent.
fn assert_invalid<T: std::fmt::Debug, E: ModeledError>(
    end: Result<T, SendError<E>>,
    script: &Script,
    member: &str,
    words: &str,
) {
    let error = end.unwrap_err();
    let SendError::Invalid(Invalid::Member(invalid), _) = &error else { panic!("{error:?}") };
    assert_eq!(invalid.member(), Some(member));
    let text = error.to_string();
    assert!(text.contains("nothing was sent: ") && text.contains(&format!("`{member}`")), "{text}");
    assert!(text.contains(words) && !text.contains(['\r', '\n']), "{words:?} in {text}");
    assert_eq!((script.count(), error.attempts(), error.is_ambiguous(), error.status()), (0, 0, false, None));
}

#[tokio::test(start_paused = true)]
async fn a_header_must_not_contain_control_characters() {
    for value in ["a\r\nX-Evil: 1", "a\nb", "a\rb", "\n", "a\0b", "a\u{7f}b", "\u{1b}[0m"] {
        let (script, client) = client_that_must_not_send();
        let end = TagFile { label: Some(value.into()), labels: Vec::new() }.send(&client).await;
        assert_invalid(end, &script, "Label", "`x-label`");
        let end = TagFile { label: None, labels: vec!["fine".into(), value.into()] }.send(&client).await;
        assert_invalid(end, &script, "Labels", "`x-labels`");
        let end = CreateProject::with_token(value).send(&client).await;
        assert_invalid(end, &script, "ClientToken", "`x-amzn-client-token`");
    }
}

#[tokio::test(start_paused = true)]
async fn a_label_must_not_be_empty() {
    let (script, client) = client_that_must_not_send();
    let words = "must not be empty";
    assert_invalid(GetFile { name: String::new() }.send(&client).await, &script, "Name", words);
    assert_invalid(GetPath { path: String::new() }.send(&client).await, &script, "Path", words);
    assert_invalid(GetMaybe { name: Some(String::new()) }.send(&client).await, &script, "Name", words);
    assert_invalid(GetMaybe { name: None::<String> }.send(&client).await, &script, "Name", words);
}

#[tokio::test(start_paused = true)]
async fn a_label_must_not_be_a_dot_segment() {
    for (name, dots) in [(".", "`.`"), ("..", "`..`")] {
        let (script, client) = client_that_must_not_send();
        let words = format!("must not be {dots}");
        assert_invalid(GetFile { name: name.into() }.send(&client).await, &script, "Name", &words);
        for path in
            [name.to_owned(), format!("a/{name}/b"), format!("{name}/b"), format!("a/{name}"), format!("/{name}/")]
        {
            assert_invalid(GetPath { path }.send(&client).await, &script, "Path", &words);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_label_may_contain_all_other_text() {
    for (name, target) in [
        ("...", "/files/.../content"),
        (".a", "/files/.a/content"),
        ("a/b", "/files/a%2Fb/content"),
        ("%2e%2e", "/files/%252e%252e/content"),
        ("a\r\nb?c#d", "/files/a%0D%0Ab%3Fc%23d/content"),
        (" ", "/files/%20/content"),
    ] {
        let script = Script::new([Step::response(200, "")]);
        GetFile { name: name.into() }.send(&script.client()).await.unwrap();
        assert_eq!(script.take_sent()[0].target(), target);
    }
    let script = Script::new([Step::response(200, "")]);
    GetPath { path: "a/..b/c d".into() }.send(&script.client()).await.unwrap();
    assert_eq!(script.take_sent()[0].target(), "/paths/a/..b/c%20d");
}

async fn send_to(url: &str, allow: bool) -> (Result<(), SendError<ServiceError>>, usize) {
    let script = Script::new([Step::response(200, "")]);
    let client = script.client_with(|builder| builder.endpoint_url(url).allow_plain_http(allow));
    let end = GetFile { name: "a".into() }.send(&client).await.map(drop);
    (end, script.count())
}

#[tokio::test(start_paused = true)]
async fn plain_http_to_another_machine_is_rejected() {
    for url in [
        "http://10.0.0.1",
        "http://example.com:8080/base",
        "http://localhost.example.com",
        "http://notlocalhost",
        "http://127.0.0.1.example.com",
        "http://[2001:db8::1]",
        "http://0.0.0.0:4566",
    ] {
        let (end, count) = send_to(url, false).await;
        let error = end.unwrap_err();
        assert!(matches!(error, SendError::Invalid(Invalid::Endpoint(_), _)), "{url}: {error:?}");
        assert!(error.to_string().contains("`Client::builder().allow_plain_http(true)`"), "{error}");
        assert_eq!((count, error.attempts(), error.is_ambiguous()), (0, 0, false), "{url}");
        let (end, count) = send_to(url, true).await;
        assert!(end.is_ok(), "{url}: {end:?}");
        assert_eq!(count, 1);
    }
}

#[tokio::test(start_paused = true)]
async fn https_and_loopback_need_no_permission() {
    for url in [
        "https://10.0.0.1",
        "https://example.com",
        "http://localhost:4566",
        "http://LocalHost:4566",
        "http://s3.localhost:4566",
        "http://127.0.0.1:4566",
        "http://127.8.9.1",
        "http://[::1]:4566/base/",
        "HTTP://127.0.0.1",
    ] {
        let (end, count) = send_to(url, false).await;
        assert!(end.is_ok(), "{url}: {end:?}");
        assert_eq!(count, 1);
    }
}

#[tokio::test(start_paused = true)]
async fn credentials_that_are_not_valid_in_a_header_are_rejected_and_not_shown() {
    let script = Script::new([]);
    let plain = || Credentials::new("AKIDEXAMPLE", "secret");
    for credentials in [plain().session_token("hidden\n"), Credentials::new("AKID\nEXAMPLE", "secret")] {
        let client = script.client_with(|builder| builder.credentials(credentials));
        let error = GetFile { name: "a".into() }.send(&client).await.unwrap_err();
        assert!(matches!(error, SendError::Invalid(..)), "{error:?}");
        assert_eq!((script.count(), error.is_ambiguous()), (0, false));
        assert!(!format!("{error} {error:?}").contains("hidden"), "{error:?}");
        assert_eq!(error.attempts(), 0, "nothing was sent: {error}");
    }
}

#[tokio::test(start_paused = true)]
async fn credentials_that_become_invalid_between_attempts_do_not_hide_the_sent_attempt() {
    struct Turning(AtomicBool);
    impl ProvideCredentials for Turning {
        fn credentials(&self) -> CredentialsFuture<'_> {
            let token = if self.0.swap(true, Ordering::Relaxed) { "bad\n" } else { "good" };
            Box::pin(async move { Ok(Credentials::new("AKIDEXAMPLE", "secret").session_token(token)) })
        }
    }
    let script = Script::new([Step::Lost]);
    let client = script.client_with(|builder| builder.credentials(Turning(AtomicBool::new(false))));
    let error = CreateProject::paint().send(&client).await.unwrap_err();
    assert!(matches!(error, SendError::Invalid(..)), "{error:?}");
    assert_eq!((script.count(), error.attempts(), error.is_ambiguous()), (1, 1, true));
    assert!(!error.to_string().contains("nothing was sent"), "{error}");
}

fn settings() -> ClientBuilder {
    Client::builder().region("us-east-1").credentials(Credentials::new("AKIDEXAMPLE", "secret"))
}

#[test]
fn a_client_needs_a_region_and_credentials() {
    assert_eq!(Client::builder().region("us-east-1").build().unwrap_err(), ConfigError::NoCredentials);
    let no_region = Client::builder().credentials(Credentials::new("AKIDEXAMPLE", "secret")).build().unwrap_err();
    assert_eq!(no_region, ConfigError::NoRegion);
    assert_eq!(
        no_region.to_string(),
        "no region: set AWS_REGION, write `region` into the profile, or call `Client::builder().region(\"us-east-1\")`"
    );
    let no_credentials = ConfigError::NoCredentials.to_string();
    assert!(no_credentials.contains("`.credentials(Credentials::new(..))`"), "{no_credentials}");
    assert!(settings().build().is_ok());
}

#[test]
fn a_region_must_be_a_valid_host_label() {
    for region in ["", " ", "us east", "us-east-1.evil.com", "us-east-1/", "a@b", "us-east-1\n", "eu_west_1", "ü"] {
        let error = settings().region(region).build().unwrap_err();
        assert_eq!(error, ConfigError::InvalidRegion(region.to_owned()));
    }
    for region in ["us-east-1", "cn-north-1", "us-gov-west-1", "local"] {
        assert_eq!(settings().region(region).build().unwrap().region(), region);
    }
}

#[test]
fn an_endpoint_url_must_be_http_without_credentials_and_query() {
    for (url, words) in [
        ("", "not a URL"),
        ("not a url", "not a URL"),
        ("127.0.0.1:4577", "`https://`"),
        ("/path", "`https://`"),
        ("ftp://example.com", "scheme"),
        ("http://user:pass@example.com", "credentials"),
        ("http://127.0.0.1@example.com", "credentials"),
        ("http://example.com/?a=b", "query"),
        ("https://", "not a URL"),
    ] {
        let error = settings().endpoint_url(url).build().unwrap_err();
        assert!(matches!(error, ConfigError::InvalidEndpoint(_)), "{url}: {error:?}");
        assert!(error.to_string().contains(words), "{url}: {error}");
    }
}

#[test]
fn the_error_of_a_rejected_endpoint_url_hides_its_password() {
    for url in ["http://user:hidden@example.com", "ftp://user:hidden@example.com", "https://e.com/?token=hidden"] {
        let error = settings().endpoint_url(url).build().unwrap_err();
        assert!(!format!("{error} {error:?}").contains("hidden"), "{error}");
    }
    let builder = settings().endpoint_url("http://user:hidden@example.com");
    assert!(!format!("{builder:?}").contains("hidden"), "{builder:?}");
}
