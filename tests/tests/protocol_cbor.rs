//! rpcv2Cbor: the exact bytes of requests, and what a client and a server make of messages of others.

mod served;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_operation::codec::{ReadMembers, RpcV2Cbor};
use aws_operation::server::{IdempotencyWindow, IncomingCall, Server};
use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{
    Blob, Body, Bytes, Client, Credentials, Document, RetryPolicy, SendError, Sensitive, Timestamp, TokenSource,
    Transport, TransportFuture, aws_error, aws_operation, aws_service, aws_shape,
};
use served::RawConnection;

#[aws_service(id = "Paint", protocol = "rpcv2Cbor", target_prefix = "PaintShop_2024", query_compatible, error = Error)]
struct Service;

#[aws_operation(name = "Mix", idempotent = "token", output = MixOutput)]
#[derive(Clone, Default)]
struct Mix {
    token: Option<String>,
    name: String,
    ratio: Option<f64>,
    share: Option<f32>,
    count: Option<i64>,
    pigment: Option<Blob>,
    secret: Option<Sensitive<String>>,
    #[aws(timestamp = "date-time")]
    at: Option<Timestamp>,
    #[aws(timestamp = "http-date")]
    times: Option<Vec<Timestamp>>,
    parts: Option<Vec<Part>>,
    sparse: Option<BTreeMap<String, Option<bool>>>,
    number: Option<Document>,
}

#[aws_shape]
#[derive(Clone)]
enum Part {
    Name(String),
    #[aws(timestamp = "date-time")]
    Since(Timestamp),
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape]
#[derive(Debug, Default, PartialEq)]
struct MixOutput {
    liters: Option<f64>,
    #[aws(default = 7)]
    code: i32,
}

#[aws_operation(name = "Stir", output = ())]
struct Stir;

#[aws_operation(name = "Rinse", output = RinseOutput)]
struct Rinse {}

#[aws_shape]
#[derive(Debug)]
struct RinseOutput {}

#[aws_operation(name = "Look", output = Document)]
struct Look;

#[aws_error]
#[derive(Debug, PartialEq)]
enum Error {
    #[aws(status = 404)]
    NoSuchColor { message: String, color: Option<String> },
}

/// A service that stores the last request, and always returns the same response.
#[derive(Clone)]
struct Fixed {
    response: http::Response<Bytes>,
    sent: Arc<Mutex<Option<http::Request<Bytes>>>>,
}

impl Transport for Fixed {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async {
            let (parts, body) = request.into_parts();
            let body = body.bytes(1 << 20).await.unwrap();
            *self.sent.lock().unwrap() = Some(http::Request::from_parts(parts, body));
            Ok(self.response.clone().map(Body::from))
        })
    }
}

fn fixed(status: u16, headers: &[(&str, &str)], body: impl Into<Bytes>) -> (Client, Fixed) {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    let fixed = Fixed { response: response.body(body.into()).unwrap(), sent: Arc::default() };
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKID", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"))
        .endpoint_url("https://paint.example/base")
        .retry(RetryPolicy::never())
        .tokens(TokenSource::fixed("t"))
        .transport(fixed.clone())
        .build()
        .unwrap();
    (client, fixed)
}

const CBOR: [(&str, &str); 1] = [("smithy-protocol", "rpc-v2-cbor")];

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `"Name"` in CBOR, in hexadecimal digits.
fn key(name: &str) -> String {
    format!("{:02x}{}", 0x60 + name.len(), hex(name.as_bytes()))
}

