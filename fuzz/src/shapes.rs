//! Shapes with a member of every type in every binding.

use std::collections::BTreeMap;

use aws_operation::{Blob, Document, Timestamp, aws_error, aws_operation, aws_service, aws_shape};

#[aws_service(id = "Fuzz", protocol = "restJson1", error = Error)]
pub struct Rest;

#[aws_service(id = "Fuzz Json", protocol = "awsJson1_1", signing_name = "fuzz", target_prefix = "Fuzz", error = Error)]
pub struct Json;

#[aws_service(id = "Fuzz Cbor", protocol = "rpcv2Cbor", signing_name = "fuzz", target_prefix = "Fuzz", error = Error)]
pub struct Cbor;

#[aws_service(id = "Fuzz Query", protocol = "awsQuery", version = "2020-01-01", signing_name = "fuzz", error = QueryError)]
pub struct Query;

#[aws_service(id = "Fuzz Ec2", protocol = "ec2Query", version = "2020-01-01", signing_name = "fuzz", error = QueryError)]
pub struct Ec2;

#[aws_service(id = "Fuzz Xml", protocol = "restXml", signing_name = "fuzz", xml_namespace = "urn:fuzz", error = QueryError)]
pub struct Xml;

/// Every type of member in a JSON body.
#[aws_shape]
#[derive(Clone, Debug, Default)]
pub struct Everything {
    pub text: Option<String>,
    pub flag: Option<bool>,
    pub byte: Option<i8>,
    pub short: Option<i16>,
    pub integer: Option<i32>,
    pub long: Option<i64>,
    pub unsigned: Option<u64>,
    pub float: Option<f32>,
    pub double: Option<f64>,
    pub blob: Option<Blob>,
    pub at: Option<Timestamp>,
    #[aws(timestamp = "date-time")]
    pub date_time: Option<Timestamp>,
    #[aws(timestamp = "http-date")]
    pub http_date: Option<Timestamp>,
    pub document: Option<Document>,
    pub colour: Option<Colour>,
    pub choice: Option<Choice>,
    pub texts: Option<Vec<String>>,
    pub sparse: Option<Vec<Option<f64>>>,
    pub map: Option<BTreeMap<String, Vec<Timestamp>>>,
    pub sparse_map: Option<BTreeMap<String, Option<Blob>>>,
    pub colours: Option<BTreeMap<Colour, i32>>,
    pub inner: Option<Box<Everything>>,
    pub more: Option<Vec<Everything>>,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Colour {
    Red,
    DarkBlue,
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape]
#[derive(Clone, Debug)]
pub enum Choice {
    Text(String),
    Number(f64),
    List(Vec<Choice>),
    Shape(Box<Everything>),
    #[aws(unknown)]
    Unknown(String),
}

/// Attributes, namespaces and nested names in XML.
#[aws_shape(xml_name = "Root", xml_namespace = "x=urn:x")]
#[derive(Clone, Debug, Default)]
pub struct Attributes {
    pub text: Option<String>,
    #[aws(xml_attribute)]
    pub note: Option<String>,
    #[aws(xml_attribute, xml_name = "x:count")]
    pub count: Option<i64>,
    #[aws(xml_attribute)]
    pub at: Option<Timestamp>,
    #[aws(xml_member = "row/cell", xml_namespace = "urn:rows")]
    pub rows: Option<Vec<Vec<String>>>,
    #[aws(xml_key = "K", xml_value = "V")]
    pub map: Option<BTreeMap<String, BTreeMap<String, String>>>,
    #[aws(xml_flattened)]
    pub more: Option<Vec<Attributes>>,
}

/// A payload that is a document.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct XmlPayload {
    #[aws(header = "x-text")]
    pub text: Option<String>,
    #[aws(payload)]
    pub payload: Option<Attributes>,
}

/// The text of the root element.
#[aws_shape(xml_unwrapped)]
#[derive(Clone, Debug)]
pub struct Unwrapped {
    pub location: Option<String>,
}

/// Every type of member in a form and in an XML response.
#[aws_shape]
#[derive(Clone, Debug, Default)]
pub struct Flat {
    pub text: Option<String>,
    pub flag: Option<bool>,
    pub integer: Option<i32>,
    pub long: Option<i64>,
    pub double: Option<f64>,
    pub blob: Option<Blob>,
    pub at: Option<Timestamp>,
    #[aws(timestamp = "epoch-seconds")]
    pub seconds: Option<Timestamp>,
    pub colour: Option<Colour>,
    pub choice: Option<FlatChoice>,
    pub texts: Option<Vec<String>>,
    #[aws(xml_flattened)]
    pub flattened: Option<Vec<i64>>,
    pub map: Option<BTreeMap<String, String>>,
    pub lists: Option<BTreeMap<String, Vec<Timestamp>>>,
    pub inner: Option<Box<Flat>>,
    pub more: Option<Vec<Flat>>,
}

