//! Checksums of requests and responses: Smithy's `httpChecksum` and `httpChecksumRequired`.

mod scripted;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use aws_operation::{
    Blob, Body, BodyError, ByteStream, Call as _, ChecksumAlgorithm, ChecksumPolicy, Client, ClientBuilder, SendError,
    TransportError, TransportErrorKind, aws_operation, aws_service, aws_shape, blocking, http,
};
use scripted::{Script, Sent, Step};

/// Each input as a text and how often it is repeated, and its checksums in the order of `ALGORITHMS`.
///
/// Source: the numbers of Amazon S3's API reference in smithy-lang/smithy-rs 56ee88c5, aws/rust-runtime/aws-runtime/src/
/// content_encoding/body/http_body_1_x.rs (Apache-2.0).
#[rustfmt::skip]
const VECTORS: [(&str, usize, [&str; 7]); 6] = [
    ("", 0, ["AAAAAA==", "AAAAAA==", "AAAAAAAAAAA=", "2jmj7l5rSw0yVb/vlWAYkK/YBwk=", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "1B2M2Y8AsgTpgAmY7PhCfg==", "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="]),
    ("123456789", 1, ["y/Q5Jg==", "4waSgw==", "rosUhgp5mIg=", "98O8HYCOBHMq32eZZczDTKeuNEE=", "FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=", "JfnnlDI7RTiF9RgfG2JNCw==", "2eZ2LdHI6vbWGzxhkvxAjU1tXxF20MKRabwk5xw/J0rSf81YEbMT1oH35V7ALXPUmclUVba1u1A6z1dPuo/+hQ=="]),
    ("Hello world", 1, ["i9aeUg==", "crUfeA==", "OOJZ0D8xKts=", "e1AsOh9IyGCa4hLN+2Od7jlnP14=", "ZOyIygCyaOW6GjVnihtTFtIS9PNmskdyMlNKiuyjfzw=", "PiWWCnnbxptnTNTsZ6csYg==", "t/eDuu2Cl/DbkXRiGE/08I5pwtXl95qUJgD5cl9Yzh8pwYE5v4CwbA//K900c4RS7PQMSIwip+PYDN9vnBwNRw=="]),
    ("a", 66560, ["sK4Y7A==", "sOO8/Q==", "pRf+emrnL+A=", "qOlv5ixdz2jRNhlSLmgH6iaTKRI=", "zWnTiHxq+SZLEA17dgIzEzXZqn4718MM3G1vS/uzyIg=", "2g0uF81ajxRjPGtK661+Ag==", "b6Ak3CEJMUvcQgyGW2AIDp8HaZIqtTc+4Ge6dwGka3WvR30eTeYeNUi5ToGWx1+uHCOQGLAHZtKnssRnaX8ZGg=="]),
    ("a", 65536, ["wyCR/w==", "TpXtPw==", "XFY1fKkSG7U=", "edtYiLXTjhCvvb0UoZzRyqkETGU=", "v3GLb2U768GE4UefGTW42pdNcBuJOvz0nnAfPi+fnFo=", "LWGqVLWMLpRAP7CSw9vAJw==", "PX9NNwUxkC0Shhm5uftCS1mLX7EekvRGVOi7dU3u0ixs1Vh0gr1dO/UGsFgYhIkxoeVielQrpqpLeifgAzVSkQ=="]),
    ("a", 1024, ["fFWXuQ==", "OrlqYg==", "p8jnstQU/6I=", "jspVRjHfnq0UUQ4acK5Ixw+bk4Q=", "LtyYaEfiCbQBbhQabchxbTIHNQ9BaWk4LUMVOb8pLko=", "yaNM/IXZgmmMasifdgcavQ==", "dLIkkuO5qGqck8I6afgh66+kKTAsH0BUtLw3NWpLrgVtnMvG8kCTolcE+qpyvSGl8zfKnskvMjadJOa5+ulU2A=="]),
];
const ALGORITHMS: [(&str, &str); 7] = [
    ("CRC32", "x-amz-checksum-crc32"),
    ("CRC32C", "x-amz-checksum-crc32c"),
    ("CRC64NVME", "x-amz-checksum-crc64nvme"),
    ("SHA1", "x-amz-checksum-sha1"),
    ("SHA256", "x-amz-checksum-sha256"),
    ("", "content-md5"),
    ("SHA512", "x-amz-checksum-sha512"),
];
const ALGORITHM: &str = "x-amz-sdk-checksum-algorithm";
const MODE: &str = "x-amz-checksum-mode";

