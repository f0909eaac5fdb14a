//! Required members that are absent in a response: an error, or the value of `default` if the field has it.

mod scripted;

use std::collections::{BTreeMap, HashMap};

use aws_operation::server::{IncomingCall, Server};
use aws_operation::{
    Blob, Client, Document, SendError, Sensitive, Timestamp, aws_error, aws_operation, aws_service, aws_shape, blocking,
};
use scripted::{Script, Step};

mod rest {
    use super::*;

    #[aws_service(id = "Things", protocol = "restJson1", error = Error)]
    pub(super) struct Service;

    #[aws_operation(name = "Get", output = Thing, http = "GET /things")]
    pub(super) struct Get;

    #[aws_operation(name = "Fetch", http = "GET /payload")]
    pub(super) struct Fetch;

    #[aws_shape]
    pub(super) struct FetchOutput {
        #[aws(payload)]
        pub(super) thing: Nested,
    }

    #[aws_operation(name = "Head", http = "GET /head")]
    pub(super) struct Head;

    #[aws_shape]
    pub(super) struct HeadOutput {
        #[aws(header = "X-Count", default)]
        pub(super) count: i64,
        #[aws(header = "X-Kind", default = "PLAIN")]
        pub(super) kind: Kind,
        #[aws(prefix_headers = "x-meta-", default)]
        pub(super) meta: HashMap<String, String>,
        #[aws(status, default)]
        pub(super) status: u16,
    }
}

mod rpc {
    use super::*;

    #[aws_service(id = "Things", protocol = "awsJson1_1", target_prefix = "Things", error = Error)]
    pub(super) struct Service;

    #[aws_operation(name = "Get", output = Thing)]
    pub(super) struct Get;

    #[aws_operation(name = "Strict")]
    pub(super) struct Strict;

    #[aws_shape]
    #[derive(Debug)]
    pub(super) struct StrictOutput {
        #[aws(default)]
        pub(super) nested: Nested,
        pub(super) created: Timestamp,
    }

    /// The operation as the server and the client have it.
    #[aws_operation(name = "Put", output = Nested)]
    pub(super) struct Put {
        pub(super) nested: Nested,
    }

    /// The same operation for a client that omits members.
    #[aws_operation(name = "Put", output = Nested)]
    pub(super) struct PutAnything {
        pub(super) nested: Document,
    }

    /// The same operation for a client that omits the required member.
    #[aws_operation(name = "Put", output = Nested)]
    pub(super) struct PutNothing;

    #[aws_operation(name = "Choose", output = ChooseOutput)]
    pub(super) struct Choose;

    #[aws_shape]
    pub(super) struct ChooseOutput {
        #[aws(default)]
        pub(super) choices: Vec<Choice>,
    }
}

mod query {
    use super::*;

    #[aws_service(id = "Things", protocol = "awsQuery", version = "2020-01-01", error = Error)]
    pub(super) struct Service;

    #[aws_operation(name = "Get", output = Thing)]
    pub(super) struct Get;
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Plain,
    #[aws(unknown)]
    Unknown(String),
}

/// A type defined by a user, whose absent value is its `Default`.
#[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
struct Percent(u8);

impl Default for Percent {
    fn default() -> Self {
        Self(100)
    }
}

type Names = Vec<String>;

