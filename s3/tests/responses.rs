//! The root elements that the server half writes for the outputs of this crate, by which AWS's SDKs know them.

#![allow(clippy::unwrap_used)] // failures in tests panic

use std::fmt::Write as _;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::{Body, Client, Credentials, Operation, PreparedRequest};
use aws_operation_s3::{
    CompleteMultipartUpload, CreateMultipartUpload, DeleteObjects, DeleteObjectsOutput, DeletedObject, Error,
    ListMultipartUploads, ListObjectsV2, ListParts,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

async fn empty<O: Operation<Output: Default>>(_: IncomingCall<O>) -> Result<O::Output, Error> {
    Ok(O::Output::default())
}

/// A server whose outputs are empty, but for a deleted object.
async fn server() -> Server {
    let server = Server::builder().credentials("AKID", "secret");
    let server = server.operation::<DeleteObjects, _>(|_: IncomingCall<DeleteObjects>| async {
        let deleted = vec![DeletedObject { key: Some("k".to_owned()), ..DeletedObject::default() }];
        Ok::<_, Error>(DeleteObjectsOutput { deleted, ..DeleteObjectsOutput::default() })
    });
    let server = server.operation::<CreateMultipartUpload, _>(empty);
    let server = server.operation::<CompleteMultipartUpload, _>(empty);
    let server = server.operation::<ListMultipartUploads, _>(empty);
    let server = server.operation::<ListObjectsV2, _>(empty);
    let server = server.operation::<ListParts, _>(empty);
    server.bind("127.0.0.1:0").await.unwrap()
}

/// The body of the response, as it is on the wire.
async fn body(request: PreparedRequest) -> String {
    let (parts, body) = request.into_inner().into_parts();
    let body = Body::bytes(body, 1 << 20).await.unwrap();
    let host = parts.uri.authority().unwrap();
    let target = parts.uri.path_and_query().unwrap();
    let mut sent = format!("{} {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n", parts.method);
    for (name, value) in parts.headers.iter().filter(|(name, _)| *name != "content-length") {
        write!(sent, "{name}: {}\r\n", value.to_str().unwrap()).unwrap();
    }
    write!(sent, "content-length: {}\r\n\r\n", body.len()).unwrap();
    let mut connection = tokio::net::TcpStream::connect(host.as_str()).await.unwrap();
    connection.write_all(&[sent.as_bytes(), &body].concat()).await.unwrap();
    let mut received = String::new();
    connection.read_to_string(&mut received).await.unwrap();
    let (head, body) = received.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200"), "{received}");
    body.to_owned()
}

#[tokio::test]
async fn outputs_have_the_root_elements_of_s3() {
    let server = server().await;
    let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
    let client = client.endpoint_url(server.url()).build().unwrap();
    let requests = [
        ("DeleteResult", DeleteObjects::new("b", ["k"]).prepare(&client).await),
        ("InitiateMultipartUploadResult", CreateMultipartUpload::new("b", "k").prepare(&client).await),
        ("CompleteMultipartUploadResult", CompleteMultipartUpload::new("b", "k", "u").prepare(&client).await),
        ("ListMultipartUploadsResult", ListMultipartUploads::new("b").prepare(&client).await),
        ("ListBucketResult", ListObjectsV2::new("b").prepare(&client).await),
        ("ListPartsResult", ListParts::new("b", "k", "u").prepare(&client).await),
    ];
    for (root, request) in requests {
        let body = body(request.unwrap()).await;
        let start = format!("<{root} xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        assert!(body.starts_with(&start) && body.ends_with(&format!("</{root}>")), "{body}");
    }
}
