//! Hostile documents, at both ends: each is rejected, or read, and needs little memory.

use std::io::Write as _;

use aws_operation::server::{IncomingCall, Server};
use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{
    Blob, Body, Bytes, Client, Credentials, ModeledError, RetryPolicy, SendError, Timestamp, Transport,
    TransportFuture, aws_operation, aws_service, aws_shape, http,
};
use flate2::write::GzEncoder;
use peak_alloc::PeakAlloc;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// What both ends need for a call, whatever its body is.
const FIXED: usize = 4 << 20;
const MEGABYTE: usize = 1 << 20;

#[aws_service(id = "Xml", protocol = "restXml", signing_name = "nodes")]
struct Xml;

#[aws_service(id = "Query", protocol = "awsQuery", version = "2020-01-01", signing_name = "nodes")]
struct Query;

#[aws_service(id = "Ec2", protocol = "ec2Query", version = "2020-01-01", signing_name = "nodes")]
struct Ec2;

#[aws_service(id = "Cbor", protocol = "rpcv2Cbor", target_prefix = "Nodes", signing_name = "nodes")]
struct Cbor;

#[aws_operation(name = "PutXml", service = Xml, output = Node, http = "PUT /nodes", compress = "gzip", idempotent)]
#[derive(Default)]
struct PutXml {
    text: Option<String>,
    #[aws(xml_attribute)]
    note: Option<String>,
    inner: Option<Box<Node>>,
    texts: Option<Vec<String>>,
}

#[aws_operation(name = "PutForm", service = Query, output = Node, idempotent)]
#[derive(Default)]
struct PutForm {
    text: Option<String>,
    inner: Option<Box<Node>>,
    texts: Option<Vec<String>>,
}

#[aws_operation(name = "PutFlat", service = Ec2, output = Node, idempotent)]
#[derive(Default)]
struct PutFlat {
    text: Option<String>,
    inner: Option<Box<Node>>,
    texts: Option<Vec<String>>,
}

#[aws_operation(name = "PutCbor", service = Cbor, output = Node, idempotent)]
#[derive(Default)]
struct PutCbor {
    text: Option<String>,
    inner: Option<Box<Node>>,
    texts: Option<Vec<String>>,
    blob: Option<Blob>,
}

#[aws_shape]
#[derive(Debug, Default)]
struct Node {
    text: Option<String>,
    #[aws(xml_attribute)]
    note: Option<String>,
    inner: Option<Box<Node>>,
    texts: Option<Vec<String>>,
    blob: Option<Blob>,
}

/// A document, what is said of it, and the bytes of memory that each of its bytes may need. Nothing is said of a
/// document that is read.
struct Hostile {
    name: &'static str,
    document: Vec<u8>,
    error: Option<&'static str>,
    memory: usize,
}

/// The memory of a document that is rejected is that of copies: nothing is made of it.
fn rejected(name: &'static str, document: impl Into<Vec<u8>>, error: &'static str) -> Hostile {
    Hostile { name, document: document.into(), error: Some(error), memory: 3 }
}

fn read(name: &'static str, document: impl Into<Vec<u8>>, memory: usize) -> Hostile {
    Hostile { name, document: document.into(), error: None, memory }
}

fn xml_documents(root: &str) -> Vec<Hostile> {
    let in_root = |content: &str| format!("<{root}>{content}</{root}>");
    let entities: String =
        (1..10).map(|level| format!("<!ENTITY e{level} \"{}\">", format!("&e{};", level - 1).repeat(10))).collect();
    let long = "a".repeat(MEGABYTE);
    let longest = long.repeat(10);
    vec![
        rejected("entities", format!("<!DOCTYPE x [{entities}]>{}", in_root("<Text>&e9;</Text>")), "document type"),
        rejected(
            "unknown entities",
            in_root(&format!("<Text>{}</Text>", "&e;".repeat(MEGABYTE / 4))),
            "unknown entity",
        ),
        rejected("depth", in_root(&"<Inner>".repeat(MEGABYTE / 4)), "more than 128 nested elements"),
        rejected("attributes", format!("<{root}{}/>", " a='1'".repeat(MEGABYTE / 4)), "attributes that are malformed"),
        rejected(
            "different attributes",
            {
                let attributes: String = (0..MEGABYTE / 8).map(|number| format!(" a{number}='1'")).collect();
                format!("<{root}{attributes}/>")
            },
            "more than 256 attributes",
        ),
        rejected("attribute without an end", format!("<{root} Note='{long}"), "syntax error"),
        rejected("name without an end", format!("<{long}"), "syntax error"),
        rejected("comment without an end", format!("<{root}><!--{long}"), "syntax error"),
        rejected("text without an end", format!("<{root}><![CDATA[{long}"), "syntax error"),
        read("attribute", format!("<{root} Note='{longest}'/>"), 4),
        read("text", in_root(&format!("<Text>{long}</Text>")), 3),
        read("references", in_root(&format!("<Text>{}</Text>", "&#65;".repeat(MEGABYTE / 4))), 3),
        // An element is kept until its structure is read, which may not know it.
        read("empty elements", in_root(&"<a/>".repeat(MEGABYTE / 4)), 48),
    ]
}