#[aws_shape]
#[derive(Debug, PartialEq)]
struct Thing {
    #[aws(default)]
    text: String,
    #[aws(default)]
    number: i32,
    #[aws(default)]
    flag: bool,
    #[aws(default)]
    names: Names,
    #[aws(default, xml_flattened)]
    map: BTreeMap<String, String>,
    #[aws(default)]
    share: Percent,
    #[aws(default)]
    secret: Sensitive<String>,
    #[aws(default)]
    nested: Box<Nested>,
    #[aws(default = "hi")]
    greeting: String,
    #[aws(default = "it's \"so\"")]
    hidden: Sensitive<String>,
    #[aws(default = -7)]
    below: i8,
    #[aws(default = 18446744073709551615)]
    most: u64,
    #[aws(default = 2)]
    whole: f64,
    #[aws(default = -0.5)]
    half: f32,
    #[aws(default = true)]
    ready: bool,
    #[aws(default = "PLAIN")]
    kind: Kind,
    #[aws(default = "OTHER")]
    other: Box<Kind>,
    #[aws(default = b"abc\xff")]
    bytes: Blob,
    #[aws(default = 0, timestamp = "date-time")]
    since: Timestamp,
    #[aws(default = [])]
    list: Document,
    #[aws(default = {})]
    object: Document,
    #[aws(default = "hi")]
    any: Document,
}

#[aws_shape]
#[derive(Debug, Default, PartialEq)]
struct Nested {
    #[aws(default = "bye")]
    farewell: String,
    #[aws(default)]
    items: Vec<String>,
}

#[aws_shape]
#[derive(Debug, PartialEq)]
enum Choice {
    Nested(Nested),
}

#[aws_error]
#[derive(Debug, PartialEq)]
enum Error {
    #[aws(status = 409)]
    ConflictException {
        message: String,
        #[aws(default = "project")]
        resource_type: String,
        #[aws(header = "Retry-After", default = 5)]
        retry_after_seconds: i32,
    },
}

/// The output with all members absent.
fn absent() -> Thing {
    Thing {
        text: String::new(),
        number: 0,
        flag: false,
        names: Vec::new(),
        map: BTreeMap::new(),
        share: Percent(100),
        secret: Sensitive::default(),
        nested: Box::default(),
        greeting: "hi".to_owned(),
        hidden: Sensitive::from("it's \"so\"".to_owned()),
        below: -7,
        most: u64::MAX,
        whole: 2.0,
        half: -0.5,
        ready: true,
        kind: Kind::Plain,
        other: Box::new(Kind::Unknown("OTHER".to_owned())),
        bytes: Blob::from(b"abc\xff".to_vec()),
        since: Timestamp::from_second(0).unwrap(),
        list: serde_json::json!([]).into(),
        object: serde_json::json!({}).into(),
        any: serde_json::json!("hi").into(),
    }
}

fn succeeds(body: &'static str) -> Client {
    Script::new([Step::response(200, body)]).client()
}

const QUERY: &str = "<GetResponse><GetResult/></GetResponse>";

#[tokio::test]
async fn an_absent_member_has_its_default_in_every_protocol() {
    // No members, only unknown members, and nulls, which are absent members.
    for body in ["{}", r#"{"Unknown":1}"#, r#"{"Text":null,"Number":null,"Names":null,"Kind":null,"Bytes":null}"#] {
        assert_eq!(rest::Get.send(&succeeds(body)).await.unwrap(), absent(), "{body}");
        assert_eq!(rpc::Get.send(&succeeds(body)).await.unwrap(), absent(), "{body}");
        assert_eq!(serde_json::from_str::<Thing>(body).unwrap(), absent(), "{body}");
    }
    assert_eq!(rest::Get.send(&succeeds("")).await.unwrap(), absent());
    assert_eq!(query::Get.send(&succeeds(QUERY)).await.unwrap(), absent());
}

#[tokio::test]
async fn a_present_member_is_read_unchanged() {
    let body = r#"{"Text":"a","Number":1,"Greeting":"","Below":0,"Ready":false,"Kind":"X","Bytes":"","Since":"1970-01-01T00:00:01Z","Nested":{"Items":["b"]}}"#;
    let expected = Thing {
        text: "a".to_owned(),
        number: 1,
        greeting: String::new(),
        below: 0,
        ready: false,
        kind: Kind::Unknown("X".to_owned()),
        bytes: Blob::default(),
        since: Timestamp::from_second(1).unwrap(),
        nested: Box::new(Nested { farewell: "bye".to_owned(), items: vec!["b".to_owned()] }),
        ..absent()
    };
    let got = rpc::Get.send(&succeeds(body)).await.unwrap();
    assert_eq!(got, expected);
    // Serialization ignores defaults: every value is written.
    let stored = serde_json::to_value(&got).unwrap();
    assert_eq!((&stored["Text"], &stored["Greeting"], &stored["Flag"]), (&"a".into(), &"".into(), &false.into()));
}