#[aws_shape]
#[derive(Clone, Debug)]
pub enum FlatChoice {
    Text(String),
    Number(f64),
    Shape(Box<Flat>),
}

#[aws_error]
#[derive(Clone, Debug)]
pub enum QueryError {
    #[aws(code = "NotFound", status = 404)]
    NotFoundException { message: String, resource: Option<String>, inner: Option<Box<Flat>> },
}

/// A member in every binding of a response except the payload.
#[aws_shape]
#[derive(Clone, Debug, Default)]
pub struct Bound {
    #[aws(status)]
    pub status: Option<u16>,
    #[aws(header = "X-Text")]
    pub text: Option<String>,
    #[aws(header = "X-Flag")]
    pub flag: Option<bool>,
    #[aws(header = "X-Number")]
    pub number: Option<i32>,
    #[aws(header = "X-Double")]
    pub double: Option<f64>,
    #[aws(header = "X-Blob")]
    pub blob: Option<Blob>,
    #[aws(header = "X-Colour")]
    pub colour: Option<Colour>,
    #[aws(header = "X-At")]
    pub at: Option<Timestamp>,
    #[aws(header = "X-Date-Time", timestamp = "date-time")]
    pub date_time: Option<Timestamp>,
    #[aws(header = "X-Seconds", timestamp = "epoch-seconds")]
    pub seconds: Option<Timestamp>,
    #[aws(header = "X-Texts")]
    pub texts: Option<Vec<String>>,
    #[aws(header = "X-Numbers")]
    pub numbers: Option<Vec<i64>>,
    #[aws(header = "X-Flags")]
    pub flags: Option<Vec<bool>>,
    #[aws(header = "X-Doubles")]
    pub doubles: Option<Vec<f64>>,
    #[aws(header = "X-Times")]
    pub times: Option<Vec<Timestamp>>,
    #[aws(header = "X-Date-Times", timestamp = "date-time")]
    pub date_times: Option<Vec<Timestamp>>,
    #[aws(header = "X-Colours")]
    pub colours: Option<Vec<Colour>>,
    #[aws(prefix_headers = "X-Meta-")]
    pub meta: Option<BTreeMap<String, String>>,
    pub body: Option<String>,
    pub inner: Option<Everything>,
}

#[aws_shape]
#[derive(Clone, Debug)]
pub struct BlobPayload {
    #[aws(payload)]
    pub payload: Option<Blob>,
}

#[aws_shape]
#[derive(Clone, Debug)]
pub struct TextPayload {
    #[aws(payload)]
    pub payload: Option<String>,
}

/// The payload is required, because an absent one is written as `{}`, as Smithy's protocol tests require.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct ShapePayload {
    #[aws(header = "X-Text")]
    pub text: Option<String>,
    #[aws(payload)]
    pub payload: Everything,
}

#[aws_shape]
#[derive(Clone, Debug)]
pub struct DocumentPayload {
    #[aws(payload)]
    pub payload: Option<Document>,
}

#[aws_error]
#[derive(Clone, Debug)]
pub enum Error {
    #[aws(status = 409)]
    ConflictException { message: String, resource_id: String, inner: Option<Box<Everything>> },
    #[aws(status = 429, throttling)]
    ThrottlingException {
        message: String,
        #[aws(header = "Retry-After")]
        retry_after_seconds: Option<i32>,
        #[aws(header = "X-Texts")]
        texts: Option<Vec<String>>,
    },
}

/// A member in every binding of a request.
#[aws_operation(name = "Put", service = Rest, output = ())]
#[aws(http = "POST /things/{kind}/{number}/{at}/{flag}/of/{rest+}?constant=1")]
#[derive(Clone, Debug)]
pub struct Put {
    pub kind: String,
    pub number: i32,
    pub at: Timestamp,
    pub flag: bool,
    pub rest: String,
    #[aws(query)]
    pub text: Option<String>,
    #[aws(query = "n")]
    pub numbers: Option<Vec<i64>>,
    #[aws(query = "d")]
    pub double: Option<f64>,
    #[aws(query = "t", timestamp = "http-date")]
    pub times: Option<Vec<Timestamp>>,
    #[aws(query = "c")]
    pub colours: Option<Vec<Colour>>,
    #[aws(query_params)]
    pub others: Option<BTreeMap<String, Vec<String>>>,
    #[aws(header = "X-Text")]
    pub header: Option<String>,
    #[aws(header = "X-Texts")]
    pub headers: Option<Vec<String>>,
    #[aws(header = "X-Times")]
    pub header_times: Option<Vec<Timestamp>>,
    #[aws(header = "X-Doubles")]
    pub header_doubles: Option<Vec<f64>>,
    #[aws(header = "X-Blob")]
    pub header_blob: Option<Blob>,
    #[aws(prefix_headers = "X-Meta-")]
    pub meta: Option<BTreeMap<String, String>>,
    pub body: Option<Everything>,
    pub more: Option<Choice>,
}

