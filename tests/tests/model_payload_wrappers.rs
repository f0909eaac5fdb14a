//! A wrapper around a payload changes nothing on the wire: `W<T>` has the same bytes as `T`, in requests and responses,
//! in clients and servers.

mod scripted;

use std::borrow::Cow;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::codec::{PayloadKind, PayloadMember, PayloadWrapper};
use aws_operation::server::{IncomingCall, Server};
use aws_operation::{
    Blob, Body, ByteStream, Bytes, Call as _, Client, Credentials, Document, RetryPolicy, SendError, Sensitive,
    aws_error, aws_operation, aws_service, aws_shape, blocking,
};
use scripted::{Script, Step};
use serde::{Deserialize, Serialize};

#[aws_service(id = "Files", protocol = "restJson1")]
struct Service;

#[aws_shape]
#[derive(Debug)]
struct Shape {
    name: String,
}

#[aws_shape]
#[derive(Debug)]
enum Text {
    Plain,
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape]
#[derive(Debug)]
enum Choice {
    Number(i32),
    Text(String),
}

/// A newtype defined by a user.
#[derive(Debug, Serialize, Deserialize)]
struct Upload(ByteStream);

impl PayloadWrapper for Upload {
    type Payload = ByteStream;

    fn payload(&self) -> &ByteStream {
        &self.0
    }

    fn from_payload(stream: ByteStream) -> Self {
        Self(stream)
    }
}

impl PayloadMember for Upload {
    const KIND: PayloadKind<Self> = PayloadKind::wrapping();
}

/// A payload type, with or without wrappers.
trait Payload: Sized {
    /// The bytes on the wire, and their media type.
    const WIRE: (&'static str, &'static str);

    /// A value whose wire form is `WIRE`.
    fn made() -> Self;

    /// The bytes of the payload.
    async fn bytes(&self) -> Option<Bytes>;
}

impl Payload for ByteStream {
    const WIRE: (&'static str, &'static str) = ("one two", "application/octet-stream");

    fn made() -> Self {
        Self::WIRE.0.into()
    }

    async fn bytes(&self) -> Option<Bytes> {
        Some(self.open().await.unwrap().bytes(100).await.unwrap())
    }
}

impl Payload for Upload {
    const WIRE: (&'static str, &'static str) = ByteStream::WIRE;

    fn made() -> Self {
        Self(ByteStream::made())
    }

    async fn bytes(&self) -> Option<Bytes> {
        self.0.bytes().await
    }
}

macro_rules! payloads {
    ($($type:ty: $wire:expr, $made:expr, $bytes:expr;)*) => {
        $(impl Payload for $type {
            const WIRE: (&'static str, &'static str) = $wire;

            fn made() -> Self {
                $made
            }

            async fn bytes(&self) -> Option<Bytes> {
                Some(Bytes::from($bytes(self)))
            }
        })*
    };
}

