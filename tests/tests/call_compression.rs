//! Compression of requests: Smithy's `requestCompression`.

mod scripted;

use std::io::{Read as _, Write as _};

use aws_operation::server::{IncomingCall, Server};
use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{
    Blob, Body, ByteStream, Call as _, ClientBuilder, Credentials, Environment, Timestamp, aws_operation, aws_service,
    aws_shape,
};
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use scripted::{Script, Sent, Step};

#[aws_service(id = "Rest", protocol = "restJson1", signing_name = "s3")]
struct Rest;

#[aws_service(id = "CloudWatch", protocol = "awsQuery", signing_name = "monitoring", version = "2010-08-01")]
struct Query;

#[aws_operation(name = "Put", service = Rest, http = "PUT /things", compress = "gzip", checksum_required, idempotent)]
#[derive(Debug, Default, PartialEq)]
struct Put {
    #[aws(payload)]
    body: Blob,
    #[aws(header = "Content-Encoding")]
    content_encoding: Option<String>,
}

#[aws_shape]
#[derive(Debug, PartialEq)]
struct PutOutput {
    length: usize,
    content_encoding: Option<String>,
}

#[aws_operation(name = "PutMetricData", service = Query, output = (), compress = "gzip", idempotent)]
#[derive(Debug, PartialEq)]
struct PutMetricData {
    namespace: String,
}

#[aws_operation(name = "Upload", service = Rest, output = (), http = "PUT /streams", compress = "gzip")]
struct Upload {
    #[aws(payload)]
    body: ByteStream,
}

fn put(bytes: usize) -> Put {
    Put { body: "a".repeat(bytes).as_str().into(), ..Put::default() }
}

fn inflated(sent: &Sent) -> Vec<u8> {
    let mut all = Vec::new();
    GzDecoder::new(&**sent.request.body()).read_to_end(&mut all).unwrap();
    all
}

