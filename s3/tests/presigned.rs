//! Presigned URLs and forms.

#![allow(clippy::unwrap_used, clippy::panic)] // failures in tests panic

mod served;

use std::time::Duration;

use aws_operation::sigv4::Signer;
use aws_operation::{Body, Client, Clock, Credentials, Timestamp, http};
use aws_operation_s3::{GetObject, PostPolicy, PutObject};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use served::{Served, fetch};

const HOUR: Duration = Duration::from_secs(3600);

fn client(credentials: Credentials) -> Client {
    let clock = Clock::from_fn(|| Timestamp::from_second(1_451_347_200).unwrap());
    Client::builder().region("us-east-1").credentials(credentials).clock(clock).build().unwrap()
}

/// The keys of the examples in the Amazon S3 API Reference.
fn of_examples() -> Credentials {
    Credentials::new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
}

/// "Authenticating Requests: Using Query Parameters" of the Amazon S3 API Reference.
#[tokio::test]
async fn the_presigned_url_of_the_reference() {
    let clock = Clock::from_fn(|| Timestamp::from_second(1_369_353_600).unwrap());
    let client = Client::builder().region("us-east-1").credentials(of_examples()).clock(clock);
    let client = client.s3_use_global_endpoint(true).build().unwrap();
    let url = GetObject::new("examplebucket", "test.txt").presign(&client, Duration::from_secs(86_400)).await.unwrap();
    assert!(url.starts_with("https://examplebucket.s3.amazonaws.com/test.txt?"), "{}", url.url());
    let signature = "X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
    assert!(url.ends_with(signature), "{}", url.url());
}

#[tokio::test]
async fn a_presigned_put_pins_its_headers() {
    let put = PutObject {
        content_type: Some("image/png".to_owned()),
        checksum_sha256: Some("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=".to_owned()),
        ..PutObject::new("paint", "cat.png")
    };
    let url = put.presign(&client(of_examples()), HOUR).await.unwrap();
    let signed = "&X-Amz-SignedHeaders=content-type%3Bhost%3Bx-amz-checksum-sha256&";
    assert!(url.contains(signed) && url.method() == "PUT", "{}", url.url());
    assert_eq!(url.headers()["content-type"], "image/png");
    assert!(!url.contains("crc32"), "a default checksum would bind the URL to one content");
    let get = GetObject::new("paint", "cat.png").presign(&client(of_examples()), HOUR).await.unwrap();
    assert!(get.headers().is_empty(), "{:?}", get.headers());
}

/// "Example: Browser-Based Upload using HTTP POST (Using AWS Signature Version 4)" of the Amazon S3 API Reference.
#[test]
fn the_policy_of_the_reference() {
    let policy = [
        r#"{ "expiration": "2015-12-30T12:00:00.000Z","#,
        r#"  "conditions": ["#,
        r#"    {"bucket": "sigv4examplebucket"},"#,
        r#"    ["starts-with", "$key", "user/user1/"],"#,
        r#"    {"acl": "public-read"},"#,
        r#"    {"success_action_redirect": "http://sigv4examplebucket.s3.amazonaws.com/successful_upload.html"},"#,
        r#"    ["starts-with", "$Content-Type", "image/"],"#,
        r#"    {"x-amz-meta-uuid": "14365123651274"},"#,
        r#"    {"x-amz-server-side-encryption": "AES256"},"#,
        r#"    ["starts-with", "$x-amz-meta-tag", ""],"#,
        "",
        r#"    {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},"#,
        r#"    {"x-amz-algorithm": "AWS4-HMAC-SHA256"},"#,
        r#"    {"x-amz-date": "20151229T000000Z" }"#,
        "  ]",
        "}",
    ];
    let policy = STANDARD.encode(policy.join("\r\n"));
    let time = Timestamp::from_second(1_451_347_200).unwrap();
    let signature = Signer::new("us-east-1", "s3").sign_policy(&policy, &of_examples(), time);
    let expected = "8afdbf4008c03f22c2cd3cdb72e4afbb1f6a588f3255ac628749a66d7f09699e";
    assert_eq!(signature.as_deref(), Some(expected));
}

#[tokio::test]
async fn a_form_has_what_its_policy_names() {
    let credentials = of_examples().session_token("token");
    let policy = PostPolicy::new("sigv4examplebucket", "user/user1/${filename}")
        .field("acl", "public-read")
        .starts_with("Content-Type", "image/")
        .content_length(1..=1024);
    let form = policy.sign(&client(credentials.clone()), HOUR).await.unwrap();
    assert_eq!(form.url(), "https://sigv4examplebucket.s3.us-east-1.amazonaws.com/");
    let field = |name: &str| form.fields().iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    let names: Vec<_> = form.fields().iter().map(|(name, _)| name.as_str()).collect();
    let expected = "key acl policy x-amz-algorithm x-amz-credential x-amz-date x-amz-security-token x-amz-signature";
    assert_eq!(names.join(" "), expected);
    let policy = field("policy").unwrap();
    let document: serde_json::Value = serde_json::from_slice(&STANDARD.decode(policy).unwrap()).unwrap();
    let expected = serde_json::json!({
        "expiration": "2015-12-29T01:00:00Z",
        "conditions": [
            {"bucket": "sigv4examplebucket"},
            ["starts-with", "$key", "user/user1/"],
            {"acl": "public-read"},
            ["starts-with", "$Content-Type", "image/"],
            ["content-length-range", 1, 1024],
            {"x-amz-algorithm": "AWS4-HMAC-SHA256"},
            {"x-amz-credential": "AKIAIOSFODNN7EXAMPLE/20151229/us-east-1/s3/aws4_request"},
            {"x-amz-date": "20151229T000000Z"},
            {"x-amz-security-token": "token"},
        ],
    });
    assert_eq!(document, expected);
    let time = Timestamp::from_second(1_451_347_200).unwrap();
    let signature = Signer::new("us-east-1", "s3").sign_policy(policy, &credentials, time);
    assert_eq!(field("x-amz-signature"), signature.as_deref());
    assert!(!format!("{form:?}").contains("token"), "{form:?}");
}

#[tokio::test]
async fn an_anonymous_client_signs_no_form() {
    let client = Client::builder().region("us-east-1").no_credentials().build().unwrap();
    let error = PostPolicy::new("b", "k").sign(&client, HOUR).await.unwrap_err();
    assert!(error.to_string().contains("credentials"), "{error}");
}

#[tokio::test]
async fn a_server_accepts_presigned_urls() {
    let served = Served::new().await;
    let put = PutObject { content_type: Some("text/plain".to_owned()), ..PutObject::new("b", "a b/ü") };
    let put = put.presign(&served.client(), HOUR).await.unwrap();
    let send = |content_type: &'static str| {
        let request = http::Request::put(put.url()).header("content-type", content_type);
        fetch(request.body("meow".into()).unwrap())
    };
    assert_eq!(put.headers()["content-type"], "text/plain");
    let response = send("text/plain").await;
    assert_eq!(response.status(), 200, "{:?}", response.body());
    let get = GetObject::new("b", "a b/ü").presign(&served.client(), HOUR).await.unwrap();
    let response = fetch(http::Request::get(get.url()).body(Body::empty()).unwrap()).await;
    assert_eq!(
        (&response.headers()["content-type"], &response.body()[..]),
        (&"text/plain".parse().unwrap(), &b"meow"[..])
    );
    assert_eq!(send("text/html").await.status(), 403, "another media type is not the pinned one");
}