#[tokio::test]
async fn a_request_has_these_bytes() {
    let (client, service) = fixed(200, &CBOR, "");
    let time = Timestamp::from_millisecond(1_500).unwrap();
    let mix = Mix {
        name: "blü".into(),
        ratio: Some(1.0),
        share: Some(0.5),
        count: Some(-500),
        pigment: Some(Blob::from(vec![0, 255])),
        at: Some(Timestamp::from_second(2).unwrap()),
        times: Some(vec![time]),
        parts: Some(vec![Part::Name("a".into()), Part::Since(time)]),
        sparse: Some(BTreeMap::from([("a".into(), None), ("b".into(), Some(true))])),
        number: Some(Document(7.into())),
        ..Mix::default()
    };
    assert_eq!(mix.send(&client).await.unwrap(), MixOutput { liters: None, code: 7 });
    let sent = service.sent.lock().unwrap().take().unwrap();
    assert_eq!(sent.uri(), "https://paint.example/base/service/PaintShop_2024/operation/Mix");
    assert_eq!(sent.method(), "POST");
    for (name, value) in [
        ("smithy-protocol", "rpc-v2-cbor"),
        ("accept", "application/cbor"),
        ("content-type", "application/cbor"),
        ("x-amzn-query-mode", "true"),
    ] {
        assert_eq!(sent.headers()[name], value);
    }
    assert!(!sent.headers().contains_key("x-amz-target"));
    let half = "c1fb3ff8000000000000";
    let body = [
        "bf".to_owned(),
        key("Token") + "6174",
        key("Name") + "64626cc3bc",
        key("Ratio") + "fb3ff0000000000000",
        key("Share") + "fa3f000000",
        key("Count") + "3901f3",
        key("Pigment") + "4200ff",
        key("At") + "c102",
        key("Times") + "81" + half,
        key("Parts") + "82a1" + &key("Name") + "6161a1" + &key("Since") + half,
        key("Sparse") + "a2" + &key("a") + "f6" + &key("b") + "f5",
        key("Number") + "07",
        "ff".to_owned(),
    ];
    assert_eq!(hex(sent.body()), body.concat());
}

#[tokio::test]
async fn only_an_operation_with_an_input_has_a_body() {
    let (client, service) = fixed(200, &CBOR, "");
    Stir.send(&client).await.unwrap();
    let sent = service.sent.lock().unwrap().take().unwrap();
    assert!(sent.body().is_empty() && !sent.headers().contains_key("content-type"));
    assert_eq!(sent.headers()["accept"], "application/cbor");
    Rinse {}.send(&client).await.unwrap();
    let sent = service.sent.lock().unwrap().take().unwrap();
    assert_eq!(sent.body().as_ref(), b"\xbf\xff");
    assert_eq!(sent.headers()["content-type"], "application/cbor");
}

#[tokio::test]
async fn a_document_is_not_sent_unless_it_is_a_number() {
    let (client, service) = fixed(200, &CBOR, "");
    let error = Mix { number: Some(Document("a".into())), ..Mix::default() }.send(&client).await.unwrap_err();
    assert!(error.to_string().contains("`Number` is a document"), "{error}");
    assert!(service.sent.lock().unwrap().is_none());
}

#[tokio::test]
async fn a_response_without_the_header_is_not_read() {
    for (status, headers) in
        [(200, &[][..]), (200, &[("smithy-protocol", "rpc-v2-json")]), (200, &[("content-type", "application/cbor")])]
    {
        let (client, _) = fixed(status, headers, &b"\xa0"[..]);
        let error = Mix::default().send(&client).await.unwrap_err();
        assert!(matches!(error, SendError::Decode(..)), "{error}");
        assert!(error.to_string().contains("no header `Smithy-Protocol: rpc-v2-cbor`"), "{error}");
    }
    let body = b"\xa1\x66__type\x6bNoSuchColor";
    let headers = [("x-amzn-query-error", "Legacy;Sender"), ("x-amzn-errortype", "NoSuchColor")];
    let (client, _) = fixed(404, &headers, &body[..]);
    let error = Mix::default().send(&client).await.unwrap_err();
    assert!(matches!(&error, SendError::Unmodeled { code, .. } if code == "404"), "{error:#?}");
    assert!(error.to_string().contains("not of rpcv2Cbor"), "{error}");
}