fn done() -> Step {
    Step::response(200, r#"{"Length":0}"#)
}

async fn sent_with(input: &Put, set: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Sent {
    let script = Script::new([done()]);
    input.send(&script.client_with(set)).await.unwrap();
    script.take_sent().remove(0)
}

#[tokio::test]
async fn a_long_body_is_compressed_before_its_checksum_and_its_signature() {
    let sent = sent_with(&put(10_240), |builder| builder.payload_signing_enabled(true)).await;
    assert_eq!((sent.header("content-encoding"), inflated(&sent).len()), (Some("gzip"), 10_240));
    assert!(sent.request.body().len() < 200);
    assert!(sent.header("authorization").unwrap().contains("content-encoding;"));
    let hash = <sha2::Sha256 as sha2::Digest>::digest(sent.request.body());
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(sent.header("x-amz-content-sha256"), Some(&*hash));
    let short = sent_with(&put(10_239), |builder| builder).await;
    assert_eq!((short.header("content-encoding"), short.request.body().len()), (None, 10_239));
    let empty = sent_with(&put(0), |builder| builder.request_min_compression_size_bytes(0)).await;
    assert_eq!((empty.header("content-encoding"), empty.request.body().len()), (None, 0));
    assert_ne!(sent.header("content-md5"), short.header("content-md5"));
}

#[tokio::test]
async fn the_encoding_follows_those_of_the_caller() {
    let encoded = |encoding: &str| Put { content_encoding: Some(encoding.to_owned()), ..put(20_000) };
    for (own, expected) in [("custom", "custom, gzip"), ("a, b", "a, b, gzip"), ("", "gzip")] {
        let sent = sent_with(&encoded(own), |builder| builder).await;
        assert_eq!(sent.header("content-encoding"), Some(expected));
        assert_eq!(sent.request.headers().get_all("content-encoding").iter().count(), 1);
    }
    let short = sent_with(&Put { content_encoding: Some("custom".to_owned()), ..put(1) }, |builder| builder).await;
    assert_eq!(short.header("content-encoding"), Some("custom"));
}

#[tokio::test]
async fn compression_follows_its_settings() {
    let environment = |name: &str, value: &str| {
        Environment::empty().with_variable("AWS_REGION", "us-east-1").with_variable(name, value)
    };
    let (disable, min) = ("AWS_DISABLE_REQUEST_COMPRESSION", "AWS_REQUEST_MIN_COMPRESSION_SIZE_BYTES");
    for (name, value, expected) in
        [(disable, "TRUE", None), (disable, "false", Some("gzip")), (min, "20000", Some("gzip")), (min, "20001", None)]
    {
        let script = Script::new([done()]);
        let builder = aws_operation::Client::builder().credentials(Credentials::new("AKID", "secret"));
        let client = builder.transport(script.clone()).build_from(&environment(name, value)).await.unwrap();
        put(20_000).send(&client).await.unwrap();
        assert_eq!(script.take_sent()[0].header("content-encoding"), expected, "{name} {value}");
    }
    let builder = || aws_operation::Client::builder().credentials(Credentials::new("AKID", "secret"));
    for value in ["10485761", "-1", "many", ""] {
        let error = builder().transport(Script::new([])).build_from(&environment(min, value)).await.err();
        let expected = format!("{min} is `{value}`: write a number of bytes from 0 to 10485760");
        if !value.is_empty() {
            assert_eq!(error.unwrap().to_string(), expected);
        }
    }
    let sent = sent_with(&put(20_000), |builder| builder.disable_request_compression(true)).await;
    assert_eq!(sent.header("content-encoding"), None);
    let sent = sent_with(&put(1), |builder| builder.request_min_compression_size_bytes(1)).await;
    assert_eq!(inflated(&sent), b"a");
}

#[tokio::test]
async fn every_attempt_sends_the_same_body() {
    let script = Script::new([Step::Lost, Step::response(503, ""), done()]);
    put(20_000).send(&script.client()).await.unwrap();
    let sent = script.take_sent();
    assert_eq!(sent.len(), 3);
    assert!(sent.iter().all(|sent| inflated(sent).len() == 20_000));
    assert!(sent.iter().all(|other| other.request.body() == sent[0].request.body()));
    assert!(sent.iter().all(|other| other.header("content-md5") == sent[0].header("content-md5")));
}

#[tokio::test]
async fn a_stream_that_is_not_in_memory_is_sent_as_it_is() {
    let client = Script::new([]).client();
    let stream = ByteStream::from_fn(20_000, || async { Ok(Body::from("a".repeat(20_000).into_bytes())) });
    let prepared = Upload { body: stream }.prepare(&client).await.unwrap();
    assert!(!prepared.headers().contains_key("content-encoding"));
    let in_memory = Upload { body: "a".repeat(20_000).as_str().into() }.prepare(&client).await.unwrap();
    assert_eq!(in_memory.headers()["content-encoding"], "gzip");
}

fn server() -> aws_operation::server::ServerBuilder {
    Server::builder()
        .credentials("AKID", "secret")
        .operation::<Put, _>(|call: IncomingCall<Put>| async move {
            Ok(PutOutput { length: call.body.len(), content_encoding: call.content_encoding.clone() })
        })
        .operation::<PutMetricData, _>(|call: IncomingCall<PutMetricData>| async move {
            assert!(call.namespace.len() > 10_000);
            Ok(())
        })
}

#[tokio::test]
async fn a_server_reads_compressed_requests() {
    let server = server().bind("127.0.0.1:0").await.unwrap();
    let client = server.client().unwrap();
    let output = put(50_000).call(&client).await.unwrap().into_inner();
    assert_eq!(output, PutOutput { length: 50_000, content_encoding: None });
    let own = Put { content_encoding: Some("custom".to_owned()), ..put(50_000) };
    let output = own.send(&client).await.unwrap();
    assert_eq!(output, PutOutput { length: 50_000, content_encoding: Some("custom".to_owned()) });
    let of_bytes = Put { content_encoding: Some("\u{fc}, br".to_owned()), ..put(50_000) };
    let output = of_bytes.send(&client).await.unwrap();
    assert_eq!(output, PutOutput { length: 50_000, content_encoding: Some("\u{fc}, br".to_owned()) });
    // A form names its operation in the compressed body.
    PutMetricData { namespace: "a".repeat(20_000) }.send(&client).await.unwrap();
}

/// The status and the text of the response to this body.
async fn response_to(server: &Server, body: Vec<u8>) -> (u16, String) {
    let mut request = http::Request::put(format!("{}/things", server.url()))
        .header("host", server.address().to_string())
        .header("content-encoding", "gzip")
        .header("content-md5", {
            use base64::Engine as _;
            base64::engine::general_purpose::STANDARD.encode(<md5::Md5 as sha2::Digest>::digest(&body))
        })
        .body(())
        .unwrap()
        .into_parts()
        .0;
    let signer = Signer::new("us-east-1", "s3");
    let now = Timestamp::now();
    signer.sign(&mut request, Payload::Bytes(&body), &Credentials::new("AKID", "secret"), now).unwrap();
    let transport = aws_operation_tests::BuiltInTransport::new(std::time::Duration::from_secs(5));
    let sent =
        aws_operation::Transport::send(&transport, http::Request::from_parts(request, body.into())).await.unwrap();
    let status = sent.status().as_u16();
    (status, String::from_utf8(sent.into_body().bytes(100_000).await.unwrap().to_vec()).unwrap())
}

#[tokio::test]
async fn a_server_is_safe_from_bombs() {
    let server = server().max_request_bytes(100_000).bind("127.0.0.1:0").await.unwrap();
    let gzip = |bytes: usize| {
        let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&vec![0; bytes]).unwrap();
        encoder.finish().unwrap()
    };
    assert_eq!(response_to(&server, gzip(100_000)).await.0, 200);
    let bomb = gzip(50_000_000);
    assert!(bomb.len() < 100_000);
    let (status, text) = response_to(&server, bomb).await;
    assert_eq!((status, text.contains("longer than 100000 bytes")), (413, true), "{text}");
    let mut cut = gzip(50_000);
    cut.truncate(30);
    for broken in [cut, b"not gzip".to_vec(), Vec::new()] {
        let (status, text) = response_to(&server, broken).await;
        assert_eq!((status, text.contains("is not gzip")), (400, true), "{text}");
    }
}