fn cbor_documents() -> Vec<Hostile> {
    // A map of one entry, whose key is `Text`, `Texts` or `Blob`.
    let entry = |key: &str, value: &[u8]| {
        let length = 0x60 + u8::try_from(key.len()).unwrap();
        [&[0xA1, length], key.as_bytes(), value].concat()
    };
    let with_length = |first: u8, length: u64| [&[first][..], &length.to_be_bytes()].concat();
    let many = |byte: u8| vec![byte; MEGABYTE];
    vec![
        rejected("length of a text", entry("Text", &with_length(0x7B, 1 << 62)), "the body ends within an item"),
        rejected("length of bytes", entry("Blob", &with_length(0x5B, u64::MAX)), "the body ends within an item"),
        rejected("length of a list", entry("Texts", &with_length(0x9B, 1 << 40)), "longer than the body"),
        rejected("length of a map", with_length(0xBB, u64::MAX), "longer than the body"),
        rejected("length of a skipped list", entry("None", &with_length(0x9B, 1 << 40)), "longer than the body"),
        rejected("depth of lists", entry("Texts", &many(0x81)), "expected a string"),
        rejected("depth of skipped lists", entry("None", &many(0x9F)), "more than 128 nested items"),
        rejected("depth of skipped tags", entry("None", &many(0xC1)), "more than 128 nested items"),
        rejected("text without an end", entry("Text", &[&[0x7F][..], &many(0x60)].concat()), "within an item"),
        rejected(
            "map without an end",
            [&[0xBF, 0x61, b'a'][..], &many(0x00)].concat(),
            "the key of a map is not a text",
        ),
        read("nulls", entry("Texts", &[&with_length(0x9B, 1 << 20)[..], &many(0xF6)].concat()), 3),
        read("skipped items", entry("None", &[&with_length(0x9B, 1 << 20)[..], &many(0x00)].concat()), 3),
    ]
}

fn forms((action, list): (&str, &str)) -> Vec<Hostile> {
    let start = format!("Action={action}&Version=2020-01-01&");
    vec![
        rejected("depth", format!("{start}{}=1", "Inner.".repeat(MEGABYTE / 4)), "more than 128 nested parts"),
        rejected("repeated", start.clone() + &"Text=1&".repeat(MEGABYTE / 8), "occurs twice"),
        read("value", format!("{start}Text={}", "a".repeat(MEGABYTE)), 6),
        read("numbers", format!("{start}{list}.18446744073709551615=1&{list}.1=1"), 4),
        read("empty parameters", start + &"&".repeat(MEGABYTE), 3),
    ]
}

/// The memory that `work` needs beyond what is there before.
async fn peak_of<T>(work: impl Future<Output = T>) -> (T, usize) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let done = work.await;
    (done, MEMORY.peak_usage().saturating_sub(before))
}

fn check(end: &str, hostile: &Hostile, error: Option<&str>, peak: usize) {
    let Hostile { name, document, error: expected, memory } = hostile;
    let length = document.len();
    match (error, expected) {
        (None, None) => {}
        // A client drops them.
        (Some(error), None) if (end, *name) == ("server", "nulls") => {
            assert!(error.contains("null in a list"), "{error}")
        }
        (Some(error), Some(expected)) => assert!(error.contains(expected), "{end}, {name}: {error}"),
        (error, _) => panic!("{end}, {name}: {error:?}"),
    }
    assert!(error.is_none_or(|error| error.len() < 1000), "{end}, {name}: the error is long");
    assert!(peak <= FIXED + memory * length, "{end}, {name}: {peak} bytes of memory for {length}");
}

/// Responds with the same bytes to each request.
struct Canned(Bytes);

impl Transport for Canned {
    fn send(&self, _: http::Request<Body>) -> TransportFuture<'_> {
        let response = http::Response::builder().header("smithy-protocol", "rpc-v2-cbor");
        Box::pin(async { Ok(response.body(Body::from(self.0.clone())).unwrap()) })
    }
}

