//! Responses of restXml: documents, errors in every form, and malicious documents.

mod scripted;

use std::collections::BTreeMap;

use aws_operation::{Blob, SendError, Timestamp, aws_error, aws_operation, aws_service, aws_shape};
use scripted::{Script, Step};

#[aws_service(id = "Documents", protocol = "restXml", xml_namespace = "https://example.com/doc/", error = Error)]
struct Service;

#[aws_operation(name = "Get", http = "GET /documents", output = Document)]
struct Get;

#[aws_operation(name = "Make", http = "POST /documents", output = Document)]
struct Make;

#[aws_shape]
#[derive(Debug, Default, PartialEq)]
struct Document {
    text: Option<String>,
    number: Option<i64>,
    flag: Option<bool>,
    data: Option<Blob>,
    made: Option<Timestamp>,
    list: Option<Vec<i32>>,
    #[aws(xml_flattened)]
    flat: Option<Vec<String>>,
    map: Option<BTreeMap<String, i32>>,
    inner: Option<Box<Document>>,
    #[aws(xml_attribute)]
    version: Option<i32>,
    grantee: Option<Grantee>,
}

#[aws_shape(xml_namespace = "xsi=http://www.w3.org/2001/XMLSchema-instance")]
#[derive(Debug, PartialEq)]
struct Grantee {
    #[aws(xml_attribute, xml_name = "xsi:type")]
    kind: Option<String>,
    // An element, although there may be an attribute of that name.
    id: Option<String>,
}

#[aws_error]
#[derive(Debug, PartialEq)]
enum Error {
    #[aws(status = 404)]
    NoSuchDocument {
        message: String,
        document: Option<String>,
        #[aws(header = "x-hint")]
        hint: Option<String>,
    },
    InvalidChangeBatch {
        message: String,
        messages: Option<Vec<String>>,
    },
}

async fn output_of(body: impl Into<aws_operation::Bytes>) -> Result<Document, SendError<Error>> {
    let client = Script::new([Step::response(200, body)])
        .client_with(|client| client.retry(aws_operation::RetryPolicy::never()));
    Get.send(&client).await
}

async fn with_text(inside: &str) -> Option<String> {
    output_of(format!("<Document>{inside}</Document>")).await.unwrap().text
}

async fn error_of(status: u16, body: &str) -> SendError<Error> {
    let step = Step::response(status, body.to_owned()).header("x-hint", "look");
    let client = Script::new([step]).client_with(|client| client.retry(aws_operation::RetryPolicy::never()));
    Get.send(&client).await.unwrap_err()
}

#[tokio::test]
async fn every_kind_of_member_under_any_root() {
    let response = r#"  <?xml version = "1.0" encoding = 'UTF-8' ?>
        <!-- a comment --><x:Anything xmlns:x="urn:x" x:Version=" 7 " other="1">between<![CDATA[ elements ]]>
          <Flat>a</Flat><Text> kept as it is </Text><Unknown Text="no"><Flat>no</Flat></Unknown><?instruction?>
          <Number> 7 </Number><Flag>true</Flag><Data> dmFsdWU= </Data><Made>2019-12-16T23:48:18Z</Made>
          <List><member>1</member><item>2</item></List>
          <Map><entry><value>1</value><key>one</key></entry></Map>
          <Inner><Text/><List/><Number/><Flag></Flag><Made/><Data/></Inner>
          <Grantee xmlns:q="http://www.w3.org/2001/XMLSchema-instance" q:type="Group" Id="attribute"/>
          <Flat>b</Flat>
        </x:Anything><?end?>"#;
    let inner = Document {
        text: Some(String::new()),
        list: Some(Vec::new()),
        data: Some(Blob::from("")),
        ..Document::default()
    };
    let expected = Document {
        text: Some(" kept as it is ".into()),
        number: Some(7),
        flag: Some(true),
        data: Some(Blob::from("value")),
        made: Some(Timestamp::from_second(1_576_540_098).unwrap()),
        list: Some(vec![1, 2]),
        flat: Some(vec!["a".into(), "b".into()]),
        map: Some(BTreeMap::from([("one".into(), 1)])),
        inner: Some(Box::new(inner)),
        version: Some(7),
        grantee: Some(Grantee { kind: Some("Group".into()), id: None }),
    };
    assert_eq!(output_of(response).await.unwrap(), expected);
}

#[tokio::test]
async fn text_is_read_as_xml_says() {
    for (inside, text) in [
        ("<Text>a<!-- b -->c<![CDATA[<d>&amp;]]>&amp;lt;&#x41;&#66;</Text>", "ac<d>&amp;&lt;AB"),
        ("<Text>a\r\nb\rc\nd</Text>", "a\nb\nc\nd"),
        ("<Text>a&#xD;&#xA;b</Text>", "a\r\nb"),
        ("<Text>  </Text>", "  "),
        ("<Text>first</Text><Text>last</Text>", "last"),
    ] {
        assert_eq!(with_text(inside).await.as_deref(), Some(text), "{inside}");
    }
}

