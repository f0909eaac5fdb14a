//! Requests of restXml on the wire: root elements, attributes, namespaces and escaping.

mod recorded;

use std::collections::BTreeMap;

use aws_operation::{Blob, SendError, Timestamp, aws_operation, aws_service, aws_shape};
use recorded::Wire;

const URI: &str = "https://example.com/doc/";

#[aws_service(id = "Documents", protocol = "restXml", xml_namespace = "https://example.com/doc/")]
struct Service;

#[aws_operation(name = "Put", output = (), http = "PUT /documents/{id}")]
#[derive(Default)]
struct Put {
    id: String,
    text: Option<String>,
    number: Option<i32>,
    at: Option<Timestamp>,
    #[aws(timestamp = "epoch-seconds")]
    since: Option<Timestamp>,
    data: Option<Blob>,
    list: Option<Vec<String>>,
    #[aws(xml_member = "item/point")]
    rows: Option<Vec<Vec<i32>>>,
    #[aws(xml_flattened, rename = "Tag")]
    tags: Option<Vec<Tag>>,
    #[aws(xml_key = "K", xml_value = "V")]
    map: Option<BTreeMap<String, String>>,
    #[aws(xml_flattened, xml_key = "K/Inner", xml_value = "V")]
    maps: Option<BTreeMap<String, BTreeMap<String, i32>>>,
    grantee: Option<Grantee>,
    choice: Option<Choice>,
    #[aws(xml_attribute)]
    version: Option<i32>,
}

#[aws_shape]
struct Tag {
    key: String,
    // Attributes stand before children, wherever the field is.
    #[aws(xml_attribute, xml_name = "kind")]
    of: Option<String>,
    inner: Option<Box<Tag>>,
}

#[aws_shape(xml_namespace = "xsi=http://www.w3.org/2001/XMLSchema-instance")]
struct Grantee {
    id: Option<String>,
    #[aws(xml_attribute, xml_name = "xsi:type")]
    kind: Option<Kind>,
}

#[aws_shape]
enum Kind {
    #[aws(rename = "CanonicalUser")]
    User,
    #[aws(unknown)]
    Other(String),
}

#[aws_shape]
enum Choice {
    Number(i32),
    #[aws(xml_flattened)]
    Names(Vec<String>),
    #[aws(xml_member = "name")]
    Wrapped(Vec<String>),
}

/// The body of the request, without the start tag of the root.
async fn body_of(input: Put) -> String {
    let wire = Wire::new("").await;
    input.send(&wire.client().build().unwrap()).await.unwrap();
    let body = wire.last().2;
    let inside =
        body.strip_prefix(&format!("<PutRequest xmlns=\"{URI}\">")).and_then(|s| s.strip_suffix("</PutRequest>"));
    inside.unwrap_or(&body).to_owned()
}

#[tokio::test]
async fn every_kind_of_member() {
    let time = Timestamp::from_second(1_576_540_098).unwrap();
    let input = Put {
        id: "7".into(),
        text: Some(String::new()),
        number: Some(-1),
        at: Some(time),
        since: Some(time),
        data: Some(Blob::from("value")),
        list: Some(vec!["a".into(), " ".into()]),
        rows: Some(vec![vec![1, 2], vec![]]),
        ..Put::default()
    };
    assert_eq!(
        body_of(input).await,
        "<Text></Text><Number>-1</Number><At>2019-12-16T23:48:18Z</At><Since>1576540098</Since><Data>dmFsdWU=</Data>\
         <List><member>a</member><member> </member></List>\
         <Rows><item><point>1</point><point>2</point></item><item></item></Rows>"
    );
}

#[tokio::test]
async fn flattened_members_and_maps() {
    let inner = Tag { key: "b".into(), of: Some("\t<x>\n".into()), inner: None };
    let input = Put {
        tags: Some(vec![Tag { key: "a".into(), of: Some("x".into()), inner: Some(Box::new(inner)) }]),
        map: Some(BTreeMap::from([("one".into(), "1".into())])),
        maps: Some(BTreeMap::from([("x".into(), BTreeMap::from([("y".into(), 2)]))])),
        list: Some(Vec::new()),
        ..Put::default()
    };
    assert_eq!(
        body_of(Put { id: "7".into(), ..input }).await,
        "<List></List><Tag kind=\"x\"><Key>a</Key>\
         <Inner kind=\"&#x9;&lt;x&gt;&#xA;\"><Key>b</Key></Inner></Tag>\
         <Map><entry><K>one</K><V>1</V></entry></Map>\
         <Maps><K>x</K><V><entry><Inner>y</Inner><value>2</value></entry></V></Maps>"
    );
}

