//! Requests that are no operations: `Client::sign` and `Client::execute`.

mod scripted;

use std::time::Duration;

use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{Bytes, Client, Credentials, Invalid, SafeToRetry, SendError, Timestamp, http};
use scripted::{Script, Step};

const NOW: i64 = 1_440_938_160;
const SEARCH: &str = "https://search-logs.us-east-1.es.amazonaws.com/logs/_search";

fn post(url: &str) -> http::Request<&'static str> {
    http::Request::post(url).header("content-type", "application/json").header("x-own", "1").body("{}").unwrap()
}

fn client() -> Client {
    Script::new([]).client()
}

/// The signature that the signer alone computes for the same request.
fn signature(request: &http::Request<&'static str>, service: &str) -> String {
    let (mut parts, body) = request.clone().into_parts();
    let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
    let signer = Signer::new("us-east-1", service);
    let time = Timestamp::from_second(NOW).unwrap();
    signer.sign(&mut parts, Payload::Bytes(body.as_bytes()), &credentials, time).unwrap();
    parts.headers["authorization"].to_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_signed_request_is_the_same_with_a_signature() {
    for service in ["es", "aps", "bedrock-agentcore", "s3"] {
        let signed = client().sign(post(SEARCH), service).await.unwrap();
        assert_eq!(signed.headers()["authorization"].to_str().unwrap(), signature(&post(SEARCH), service));
        assert_eq!((signed.uri().to_string(), *signed.body()), (SEARCH.to_owned(), "{}"));
        assert_eq!(signed.headers()["x-own"], "1");
        assert!(signed.headers().keys().all(|name| !name.as_str().starts_with("amz-sdk-")), "{signed:?}");
    }
}

/// A tower layer signs a request of another layer that may have signed it before.
#[tokio::test]
async fn signing_again_replaces_the_signature() {
    let client = client();
    let once = client.sign(post(SEARCH), "es").await.unwrap();
    let first = once.headers()["authorization"].clone();
    let twice = client.sign(once, "aps").await.unwrap();
    assert_eq!(twice.headers().get_all("authorization").iter().count(), 1);
    assert_ne!(twice.headers()["authorization"], first);
    assert_eq!(twice.headers()["authorization"].to_str().unwrap(), signature(&post(SEARCH), "aps"));
}

#[tokio::test]
async fn what_cannot_be_signed_is_an_error() {
    for (url, expected) in [
        ("/logs/_search", "the URI `/logs/_search` has no host: write `https://..`"),
        ("http://search.example.com/", "`http://search.example.com` would carry signed requests unencrypted"),
        ("ftp://search.example.com/", "its scheme must be `https` or `http`"),
    ] {
        let error = client().sign(post(url), "es").await.unwrap_err();
        assert!(matches!(error, SendError::Invalid(Invalid::Endpoint(_), _)), "{error:?}");
        assert!(error.to_string().starts_with("HTTP request failed: nothing was sent: "), "{error}");
        assert!(error.to_string().contains(expected), "{error}");
    }
    let unsigned = Client::builder().region("us-east-1").no_credentials().build().unwrap();
    let error = unsigned.sign(post(SEARCH), "es").await.unwrap_err();
    assert!(matches!(error, SendError::Credentials(..)), "{error:?}");
}

#[tokio::test]
async fn an_executed_request_is_signed_and_its_response_is_returned() {
    let script = Script::new([Step::response(201, "made").header("x-theirs", "2")]);
    let request = post(&format!("{SEARCH}?q=a%20b&z")).map(Bytes::from);
    let response = script.client().execute(request, "es", SafeToRetry::ByMethod).await.unwrap();
    assert_eq!((response.status().as_u16(), response.headers()["x-theirs"].to_str().unwrap()), (201, "2"));
    assert_eq!(response.into_body().bytes(100).await.unwrap(), "made");
    let [sent] = script.take_sent().try_into().unwrap();
    assert_eq!((sent.target(), sent.request.body().as_ref()), ("/logs/_search?q=a%20b&z", b"{}".as_ref()));
    assert_eq!(sent.request.uri().host(), Some("search-logs.us-east-1.es.amazonaws.com"));
    assert!(sent.header("authorization").unwrap().contains("/us-east-1/es/aws4_request"));
    assert_eq!(sent.header("x-own"), Some("1"));
    assert!(sent.header("user-agent").unwrap().starts_with("aws-operation/"));
}

#[tokio::test]
async fn the_request_keeps_its_own_user_agent() {
    let script = Script::new([Step::response(200, "")]);
    let request = http::Request::get(SEARCH).header("user-agent", "prometheus/3").body(Bytes::new()).unwrap();
    script.client().execute(request, "es", SafeToRetry::ByMethod).await.unwrap();
    assert_eq!(script.take_sent()[0].header("user-agent"), Some("prometheus/3"));
}

fn request(method: &str) -> http::Request<&'static str> {
    http::Request::builder().method(method).uri(SEARCH).body("").unwrap()
}