#[aws_service(id = "S3", protocol = "restJson1", signing_name = "s3")]
struct Service;

#[aws_shape]
#[derive(Clone)]
enum Algorithm {
    #[aws(rename = "CRC32")]
    Crc32,
    #[aws(rename = "SHA256")]
    Sha256,
    #[aws(unknown)]
    Other(String),
}

/// Supports checksums.
#[aws_operation(name = "PutObject", output = (), http = "PUT /objects", idempotent)]
#[aws(checksum(algorithm = "checksum_algorithm"))]
#[derive(Default)]
struct PutObject {
    #[aws(payload)]
    body: Blob,
    #[aws(header = "x-amz-sdk-checksum-algorithm")]
    checksum_algorithm: Option<Algorithm>,
    #[aws(header = "x-amz-checksum-sha1")]
    sha1: Option<String>,
    #[aws(header = "Content-MD5")]
    md5: Option<String>,
}

/// Requires a checksum.
#[aws_operation(name = "DeleteObjects", output = (), http = "POST /delete", idempotent)]
#[aws(checksum(algorithm = "checksum_algorithm", required))]
#[derive(Default)]
struct DeleteObjects {
    #[aws(payload)]
    body: Blob,
    #[aws(header = "x-amz-sdk-checksum-algorithm")]
    checksum_algorithm: Option<Algorithm>,
}

/// Requires a checksum, in its legacy form.
#[aws_operation(name = "CreateJob", output = (), http = "POST /jobs", checksum_required, idempotent)]
#[derive(Default)]
struct CreateJob {
    name: String,
    #[aws(header = "Content-MD5")]
    md5: Option<String>,
    #[aws(prefix_headers = "x-amz-")]
    others: std::collections::BTreeMap<String, String>,
}

#[aws_operation(name = "PutStream", output = (), http = "PUT /streams", idempotent)]
#[aws(checksum(algorithm = "checksum_algorithm"))]
struct PutStream {
    #[aws(payload)]
    body: ByteStream,
    #[aws(header = "x-amz-sdk-checksum-algorithm")]
    checksum_algorithm: Option<String>,
}

#[aws_operation(name = "GetObject", http = "GET /objects", checksum(validate = "checksum_mode"))]
#[derive(Default)]
struct GetObject {
    #[aws(header = "x-amz-checksum-mode")]
    checksum_mode: Option<String>,
}

#[aws_shape]
#[derive(Debug)]
struct GetObjectOutput {
    #[aws(payload)]
    body: ByteStream,
}

/// The same, with the body in memory, and not known to be safe to retry.
#[aws_operation(name = "ReadObject", http = "POST /objects", checksum(validate = "checksum_mode"))]
#[derive(Default)]
struct ReadObject {
    #[aws(header = "x-amz-checksum-mode")]
    checksum_mode: Option<String>,
}

#[aws_shape]
#[derive(Debug)]
struct ReadObjectOutput {
    #[aws(payload)]
    body: Blob,
}

const HELLO: &str = "Hello world";
const HELLO_CRC32: &str = "i9aeUg==";
const HELLO_MD5: &str = "PiWWCnnbxptnTNTsZ6csYg==";

fn hello() -> PutObject {
    PutObject { body: HELLO.into(), ..PutObject::default() }
}

fn ok() -> Step {
    Step::response(200, "")
}