#[tokio::test]
async fn headers_payloads_and_unions_have_defaults() {
    let got = rest::Head.send(&succeeds("")).await.unwrap();
    assert_eq!((got.count, got.kind, got.meta.len(), got.status), (0, Kind::Plain, 0, 200));
    let got = rest::Fetch.send(&succeeds("{}")).await.unwrap();
    assert_eq!(got.thing.farewell, "bye");
    let got = rpc::Choose.send(&succeeds(r#"{"Choices":[{"Nested":{}}]}"#)).await.unwrap();
    let nested = Nested { farewell: "bye".to_owned(), items: Vec::new() };
    assert_eq!(got.choices, [Choice::Nested(nested)]);
}

#[tokio::test]
async fn a_required_member_without_a_default_is_an_error_that_names_it() {
    let error = rpc::Strict.send(&succeeds(r#"{"Nested":{}}"#)).await.unwrap_err();
    assert!(matches!(error, SendError::Decode { .. }), "{error:?}");
    assert!(
        error
            .to_string()
            .contains("member `Created` of `StrictOutput` is required, but absent; use `Option` or `#[aws(default)]`"),
        "{error}"
    );
}

#[tokio::test]
async fn errors_have_defaults_too() {
    let script = Script::new([Step::response(409, r#"{"__type":"ConflictException","message":"no"}"#)]);
    let SendError::Service(error, _) = rpc::Get.send(&script.client()).await.unwrap_err() else { panic!("no error") };
    let expected = Error::ConflictException {
        message: "no".to_owned(),
        resource_type: "project".to_owned(),
        retry_after_seconds: 5,
    };
    assert_eq!(error, expected);
}

#[test]
fn a_blocking_call_has_defaults_too() {
    let client = blocking::Client::new(succeeds("{}")).unwrap();
    assert_eq!(client.send(&rpc::Get).unwrap(), absent());
}

#[tokio::test]
async fn a_server_applies_defaults_in_nested_shapes() {
    let server = Server::builder().credentials("AKIDEXAMPLE", "secret");
    let server = server.operation::<rpc::Put, _>(|call: IncomingCall<rpc::Put>| async move { Ok(call.input.nested) });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let client = server.client().unwrap();
    let sent = rpc::PutAnything { nested: serde_json::json!({"Items": ["a"]}).into() };
    let got = sent.send(&client).await.unwrap();
    assert_eq!(got, Nested { farewell: "bye".to_owned(), items: vec!["a".to_owned()] });
    // Every value is sent, even if it is the default.
    let nested = Nested { farewell: String::new(), items: Vec::new() };
    let prepared = rpc::Put { nested }.prepare(&client).await.unwrap();
    assert!(prepared.to_curl().contains(r#"{"Nested":{"Farewell":"","Items":[]}}"#), "{}", prepared.to_curl());
}

#[tokio::test]
async fn a_server_does_not_send_advice_for_its_author() {
    let server = Server::builder().credentials("AKIDEXAMPLE", "secret");
    let server = server.operation::<rpc::Put, _>(|call: IncomingCall<rpc::Put>| async move { Ok(call.input.nested) });
    let server = server.bind("127.0.0.1:0").await.unwrap();
    let error = rpc::PutNothing.send(&server.client().unwrap()).await.unwrap_err();
    let text = error.to_string();
    assert!(text.contains("member `Nested` of `Put` is required, but absent at line 1"), "{text}");
}