impl Put {
    /// At a server, `others` contains all query parameters, as Smithy requires. Before the call is sent again,
    /// parameters with their own member are removed from it.
    pub fn drop_named_parameters(&mut self) {
        for name in ["constant", "Text", "n", "d", "t", "c"] {
            self.others.as_mut().and_then(|others| others.remove(name));
        }
    }
}

/// A payload that is not a structure. It has a content type, because the client adds one if the caller does not.
#[aws_operation(name = "Upload", service = Rest, output = (), http = "PUT /uploads/{name}")]
#[derive(Clone, Debug)]
pub struct Upload {
    pub name: String,
    #[aws(header = "Content-Type")]
    pub content_type: String,
    #[aws(payload)]
    pub payload: Option<Blob>,
}

/// All members are in the body.
#[aws_operation(name = "Send", service = Json, output = ())]
#[derive(Clone, Debug)]
pub struct Send {
    pub name: String,
    pub inner: Option<Everything>,
    pub choices: Option<Vec<Choice>>,
    pub document: Option<Document>,
}

/// The same in CBOR.
#[aws_operation(name = "SendCbor", service = Cbor, output = ())]
#[derive(Clone, Debug)]
pub struct SendCbor {
    pub name: String,
    pub inner: Option<Everything>,
    pub choices: Option<Vec<Choice>>,
}

/// All members are in a form.
#[aws_operation(name = "Ask", service = Query, output = ())]
#[derive(Clone, Debug)]
pub struct Ask {
    pub name: String,
    pub inner: Option<Flat>,
    pub texts: Option<Vec<String>>,
    #[aws(xml_flattened)]
    pub map: Option<BTreeMap<String, i64>>,
}

/// Every type of member in a form of ec2Query.
#[aws_shape]
#[derive(Clone, Debug, Default)]
pub struct Ec2Flat {
    pub text: Option<String>,
    pub flag: Option<bool>,
    pub integer: Option<i32>,
    pub double: Option<f64>,
    pub blob: Option<Blob>,
    pub at: Option<Timestamp>,
    #[aws(xml_name = "colourName")]
    pub colour: Option<Colour>,
    #[aws(ec2_query_name = "Word")]
    pub texts: Option<Vec<String>>,
    pub inner: Option<Box<Ec2Flat>>,
    pub more: Option<Vec<Ec2Flat>>,
}

/// All members are in a form of ec2Query.
#[aws_operation(name = "Describe", service = Ec2, output = ())]
#[derive(Clone, Debug)]
pub struct Describe {
    pub name: String,
    pub filter: Option<Ec2Flat>,
    pub ids: Option<Vec<String>>,
}

/// A body that is compressed and has a checksum, and a response that may have one.
#[aws_operation(name = "Pack", service = Rest, http = "PUT /packs", compress = "gzip")]
#[aws(checksum(algorithm = "algorithm", validate = "mode"))]
#[derive(Clone, Debug)]
pub struct Pack {
    #[aws(header = "x-amz-sdk-checksum-algorithm")]
    pub algorithm: Option<String>,
    #[aws(header = "x-amz-checksum-mode")]
    pub mode: Option<String>,
    #[aws(header = "Content-Encoding")]
    pub encoding: Option<String>,
    #[aws(header = "Content-Type")]
    pub content_type: String,
    #[aws(payload)]
    pub payload: Blob,
}

impl Pack {
    /// An empty list of encodings is no list once gzip has been added and removed.
    pub fn drop_empty_encoding(&mut self) {
        self.encoding.take_if(|encoding| encoding.trim().is_empty());
    }
}

/// The body of the request.
#[aws_shape]
#[derive(Clone, Debug)]
pub struct PackOutput {
    #[aws(payload)]
    pub payload: Blob,
}

/// Members in the path, the headers and an XML body.
#[aws_operation(name = "Store", service = Xml, output = (), http = "PUT /stored/{name}", xml_name = "StoreInput")]
#[derive(Clone, Debug)]
pub struct Store {
    pub name: String,
    #[aws(header = "X-Text")]
    pub header: Option<String>,
    pub inner: Option<Flat>,
    pub attributes: Option<Attributes>,
    #[aws(xml_attribute)]
    pub note: Option<String>,
    #[aws(xml_flattened)]
    pub texts: Option<Vec<String>>,
}