/// The headers about checksums.
fn checksums(sent: &Sent) -> Vec<(String, String)> {
    let headers = sent.request.headers().iter().filter(|(name, _)| {
        let name = name.as_str();
        (name.contains("checksum") || name == "content-md5") && name != "x-amz-content-sha256"
    });
    let mut headers: Vec<_> =
        headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    headers.sort();
    headers
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The headers about checksums of a request by a client with these settings.
async fn sent_with<O: aws_operation::Operation>(
    input: &O,
    set: impl FnOnce(ClientBuilder) -> ClientBuilder,
) -> Vec<(String, String)> {
    let script = Script::new([ok()]);
    let client = script.client_with(set);
    client.send(input).await.unwrap_or_else(|error| panic!("{error}"));
    let sent = script.take_sent().remove(0);
    for (name, _) in checksums(&sent).iter().filter(|(name, _)| name != MODE) {
        assert!(sent.header("authorization").unwrap().contains(&format!(";{name}")) || name == "content-md5", "{name}");
    }
    checksums(&sent)
}

async fn sent<O: aws_operation::Operation>(input: &O) -> Vec<(String, String)> {
    sent_with(input, |builder| builder).await
}

#[tokio::test]
async fn each_algorithm_gives_the_vectors_of_s3() {
    for (text, count, expected) in VECTORS {
        let body = text.repeat(count);
        for ((algorithm, header), expected) in ALGORITHMS.into_iter().zip(expected) {
            let with = |body: ByteStream| PutStream { body, checksum_algorithm: Some(algorithm.to_owned()) };
            if algorithm.is_empty() {
                let input = DeleteObjects { body: Blob::from(body.clone().into_bytes()), ..DeleteObjects::default() };
                let sent = sent_with(&input, |client| client.endpoint_url("http://localhost:9000")).await;
                assert_eq!(sent, pairs(&[(header, expected)]), "{text} {count}");
                continue;
            }
            let expected = pairs(&[(header, expected), (ALGORITHM, algorithm)]);
            assert_eq!(sent(&with(body.as_str().into())).await, expected, "{text} {count}");
        }
    }
}

#[tokio::test]
async fn a_supported_checksum_is_crc32_by_default() {
    let expected = pairs(&[("x-amz-checksum-crc32", HELLO_CRC32), (ALGORITHM, "CRC32")]);
    assert_eq!(sent(&hello()).await, expected);
    let empty = PutObject::default();
    assert_eq!(sent(&empty).await, pairs(&[("x-amz-checksum-crc32", "AAAAAA=="), (ALGORITHM, "CRC32")]));
    let delete = DeleteObjects { body: HELLO.into(), ..DeleteObjects::default() };
    assert_eq!(sent(&delete).await, expected);
}

#[tokio::test]
async fn a_checksum_of_the_caller_is_sent_alone() {
    let own = PutObject { sha1: Some("own".to_owned()), checksum_algorithm: Some(Algorithm::Sha256), ..hello() };
    assert_eq!(sent(&own).await, pairs(&[("x-amz-checksum-sha1", "own"), (ALGORITHM, "SHA256")]));
    let own = PutObject { md5: Some("own".to_owned()), ..hello() };
    assert_eq!(sent(&own).await, pairs(&[("content-md5", "own")]));
    let own = PutObject { md5: Some("own".to_owned()), checksum_algorithm: Some(Algorithm::Crc32), ..hello() };
    let expected = [("content-md5", "own"), ("x-amz-checksum-crc32", HELLO_CRC32), (ALGORITHM, "CRC32")];
    assert_eq!(sent(&own).await, pairs(&expected));
}

#[tokio::test]
async fn a_required_checksum_without_an_algorithm_is_content_md5() {
    let job = || CreateJob { name: "n".to_owned(), ..CreateJob::default() };
    // `printf '{"Name":"n"}' | openssl md5 -binary | base64`
    assert_eq!(sent(&job()).await, pairs(&[("content-md5", "j1yC+uAyc8hUZhQ423Kehg==")]));
    let own = CreateJob { md5: Some("own".to_owned()), ..job() };
    assert_eq!(sent(&own).await, pairs(&[("content-md5", "own")]));
    let other = |name: &str| CreateJob { others: [(name.to_owned(), "own".to_owned())].into(), ..job() };
    assert_eq!(sent(&other("checksum-xxhash3")).await, pairs(&[("x-amz-checksum-xxhash3", "own")]));
    for no_checksum in ["checksum-type", "checksum-algorithm"] {
        assert_eq!(sent(&other(no_checksum)).await.len(), 2, "{no_checksum}");
    }
}

#[tokio::test]
async fn an_unknown_algorithm_is_an_error_before_anything_is_sent() {
    let script = Script::new([]);
    let put = PutObject { checksum_algorithm: Some(Algorithm::Other("XXHASH3".to_owned())), ..hello() };
    let error = put.send(&script.client()).await.unwrap_err();
    assert!(matches!(&error, SendError::Invalid(..)), "{error:#?}");
    for text in ["PutObject", "`XXHASH3`", "`CRC64NVME`", "nothing was sent"] {
        assert!(error.to_string().contains(text), "{error}");
    }
}

#[tokio::test]
async fn checksums_follow_the_setting_and_the_endpoint() {
    let put = [("x-amz-checksum-crc32", HELLO_CRC32), (ALGORITHM, "CRC32")];
    let delete = DeleteObjects { body: HELLO.into(), ..DeleteObjects::default() };
    let get = GetObject::default();
    let enabled = [(MODE, "ENABLED")];
    let own_domain = "https://bucket.vpce-1a2b3c-4d5e.s3.us-east-1.vpce.amazonaws.com";
    for (url, is_aws) in [(None, true), (Some(own_domain), true), (Some("http://localhost:9000"), false)] {
        let at = |mut builder: ClientBuilder, policy: Option<ChecksumPolicy>| {
            if let Some(url) = url {
                builder = builder.endpoint_url(url);
            }
            match policy {
                Some(policy) => builder.request_checksum_calculation(policy).response_checksum_validation(policy),
                None => builder,
            }
        };
        let md5 = [("content-md5", HELLO_MD5)];
        for (policy, uses) in
            [(None, is_aws), (Some(ChecksumPolicy::WhenSupported), true), (Some(ChecksumPolicy::WhenRequired), false)]
        {
            let text = format!("{url:?} {policy:?}");
            let expected = if uses { pairs(&put) } else { Vec::new() };
            assert_eq!(sent_with(&hello(), |builder| at(builder, policy)).await, expected, "{text}");
            let expected = if uses || is_aws { pairs(&put) } else { pairs(&md5) };
            assert_eq!(sent_with(&delete, |builder| at(builder, policy)).await, expected, "{text}");
            let expected = if uses { pairs(&enabled) } else { Vec::new() };
            assert_eq!(sent_with(&get, |builder| at(builder, policy)).await, expected, "{text}");
            // What the input asks for is not a default.
            let asked = PutObject { checksum_algorithm: Some(Algorithm::Crc32), ..hello() };
            assert_eq!(sent_with(&asked, |builder| at(builder, policy)).await, pairs(&put), "{text}");
        }
    }
}

#[tokio::test]
async fn the_settings_come_from_variables_and_profiles() {
    let environment = |name: &str, value: &str| {
        aws_operation::Environment::empty()
            .with_variable("AWS_REGION", "us-east-1")
            .with_variable("HOME", "/h")
            .with_variable(name, value)
    };
    let builder = |script: &Script| {
        Client::builder()
            .credentials(aws_operation::Credentials::new("AKIDEXAMPLE", "secret"))
            .transport(script.clone())
    };
    for (name, value, count) in [
        ("AWS_REQUEST_CHECKSUM_CALCULATION", "WHEN_Required", 1),
        ("AWS_RESPONSE_CHECKSUM_VALIDATION", "when_required", 2),
        ("AWS_REQUEST_CHECKSUM_CALCULATION", "when_supported", 3),
    ] {
        let script = Script::new([ok(), ok()]);
        let client = builder(&script).build_from(&environment(name, value)).await.unwrap();
        client.send(&hello()).await.unwrap();
        client.send(&GetObject::default()).await.unwrap();
        assert_eq!(script.take_sent().iter().flat_map(checksums).count(), count, "{name} {value}");
    }
    for name in ["AWS_REQUEST_CHECKSUM_CALCULATION", "AWS_RESPONSE_CHECKSUM_VALIDATION"] {
        let error = builder(&Script::new([])).build_from(&environment(name, "always")).await.unwrap_err();
        assert_eq!(error.to_string(), format!("{name} is `always`: write `when_supported` or `when_required`"));
    }
}

#[tokio::test]
async fn every_attempt_sends_the_same_checksum() {
    let script = Script::new([Step::Lost, Step::response(503, ""), ok()]);
    assert_eq!(hello().call(&script.client()).await.unwrap().attempts(), 3);
    let sent = script.take_sent();
    let expected = pairs(&[("x-amz-checksum-crc32", HELLO_CRC32), (ALGORITHM, "CRC32")]);
    assert!(sent.iter().all(|sent| checksums(sent) == expected), "{sent:?}");
}

#[tokio::test]
async fn a_blocking_client_sends_checksums() {
    let script = Script::new([ok()]);
    let client = script.client();
    let sent = tokio::task::spawn_blocking(move || blocking::Client::new(client).unwrap().send(&hello()).unwrap());
    sent.await.unwrap();
    assert_eq!(checksums(&script.take_sent()[0]).len(), 2);
}

#[tokio::test]
async fn a_prepared_request_has_a_checksum_and_a_presigned_one_has_none() {
    let client = Script::new([]).client();
    let prepared = hello().prepare(&client).await.unwrap();
    assert_eq!(prepared.headers()["x-amz-checksum-crc32"], HELLO_CRC32);
    assert!(prepared.to_curl().contains("x-amz-checksum-crc32: i9aeUg=="), "{}", prepared.to_curl());
    let presigned = hello().presign(&client, Duration::from_secs(60)).await.unwrap();
    assert!(!presigned.url().contains("hecksum"), "{}", presigned.url());
    let own = PutObject { sha1: Some("own".to_owned()), ..hello() };
    assert!(own.presign(&client, Duration::from_secs(60)).await.unwrap().headers().contains_key("x-amz-checksum-sha1"));
}

#[aws_operation(name = "PutSecret", output = (), http = "PUT /secret", checksum_required)]
struct PutSecret {
    secret: aws_operation::Sensitive<String>,
}

/// The checksum of a short body would reveal the body.
#[tokio::test]
async fn a_curl_command_does_not_show_the_checksum_of_a_secret() {
    let put = PutSecret { secret: aws_operation::Sensitive("1234".to_owned()) };
    let prepared = put.prepare(&Script::new([]).client()).await.unwrap();
    let md5 = prepared.headers()["content-md5"].to_str().unwrap().to_owned();
    assert!(!prepared.to_curl().contains(&md5) && prepared.to_curl().contains("content-md5"), "{}", prepared.to_curl());
}

/// A transport reads no stream here, so the requests are prepared.
async fn headers_of(
    stream: ByteStream,
    algorithm: Option<&str>,
) -> Result<http::HeaderMap, SendError<aws_operation::ServiceError>> {
    let put = PutStream { body: stream, checksum_algorithm: algorithm.map(str::to_owned) };
    let client = Script::new([]).client_with(|builder| builder.aws_chunked(false));
    put.prepare(&client).await.map(|prepared| prepared.headers().clone())
}

#[tokio::test]
async fn a_stream_is_read_once_for_its_checksum() {
    let opened = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&opened);
    let stream = ByteStream::from_fn(11, move || {
        counted.fetch_add(1, Ordering::SeqCst);
        async { Ok(Body::from(HELLO)) }
    });
    let headers = headers_of(stream, None).await.unwrap();
    assert_eq!(
        (&headers["x-amz-checksum-crc32"], &headers[ALGORITHM]),
        (&HELLO_CRC32.parse().unwrap(), &"CRC32".parse().unwrap())
    );
    assert_eq!(opened.load(Ordering::SeqCst), 2, "for the checksum, and to send it");
}

