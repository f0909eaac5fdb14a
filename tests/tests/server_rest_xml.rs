//! The server half of restXml: what is sent for each kind of result, and requests that are rejected.

use std::time::Duration;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{
    Body, Client, Credentials, SendError, Timestamp, Transport as _, aws_error, aws_operation, aws_service, aws_shape,
    http,
};
use aws_operation_tests::BuiltInTransport;

#[aws_service(id = "Documents", protocol = "restXml", xml_namespace = "urn:documents", error = Error)]
struct Service;

#[aws_service(id = "S3", protocol = "restXml", xml_namespace = "urn:s3", error = Error)]
struct S3;

#[aws_operation(name = "Copy", http = "PUT /documents/{id}")]
struct Copy {
    id: String,
    text: Option<String>,
    #[aws(xml_attribute)]
    note: Option<String>,
}

#[aws_shape(xml_name = "CopyResult")]
#[derive(Debug, PartialEq)]
struct CopyOutput {
    #[aws(header = "x-id")]
    id: Option<String>,
    text: Option<String>,
    #[aws(xml_attribute)]
    note: Option<String>,
}

#[aws_operation(name = "Locate", service = S3, http = "GET /buckets/{bucket}")]
struct Locate {
    bucket: String,
}

#[aws_shape(xml_unwrapped)]
#[derive(Debug, PartialEq)]
struct LocateOutput {
    location_constraint: Option<String>,
}

/// S3 has several operations at one path. The query parameters say which one is meant.
#[aws_operation(name = "Abort", service = S3, http = "DELETE /objects/{key}", output = ())]
struct Abort {
    key: String,
    #[aws(query)]
    upload_id: String,
}

/// The last of the three by name. It requires a parameter.
#[aws_operation(name = "Expire", service = S3, http = "DELETE /objects/{key}", output = ())]
struct Expire {
    key: String,
    #[aws(query)]
    after: i32,
}

#[aws_operation(name = "Delete", service = S3, http = "DELETE /objects/{key}", output = DeleteOutput)]
struct Delete {
    key: String,
    #[aws(query)]
    version_id: Option<String>,
}

/// Without items, a flattened list has no elements.
#[aws_shape]
#[derive(Debug, PartialEq)]
struct DeleteOutput {
    #[aws(xml_flattened)]
    versions: Vec<String>,
}

#[aws_error]
#[derive(Debug, PartialEq)]
enum Error {
    #[aws(status = 404)]
    NoSuchBucket {
        message: String,
        bucket: Option<String>,
        #[aws(header = "x-hint")]
        hint: Option<String>,
    },
}

async fn server() -> Server {
    let server = Server::builder().credentials("AKID", "secret");
    let server = server.operation::<Copy, _>(|call: IncomingCall<Copy>| async {
        let Copy { id, text, note } = call.input;
        Ok(CopyOutput { id: Some(id), text, note })
    });
    let server = server.operation::<Locate, _>(|call: IncomingCall<Locate>| async move {
        match call.input.bucket.as_str() {
            "there" => Ok(LocateOutput { location_constraint: Some("eu-west-1".into()) }),
            "default" => Ok(LocateOutput { location_constraint: None }),
            bucket => {
                let (bucket, hint) = (Some(bucket.to_owned()), Some("look".to_owned()));
                Err(Error::NoSuchBucket { message: "no <bucket>".into(), bucket, hint })
            }
        }
    });
    let server = server.operation::<Abort, _>(|call: IncomingCall<Abort>| async move {
        assert_eq!(call.input.upload_id, "u");
        Ok(())
    });
    let server = server.operation::<Delete, _>(|call: IncomingCall<Delete>| async move {
        Ok(DeleteOutput { versions: call.input.version_id.into_iter().collect() })
    });
    let server = server.operation::<Expire, _>(|call: IncomingCall<Expire>| async move {
        assert_eq!(call.input.after, 7);
        Ok(())
    });
    server.bind("127.0.0.1:0").await.unwrap()
}

fn client(server: &Server) -> Client {
    let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
    client.endpoint_url(server.url()).build().unwrap()
}

/// Status and body of the response to a signed request.
async fn response(server: &Server, method: &str, path: &str, service: &str, body: &[u8]) -> (u16, String) {
    let request = http::Request::builder().method(method).uri(format!("{}{path}", server.url()));
    let (mut parts, ()) = request.header("content-type", "application/xml").body(()).unwrap().into_parts();
    let signer = Signer::new("us-east-1", service);
    signer.sign(&mut parts, Payload::Bytes(body), &Credentials::new("AKID", "secret"), Timestamp::now()).unwrap();
    let request = http::Request::from_parts(parts, Body::from(body.to_vec()));
    let (parts, body) = BuiltInTransport::new(Duration::from_secs(3)).send(request).await.unwrap().into_parts();
    (parts.status.as_u16(), String::from_utf8(body.bytes(10_000).await.unwrap().to_vec()).unwrap())
}

#[tokio::test]
async fn outputs_have_their_root_and_the_namespace_of_the_service() {
    let server = server().await;
    let body = b"<?xml version=\"1.0\"?><Any xmlns:x=\"urn:x\" x:Note=\"n\"><Text> a </Text></Any>";
    assert_eq!(
        response(&server, "PUT", "/documents/7", "documents", body).await,
        (200, "<CopyResult xmlns=\"urn:documents\" Note=\"n\"><Text> a </Text></CopyResult>".to_owned())
    );
    assert_eq!(
        response(&server, "PUT", "/documents/7", "documents", b"").await,
        (200, "<CopyResult xmlns=\"urn:documents\"></CopyResult>".to_owned())
    );
    assert_eq!(
        response(&server, "GET", "/buckets/there", "s3", b"").await,
        (200, "<LocationConstraint xmlns=\"urn:s3\">eu-west-1</LocationConstraint>".to_owned())
    );
}

