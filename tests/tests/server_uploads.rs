//! The server half decodes and verifies uploads in the encoding `aws-chunked`.

mod served;

use aws_operation::server::Server;
use aws_operation::{Body, ByteStream, ChecksumPolicy, Client, ClientBuilder, Credentials, RetryPolicy, http};
use aws_operation_examples::local_s3::LocalS3;
use aws_operation_examples::s3::{CreateBucket, GetObject, PutObject};
use served::RawConnection;

/// The code of a rejection, and the change of the body that leads to it.
type Change = (&'static str, fn(&mut String));

async fn service() -> (LocalS3, Server) {
    let local = LocalS3::default();
    let server = local.server().credentials("AKID", "secret").bind("127.0.0.1:0").await.unwrap();
    CreateBucket { bucket: "b".to_owned(), ..CreateBucket::default() }.send(&client(&server)).await.unwrap();
    (local, server)
}

/// As at an endpoint of AWS.
fn builder(server: &Server) -> ClientBuilder {
    Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKID", "secret"))
        .endpoint_url(server.url())
        .request_checksum_calculation(ChecksumPolicy::WhenSupported)
        .response_checksum_validation(ChecksumPolicy::WhenSupported)
        .aws_chunked(true)
        .retry(RetryPolicy::never())
}

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

fn once(text: &str) -> ByteStream {
    ByteStream::once(Body::new(Body::from(text.to_owned().into_bytes())).with_length(text.len() as u64))
}

fn put(body: ByteStream) -> PutObject {
    PutObject { bucket: "b".to_owned(), key: "a/../ü".to_owned(), body, ..PutObject::default() }
}

#[tokio::test]
async fn every_form_of_an_upload_is_stored_as_it_was() {
    let (local, server) = service().await;
    let texts = [String::new(), "x".to_owned(), "abcdefgh".repeat(8_192), "abcdefgh".repeat(20_000)];
    let unsigned = builder(&server).payload_signing_enabled(false).build().unwrap();
    let without = builder(&server).request_checksum_calculation(ChecksumPolicy::WhenRequired).build().unwrap();
    for text in &texts {
        let repeated = text.clone();
        let open = move || {
            let text = repeated.clone();
            async move { Ok(Body::new(Body::from(text.into_bytes()))) }
        };
        for (form, client, body, has_checksum) in [
            ("in memory", &client(&server), text.as_str().into(), true),
            ("hashed", &client(&server), ByteStream::from_fn(text.len() as u64, open), true),
            ("signed chunks and a trailer", &client(&server), once(text), true),
            ("signed chunks", &without, once(text), false),
            ("unsigned chunks and a trailer", &unsigned, once(text), true),
        ] {
            let key = "a/b c/ü".to_owned();
            let upload = PutObject { key: key.clone(), content_encoding: Some("gzip".to_owned()), ..put(body) };
            let output = upload.send(client).await.unwrap_or_else(|error| panic!("{form}: {error}"));
            assert_eq!(output.checksum_crc32.is_some(), has_checksum, "{form}");
            assert_eq!(local.object("b", &key).unwrap(), text.as_bytes(), "{form}");
            let get = GetObject { bucket: "b".to_owned(), key, ..GetObject::default() };
            let got = get.send(client).await.unwrap();
            assert_eq!(got.content_encoding.as_deref(), Some("gzip"), "{form}");
            assert_eq!(got.body.open().await.unwrap().bytes(1 << 20).await.unwrap(), text.as_bytes(), "{form}");
        }
    }
}

/// A signed upload whose chunks are changed before it is sent, and the response to it.
async fn changed(
    server: &Server,
    set: impl FnOnce(ClientBuilder) -> ClientBuilder,
    change: impl FnOnce(&mut http::request::Parts, &mut String),
) -> (u16, String) {
    let text = "a".repeat(70_000);
    let prepared = put(once(&text)).prepare(&set(builder(server)).build().unwrap()).await.unwrap();
    let (mut parts, body) = prepared.into_inner().into_parts();
    let mut body = String::from_utf8(body.bytes(1 << 20).await.unwrap().to_vec()).unwrap();
    change(&mut parts, &mut body);
    let target = parts.uri.path_and_query().unwrap().as_str();
    let mut connection = RawConnection::open(server).await;
    connection.send_to("PUT", target, &parts.headers, body.as_bytes()).await
}

fn replace_last(text: &mut String, from: &str, to: &str) {
    let at = text.rfind(from).unwrap();
    text.replace_range(at..at + from.len(), to);
}

#[tokio::test]
async fn a_changed_upload_is_rejected() {
    let (local, server) = service().await;
    let signed = |builder: ClientBuilder| builder;
    let unsigned = |builder: ClientBuilder| builder.payload_signing_enabled(false);
    let (status, body) = changed(&server, signed, |_, _| {}).await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(local.object("b", "a/../ü").unwrap().len(), 70_000);
    let changes: [Change; 6] = [
        ("SignatureDoesNotMatch", |body| replace_last(body, "a\r\n", "b\r\n")),
        ("SignatureDoesNotMatch", |body| *body = body.replacen("\r\na", "\r\nb", 1)),
        ("SignatureDoesNotMatch", |body| replace_last(body, "crc32:", "crc32:A")),
        ("IncompleteBody", |body| body.truncate(body.len() - 200)),
        ("IncompleteBody", |body| body.push_str("more")),
        ("IncompleteBody", |body| *body = body.replacen("10000;", "1000x;", 1)),
    ];
    for (code, change) in changes {
        let (status, body) = changed(&server, signed, |_, body| change(body)).await;
        assert!(status >= 400 && body.contains(&format!("<Code>{code}</Code>")), "{code}: {status} {body}");
    }
    let changes: [Change; 5] = [
        // It would be a member that no signature covers.
        ("MalformedTrailerError", |body| replace_last(body, "\r\n\r\n", "\r\nx-amz-meta-a: b\r\n\r\n")),
        ("BadDigest", |body| replace_last(body, "a\r\n", "b\r\n")),
        ("MalformedTrailerError", |body| replace_last(body, "x-amz-checksum-crc32", "x-amz-checksum-sha1")),
        ("IncompleteBody", |body| body.truncate(body.len() - 2)),
        ("IncompleteBody", |body| *body = body.replacen("10000\r\na", "FFFF\r\n", 1)),
    ];
    for (code, change) in changes {
        let (status, body) = changed(&server, unsigned, |_, body| change(body)).await;
        // The last trailer may lack its empty line.
        let is_same = status == 200 && code == "IncompleteBody" && body.is_empty();
        assert!(is_same || body.contains(&format!("<Code>{code}</Code>")), "{code}: {status} {body}");
    }
}

#[tokio::test]
async fn the_hash_of_the_payload_is_required() {
    let (_, server) = service().await;
    let (status, body) = changed(
        &server,
        |builder| builder,
        |parts, _| {
            parts.headers.remove("x-amz-content-sha256");
        },
    )
    .await;
    assert_eq!(status, 400, "{body}");
    assert!(body.contains("Missing required header for this request: x-amz-content-sha256"), "{body}");
}