#[tokio::test]
async fn malformed_documents_are_rejected() {
    let deep = |depth: usize| format!("{}{}", "<Inner>".repeat(depth), "</Inner>".repeat(depth));
    let attributes = |count: usize| -> String { (0..count).map(|number| format!(" a{number}=\"1\"")).collect() };
    output_of(deep(128)).await.unwrap();
    output_of(format!("<Document{}/>", attributes(256))).await.unwrap();
    let documents = [
        "<!DOCTYPE d><Document/>".to_owned(),
        "<!DOCTYPE d [<!ENTITY a \"b\">]><Document><Text>&a;</Text></Document>".to_owned(),
        "<Document><Text>&unknown;</Text></Document>".to_owned(),
        "<Document><Text>&#0;</Text></Document>".to_owned(),
        "<Document><Text>&#xFFFE;</Text></Document>".to_owned(),
        "<Document><Text>\u{1}</Text></Document>".to_owned(),
        "<Document><Text>a</Document></Text>".to_owned(),
        "<Document><Text>a".to_owned(),
        "<Document><Text>a</Te".to_owned(),
        "<Document/><Document/>".to_owned(),
        "<Document/>junk".to_owned(),
        "junk<Document/>".to_owned(),
        "<Document a=\"1\" a=\"2\"/>".to_owned(),
        "<Document a=\"<\"/>".to_owned(),
        "<Document a=\"&b;\"/>".to_owned(),
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Document/>".to_owned(),
        "not XML".to_owned(),
        "<html><body>Log in first</body></html>".to_owned(),
        "<HTML xmlns=\"http://www.w3.org/1999/xhtml\"></HTML>".to_owned(),
        deep(129),
        format!("<Document{}/>", attributes(257)),
    ];
    for document in documents {
        let error = output_of(document.clone()).await.unwrap_err();
        assert!(matches!(error, SendError::Decode(..)), "{document}: {error}");
        assert!(error.is_ambiguous(), "{document}: {error}");
    }
    for document in [&b"<Document>\xFF</Document>"[..], b"\xFF\xFE<\0a\0/\0>\0"] {
        assert!(matches!(output_of(document).await, Err(SendError::Decode(..))));
    }
}

#[tokio::test]
async fn errors_in_every_form() {
    let inside = "<Code>NoSuchDocument</Code><Message>none</Message><Document>d</Document>";
    for body in [
        format!(
            "<ErrorResponse xmlns=\"urn:x\"><Error><Type>Sender</Type>{inside}</Error><RequestId>r-7</RequestId></ErrorResponse>"
        ),
        format!("<?xml version=\"1.0\"?><Error>{inside}<RequestId>r-7</RequestId><HostId>h</HostId></Error>"),
    ] {
        let error = error_of(404, &body).await;
        let expected =
            Error::NoSuchDocument { message: "none".into(), document: Some("d".into()), hint: Some("look".into()) };
        assert!(matches!(&error, SendError::Service(got, _) if *got == expected), "{error}");
        assert_eq!(error.request_id(), Some("r-7"));
    }
}

/// Route 53 names the root by the code, and sends several messages.
#[tokio::test]
async fn an_error_without_an_envelope() {
    let body = "<InvalidChangeBatch xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Messages>\
                <Message>one</Message><Message>two</Message></Messages><RequestId>r-8</RequestId></InvalidChangeBatch>";
    let error = error_of(400, body).await;
    let SendError::Service(Error::InvalidChangeBatch { messages, .. }, _) = &error else { panic!("{error}") };
    assert_eq!(messages.as_deref(), Some(&["one".to_owned(), "two".to_owned()][..]));
    assert_eq!(error.request_id(), Some("r-8"));
    let error = error_of(400, "<SomeFault><Message>m</Message></SomeFault>").await;
    assert_eq!((error.code(), error.to_string().contains('m')), (Some("SomeFault"), true));
}

#[tokio::test]
async fn errors_without_a_body() {
    for (status, code) in [
        (301, "PermanentRedirect"),
        (304, "NotModified"),
        (403, "AccessDenied"),
        (412, "PreconditionFailed"),
        (418, "418"),
    ] {
        assert_eq!(error_of(status, "").await.code(), Some(code));
    }
    // The only error with this status.
    let error = error_of(404, "").await;
    assert!(matches!(error, SendError::Service(Error::NoSuchDocument { .. }, _)), "{error}");
    let error = error_of(502, "<html>bad gateway</html>").await;
    assert_eq!(error.code(), Some("502"));
    assert!(error.to_string().contains("bad gateway"), "{error}");
}

/// A service that fails after it has sent the status cannot change it.
#[tokio::test(start_paused = true)]
async fn an_error_in_a_success_is_retried_if_that_is_safe() {
    let failed = || Step::response(200, "<Error><Code>InternalError</Code><Message>sorry</Message></Error>");
    let cut = || Step::response(200, "<Document><Text>a</Te");
    let good = || Step::response(200, "<Document><Text>a</Text></Document>");
    for bad in [failed(), cut()] {
        let script = Script::new([bad.clone(), good()]);
        assert_eq!(Get.send(&script.client()).await.unwrap().text.as_deref(), Some("a"));
        assert_eq!(script.count(), 2);
        let script = Script::new([bad, good()]);
        let error = Make.send(&script.client()).await.unwrap_err();
        assert_eq!(script.count(), 1, "{error}");
        assert!(error.is_ambiguous(), "{error}");
    }
    let error = Make.send(&Script::new([failed()]).client()).await.unwrap_err();
    assert_eq!((error.code(), error.status().map(|status| status.as_u16())), (Some("InternalError"), Some(200)));
    let throttled = Step::response(200, "<Error><Code>SlowDown</Code><Message>later</Message></Error>");
    let script = Script::new([throttled, good()]);
    Make.send(&script.client()).await.unwrap();
    assert_eq!(script.count(), 2);
}