/// Whether an attempt that may have run is retried, by method.
#[tokio::test(start_paused = true)]
async fn only_get_and_head_are_retried_after_an_ambiguous_failure() {
    for failure in [Step::Lost, Step::response(500, ""), Step::Silence] {
        for (method, safe, attempts) in [
            ("GET", SafeToRetry::ByMethod, 2),
            ("HEAD", SafeToRetry::ByMethod, 2),
            ("POST", SafeToRetry::ByMethod, 1),
            ("PUT", SafeToRetry::ByMethod, 1),
            ("DELETE", SafeToRetry::ByMethod, 1),
            ("PATCH", SafeToRetry::ByMethod, 1),
            ("OPTIONS", SafeToRetry::ByMethod, 1),
            ("POST", SafeToRetry::Yes, 2),
            ("DELETE", SafeToRetry::Yes, 2),
        ] {
            let script = Script::new([failure.clone(), Step::response(200, "")]);
            let result = script.client().execute(request(method), "es", safe).await;
            assert_eq!(script.count(), attempts, "{method} {safe:?} {result:?}");
            let status = result.as_ref().map(|response| response.status().as_u16()).ok();
            match (attempts, &failure) {
                (2, _) => assert_eq!(status, Some(200)),
                (_, Step::Response(_)) => assert_eq!(status, Some(500), "the response of the service"),
                _ => assert!(matches!(result, Err(SendError::Ambiguous(..))), "{result:?}"),
            }
        }
    }
}

/// Throttling and a failed connection are not ambiguous.
#[tokio::test(start_paused = true)]
async fn what_did_not_run_is_retried() {
    let throttled = Step::rejected(400, "ThrottlingException");
    for failure in [Step::NotSent, Step::response(429, ""), throttled] {
        let script = Script::new([failure, Step::response(200, "")]);
        let response = script.client().execute(request("POST"), "es", SafeToRetry::ByMethod).await.unwrap();
        assert_eq!((response.status().as_u16(), script.count()), (200, 2));
    }
}

#[tokio::test]
async fn an_error_of_the_service_is_a_response() {
    let script = Script::new([Step::response(404, r#"{"error":"index_not_found"}"#)]);
    let response = script.client().execute(request("GET"), "es", SafeToRetry::ByMethod).await.unwrap();
    assert_eq!(response.status(), 404);
    assert_eq!(response.into_body().bytes(100).await.unwrap(), r#"{"error":"index_not_found"}"#);
}

#[tokio::test(start_paused = true)]
async fn an_ambiguous_failure_says_what_to_pass() {
    let script = Script::new([Step::Lost]);
    let error = script.client().execute(request("POST"), "es", SafeToRetry::ByMethod).await.unwrap_err();
    let expected = "HTTP request failed: the response was lost: connection reset by peer, and the call may have run; not retried, because only \
                    GET and HEAD are known to be safe to retry: pass `SafeToRetry::Yes` to `execute` if a second run \
                    changes nothing (1 attempt)";
    assert_eq!(error.to_string(), expected);
}

#[tokio::test(start_paused = true)]
async fn the_limits_of_the_client_apply() {
    let script = Script::new([Step::Silence]);
    let client = script.client().with_operation_timeout(Duration::from_secs(3));
    let start = tokio::time::Instant::now();
    let error = client.execute(request("POST"), "es", SafeToRetry::ByMethod).await.unwrap_err();
    assert!(error.is_ambiguous() && start.elapsed() == Duration::from_secs(3), "{error}");
}

/// The state of each host is kept, but not of every host that a program ever called.
#[tokio::test]
async fn many_hosts_can_be_called() {
    let client = client();
    for number in 0..200 {
        let url = format!("https://{number}.lambda-url.us-east-1.on.aws/");
        let signed = client.sign(post(&url), "lambda").await.unwrap();
        assert_eq!(signed.uri().to_string(), url);
    }
}
