//! Frames with `:message-type: error`, with which a service ends an event stream by an error that is not in its model:
//! those of S3's `SelectObjectContent`, at the client and from the server half.
//!
//! Source: "Appendix: SelectObjectContent Response" of the Amazon S3 API Reference.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::codec::{FrameBuilder, FrameReader, FrameValue};
use aws_operation::server::{IncomingCall, Server};
use aws_operation::{
    Blob, Body, Bytes, Client, ClientBuilder, Credentials, EventStream, ServiceError, StreamError, Transport,
    TransportFuture, aws_operation, aws_service, aws_shape, http,
};
use aws_operation_tests::BuiltInTransport;

#[aws_service(id = "S3", protocol = "restXml")]
struct Service;

#[aws_operation(name = "SelectObjectContent", http = "POST /{bucket}/{key+}?select&select-type=2")]
struct SelectObjectContent {
    #[aws(context = "Bucket")]
    bucket: String,
    key: String,
    expression: String,
}

impl SelectObjectContent {
    fn of_cats() -> Self {
        Self { bucket: "paint".into(), key: "cats.csv".into(), expression: "select * from s3object".into() }
    }
}

#[aws_shape]
#[derive(Debug)]
struct SelectObjectContentOutput {
    #[aws(payload)]
    payload: EventStream<Selected, ServiceError>,
}

#[aws_shape]
#[derive(Debug, PartialEq)]
pub enum Selected {
    Records(Records),
    End(End),
}

#[aws_shape]
#[derive(Debug, PartialEq)]
pub struct Records {
    #[aws(event_payload)]
    pub payload: Option<Blob>,
}

#[aws_shape]
#[derive(Debug, PartialEq)]
pub struct End {}

/// The same operation with an error enum.
mod with_an_enum {
    use super::{Selected, StreamError};
    use aws_operation::{EventStream, aws_error, aws_operation, aws_service, aws_shape};

    #[aws_service(id = "S3", protocol = "restXml", error = Error)]
    pub struct Service;

    #[aws_operation(name = "SelectObjectContent", http = "POST /{bucket}/{key+}?select&select-type=2")]
    pub struct SelectObjectContent {
        #[aws(context = "Bucket")]
        pub bucket: String,
        pub key: String,
        pub expression: String,
    }

    #[aws_shape]
    #[derive(Debug)]
    pub struct SelectObjectContentOutput {
        #[aws(payload)]
        pub payload: EventStream<Selected, Error>,
    }

    #[aws_error]
    #[derive(Debug, PartialEq)]
    pub enum Error {
        NoSuchKey { message: String },
    }

    pub type Failure = StreamError<Error>;
}

/// A service that responds with these frames.
struct Frames(Bytes);

impl Transport for Frames {
    fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
        let response = http::Response::builder().header("x-amz-request-id", "4D5C");
        let response = response.body(Body::from(self.0.clone()));
        Box::pin(async move { Ok(response.unwrap()) })
    }
}

fn builder() -> ClientBuilder {
    Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"))
}

/// A client of a service that sends a record, and then an error with these headers.
fn client_of(headers: &[(&str, &str)]) -> Client {
    let record =
        [(":message-type", "event"), (":event-type", "Records"), (":content-type", "application/octet-stream")];
    let frames = [frame(&record, b"tom\n"), frame(headers, b"")].concat();
    builder().transport(Frames(frames.into())).build().unwrap()
}

fn frame(headers: &[(&str, &str)], payload: &[u8]) -> Bytes {
    let builder = headers
        .iter()
        .fold(FrameBuilder::new(), |builder, (name, value)| builder.header(name, FrameValue::Text(value)).unwrap());
    builder.finish(payload).unwrap()
}

fn record() -> Selected {
    Selected::Records(Records { payload: Some(Blob::from("tom\n")) })
}