async fn of_client<E: ModeledError>(hostile: &Hostile, send: impl AsyncFnOnce(Client) -> Result<Node, SendError<E>>) {
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKID", "secret"))
        .retry(RetryPolicy::never())
        .transport(Canned(hostile.document.clone().into()))
        .build()
        .unwrap();
    let (sent, peak) = peak_of(send(client)).await;
    check("client", hostile, sent.err().map(|error| error.to_string()).as_deref(), peak);
}

async fn of_server(server: &Server, hostile: &Hostile, target: &str, headers: &[(&str, &str)]) {
    let mut request = http::Request::builder().method(if target == "/nodes" { "PUT" } else { "POST" }).uri(target);
    for (name, value) in headers.iter().chain(&[("host", "nodes.example")]) {
        request = request.header(*name, *value);
    }
    let (mut parts, ()) = request.body(()).unwrap().into_parts();
    let signer = Signer::new("us-east-1", "nodes");
    let credentials = Credentials::new("AKID", "secret");
    signer.sign(&mut parts, Payload::Bytes(&hostile.document), &credentials, Timestamp::now()).unwrap();
    let mut message = format!("{} {target} HTTP/1.1\r\nconnection: close\r\n", parts.method);
    for (name, value) in &parts.headers {
        message += &format!("{name}: {}\r\n", value.to_str().unwrap());
    }
    message += &format!("content-length: {}\r\n\r\n", hostile.document.len());
    let mut stream = TcpStream::connect(server.address()).await.unwrap();
    let mut response = Vec::new();
    let ((), peak) = peak_of(async {
        stream.write_all(message.as_bytes()).await.unwrap();
        stream.write_all(&hostile.document).await.unwrap();
        stream.read_to_end(&mut response).await.unwrap();
    })
    .await;
    let response = String::from_utf8_lossy(&response);
    check("server", hostile, (!response.starts_with("HTTP/1.1 200")).then_some(&response), peak);
}

fn nodes() -> aws_operation::server::ServerBuilder {
    Server::builder()
        .credentials("AKID", "secret")
        .operation::<PutXml, _>(|_: IncomingCall<PutXml>| async { Ok(Node::default()) })
        .operation::<PutForm, _>(|_: IncomingCall<PutForm>| async { Ok(Node::default()) })
        .operation::<PutFlat, _>(|_: IncomingCall<PutFlat>| async { Ok(Node::default()) })
        .operation::<PutCbor, _>(|_: IncomingCall<PutCbor>| async { Ok(Node::default()) })
}

/// One test, because the memory is that of the process.
#[tokio::test]
async fn hostile_documents_need_little_memory() {
    for hostile in xml_documents("Node") {
        of_client(&hostile, async |client| client.send(&PutXml::default()).await).await;
    }
    for hostile in xml_documents("PutFlatResponse") {
        of_client(&hostile, async |client| client.send(&PutFlat::default()).await).await;
    }
    for hostile in cbor_documents() {
        of_client(&hostile, async |client| client.send(&PutCbor::default()).await).await;
    }

    let server = nodes().bind("127.0.0.1:0").await.unwrap();
    for hostile in xml_documents("PutXmlRequest") {
        of_server(&server, &hostile, "/nodes", &[("content-type", "application/xml")]).await;
    }
    for hostile in cbor_documents() {
        let headers = [("content-type", "application/cbor"), ("smithy-protocol", "rpc-v2-cbor")];
        of_server(&server, &hostile, "/service/Nodes/operation/PutCbor", &headers).await;
    }
    for hostile in [("PutForm", "Texts.member"), ("PutFlat", "Texts")].into_iter().flat_map(forms) {
        of_server(&server, &hostile, "/", &[("content-type", "application/x-www-form-urlencoded")]).await;
    }
    let server = nodes().max_request_bytes(MEGABYTE).bind("127.0.0.1:0").await.unwrap();
    let mut bomb = GzEncoder::new(Vec::new(), flate2::Compression::best());
    bomb.write_all(&vec![b' '; 32 * MEGABYTE]).unwrap();
    let bomb = rejected("bomb", bomb.finish().unwrap(), "longer than 1048576 bytes");
    // The limit of the server, and a buffer that grows towards it.
    let bomb = Hostile { memory: 4 * MEGABYTE / bomb.document.len(), ..bomb };
    of_server(&server, &bomb, "/nodes", &[("content-encoding", "gzip")]).await;
}
