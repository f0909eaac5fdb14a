//! Evil Service, API version 1.

use std::collections::HashMap;

use aws_operation::{
    Blob, ByteStream, Document, EventStream, Sensitive, Timestamp, aws_error, aws_operation,
    aws_service, aws_shape,
};

/// Evil Service.
#[aws_service(
    id = "Evil Service",
    protocol = "restJson1",
    signing_name = "evil",
    error = Error
)]
pub struct Service;

#[aws_operation(
    name = "Query",
    idempotent = "token",
    output = Shared,
    rename_all = "camelCase"
)]
#[aws(http = "POST /query/{type}/{self_}?x=1")]
#[aws(paginated(input = "next", output = "r#type", items = "items"))]
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub r#type: String,
    pub self_: String,
    pub foo_bar: Option<String>,
    #[aws(rename = "FooBar")]
    pub foo_bar_2: Option<String>,
    #[aws(rename = "foo_bar")]
    pub foo_bar_3: Option<String>,
    #[aws(rename = "3d")]
    pub n3d: Option<String>,
    pub r#match: Option<String>,
    #[aws(query)]
    pub next: Option<String>,
    // cannot express: `host` is in the header Host, which the client sets itself
    #[aws(rename = "type")]
    pub self_2: Option<String>,
    pub tree: Option<Tree>,
    pub either: Option<Either>,
    pub option: Option<OptionShape>,
    pub string: Option<StringShape>,
    pub vec: Option<VecShape>,
    pub r#box: Option<BoxShape>,
    pub result: Option<Result>,
    pub some: Option<Some>,
    pub error: Option<ErrorShape>,
    pub service: Option<ServiceShape>,
    pub put: Option<PutShape>,
    pub odd: Option<Odd>,
    pub none: Option<String>,
    // cannot express: `loop` is a list that contains itself; it is written as a document
    pub r#loop: Option<Vec<Document>>,
    // cannot express: `big` is a number of any size; it is written as a document
    pub big: Option<Document>,
    pub number: Option<i32>,
    pub token: Option<String>,
    pub sparse: Option<HashMap<String, Option<Sensitive<String>>>>,
    // cannot express: `never` is a union without members; it is written as a document
    pub never: Option<Document>,
    #[aws(timestamp = "http-date")]
    pub when: Option<Vec<Timestamp>>,
    #[aws(header = "X-Json")]
    pub json: Option<Blob>,
    pub secret: Option<Sensitive<String>>,
}

impl Query {
    /// The request with its required members.
    pub fn new(r#type: impl Into<String>, self_: impl Into<String>) -> Self {
        Self {
            r#type: r#type.into(),
            self_: self_.into(),
            ..Self::default()
        }
    }
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    pub r#type: Option<String>,
    pub items: Option<Vec<Tree>>,
    #[aws(status)]
    pub status: Option<i32>,
    pub again: Option<Box<SharedHolder>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    pub left: Option<Box<Tree>>,
    pub right: Option<Box<Branch>>,
    pub leaves: Option<Vec<Tree>>,
    pub must: Box<Root>,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Either {
    #[aws(rename = "left")]
    Left(Box<Either>),
    #[aws(rename = "RIGHT")]
    Right(Tree),
    Unknown(String),
    #[aws(rename = "self")]
    SelfValue(Unit),
    SS(String),
    /// The name of a member that is not in the model.
    #[aws(unknown)]
    Other(String),
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OptionShape {
    pub a: Option<String>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StringShape {
    pub a: Option<String>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VecShape {
    pub a: Option<String>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BoxShape {
    pub a: Option<String>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Result {
    pub a: Option<String>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Some {
    pub a: Option<String>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ErrorShape {
    pub a: Option<String>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServiceShape {
    pub a: Option<String>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PutShape {
    pub a: Option<String>,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Odd {
    #[aws(rename = "")]
    Empty,
    #[aws(rename = "*")]
    Star,
    #[aws(rename = "2.0")]
    Value2_0,
    #[aws(rename = "20")]
    Value20,
    #[aws(rename = "2_0")]
    Value2_0_2,
    #[aws(rename = "self")]
    SelfValue,
    #[aws(rename = "Self")]
    SelfValue2,
    #[aws(rename = "UNKNOWN")]
    Unknown,
    Other,
    #[aws(rename = "a b")]
    AB,
    #[aws(rename = "a-b")]
    AB2,
    #[aws(rename = "A_B")]
    AB3,
    #[aws(rename = "größe")]
    GrE,
    #[aws(rename = "1")]
    Value1,
    #[aws(rename = "<=")]
    LessEquals,
    #[aws(rename = r#"say "hi""#)]
    SayHi,
    #[aws(rename = r#"back\slash"#)]
    BackSlash,
    /// A value that is not in the model.
    #[aws(unknown)]
    UnknownValue(String),
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SharedHolder {
    pub shared: Option<Box<Shared>>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Branch {
    pub tree: Box<Tree>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Root {
    pub tree: Option<Box<Tree>>,
}

#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unit {}

/// Puts `a[0]` where \*x\* \< y.
#[aws_operation(name = "Put", output = (), rename_all = "camelCase")]
#[aws(http = "PUT /put", compress = "gzip")]
#[derive(Clone, Debug, Default)]
pub struct Put {
    pub a: Option<String>,
}

#[aws_operation(name = "Nothing", output = (), auth = "none")]
#[aws(http = "POST /")]
#[derive(Clone, Debug, Default)]
pub struct Nothing;

// cannot express: Service: its name is also the name of the service struct or of the error enum

#[aws_operation(name = "Talk")]
#[aws(http = "POST /talk")]
#[derive(Clone, Debug, Default)]
pub struct Talk;

/// The response of `Talk`.
#[aws_shape]
#[derive(Debug)]
pub struct TalkOutput {
    #[aws(payload)]
    pub events: EventStream<Events>,
}

#[aws_shape(rename_all = "snake_case")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Events {
    A(OptionShape),
    /// The name of a member that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

// cannot express: Split: in /{name}.json a label is only a part of its segment

#[aws_operation(name = "Fetch", rename_all = "camelCase")]
#[aws(http = "GET /fetch")]
#[derive(Clone, Debug, Default)]
pub struct Fetch {
    // cannot express: `body` would be in the body, and a GET or HEAD has no body
    #[aws(query_params)]
    pub all: Option<HashMap<String, Vec<String>>>,
}

/// The response of `Fetch`.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct FetchOutput {
    #[aws(payload = r#"audio/l16; rate="8000""#)]
    pub body: ByteStream,
    #[aws(prefix_headers = "x-meta-")]
    pub meta: Option<HashMap<String, String>>,
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    Bad {
        message: String,
        r#type: Option<String>,
        #[aws(rename = "tree")]
        tree: Option<Tree>,
    },
    Worse,
    #[aws(code = "bad", status = 503, transient)]
    Bad2 {
        message: String,
    },
}