#[tokio::test]
async fn attributes_and_namespaces() {
    let grantee = Grantee { id: Some("u".into()), kind: Some(Kind::User) };
    let input = Put { id: "7".into(), grantee: Some(grantee), version: Some(2), ..Put::default() };
    assert_eq!(
        body_of(input).await,
        format!(
            "<PutRequest xmlns=\"{URI}\" Version=\"2\"><Grantee xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
             xsi:type=\"CanonicalUser\"><Id>u</Id></Grantee></PutRequest>"
        )
    );
}

#[tokio::test]
async fn unions() {
    for (choice, expected) in [
        (Choice::Number(3), "<Choice><Number>3</Number></Choice>"),
        (Choice::Names(vec!["a".into(), "b".into()]), "<Choice><Names>a</Names><Names>b</Names></Choice>"),
        (Choice::Wrapped(vec!["a".into()]), "<Choice><Wrapped><name>a</name></Wrapped></Choice>"),
    ] {
        assert_eq!(body_of(Put { id: "7".into(), choice: Some(choice), ..Put::default() }).await, expected);
    }
}

/// A reader would turn a raw carriage return into a line feed.
#[tokio::test]
async fn text_is_escaped() {
    let text = " <&>\" \r\n\u{85}\u{2028}\t ".to_owned();
    assert_eq!(
        body_of(Put { id: "7".into(), text: Some(text), ..Put::default() }).await,
        "<Text> &lt;&amp;&gt;&quot; &#xD;&#xA;&#x85;&#x2028;\t </Text>"
    );
}

/// Nothing is sent that no reader of XML 1.0 accepts.
#[tokio::test]
async fn characters_that_xml_cannot_carry_are_rejected() {
    let wire = Wire::new("").await;
    let client = wire.client().build().unwrap();
    for character in ['\0', '\u{1}', '\u{B}', '\u{C}', '\u{1F}', '\u{FFFE}', '\u{FFFF}'] {
        let tag = Tag { key: format!("a{character}"), of: None, inner: None };
        let input = Put { id: "7".into(), tags: Some(vec![tag]), ..Put::default() };
        let error = input.send(&client).await.unwrap_err();
        assert!(matches!(error, SendError::Invalid(..)), "{error}");
        let code = u32::from(character);
        let expected = format!("member `Tag` has the character U+{code:04X} in `Key`, which XML 1.0 cannot contain");
        assert!(error.to_string().contains(&expected), "{error}");
    }
    let tag = Tag { key: "a".into(), of: Some("\u{1}".into()), inner: None };
    let error = Put { id: "7".into(), tags: Some(vec![tag]), ..Put::default() }.send(&client).await.unwrap_err();
    assert!(error.to_string().contains("U+0001 in `kind`"), "{error}");
}

#[tokio::test]
async fn without_members_there_is_no_body() {
    let wire = Wire::new("").await;
    Put { id: "7".into(), ..Put::default() }.send(&wire.client().build().unwrap()).await.unwrap();
    let (_, headers, body) = wire.last();
    assert!(headers.iter().all(|(name, _)| name != "content-type"), "{headers:?}");
    assert_eq!(body, "");
}

#[aws_operation(name = "Replace", output = (), http = "PUT /replaced")]
struct Replace {
    #[aws(payload, xml_name = "Replacement", xml_namespace = "urn:other")]
    config: Config,
}

#[aws_operation(name = "Configure", output = (), http = "PUT /configured")]
struct Configure {
    #[aws(payload)]
    config: Option<Config>,
}

#[aws_operation(name = "Named", output = (), http = "POST /named", xml_name = "Order", xml_namespace = "urn:order")]
struct Named {
    #[aws(xml_namespace = "b=urn:b")]
    name: String,
    #[aws(xml_namespace = "urn:list", xml_member_namespace = "urn:item")]
    list: Vec<String>,
}

#[aws_shape]
struct Config {
    name: String,
}

#[tokio::test]
async fn roots_have_names_and_namespaces() {
    let wire = Wire::new("").await;
    let client = wire.client().build().unwrap();
    Configure { config: Some(Config { name: "x".into() }) }.send(&client).await.unwrap();
    assert_eq!(wire.last().2, format!("<Config xmlns=\"{URI}\"><Name>x</Name></Config>"));
    assert!(wire.last().1.contains(&("content-type".to_owned(), "application/xml".to_owned())));
    Configure { config: None }.send(&client).await.unwrap();
    assert_eq!(wire.last().2, "");
    Named { name: "n".into(), list: vec!["a".into()] }.send(&client).await.unwrap();
    assert_eq!(
        wire.last().2,
        "<Order xmlns=\"urn:order\"><Name xmlns:b=\"urn:b\">n</Name>\
         <List xmlns=\"urn:list\"><member xmlns=\"urn:item\">a</member></List></Order>"
    );
    Replace { config: Config { name: "x".into() } }.send(&client).await.unwrap();
    assert_eq!(wire.last().2, "<Replacement xmlns=\"urn:other\"><Name>x</Name></Replacement>");
}