payloads! {
    Blob: ("\0one", "application/octet-stream"), "\0one".into(), |it: &Blob| it.clone().into_bytes();
    String: ("one", "text/plain"), "one".into(), |it: &String| it.clone();
    Cow<'static, str>: ("one", "text/plain"), "one".into(), |it: &Cow<'static, str>| it.clone().into_owned();
    Text: ("PLAIN", "text/plain"), Text::Unknown("PLAIN".into()), |it: &Text| it.as_str().to_owned();
    Document: ("[1]", "application/json"), Document(serde_json::json!([1])), |it: &Document| it.to_string();
    Shape: (r#"{"Name":"a"}"#, "application/json"), Shape { name: "a".into() },
        |it: &Shape| serde_json::to_string(it).unwrap();
    Choice: (r#"{"Number":1}"#, "application/json"), Choice::Number(1),
        |it: &Choice| serde_json::to_string(it).unwrap();
}

macro_rules! wrappers {
    ($($wrapper:ident($wrap:expr): $it:ident => $inner:expr;)*) => {
        $(impl<T: Payload> Payload for $wrapper<T> {
            const WIRE: (&'static str, &'static str) = T::WIRE;

            fn made() -> Self {
                $wrap(T::made())
            }

            async fn bytes(&self) -> Option<Bytes> {
                let $it = self;
                let inner: Option<&T> = $inner;
                inner?.bytes().await
            }
        })*
    };
}

wrappers! {
    Option(Some): it => it.as_ref();
    Box(Box::new): it => Some(&**it);
    Sensitive(Sensitive): it => Some(&it.0);
}

/// A payload of this type is sent and received as `Payload::WIRE`, by a client and by a server.
macro_rules! same_on_the_wire {
    ($($test:ident: $($type:ty),+;)*) => {
        $(#[tokio::test]
        async fn $test() {
            $({
                #[aws_operation(name = "Put", output = Got, http = "POST /files")]
                struct Put {
                    #[aws(payload)]
                    content: $type,
                }

                #[aws_shape]
                struct Got {
                    #[aws(payload)]
                    content: $type,
                }

                let what = stringify!($type);
                let (wire, media_type) = <$type>::WIRE;
                let script = Script::new([Step::response(200, wire)]);
                let put = Put { content: <$type>::made() };
                let got = put.send(&script.client()).await.unwrap();
                let [sent] = script.take_sent().try_into().unwrap();
                assert_eq!(sent.request.body(), wire, "sent by a client: {what}");
                assert_eq!(sent.header("content-type"), Some(media_type), "{what}");
                assert_eq!(got.content.bytes().await.as_deref(), Some(wire.as_bytes()), "read by a client: {what}");

                let seen = Arc::new(Mutex::new(None));
                let kept = Arc::clone(&seen);
                let server = Server::builder().accept_credentials(Credentials::new("AKID", "secret"));
                let server = server.operation::<Put, _>(move |call: IncomingCall<Put>| {
                    *kept.lock().unwrap() = Some(call.input.content);
                    async { Ok(Got { content: <$type>::made() }) }
                });
                let server = server.bind("127.0.0.1:0").await.unwrap();
                let got = put.call(&server.client().unwrap()).await.unwrap();
                assert_eq!(got.headers()["content-type"], media_type, "{what}");
                assert_eq!(got.content.bytes().await.as_deref(), Some(wire.as_bytes()), "sent by a server: {what}");
                let seen = seen.lock().unwrap().take().unwrap();
                assert_eq!(seen.bytes().await.as_deref(), Some(wire.as_bytes()), "read by a server: {what}");
            })+
        }
        )*
    };
}

same_on_the_wire! {
    streams: ByteStream, Option<ByteStream>, Box<ByteStream>, Sensitive<ByteStream>, Sensitive<Option<ByteStream>>,
        Option<Sensitive<ByteStream>>, Option<Box<Sensitive<ByteStream>>>, Box<Option<ByteStream>>, Upload,
        Sensitive<Upload>;
    blobs: Blob, Option<Blob>, Box<Blob>, Sensitive<Blob>, Sensitive<Option<Blob>>, Option<Box<Sensitive<Blob>>>;
    texts: String, Option<String>, Box<String>, Sensitive<String>, Option<Box<Sensitive<String>>>, Cow<'static, str>,
        Sensitive<Cow<'static, str>>, Text, Box<Text>, Sensitive<Option<Text>>;
    documents: Document, Option<Document>, Box<Document>, Sensitive<Document>, Sensitive<Option<Box<Document>>>;
    shapes: Shape, Option<Shape>, Box<Shape>, Sensitive<Shape>, Option<Box<Sensitive<Shape>>>;
    unions: Choice, Option<Choice>, Box<Choice>, Sensitive<Choice>, Option<Box<Sensitive<Choice>>>;
}

#[aws_service(id = "S3", protocol = "restJson1")]
struct Objects;

#[aws_operation(name = "PutObject", service = Objects, output = (), http = "PUT /objects")]
struct PutObject {
    #[aws(payload)]
    content: Option<Box<Sensitive<ByteStream>>>,
}

fn put_object(content: ByteStream) -> PutObject {
    PutObject { content: Some(Box::new(Sensitive(content))) }
}

#[tokio::test]
async fn a_sensitive_stream_is_sent_but_not_shown() {
    let client = Script::new([]).client();
    let once = || ByteStream::once(Body::new(http_body_of("one two")).with_length(7));
    let repeatable = || ByteStream::from_fn(7, || async { Ok(Body::from("one two")) });
    for content in [once(), repeatable(), "one two".into()] {
        let prepared = put_object(content).prepare(&client).await.unwrap();
        let shown = format!("{}\n{prepared:?}", prepared.to_curl());
        assert!(shown.contains("--data-raw REDACTED"), "{shown}");
        assert!(!shown.contains("one two"), "{shown}");
        assert_eq!(prepared.headers()["content-type"], "application/octet-stream");
        assert_eq!(prepared.into_inner().into_body().bytes(100).await.unwrap(), "one two");
    }
    let absent = PutObject { content: None }.prepare(&client).await.unwrap();
    assert!(!absent.to_curl().contains("--data"), "{}", absent.to_curl());

    let presigned = put_object("one two".into()).presign(&client, Duration::from_secs(60)).await.unwrap();
    assert_eq!(presigned.body().as_bytes().unwrap(), "one two");
    assert!(!format!("{presigned:?}").contains("one two"), "{presigned:?}");
}

/// A body of one part that is not in memory.
fn http_body_of(text: &'static str) -> impl http_body::Body<Data = Bytes, Error = std::io::Error> + Send + Sync {
    struct Part(Option<&'static str>);

    impl http_body::Body for Part {
        type Data = Bytes;
        type Error = std::io::Error;

        fn poll_frame(
            mut self: std::pin::Pin<&mut Self>,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<Option<Result<http_body::Frame<Bytes>, std::io::Error>>> {
            std::task::Poll::Ready(self.0.take().map(|text| Ok(http_body::Frame::data(Bytes::from(text)))))
        }
    }

    Part(Some(text))
}

#[aws_operation(name = "GetObject", service = Objects, http = "GET /objects")]
struct GetObject;

#[aws_shape]
struct GetObjectOutput {
    #[aws(payload)]
    content: Box<Sensitive<Option<ByteStream>>>,
}

#[tokio::test]
async fn a_wrapped_stream_is_read_by_the_caller() {
    let client = Script::new([Step::response(200, "one two")]).client_with(|client| client.max_response_bytes(1));
    let got = GetObject.send(&client).await.unwrap();
    let content = got.content.as_ref().as_ref().unwrap();
    assert!(content.as_bytes().is_none(), "it is not in memory");
    assert_eq!(content.open().await.unwrap().bytes(100).await.unwrap(), "one two");
}

#[test]
fn a_blocking_client_streams_through_wrappers() {
    let script = Script::new([Step::response(200, "")]);
    let client = blocking::Client::new(script.client()).unwrap();
    client.send(&put_object("one two".into())).unwrap();
    let [sent] = script.take_sent().try_into().unwrap();
    assert_eq!(sent.request.body(), "one two");
}

#[aws_operation(name = "Note", output = (), http = "POST /notes")]
struct Note {
    content: Sensitive<ByteStream>,
}

#[aws_shape]
struct Kept {
    content: Sensitive<ByteStream>,
}

#[tokio::test]
async fn a_stream_among_other_members_is_sent_as_base64_or_rejected() {
    let script = Script::new([Step::response(200, "")]);
    Note { content: Sensitive("one".into()) }.send(&script.client()).await.unwrap();
    let [sent] = script.take_sent().try_into().unwrap();
    assert_eq!(sent.request.body(), r#"{"Content":"b25l"}"#);

    let stream = ByteStream::from_fn(7, || async { Ok(Body::from("one two")) });
    let error = Note { content: Sensitive(stream.clone()) }.send(&script.client()).await.unwrap_err();
    assert!(matches!(error, SendError::Invalid(..)), "{error}");
    assert!(error.to_string().contains("`Content`") && error.to_string().contains("in memory"), "{error}");
    let error = serde_json::to_string(&Kept { content: Sensitive(stream) }).unwrap_err();
    assert!(error.to_string().contains("in memory"), "{error}");
}

#[aws_error]
#[derive(Debug)]
enum Rejected {
    #[aws(status = 422)]
    Unreadable {
        #[aws(payload)]
        content: Sensitive<Option<Blob>>,
    },
}

#[aws_operation(name = "Check", output = (), error = Rejected, http = "POST /checks")]
struct Check {
    content: Option<Blob>,
}

#[aws_service(id = "Tables", protocol = "awsJson1_0", target_prefix = "Tables")]
struct Tables;

#[aws_operation(name = "GetTable", service = Tables, output = Document)]
struct GetTable;

#[aws_service(id = "Topics", protocol = "awsQuery", version = "2010-03-31")]
struct Topics;

#[aws_operation(name = "GetTopic", service = Topics, output = Document)]
struct GetTopic;

#[tokio::test]
async fn a_server_rejects_a_payload_that_its_protocol_does_not_support() {
    let server = Server::builder()
        .accept_credentials(Credentials::new("AKID", "secret"))
        .operation::<GetTopic, _>(|_: IncomingCall<GetTopic>| async { Ok(Document(serde_json::json!({"a": [1]}))) })
        .bind("127.0.0.1:0")
        .await
        .unwrap();
    let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
    let client = client.endpoint_url(server.url()).retry(RetryPolicy::never()).build().unwrap();
    let error = GetTopic.send(&client).await.unwrap_err();
    assert_eq!((error.status().map(|status| status.as_u16()), error.code()), (Some(500), Some("InternalFailure")));
    assert!(error.to_string().contains("has a payload, which awsQuery does not support"), "{error}");
}

#[tokio::test]
async fn a_server_sends_the_payload_of_an_error_and_a_document_of_an_rpc_protocol() {
    let server = Server::builder()
        .accept_credentials(Credentials::new("AKID", "secret"))
        .operation::<Check, _>(|call: IncomingCall<Check>| async {
            Err(Rejected::Unreadable { content: Sensitive(call.input.content) })
        })
        .operation::<GetTable, _>(|_: IncomingCall<GetTable>| async { Ok(Document(serde_json::json!({"a": [1]}))) })
        .bind("127.0.0.1:0")
        .await
        .unwrap();
    let client = server.client().unwrap();
    for sent in [Some("\0a".into()), None] {
        let error = Check { content: sent.clone() }.send(&client).await.unwrap_err();
        let Some(Rejected::Unreadable { content }) = error.service_error() else { panic!("{error}") };
        assert_eq!(**content, sent);
    }
    assert_eq!(*GetTable.send(&client).await.unwrap(), serde_json::json!({"a": [1]}));
}
