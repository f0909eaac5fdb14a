//! The hash of the payload is sent as `X-Amz-Content-Sha256` to the services that require it, and to no other.

mod scripted;
mod served;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use aws_operation::server::Server;
use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{
    Blob, Body, ByteStream, Client, ClientBuilder, Credentials, Timestamp, aws_operation, aws_service,
};
use scripted::{CreateProject, Script, Step};

const HASH: &str = "x-amz-content-sha256";
const UNSIGNED: &str = "UNSIGNED-PAYLOAD";
/// `sha256sum` of `{"ProjectName":"paint"}`.
const PAINT: &str = "809936b47f3a837e19811056ba3c38638b8461521cb8ddb411bcaf9ae61287c3";

/// The header as prepared and as sent, which must be equal, and whether it is signed.
async fn header(build: impl FnOnce(ClientBuilder) -> ClientBuilder) -> Option<String> {
    let script = Script::new([Step::made()]);
    let client = script.client_with(build);
    let prepared = CreateProject::paint().prepare(&client).await.unwrap();
    CreateProject::paint().send(&client).await.unwrap();
    let sent = script.take_sent().remove(0).request;
    let value = |headers: &http::HeaderMap| headers.get(HASH).map(|value| value.to_str().unwrap().to_owned());
    let (header, authorization) = (value(sent.headers()), sent.headers()["authorization"].to_str().unwrap());
    assert_eq!(value(prepared.headers()), header);
    assert_eq!(authorization.contains(&format!(";{HASH};")), header.is_some(), "{authorization}");
    assert_eq!(prepared.canonical_request().contains(&format!("\n{HASH}:")), header.is_some());
    assert_eq!(prepared.to_curl().contains(&format!("'{HASH}: ")), header.is_some(), "{}", prepared.to_curl());
    header
}

#[tokio::test]
async fn the_hash_is_sent_to_the_services_that_require_it() {
    let required = ["s3", "s3express", "s3-outposts", "s3-object-lambda", "glacier", "aoss"];
    for name in required {
        assert_eq!(header(|client| client.signing_name(name)).await.as_deref(), Some(PAINT), "{name}");
    }
    for name in ["lookoutvision", "dynamodb", "s3tables", "s3vectors", "es", "vpc-lattice", "execute-api"] {
        assert_eq!(header(|client| client.signing_name(name)).await, None, "{name}");
    }
    assert_eq!(header(|client| client.signing_name("vpc-lattice-svcs")).await.as_deref(), Some(UNSIGNED));
}

#[tokio::test]
async fn a_client_can_send_it_to_every_service() {
    for name in ["lookoutvision", "dynamodb", "s3"] {
        let header = header(|client| client.signing_name(name).content_sha256(true)).await;
        assert_eq!(header.as_deref(), Some(PAINT), "{name}");
    }
    assert_eq!(header(|client| client.signing_name("s3").content_sha256(false)).await.as_deref(), Some(PAINT));
}

#[aws_service(id = "Gate", protocol = "restJson1", content_sha256)]
struct Gate;

#[aws_operation(name = "PutNote", service = Gate, output = (), http = "PUT /notes")]
struct PutNote {
    #[aws(payload)]
    text: Blob,
}

#[aws_service(id = "Plain", protocol = "restJson1")]
struct Plain;

#[aws_operation(name = "PutPlain", service = Plain, output = (), http = "PUT /plain")]
struct PutPlain {
    #[aws(payload)]
    text: Blob,
}

#[aws_service(id = "Lattice", protocol = "restJson1", signing_name = "vpc-lattice-svcs")]
struct Lattice;

#[aws_operation(name = "PutOrder", service = Lattice, output = (), http = "PUT /orders")]
struct PutOrder {
    #[aws(payload)]
    text: ByteStream,
}

/// `sha256sum` of `note`.
const NOTE: &str = "edb465624291e4053c6c5ea4b7eb320dec773e10a57d26b95dcf0564f8e310f8";

#[tokio::test]
async fn a_service_can_require_it() {
    let script = Script::new([Step::response(200, ""), Step::response(200, "")]);
    let client = script.client();
    PutNote { text: Blob::from("note") }.send(&client).await.unwrap();
    PutPlain { text: Blob::from("note") }.send(&client).await.unwrap();
    let sent = script.take_sent();
    assert_eq!(sent[0].request.headers()[HASH], NOTE);
    assert_eq!(sent[1].request.headers().get(HASH), None);
}