#[tokio::test]
async fn a_stream_that_can_be_read_only_once_has_a_checksum_only_if_the_caller_makes_it() {
    let once = || ByteStream::once(Body::new(Body::from(HELLO)).with_length(11));
    let headers = headers_of(once(), None).await.unwrap();
    assert!(!headers.keys().any(|name| name.as_str().contains("checksum")), "{headers:?}");
    let error = headers_of(once(), Some("SHA256")).await.unwrap_err();
    assert!(error.to_string().contains("make it with `ByteStream::from_fn`"), "{error}");
}

#[tokio::test]
async fn a_response_is_checked_with_the_preferred_checksum() {
    let all: Vec<_> = VECTORS[2].2.into_iter().zip(ALGORITHMS).take(5).collect();
    let order = [
        ChecksumAlgorithm::Crc64Nvme,
        ChecksumAlgorithm::Crc32C,
        ChecksumAlgorithm::Crc32,
        ChecksumAlgorithm::Sha1,
        ChecksumAlgorithm::Sha256,
    ];
    for (index, expected) in order.into_iter().enumerate() {
        let allowed = &order[index..];
        let mut step = Step::response(200, HELLO);
        for (value, (name, header)) in &all {
            if allowed.iter().any(|algorithm| algorithm.as_str() == *name) {
                // Only the preferred one is right.
                step = step.header(header, if *name == expected.as_str() { value } else { "AAAA" });
            }
        }
        let response = ReadObject::default().call(&Script::new([step.clone()]).client()).await.unwrap();
        assert_eq!((response.body.as_ref(), response.validated_checksum()), (HELLO.as_bytes(), Some(expected)));
        let response = GetObject::default().call(&Script::new([step]).client()).await.unwrap();
        assert_eq!(response.validated_checksum(), Some(expected));
        assert_eq!(response.into_inner().body.open().await.unwrap().bytes(100).await.unwrap(), HELLO);
    }
}

