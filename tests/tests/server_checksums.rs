//! The server half checks the checksums of requests, and sends those of responses.

use std::sync::{Arc, Mutex};

use aws_operation::server::{IncomingCall, Server};
use aws_operation::{
    Blob, Body, ByteStream, Call as _, ChecksumAlgorithm, ChecksumPolicy, Client, Credentials, aws_operation,
    aws_service, aws_shape, blocking, http,
};

#[aws_service(id = "S3", protocol = "restJson1", signing_name = "s3")]
struct Service;

#[aws_operation(name = "PutObject", output = (), http = "PUT /objects", idempotent)]
#[aws(checksum(algorithm = "checksum_algorithm"))]
#[derive(Clone, Default)]
struct PutObject {
    #[aws(payload)]
    body: Blob,
    #[aws(header = "x-amz-sdk-checksum-algorithm")]
    checksum_algorithm: Option<String>,
    #[aws(header = "x-amz-checksum-crc32")]
    crc32: Option<String>,
    #[aws(header = "Content-MD5")]
    md5: Option<String>,
}

#[aws_operation(name = "CreateJob", output = (), http = "POST /jobs", checksum_required)]
struct CreateJob {
    name: String,
}

/// The same on the wire, of a client that sends no checksum.
#[aws_operation(name = "CreateJob", output = (), http = "POST /jobs")]
struct CreateJobWithout {
    name: String,
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
    #[aws(header = "x-amz-checksum-crc32")]
    crc32: Option<String>,
}

async fn server(own: Option<&'static str>) -> (Server, Arc<Mutex<Vec<PutObject>>>) {
    let received = Arc::new(Mutex::new(Vec::new()));
    let stored = Arc::clone(&received);
    let server = Server::builder()
        .credentials("AKID", "secret")
        .operation::<PutObject, _>(move |call: IncomingCall<PutObject>| {
            stored.lock().unwrap().push((*call).clone());
            async { Ok(()) }
        })
        .operation::<CreateJob, _>(|call: IncomingCall<CreateJob>| async move {
            assert_eq!(call.name, "paint");
            Ok(())
        })
        .operation::<GetObject, _>(move |_: IncomingCall<GetObject>| async move {
            Ok(GetObjectOutput { body: "Hello world".into(), crc32: own.map(str::to_owned) })
        })
        .bind("127.0.0.1:0")
        .await
        .unwrap();
    (server, received)
}

/// As at an endpoint of AWS.
fn client(server: &Server) -> Client {
    Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKID", "secret"))
        .endpoint_url(server.url())
        .request_checksum_calculation(ChecksumPolicy::WhenSupported)
        .response_checksum_validation(ChecksumPolicy::WhenSupported)
        .build()
        .unwrap()
}

#[tokio::test]
async fn right_checksums_are_accepted() {
    let (server, received) = server(None).await;
    for algorithm in
        [None, Some("CRC32"), Some("CRC32C"), Some("CRC64NVME"), Some("SHA1"), Some("SHA256"), Some("SHA512")]
    {
        let put = PutObject {
            checksum_algorithm: algorithm.map(str::to_owned),
            ..PutObject { body: "Hello world".into(), ..PutObject::default() }
        };
        put.send(&client(&server)).await.unwrap_or_else(|error| panic!("{algorithm:?}: {error}"));
    }
    assert_eq!(received.lock().unwrap()[0].crc32.as_deref(), Some("i9aeUg=="));
    CreateJob { name: "paint".to_owned() }.send(&client(&server)).await.unwrap();
    let owned = client(&server);
    let put = PutObject { body: "Hello world".into(), ..PutObject::default() };
    tokio::task::spawn_blocking(move || blocking::Client::new(owned).unwrap().send(&put).unwrap()).await.unwrap();
}

#[tokio::test]
async fn a_wrong_checksum_is_a_bad_digest() {
    let (server, received) = server(None).await;
    let put = |crc32: Option<&str>, md5: Option<&str>| PutObject {
        body: "Hello world".into(),
        crc32: crc32.map(str::to_owned),
        md5: md5.map(str::to_owned),
        ..PutObject::default()
    };
    for (put, header) in [
        (put(Some("i9aeUw=="), None), "x-amz-checksum-crc32"),
        (put(Some("none"), None), "x-amz-checksum-crc32"),
        (put(None, Some("1B2M2Y8AsgTpgAmY7PhCfg==")), "content-md5"),
    ] {
        let error = put.send(&client(&server)).await.unwrap_err();
        assert_eq!((error.code(), error.status()), (Some("BadDigest"), Some(http::StatusCode::BAD_REQUEST)));
        assert!(error.to_string().contains(header), "{error}");
    }
    assert!(received.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_required_checksum_must_be_there() {
    let (server, _) = server(None).await;
    let error = CreateJobWithout { name: "paint".to_owned() }.send(&client(&server)).await.unwrap_err();
    assert_eq!((error.code(), error.status()), (Some("InvalidRequest"), Some(http::StatusCode::BAD_REQUEST)));
}

#[tokio::test]
async fn a_response_has_the_checksum_that_the_client_asks_for() {
    let (server, _) = self::server(None).await;
    let response = GetObject::default().call(&client(&server)).await.unwrap();
    assert_eq!(response.crc32.as_deref(), Some("i9aeUg=="));
    assert_eq!(response.validated_checksum(), Some(ChecksumAlgorithm::Crc32));
    assert_eq!(response.into_inner().body.open().await.unwrap().bytes(100).await.unwrap(), "Hello world");
    let plain = GetObject::default().call(&server.client().unwrap()).await.unwrap();
    assert_eq!((plain.crc32.as_deref(), plain.validated_checksum()), (None, None));
}

/// Over real connections, whose readers know the length of the body.
#[tokio::test]
async fn a_wrong_response_fails_at_its_end() {
    let (server, _) = server(Some("AAAAAA==")).await;
    let read = |mut body: Body| async move {
        let mut bytes = 0;
        loop {
            match body.next().await {
                Some(Ok(part)) => bytes += part.len(),
                Some(Err(error)) => return (bytes, error.to_string()),
                None => panic!("the body was read to its end"),
            }
        }
    };
    let response = GetObject::default().send(&client(&server)).await.unwrap();
    let (bytes, error) = read(response.body.open().await.unwrap()).await;
    assert!(bytes < 11 && error.contains("CRC32"), "{bytes} {error}");
    let owned = client(&server);
    let blocking =
        tokio::task::spawn_blocking(move || blocking::Client::new(owned).unwrap().send(&GetObject::default()).unwrap());
    let response = blocking.await.unwrap();
    assert!(response.body.open().await.unwrap().bytes(100).await.unwrap_err().to_string().contains("CRC32"));
}