#[tokio::test]
async fn errors_are_read_by_their_type() {
    // {"__type": "paint#NoSuchColor:http://x/", "code": "Other", "Message": "m", "Color": "red"}
    let typed = [
        &b"\xa4\x66__type\x78\x1bpaint#NoSuchColor:http://x/\x64code\x65Other\x67Message\x61m"[..],
        b"\x65Color\x7f\x62re\x61d\xff",
    ]
    .concat();
    let (client, _) = fixed(404, &[CBOR[0], ("x-amzn-errortype", "Other")], typed);
    match Mix::default().send(&client).await.unwrap_err() {
        SendError::Service(Error::NoSuchColor { message, color }, _) => {
            assert_eq!((message.as_str(), color.as_deref()), ("m", Some("red")));
        }
        other => panic!("{other}"),
    }
    let (client, _) = fixed(404, &CBOR, &b"\xa3\x66__type\x6bNoSuchColor\x67message\x07\x67Message\x61m"[..]);
    let error = Mix::default().send(&client).await.unwrap_err();
    assert!(error.to_string().contains("NoSuchColor: m"), "a message that is no text does not count: {error}");
    let (client, _) = fixed(503, &[CBOR[0], ("x-amzn-query-error", "Busy;Receiver")], &b"\xa1\x66__type\x61X"[..]);
    let error = Mix::default().send(&client).await.unwrap_err();
    assert_eq!(error.code(), Some("Busy"), "the legacy code is the one that users know");
    for unreadable in [b"\xbf".to_vec(), b"\xa1\x66__type\x9b".to_vec(), b"oops".to_vec(), Vec::new()] {
        let (client, _) = fixed(500, &CBOR, unreadable);
        let error = Mix::default().send(&client).await.unwrap_err();
        assert!(matches!(&error, SendError::Unmodeled { code, message, .. } if code == "500" && message.is_empty()));
    }
}

/// A chunk may end within a secret.
#[tokio::test]
async fn a_secret_that_an_error_repeats_in_chunks_is_masked() {
    let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    let mut body = b"\xa2\x66__type\x6bNoSuchColor\x67message\x7f".to_vec();
    for chunk in secret.as_bytes().chunks(8) {
        body.push(0x60 + u8::try_from(chunk.len()).unwrap());
        body.extend(chunk);
    }
    body.push(0xff);
    let (client, _) = fixed(404, &CBOR, body);
    let error = Mix::default().send(&client).await.unwrap_err();
    assert!(!format!("{error} {error:#?}").contains("PxRfiCYEXAMPLE"), "{error}");
}

#[tokio::test]
async fn outputs_are_read_whatever_their_lengths_are() {
    for body in [&b"\xa0"[..], b"\xbf\xff", b"", b"\xbf\x66Liters\xf7\xff", b"\xa1\x64Code\xf6", b"\xa1\x61x\xc0\x80"] {
        let (client, _) = fixed(200, &CBOR, body);
        assert_eq!(Mix::default().send(&client).await.unwrap(), MixOutput { liters: None, code: 7 }, "{body:02x?}");
    }
    let (client, _) =
        fixed(200, &CBOR, &b"\xbf\x7f\x63Lit\x63ers\xff\xf9\x3e\x00\x64Code\x1b\0\0\0\0\0\0\0\x09\xff"[..]);
    assert_eq!(Mix::default().send(&client).await.unwrap(), MixOutput { liters: Some(1.5), code: 9 });
    for wrong in [
        &b"\x80"[..],
        b"\xf6",
        b"\xa0\xa0",
        b"\xa1\x01\x01",
        b"\xa1\x64Code\x1b\xff\xff\xff\xff\xff\xff\xff\xff",
        b"{}",
    ] {
        let (client, _) = fixed(200, &CBOR, wrong);
        let error = Mix::default().send(&client).await.unwrap_err();
        assert!(matches!(error, SendError::Decode(..)), "{error}");
    }
    let (client, _) = fixed(200, &CBOR, &b"\xa2\x61a\x41\x00\x61b\xf6"[..]);
    assert_eq!(Look.send(&client).await.unwrap(), Document(serde_json::json!({ "a": "AA==", "b": null })));
}

/// Mixes paint, and counts how often.
async fn server() -> (Server, Arc<Mutex<u32>>) {
    let mixed = Arc::new(Mutex::new(0));
    let count = Arc::clone(&mixed);
    let server = Server::builder()
        .credentials("AKID", "secret")
        .idempotency(IdempotencyWindow::hours(8), |_| Error::NoSuchColor { message: "reused".into(), color: None })
        .operation::<Mix, _>(move |call: IncomingCall<Mix>| {
            *count.lock().unwrap() += 1;
            let liters = call.ratio;
            async move { Ok(MixOutput { liters, code: 1 }) }
        })
        .operation::<Stir, _>(|_: IncomingCall<Stir>| async { Ok(()) })
        .bind("127.0.0.1:0")
        .await
        .unwrap();
    (server, mixed)
}