#[tokio::test]
async fn malformed_documents_are_rejected() {
    let server = server().await;
    let deep = format!("{}{}", "<a>".repeat(129), "</a>".repeat(129));
    let bodies: [&[u8]; 7] = [
        b"<!DOCTYPE a><CopyRequest/>",
        b"<CopyRequest>",
        b"<CopyRequest/><CopyRequest/>",
        b"<CopyRequest><Text>&entity;</Text></CopyRequest>",
        b"<CopyRequest Note=\"1\" Note=\"2\"/>",
        b"<CopyRequest>\xFF</CopyRequest>",
        deep.as_bytes(),
    ];
    for body in bodies {
        let (status, text) = response(&server, "PUT", "/documents/7", "documents", body).await;
        assert_eq!(status, 400, "{text}");
        assert!(
            text.starts_with("<ErrorResponse><Error><Type>Sender</Type><Code>SerializationException</Code>"),
            "{text}"
        );
    }
}

/// A required parameter is not empty if it is absent.
#[tokio::test]
async fn an_absent_parameter_is_an_error() {
    let server = Server::builder().credentials("AKID", "secret");
    let server = server.operation::<Abort, _>(|_: IncomingCall<Abort>| async { Ok(()) });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let (status, body) = response(&server, "DELETE", "/objects/k", "s3", b"").await;
    assert_eq!(status, 400);
    assert!(body.contains("member `UploadId` of `Abort` is required, but absent"), "{body}");
}

/// The body of an error without its request ID, a UUID.
fn without_id(body: &str) -> String {
    let (before, rest) = body.split_once("<RequestId>").unwrap();
    let (id, after) = rest.split_once("</RequestId>").unwrap();
    assert_eq!(id.len(), 36, "{body}");
    [before, after].concat()
}

/// Where clients of restXml look for the ID.
#[tokio::test]
async fn the_request_id_is_beside_an_error_or_in_it() {
    let server = server().await;
    let (_, body) = response(&server, "PUT", "/documents/7", "other", b"").await;
    let id = body.rsplit_once("</Error><RequestId>").unwrap().1.strip_suffix("</RequestId></ErrorResponse>");
    assert_eq!(id.map(str::len), Some(36), "{body}");
    let (_, body) = response(&server, "GET", "/buckets/there", "other", b"").await;
    assert!(body.ends_with("</RequestId></Error>"), "{body}");
}

#[tokio::test]
async fn errors_of_s3_have_no_envelope() {
    let server = server().await;
    let (status, body) = response(&server, "GET", "/buckets/gone", "s3", b"").await;
    let expected =
        "<Error><Type>Sender</Type><Code>NoSuchBucket</Code><Message>no &lt;bucket&gt;</Message><Bucket>gone</Bucket>";
    assert_eq!((status, without_id(&body).as_str()), (404, format!("{expected}</Error>").as_str()));
    let (status, body) = response(&server, "GET", "/buckets/there", "other", b"").await;
    assert_eq!(status, 403);
    assert!(body.starts_with("<Error>"), "{body}");
}

#[tokio::test]
async fn a_client_reads_what_the_server_sends() {
    let server = server().await;
    let client = client(&server);
    let copied = Copy { id: "a b".into(), text: Some("\r\n".into()), note: Some("\t".into()) }.send(&client).await;
    let expected = CopyOutput { id: Some("a b".into()), text: Some("\r\n".into()), note: Some("\t".into()) };
    assert_eq!(copied.unwrap(), expected);
    for (bucket, location) in [("there", Some("eu-west-1".to_owned())), ("default", None)] {
        let located = Locate { bucket: bucket.into() }.send(&client).await.unwrap();
        assert_eq!(located.location_constraint, location);
    }
    let error = Locate { bucket: "gone".into() }.send(&client).await.unwrap_err();
    let expected =
        Error::NoSuchBucket { message: "no <bucket>".into(), bucket: Some("gone".into()), hint: Some("look".into()) };
    assert!(matches!(&error, SendError::Service(got, _) if *got == expected), "{error}");
}

#[tokio::test]
async fn query_parameters_select_one_of_several_operations() {
    let server = server().await;
    let client = client(&server);
    Abort { key: "k".into(), upload_id: "u".into() }.send(&client).await.unwrap();
    Expire { key: "k".into(), after: 7 }.send(&client).await.unwrap();
    for version in [None, Some("v".to_owned())] {
        let deleted = Delete { key: "k".into(), version_id: version.clone() }.send(&client).await.unwrap();
        assert_eq!(deleted.versions, Vec::from_iter(version));
    }
}

/// The message repeats a name that XML 1.0 cannot contain. That is no failure of the server.
#[tokio::test]
async fn an_error_is_sent_whatever_characters_it_repeats() {
    let server = server().await;
    let error = Locate { bucket: "a\u{1}b".into() }.send(&client(&server)).await.unwrap_err();
    let SendError::Service(Error::NoSuchBucket { bucket, .. }, _) = &error else { panic!("{error}") };
    assert_eq!(bucket.as_deref(), Some("a\u{FFFD}b"));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
}