fn wrong() -> Step {
    Step::response(200, "Hello worlD").header("x-amz-checksum-crc32", HELLO_CRC32)
}

#[tokio::test]
async fn a_wrong_response_is_an_error_of_its_own() {
    let error = ReadObject::default().send(&Script::new([wrong()]).client()).await.unwrap_err();
    let transport = error.find_cause::<TransportError>().unwrap();
    assert_eq!(transport.kind(), TransportErrorKind::Corrupted);
    assert!(matches!(error.find_cause::<BodyError>(), Some(BodyError::WrongChecksum { algorithm: "CRC32" })));
    let text = "the response is corrupted: the body does not have the CRC32 checksum that its header says";
    assert!(error.to_string().contains(text), "{error}");
    // The service has run the request, and it is not known to be safe to retry.
    assert!(matches!(error, SendError::Ambiguous(..)), "{error:#?}");
    assert_eq!(error.attempts(), 1);
}

#[aws_operation(name = "Read", http = "POST /objects", checksum(validate = "checksum_mode"), readonly)]
#[aws(output = ReadObjectOutput)]
#[derive(Default)]
struct Read {
    #[aws(header = "x-amz-checksum-mode")]
    checksum_mode: Option<String>,
}

#[tokio::test(start_paused = true)]
async fn a_wrong_response_is_retried_if_that_is_safe() {
    let right = Step::response(200, HELLO).header("x-amz-checksum-crc32", HELLO_CRC32);
    let response = Read::default().call(&Script::new([wrong(), right]).client()).await.unwrap();
    assert_eq!((response.attempts(), response.validated_checksum()), (2, Some(ChecksumAlgorithm::Crc32)));
    let error = Read::default().send(&Script::new([wrong(), wrong(), wrong()]).client()).await.unwrap_err();
    assert!(matches!(error, SendError::Transport(..)), "{error:#?}");
}