async fn server() -> Server {
    Server::builder()
        .credentials("AKID", "secret")
        .operation::<PutNote, _>(|_| async { Ok(()) })
        .operation::<PutPlain, _>(|_| async { Ok(()) })
        .operation::<PutOrder, _>(|_| async { Ok(()) })
        .bind("127.0.0.1:0")
        .await
        .unwrap()
}

fn client(server: &Server) -> ClientBuilder {
    Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).endpoint_url(server.url())
}

#[tokio::test]
async fn a_server_accepts_requests_with_and_without_it() {
    let server = server().await;
    for everywhere in [false, true] {
        let client = client(&server).content_sha256(everywhere).build().unwrap();
        let plain = PutPlain { text: Blob::from("note") };
        assert_eq!(plain.prepare(&client).await.unwrap().headers().contains_key(HASH), everywhere);
        plain.send(&client).await.unwrap();
        PutNote { text: Blob::from("note") }.send(&client).await.unwrap();
    }
}

/// The payload of a service behind VPC Lattice is read once, to be sent. It may be one that can be read only once.
#[tokio::test]
async fn vpc_lattice_gets_an_unsigned_payload() {
    let server = server().await;
    let client = client(&server).build().unwrap();
    let opened = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&opened);
    let open = move || {
        counted.fetch_add(1, Ordering::SeqCst);
        async { Ok(Body::from("order")) }
    };
    let once = || ByteStream::once(Body::from("order"));
    PutOrder { text: ByteStream::from_fn(5, open) }.send(&client).await.unwrap();
    assert_eq!(opened.load(Ordering::SeqCst), 1);
    PutOrder { text: once() }.send(&client).await.unwrap();
    let in_memory = PutOrder { text: "order".into() };
    assert_eq!(in_memory.prepare(&client).await.unwrap().headers()[HASH], UNSIGNED);
    in_memory.send(&client).await.unwrap();
    let url = PutOrder { text: once() }.presign(&client, Duration::from_secs(60)).await.unwrap();
    assert!(!url.headers().contains_key(HASH), "{url}");
    let target = url.url().strip_prefix(&server.url()).unwrap();
    let sent = served::RawConnection::open(&server).await.send_to("PUT", target, url.headers(), b"order").await;
    assert_eq!(sent.0, 200, "{}", sent.1);
}

/// A signature replaces all of an earlier one: a hash that is not sent again would be that of another body.
#[test]
fn the_hash_of_an_earlier_signature_is_removed() {
    let credentials = Credentials::new("AKID", "secret");
    let sign = |service: &str, parts: &mut http::request::Parts, payload: Payload<'_>| {
        let time = Timestamp::from_second(1_440_938_160).unwrap();
        Signer::new("us-east-1", service).sign(parts, payload, &credentials, time).unwrap();
    };
    let (fresh, ()) = http::Request::put("https://example.com/k").body(()).unwrap().into_parts();
    let mut first = fresh.clone();
    sign("es", &mut first, Payload::Bytes(b"note"));
    assert_eq!(first.headers.get(HASH), None);
    let mut again = fresh;
    sign("s3", &mut again, Payload::Bytes(b"another"));
    assert!(again.headers.contains_key(HASH));
    sign("es", &mut again, Payload::Bytes(b"note"));
    assert_eq!(again.headers, first.headers);
    sign("es", &mut again, Payload::Unsigned);
    assert_eq!(again.headers[HASH], UNSIGNED);
}

/// CodeArtifact's PublishPackageVersion has a member in this header.
#[test]
fn a_hash_of_the_operation_is_sent() {
    let (mut parts, ()) = http::Request::put("https://example.com/k").header(HASH, "0").body(()).unwrap().into_parts();
    let (credentials, time) = (Credentials::new("AKID", "secret"), Timestamp::from_second(1_440_938_160).unwrap());
    let signer = Signer::new("us-east-1", "codeartifact");
    signer.sign(&mut parts, Payload::Bytes(b"note"), &credentials, time).unwrap();
    assert_eq!(parts.headers[HASH], NOTE);
}