async fn post(server: &Server, path: &str, headers: &[(&str, &str)], body: &'static [u8]) -> (u16, String) {
    let mut request = http::Request::post(format!("{}{path}", server.url()));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let (mut parts, ()) = request.body(()).unwrap().into_parts();
    let (signer, key) = (Signer::new("us-east-1", "paint"), Credentials::new("AKID", "secret"));
    signer.sign(&mut parts, Payload::Bytes(body), &key, Timestamp::now()).unwrap();
    RawConnection::open(server).await.send(&http::Request::from_parts(parts, Bytes::from_static(body).into())).await
}

const MIX: &str = "/service/PaintShop_2024/operation/Mix";

/// The token's response is replayed for another encoding of the same request.
#[tokio::test]
async fn encodings_of_one_request_are_one_request() {
    let (server, mixed) = server().await;
    for body in [
        &b"\xa3\x65Token\x61t\x64Name\x61a\x65Ratio\xfb\x3f\xf8\0\0\0\0\0\0"[..],
        b"\xbf\x64Name\x7f\x61a\xff\x65Ratio\xf9\x3e\x00\x65Token\x7f\x61t\x60\xff\xff",
        b"\xa5\x67Unknown\x81\xf6\x65Count\xf7\x65Token\x61t\x64Name\x61a\x65Ratio\xfa\x3f\xc0\x00\x00",
    ] {
        let (status, text) = post(&server, MIX, &CBOR, body).await;
        assert_eq!(status, 200, "{text}");
    }
    assert_eq!(*mixed.lock().unwrap(), 1);
    let (status, text) = post(&server, MIX, &CBOR, b"\xa2\x65Token\x61t\x64Name\x61b").await;
    assert!(status == 404 && text.contains("reused"), "{status} {text}");
}

#[tokio::test]
async fn a_server_finds_the_operation_by_path_and_checks_the_headers() {
    let (server, mixed) = server().await;
    let body = b"\xa1\x64Name\x61a";
    assert_eq!(post(&server, MIX, &CBOR, body).await.0, 200);
    assert_eq!(post(&server, MIX, &[("smithy-protocol", "rpc-v2-json")], body).await.0, 400);
    assert_eq!(post(&server, MIX, &[], body).await.0, 400);
    assert_eq!(post(&server, MIX, &[CBOR[0], ("x-amz-target", "PaintShop_2024.Stir")], body).await.0, 400);
    assert_eq!(post(&server, "/service/PaintShop/operation/Mix", &CBOR, body).await.0, 404);
    assert_eq!(post(&server, "/", &[("x-amz-target", "PaintShop_2024.Mix")], body).await.0, 404);
    assert_eq!(*mixed.lock().unwrap(), 1);
    assert_eq!(post(&server, "/service/PaintShop_2024/operation/Stir", &CBOR, b"").await, (200, String::new()));
}

#[tokio::test]
async fn client_and_server_agree() {
    let (server, _) = server().await;
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKID", "secret"))
        .endpoint_url(server.url())
        .operation_timeout(Duration::from_secs(10))
        .build()
        .unwrap();
    let ratio = f64::from_bits(0x3FD5_5555_5555_5555);
    let output = Mix { name: "a".into(), ratio: Some(ratio), ..Mix::default() }.send(&client).await.unwrap();
    assert_eq!(output.liters.map(f64::to_bits), Some(ratio.to_bits()));
    Stir.send(&client).await.unwrap();
}

#[test]
fn what_is_redacted_stays_text() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let (client, _) = fixed(200, &CBOR, "");
    let mix = Mix { secret: Some("hunter2".into()), ..Mix::default() };
    let prepared = runtime.block_on(mix.prepare(&client)).unwrap();
    assert!(!prepared.to_curl().contains("hunter2"), "{}", prepared.to_curl());
    fn read<T: ReadMembers>(body: &'static [u8]) -> Result<T, serde_json::Error> {
        use aws_operation::codec::Protocol as _;
        let response = http::Response::builder().header("smithy-protocol", "rpc-v2-cbor").body(body.into()).unwrap();
        RpcV2Cbor::decode_output("Mix", &response, None)
    }
    assert!(read::<MixOutput>(b"\xa0").is_ok());
}