#[tokio::test]
async fn a_wrong_stream_fails_at_its_end() {
    let response = GetObject::default().send(&Script::new([wrong()]).client()).await.unwrap();
    let mut body = response.body.open().await.unwrap();
    assert!(!http_body::Body::is_end_stream(&body));
    let error = body.next().await.unwrap().unwrap_err();
    assert!(matches!(error, BodyError::WrongChecksum { algorithm: "CRC32" }), "{error:#?}");
    assert!(body.next().await.is_none(), "nothing follows the error");
}

#[tokio::test]
async fn a_response_without_a_checksum_of_its_own_body_is_not_checked() {
    let part = Step::response(206, "world").header("x-amz-checksum-crc32", HELLO_CRC32);
    let composite = || Step::response(200, HELLO).header("x-amz-checksum-type", "COMPOSITE");
    let steps = [
        Step::response(200, HELLO),
        part,
        composite().header("x-amz-checksum-crc32", "hctAwQ=="),
        Step::response(200, HELLO).header("x-amz-checksum-sha256", "lORMUgejMVuByJYaw85tDZohKWPeWMt2eZE7fax0JVk=-2"),
        Step::response(200, HELLO).header("x-amz-checksum-xxhash3", "AAAA"),
        Step::response(200, HELLO).header("content-md5", "AAAA"),
    ];
    for step in steps {
        let response = ReadObject::default().call(&Script::new([step.clone()]).client()).await.unwrap();
        assert_eq!(response.validated_checksum(), None);
    }
    // The caller can switch it off.
    let off = ReadObject { checksum_mode: Some("DISABLED".to_owned()) };
    assert_eq!(off.call(&Script::new([wrong()]).client()).await.unwrap().validated_checksum(), None);
    let client = Script::new([wrong()])
        .client_with(|builder| builder.response_checksum_validation(ChecksumPolicy::WhenRequired));
    assert_eq!(ReadObject::default().call(&client).await.unwrap().validated_checksum(), None);
}

#[aws_operation(name = "HeadObject", http = "HEAD /objects", output = (), checksum(validate = "checksum_mode"))]
#[derive(Default)]
struct HeadObject {
    #[aws(header = "x-amz-checksum-mode")]
    checksum_mode: Option<String>,
}

#[tokio::test]
async fn a_head_response_is_about_another_body() {
    let step = Step::response(200, "").header("x-amz-checksum-crc32", HELLO_CRC32);
    let response = HeadObject::default().call(&Script::new([step]).client()).await.unwrap();
    assert_eq!(response.validated_checksum(), None);
}