#[tokio::test]
async fn an_error_frame_is_an_error_with_its_code_and_message() {
    let client = client_of(&[
        (":error-code", "InternalError"),
        (":error-message", "We encountered an internal error. Please try again."),
        (":message-type", "error"),
    ]);
    let expected = "the stream of SelectObjectContent failed: InternalError: We encountered an internal error. \
                    Please try again. (request id 4D5C)";

    let mut events = SelectObjectContent::of_cats().send(&client).await.unwrap().payload;
    assert_eq!(events.next().await.unwrap().unwrap(), record());
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!((error.code(), error.request_id()), (Some("InternalError"), Some("4D5C")));
    assert_eq!(error.to_string(), expected);
    assert!(events.next().await.is_none(), "nothing follows the error");

    let select = SelectObjectContent::of_cats();
    let select =
        with_an_enum::SelectObjectContent { bucket: select.bucket, key: select.key, expression: select.expression };
    let mut events = select.send(&client).await.unwrap().payload;
    events.next().await.unwrap().unwrap();
    let error: with_an_enum::Failure = events.next().await.unwrap().unwrap_err();
    assert!(matches!(&error, StreamError::Unmodeled { code, .. } if code == "InternalError"), "{error}");
    assert_eq!(error.to_string(), expected);
}

#[tokio::test]
async fn an_error_frame_needs_a_code_but_no_message() {
    let last = async |headers: &[(&str, &str)]| {
        let client = client_of(headers);
        let mut events = SelectObjectContent::of_cats().send(&client).await.unwrap().payload;
        events.next().await.unwrap().unwrap();
        events.next().await.unwrap().unwrap_err()
    };
    let without_message = last(&[(":message-type", "error"), (":error-code", "Busy")]).await;
    assert_eq!(without_message.to_string(), "the stream of SelectObjectContent failed: Busy (request id 4D5C)");
    let without_code = last(&[(":message-type", "error"), (":error-message", "slow down")]).await;
    assert_eq!(without_code.code(), None);
    assert!(without_code.to_string().contains("the frame has no header `:error-code`"), "{without_code}");
}

/// A transport that keeps the body of the last response.
#[derive(Clone, Default)]
struct Tap(Arc<Mutex<Bytes>>);

impl Transport for Tap {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async {
            let (parts, body) = BuiltInTransport::new(Duration::from_secs(3)).send(request).await?.into_parts();
            let body = body.bytes(1 << 20).await.unwrap();
            self.0.lock().unwrap().clone_from(&body);
            Ok(http::Response::from_parts(parts, Body::from(body)))
        })
    }
}

#[tokio::test]
async fn the_server_sends_an_unmodeled_error_as_an_error_frame() {
    let select = |_: IncomingCall<SelectObjectContent>| async {
        let (sender, payload) = EventStream::channel(2);
        tokio::spawn(async move {
            sender.send(record()).await.unwrap();
            sender.fail(ServiceError::new("OverMaxRecordSize", "a record is longer than 1 MB")).await.unwrap();
        });
        Ok(SelectObjectContentOutput { payload })
    };
    let server = Server::builder().credentials("AKID", "secret").operation::<SelectObjectContent, _>(select);
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let tap = Tap::default();
    let client = builder().endpoint_url(server.url()).transport(tap.clone()).build().unwrap();

    let mut events = SelectObjectContent::of_cats().send(&client).await.unwrap().payload;
    assert_eq!(events.next().await.unwrap().unwrap(), record());
    let error = events.next().await.unwrap().unwrap_err();
    assert_eq!(error.service_error(), Some(&ServiceError::new("OverMaxRecordSize", "a record is longer than 1 MB")));
    assert!(events.next().await.is_none());

    let mut reader = FrameReader::new(1 << 20);
    reader.push(tap.0.lock().unwrap().clone());
    let first = reader.next_frame().unwrap().unwrap();
    assert_eq!(first.header(":event-type"), Some(FrameValue::Text("Records")));
    let last = reader.next_frame().unwrap().unwrap();
    let headers: Vec<_> = last.headers().collect();
    let text = FrameValue::Text;
    let expected = [
        (":message-type", text("error")),
        (":error-code", text("OverMaxRecordSize")),
        (":error-message", text("a record is longer than 1 MB")),
    ];
    assert_eq!((headers.as_slice(), last.payload().as_ref()), (&expected[..], &b""[..]));
    assert!(reader.next_frame().unwrap().is_none());
}
