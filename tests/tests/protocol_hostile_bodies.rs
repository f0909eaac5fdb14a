//! Bodies that are cut off, changed, deep, or longer than they say, in the protocols of XML and CBOR: an error, and neither
//! a panic nor a value with a part of the content.

use std::collections::BTreeMap;
use std::fmt::Debug;

use aws_operation::codec::{AwsQuery, Ec2Query, Protocol, RestXml, RpcV2Cbor};
use aws_operation::{Blob, Bytes, Timestamp, aws_shape, http};

#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
struct Everything {
    text: Option<String>,
    count: Option<i32>,
    real: Option<f64>,
    flag: Option<bool>,
    data: Option<Blob>,
    made: Option<Timestamp>,
    list: Option<Vec<String>>,
    numbers: Option<Vec<i32>>,
    map: Option<BTreeMap<String, i32>>,
    choice: Option<Choice>,
    all: Option<Vec<Everything>>,
    inner: Option<Box<Everything>>,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
enum Choice {
    Text(String),
    Count(i32),
    #[aws(unknown)]
    Unknown(String),
}

fn everything() -> Everything {
    let inner = Everything {
        text: Some("é & <\r\n>".into()),
        count: Some(i32::MIN),
        real: Some(-1e300),
        flag: Some(true),
        data: Some(Blob::from(&b"\0\xFF\r"[..])),
        made: Some(Timestamp::from_millisecond(1_700_000_000_123).unwrap()),
        list: Some(vec!["a".into(), " ".into()]),
        numbers: Some(vec![1, -2]),
        map: Some(BTreeMap::from([("k".into(), 7)])),
        choice: Some(Choice::Count(3)),
        ..Everything::default()
    };
    Everything { all: Some(vec![inner.clone(), Everything::default()]), ..inner }
}

/// A value in `depth` others.
fn nested(depth: usize) -> Everything {
    (0..depth).fold(everything(), |inner, _| Everything { inner: Some(Box::new(inner)), ..Everything::default() })
}

fn encoded<P: Protocol>(value: &Everything) -> http::Response<Bytes> {
    P::encode_output("Get", value).unwrap()
}

fn decoded<P: Protocol>(like: &http::Response<Bytes>, body: impl Into<Bytes>) -> Result<Everything, String> {
    let mut response = http::Response::new(body.into());
    response.headers_mut().extend(like.headers().clone());
    P::decode_output("Get", &response, None).map_err(|error| error.to_string())
}

/// No part of a document stands for the whole.
fn check_cuts<P: Protocol>() {
    let whole = encoded::<P>(&everything());
    assert_eq!(decoded::<P>(&whole, whole.body().clone()), Ok(everything()));
    for length in 1..whole.body().len() {
        let cut = decoded::<P>(&whole, whole.body().slice(..length));
        assert!(cut.is_err(), "{} bytes of {} give {cut:?}", length, P::NAME);
    }
}

/// Whatever a byte is replaced with, nothing panics.
fn check_changes<P: Protocol>() {
    let whole = encoded::<P>(&everything());
    for index in 0..whole.body().len() {
        for byte in [0, b'\r', b'"', b'&', b'/', b'<', b'>', 0x1B, 0x3B, 0x5F, 0x7F, 0x9F, 0xBF, 0xC1, 0xFB, 0xFF] {
            let mut body = whole.body().to_vec();
            body[index] = byte;
            let _ = decoded::<P>(&whole, body);
        }
    }
}

/// The stack of a worker thread of tokio is enough for the deepest value, and a deeper one is an error.
fn check_depth<P: Protocol>(deepest: usize) {
    let on_small_stack = move || {
        let response = encoded::<P>(&nested(deepest));
        assert_eq!(decoded::<P>(&response, response.body().clone()), Ok(nested(deepest)), "{}", P::NAME);
        let response = encoded::<P>(&nested(deepest + 10));
        let error = decoded::<P>(&response, response.body().clone()).unwrap_err();
        assert!(error.contains("nested"), "{}: {error}", P::NAME);
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(on_small_stack).unwrap().join().unwrap();
}

macro_rules! in_each {
    ($check:ident($($argument:expr),*)) => {{
        $check::<AwsQuery>($($argument),*);
        $check::<Ec2Query>($($argument),*);
        $check::<RestXml>($($argument),*);
        $check::<RpcV2Cbor>($($argument),*);
    }};
}

#[test]
fn a_body_that_is_cut_off() {
    in_each!(check_cuts());
}

#[test]
fn a_body_with_another_byte() {
    in_each!(check_changes());
}

#[test]
fn a_deep_body() {
    in_each!(check_depth(120));
}

const MIB: usize = 1 << 20;

/// What restXml reads from a document with this content.
fn xml(inside: &str) -> Result<Everything, String> {
    decoded::<RestXml>(&http::Response::default(), format!("<GetOutput>{inside}</GetOutput>"))
}

fn text(text: &str) -> Result<Everything, String> {
    Ok(Everything { text: Some(text.into()), ..Everything::default() })
}

#[test]
fn long_parts_of_xml() {
    let longest = "a".repeat(10 * MIB);
    assert_eq!(xml(&format!("<Text a=\"{longest}\">b</Text>")), text("b"));
    let long = &longest[..MIB];
    assert_eq!(xml(&format!("<Text><!--{long}-->b<?{long}?></Text>")), text("b"));
    assert_eq!(xml(&format!("<{long}/><Text>b</Text>")), text("b"));
    assert_eq!(xml(&format!("<Text><![CDATA[{long}]]></Text>")), text(long));
    let many = "<Other><Text>c</Text></Other>".repeat(10_000);
    assert_eq!(xml(&format!("{many}<Text>b</Text>{many}")), text("b"));
    for start in ["<Text>", "<Text a=\"", "<!--", "<![CDATA[", "<?", "&"] {
        let cut = format!("<GetOutput>{start}{long}");
        assert!(decoded::<RestXml>(&http::Response::default(), cut).is_err(), "{start}");
    }
}

#[test]
fn odd_xml() {
    for (inside, expected) in [
        ("<a:Text xmlns:a=\"urn:a\">b</a:Text>", text("b")),
        ("<Text xmlns=\"urn:other\">b</Text>", text("b")),
        ("<undeclared:Text>b</undeclared:Text>", text("b")),
        ("\r\n <Text >b</Text\n>\t", text("b")),
        ("<Text>\u{feff}b</Text>", text("\u{feff}b")),
        ("<Text>a</Text><Count/><Count></Count><Real> </Real><Flag/><Made/><Text>b</Text>", text("b")),
    ] {
        assert_eq!(xml(inside), expected, "{inside}");
    }
    let choice = |choice| Ok(Everything { choice: Some(choice), ..Everything::default() });
    let new = choice(Choice::Unknown("New".into()));
    assert_eq!(xml("<Choice a=\"b\"><New a=\"b\"><c/></New></Choice>"), new);
    assert_eq!(xml("<Choice> <Count> 7 </Count> </Choice>"), choice(Choice::Count(7)));
    for inside in [
        "<Count>2147483648</Count>",
        "<Count>1.5</Count>",
        "<Count>0x10</Count>",
        "<Count>99999999999999999999999999999999999999999</Count>",
        "<Real>1e</Real>",
        "<Flag>yes</Flag>",
        "<Data>*</Data>",
        "<Made>yesterday</Made>",
        "<Made>99999-01-01T00:00:00Z</Made>",
        "<Text><a/></Text>",
        "<List>a</List>",
        "<Numbers><member/></Numbers>",
        "<Map><entry><value>1</value></entry></Map>",
        "<Choice/>",
        "<Choice><Text>a</Text><Count>1</Count></Choice>",
        "<Choice><Text>a</Text><New/></Choice>",
    ] {
        assert!(xml(inside).is_err(), "{inside}: {:?}", xml(inside));
    }
}

/// What a document is in which bytes; UTF-8 alone is read.
#[test]
fn encodings_of_xml() {
    let document = "<GetOutput><Text>\u{fc}</Text></GetOutput>";
    let read = |body: Vec<u8>| decoded::<RestXml>(&http::Response::default(), body);
    let with_declaration =
        |encoding: &str| format!("\u{feff}<?xml version='1.0' encoding='{encoding}'?>\r\n{document}").into_bytes();
    for encoding in ["UTF-8", "utf-8", "Utf8"] {
        assert_eq!(read(with_declaration(encoding)), text("\u{fc}"), "{encoding}");
    }
    for encoding in ["UTF-16", "latin1", "", "UTF-8 "] {
        assert!(read(with_declaration(encoding)).is_err(), "{encoding}");
    }
    let latin1 = document.chars().map(|c| u8::try_from(c).unwrap()).collect();
    let utf16 = |bytes: fn(u16) -> [u8; 2]| document.encode_utf16().flat_map(bytes).collect::<Vec<_>>();
    for body in [latin1, utf16(u16::to_le_bytes), utf16(u16::to_be_bytes), b"<GetOutput>\xC0\x80</GetOutput>".to_vec()]
    {
        assert!(read(body.clone()).is_err(), "{body:?}");
    }
}

/// What rpcv2Cbor reads from a map with this content.
fn cbor(inside: &[u8]) -> Result<Everything, String> {
    let like = encoded::<RpcV2Cbor>(&Everything::default());
    decoded::<RpcV2Cbor>(&like, [b"\xBF", inside, b"\xFF"].concat())
}

/// A text item of at most 23 bytes.
fn key(name: &str) -> Vec<u8> {
    [&[0x60 | u8::try_from(name.len()).unwrap()], name.as_bytes()].concat()
}

#[test]
fn lengths_that_lie() {
    for major in [0x40, 0x60, 0x80, 0xA0] {
        for length in
            [&b"\x18\xFF"[..], b"\x19\xFF\xFF", b"\x1A\xFF\xFF\xFF\xFF", b"\x1B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"]
        {
            let head = [&[major | length[0]], &length[1..]].concat();
            for name in ["Text", "Data", "List", "Numbers", "Map", "Inner", "Other"] {
                assert!(cbor(&[key(name), head.clone()].concat()).is_err(), "{name} {head:x?}");
            }
            assert!(cbor(&[&head[..], b"\x00"].concat()).is_err());
        }
    }
    // Many lists that claim the rest of the body.
    let lists = b"\x9A\x00\x0F\x00\x00".repeat(20_000);
    assert!(cbor(&[key("Numbers"), lists.clone()].concat()).is_err());
    assert!(cbor(&[key("Other"), lists].concat()).is_err());
}

#[test]
fn odd_cbor() {
    let member = |name: &str, value: &[u8]| cbor(&[&key(name), value].concat());
    let of = |set: fn(&mut Everything)| {
        let mut expected = Everything::default();
        set(&mut expected);
        Ok::<_, String>(expected)
    };
    assert_eq!(member("Numbers", b"\x84\x01\xF6\xF7\x02"), of(|it| it.numbers = Some(vec![1, 2])), "nulls in a list");
    assert_eq!(member("Map", b"\xA2\x61a\xF6\x61b\x01"), of(|it| it.map = Some(BTreeMap::from([("b".into(), 1)]))));
    assert_eq!(member("Choice", b"\xA2\x63New\xF6\x65Count\x07"), of(|it| it.choice = Some(Choice::Count(7))));
    assert_eq!(member("Choice", b"\xA1\x63New\x07"), of(|it| it.choice = Some(Choice::Unknown("New".into()))));
    assert_eq!(member("Text", b"\x7F\x61a\x60\x61b\xFF"), text("ab"), "a text in chunks");
    let twice = [key("Text"), key("a"), key("Text"), key("b")].concat();
    assert_eq!(cbor(&twice), text("b"), "the last of two");
    for (name, value) in [
        ("Text", &b"\x7F\x61\xC3\x61\xA9\xFF"[..]), // a character in two chunks
        ("Text", b"\x62\xC3\x28"),
        ("Text", b"\x41a"),
        ("Count", b"\x1A\x80\x00\x00\x00"),
        ("Count", b"\xFB\x7E\x37\xE4\x3C\x88\x00\x75\x9C"), // 1e300
        ("Count", b"\xF9\x7E\x00"),                         // NaN
        ("Count", b"\x61\x31"),
        ("Made", b"\x00"),
        ("Made", b"\xC1\xFB\x7E\x37\xE4\x3C\x88\x00\x75\x9C"),
        ("Made", b"\xC1\xF9\x7E\x00"),
        ("Made", b"\xC1\x1B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"),
        ("Flag", b"\x01"),
        ("Data", b"\x61a"),
        ("List", b"\xA0"),
        ("Choice", b"\xA0"),
        ("Choice", b"\xA2\x64Text\x61a\x65Count\x01"),
        ("Other", b"\xFF"),
        ("Other", b"\x9F\x9F\xFF"),
        ("Other", b"\xF8\x00"),
        ("Other", b"\x1C"),
    ] {
        assert!(member(name, value).is_err(), "{name} {value:x?}: {:?}", member(name, value));
    }
    assert!(cbor(b"\x01\x01").is_err(), "a key that is no text");
    for open in [&b"\x81"[..], b"\x9F", b"\xA1\x61a", b"\xBF\x61a", b"\xC2", b"\xC1"] {
        let error = member("Other", &open.repeat(100_000)).unwrap_err();
        assert!(error.contains("nested"), "{open:x?}: {error}");
    }
}

fn check_empty<P: Protocol>() {
    let like = encoded::<P>(&Everything::default());
    assert_eq!(decoded::<P>(&like, ""), Ok(Everything::default()), "{}", P::NAME);
}

#[test]
fn an_empty_body() {
    in_each!(check_empty());
}
