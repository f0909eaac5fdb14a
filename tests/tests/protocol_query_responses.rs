//! Responses of awsQuery services in every known format, and malicious ones.

mod scripted;

use std::collections::BTreeMap;

use aws_operation::{Blob, SendError, Timestamp, aws_error, aws_operation, aws_service, aws_shape};
use scripted::{Script, Step};

#[aws_service(id = "SNS", protocol = "awsQuery", version = "2010-03-31", error = Error)]
struct Service;

#[aws_operation(name = "Get", readonly)]
struct Get;

#[aws_shape]
#[derive(Debug, Default, PartialEq)]
struct GetOutput {
    text: Option<String>,
    number: Option<i64>,
    flag: Option<bool>,
    data: Option<Blob>,
    made: Option<Timestamp>,
    list: Option<Vec<i32>>,
    #[aws(xml_flattened)]
    flat: Option<Vec<String>>,
    map: Option<BTreeMap<String, i32>>,
    inner: Option<Box<GetOutput>>,
    choice: Option<Choice>,
}

#[aws_shape]
#[derive(Debug, PartialEq)]
enum Choice {
    Number(i32),
    Text(String),
}

#[aws_error]
#[derive(Debug, PartialEq)]
enum Error {
    #[aws(code = "NotFound", status = 404)]
    NotFoundException {
        message: String,
        resource: Option<String>,
    },
    BusyException {
        message: String,
        resource: Option<String>,
    },
}

async fn output_of(body: impl Into<aws_operation::Bytes>) -> Result<GetOutput, SendError<Error>> {
    let client = Script::new([Step::response(200, body)]).client();
    Get.send(&client).await
}

async fn with_text(inside: &str) -> Option<String> {
    output_of(format!("<GetResponse><GetResult>{inside}</GetResult></GetResponse>")).await.unwrap().text
}

async fn error_of(status: u16, body: &str) -> SendError<Error> {
    let client = Script::new([Step::response(status, body.to_owned())])
        .client_with(|client| client.retry(aws_operation::RetryPolicy::never()));
    Get.send(&client).await.unwrap_err()
}

#[tokio::test]
async fn every_kind_of_member() {
    let response = r#"<?xml version="1.0" encoding="UTF-8"?>
        <!-- a comment --><GetResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">
          <GetResult>
            <Flat>a</Flat>
            <Text> kept as it is </Text>
            <Unknown><Flat>no</Flat></Unknown>
            <Number> 7 </Number><Flag>true</Flag><Data> dmFsdWU= </Data><Made>2019-12-16T23:48:18Z</Made>
            <List><member>1</member><item>2</item></List>
            <x:Map xmlns:x="http://x"><x:entry><value>1</value><key>one</key></x:entry><entry><key>none</key></entry></x:Map>
            <Inner><Text/><List/><Inner></Inner></Inner>
            <Choice><Number>3</Number></Choice>
            <Flat>b</Flat>
          </GetResult>
          <ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>
        </GetResponse>
        <?end?>"#;
    let inner = GetOutput {
        text: Some(String::new()),
        list: Some(Vec::new()),
        inner: Some(Box::default()),
        ..GetOutput::default()
    };
    let expected = GetOutput {
        text: Some(" kept as it is ".into()),
        number: Some(7),
        flag: Some(true),
        data: Some("value".into()),
        made: Some(Timestamp::from_second(1_576_540_098).unwrap()),
        list: Some(vec![1, 2]),
        flat: Some(vec!["a".into(), "b".into()]),
        map: Some(BTreeMap::from([("one".into(), 1)])),
        inner: Some(Box::new(inner)),
        choice: Some(Choice::Number(3)),
    };
    assert_eq!(output_of(response).await.unwrap(), expected);
}

#[tokio::test]
async fn the_forms_of_text() {
    for (written, text) in [
        ("<Text>a &lt;&amp;&gt; &quot;b&apos; &#233;&#xe9;</Text>", "a <&> \"b' éé"),
        ("<Text><![CDATA[<b>&amp;]]> c</Text>", "<b>&amp; c"),
        ("<Text>a\r\nb&#13;&#10;</Text>", "a\nb\r\n"),
        ("<Text>a<!-- b -->c</Text>", "ac"),
        ("<Text></Text>", ""),
        ("<Text/>", ""),
        ("<Text> </Text>", " "),
    ] {
        assert_eq!(with_text(written).await.as_deref(), Some(text), "{written}");
    }
}

#[tokio::test]
async fn a_response_may_omit_the_result_element() {
    let expected = GetOutput { text: Some("a".into()), ..GetOutput::default() };
    for response in [
        "<GetResponse><Text>a</Text></GetResponse>",
        "<GetResponse><GetResult><Text>a</Text></GetResult></GetResponse>",
        "\u{feff}<GetResponse><GetResult><Text>a</Text></GetResult></GetResponse>",
    ] {
        assert_eq!(output_of(response).await.unwrap(), expected, "{response}");
    }
    for empty in
        ["", " \n", "<GetResponse/>", "<GetResponse><GetResult/></GetResponse>", "<GetResponse> </GetResponse>"]
    {
        assert_eq!(output_of(empty).await.unwrap(), GetOutput::default(), "{empty}");
    }
}

#[aws_operation(name = "Delete", output = ())]
struct Delete;

#[aws_operation(name = "Count")]
struct Count;

#[aws_shape]
#[derive(Debug)]
struct CountOutput {
    number: i64,
}

async fn delete_with(body: &str) -> Result<(), SendError<Error>> {
    let client = Script::new([Step::response(200, body.to_owned())]).client();
    Delete.send(&client).await
}

#[tokio::test]
async fn the_response_of_an_operation_without_output_is_checked() {
    for response in [
        "",
        "\n",
        "<DeleteResponse/>",
        "<DeleteResponse><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></DeleteResponse>",
        "<?xml version=\"1.0\"?>\n<!-- c --><x:DeleteResponse xmlns:x=\"http://x\"><DeleteResult/></x:DeleteResponse>\n<!-- c -->\n",
    ] {
        delete_with(response).await.unwrap_or_else(|error| panic!("{response}: {error}"));
    }
}

#[tokio::test]
async fn a_response_of_another_operation_is_rejected() {
    for (body, actual) in [
        ("<html><body>Sign in</body></html>", "but the response is `<html>`"),
        ("<!DOCTYPE html><html><body>Sign in</body></html>", "a document type"),
        ("Sign in", "text outside of any element"),
        ("{}", "text outside of any element"),
        ("<PutResponse><PutResult/></PutResponse>", "but the response is `<PutResponse>`"),
        ("<GETRESPONSE/>", "but the response is `<GETRESPONSE>`"),
        ("<GetResult><Text>a</Text></GetResult>", "but the response is `<GetResult>`"),
        (
            "<ErrorResponse><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>",
            "but the response is `<ErrorResponse>`: Throttling: Rate exceeded",
        ),
        (
            "<Response><Errors><Error><Code>InternalError</Code></Error></Errors></Response>",
            "but the response is `<Response>`: InternalError",
        ),
        ("<Error><Message>no</Message></Error>", "but the response is `<Error>`: no"),
    ] {
        let error = output_of(body).await.unwrap_err();
        assert!(matches!(error, SendError::Decode(..)), "{body}: {error}");
        assert!(error.to_string().contains("expected `<GetResponse>`"), "{error}");
        assert!(error.to_string().contains(actual), "{actual} in {error}");

        let error = delete_with(body).await.unwrap_err();
        assert!(matches!(error, SendError::Decode(..)), "{body}: {error}");
        assert!(error.to_string().contains("expected `<DeleteResponse>`"), "{error}");
        assert!(error.to_string().contains(actual), "{actual} in {error}");
    }
}

#[tokio::test]
async fn an_error_in_a_success_is_reported_without_the_signed_texts() {
    let message = "The signature does not match.\n\nThe Canonical String for this request should have been\n'GET\nx-amz-security-token:secret'";
    let body = format!(
        "<ErrorResponse><Error><Code>SignatureDoesNotMatch</Code><Message>{message}</Message></Error></ErrorResponse>"
    );
    let error = output_of(body).await.unwrap_err().to_string();
    assert!(error.contains("SignatureDoesNotMatch: The signature does not match."), "{error}");
    assert!(!error.contains("secret"), "{error}");
    let long = format!("<Error><Message>{}</Message></Error>", "x".repeat(10_000));
    assert!(output_of(long).await.unwrap_err().to_string().len() < 1_000);
}

#[tokio::test]
async fn an_empty_response_lacks_a_required_member() {
    for (body, expected_text) in [
        ("", "member `Number` of `CountOutput` is required, but absent; use `Option` or `#[aws(default)]`"),
        (
            "<CountResponse/>",
            "member `Number` of `CountOutput` is required, but absent; use `Option` or `#[aws(default)]`",
        ),
        ("<GetResponse><GetResult><Number>1</Number></GetResult></GetResponse>", "expected `<CountResponse>`"),
    ] {
        let client = Script::new([Step::response(200, body)]).client();
        let error = Count.send(&client).await.unwrap_err();
        assert!(matches!(error, SendError::Decode(..)), "{body}: {error}");
        assert!(error.to_string().contains(expected_text), "{expected_text} in {error}");
    }
    let right = "<CountResponse><CountResult><Number>1</Number></CountResult></CountResponse>";
    let client = Script::new([Step::response(200, right)]).client();
    assert_eq!(Count.send(&client).await.unwrap().number, 1);
}

#[tokio::test]
async fn nothing_may_follow_the_root() {
    for (after, expected_text) in [
        ("<GetResponse/>", "a second root element `GetResponse`"),
        ("<GetResponse><GetResult/></GetResponse>", "a second root element `GetResponse`"),
        ("</GetResponse>", "invalid XML"),
        (" and more", "text outside of any element"),
        ("<![CDATA[more]]>", "text outside of any element"),
        ("&amp;", "text outside of any element"),
        ("<", "invalid XML"),
    ] {
        for root in ["<GetResponse/>", "<GetResponse><Text>a</Text></GetResponse>"] {
            let error = output_of([root, after].concat()).await.unwrap_err();
            assert!(matches!(error, SendError::Decode(..)), "{after}: {error}");
            assert!(error.to_string().contains(expected_text), "{expected_text} in {error}");
        }
    }
    for after in ["\n", "<!-- c -->", "<?end?>\r\n"] {
        assert_eq!(output_of(["<GetResponse/>", after].concat()).await.unwrap(), GetOutput::default());
    }
}

#[tokio::test]
async fn text_and_elements_are_not_interchangeable() {
    let text = "contains text, but elements are expected";
    let elements = "contains elements, but text is expected";
    for (inside, expected_text) in [
        ("<Text>a<b>c</b></Text>", elements),
        ("<Number>1<b/></Number>", elements),
        ("<Flag><b>true</b></Flag>", elements),
        ("<Data><b/></Data>", elements),
        ("<Made><b/></Made>", elements),
        ("<Flat><member>a</member></Flat>", elements),
        ("<Inner>a</Inner>", text),
        ("<List>1</List>", text),
        ("<Map>a</Map>", text),
        ("<Choice>1</Choice>", text),
        ("Internal failure", text),
    ] {
        let error = output_of(format!("<GetResponse><GetResult>{inside}</GetResult></GetResponse>")).await.unwrap_err();
        assert!(matches!(error, SendError::Decode(..)), "{inside}: {error}");
        assert!(error.to_string().contains(expected_text), "{expected_text} in {error}");
    }
}

#[tokio::test]
async fn invalid_xml_is_rejected() {
    let deep = "<Inner>".repeat(100_000);
    let entity =
        r#"<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><GetResponse><Text>&c;</Text></GetResponse>"#;
    let external = r#"<!DOCTYPE a SYSTEM "file:///etc/passwd"><GetResponse/>"#;
    for (response, expected_text) in [
        (deep.as_str(), "more than 128 nested elements"),
        (entity, "a document type"),
        (external, "a document type"),
        ("<GetResponse><Text>&c;</Text></GetResponse>", "the unknown entity `c`"),
        ("<GetResponse><Text>&#0;</Text></GetResponse>", "invalid XML"),
        ("<GetResponse><Text>&#xD800;</Text></GetResponse>", "invalid XML"),
        ("<GetResponse><Text>&#x110000;</Text></GetResponse>", "invalid XML"),
        ("<GetResponse><Text>a & b</Text></GetResponse>", "invalid XML"),
        ("<GetResponse><Text></GetResponse>", "invalid XML"),
        ("</GetResponse>", "invalid XML"),
        ("<GetResponse>", "it ends too early"),
        ("<GetResponse", "invalid XML"),
        ("{}", "text outside of any element"),
        ("<?xml version=\"1.0\"?>", "it ends too early"),
        ("<GetResponse><Number>seven</Number></GetResponse>", "`seven`"),
        ("<GetResponse><Map><entry><value>1</value></entry></Map></GetResponse>", "it has no `key`"),
        ("<GetResponse><Choice/></GetResponse>", "union `Choice` has no member"),
        ("<GetResponse><Choice><Number>1</Number><Text/></Choice></GetResponse>", "more than one member"),
    ] {
        let error = output_of(response.to_owned()).await.unwrap_err();
        assert!(matches!(error, SendError::Decode(..)), "{error}");
        assert!(error.to_string().contains(expected_text), "{expected_text} in {error}");
    }
    assert!(matches!(output_of(&b"<GetResponse>\xff</GetResponse>"[..]).await, Err(SendError::Decode(..))));
}

#[tokio::test]
async fn large_responses_are_read() {
    let long = "x".repeat(8 << 20);
    assert_eq!(with_text(&format!("<Text>{long}</Text>")).await.map(|text| text.len()), Some(8 << 20));
    let many = "<Flat>a</Flat>".repeat(200_000);
    let response = output_of(format!("<GetResponse>{many}</GetResponse>")).await.unwrap();
    assert_eq!(response.flat.map(|flat| flat.len()), Some(200_000));
    let nested = format!("<GetResponse>{}{}</GetResponse>", "<Inner>".repeat(99), "</Inner>".repeat(99));
    assert!(output_of(nested).await.unwrap().inner.is_some());
}

#[tokio::test]
async fn errors_are_found_in_every_envelope() {
    let error_xml =
        "<Error><Type>Sender</Type><Code>NotFound</Code><Message>no such topic</Message><Resource>t</Resource></Error>";
    for body in [
        format!("<ErrorResponse xmlns=\"http://x\">{error_xml}<RequestId>r-9</RequestId></ErrorResponse>"),
        format!("<Response><Errors>{error_xml}</Errors><RequestId>r-9</RequestId></Response>"),
        error_xml.replace("</Error>", "<RequestId>r-9</RequestId></Error>"),
    ] {
        let error = error_of(404, &body).await;
        let expected = Error::NotFoundException { message: "no such topic".into(), resource: Some("t".into()) };
        assert_eq!(error.service_error(), Some(&expected), "{error}");
        assert_eq!((error.code(), error.request_id()), (Some("NotFound"), Some("r-9")), "{body}");
    }
}

#[tokio::test]
async fn the_request_id_of_an_error_is_found_in_every_envelope() {
    let error_xml = "<Code>NotFound</Code><Message>gone</Message>";
    for name in ["RequestId", "RequestID", "requestId"] {
        let id = format!("<{name}> r-9\n</{name}>");
        for body in [
            format!("<Response><Errors><Error>{error_xml}</Error></Errors>{id}</Response>"),
            format!("<Response><Errors><Error>{error_xml}</Error>{id}</Errors></Response>"),
            format!("<Errors><Error>{error_xml}</Error>{id}</Errors>"),
            format!("<Errors><Error>{error_xml}{id}</Error></Errors>"),
            format!("<ErrorResponse><Error>{error_xml}{id}</Error></ErrorResponse>"),
            format!("<ErrorResponse><Error>{error_xml}</Error>{id}</ErrorResponse>"),
            format!(
                "<ErrorResponse><Error>{error_xml}</Error><ResponseMetadata>{id}</ResponseMetadata></ErrorResponse>"
            ),
            format!("<Error>{error_xml}{id}</Error>"),
        ] {
            let error = error_of(404, &body).await;
            assert_eq!((error.code(), error.request_id()), (Some("NotFound"), Some("r-9")), "{body}");
        }
    }
    let error = error_of(404, &format!("<ErrorResponse><Error>{error_xml}</Error><RequestId/></ErrorResponse>")).await;
    assert_eq!(error.request_id(), None);
}

#[tokio::test]
async fn an_error_may_lack_its_code_or_its_message() {
    for (body, said) in [
        ("<ErrorResponse><Error><Code>Odd</Code><Detail>d</Detail></Error></ErrorResponse>", ("Odd", "")),
        ("<ErrorResponse><Error><Message>no</Message></Error></ErrorResponse>", ("400", "no")),
    ] {
        let SendError::Unmodeled { code, message, .. } = error_of(400, body).await else { panic!("{body} is modeled") };
        assert_eq!((code.as_str(), message.as_str()), said);
    }
}

#[tokio::test]
async fn an_error_with_invalid_members_keeps_its_message() {
    let body = "<ErrorResponse><Error><Code>NotFound</Code><message>gone</message><Resource><a/></Resource></Error></ErrorResponse>";
    let error = error_of(404, body).await;
    assert_eq!(error.service_error().map(ToString::to_string).as_deref(), Some("NotFound: gone"));
}

#[tokio::test]
async fn an_error_that_is_not_xml_has_its_status_as_code() {
    for (body, expected_text) in [
        ("upstream connect error", "upstream connect error"),
        ("<html><p>Bad Gateway</html>", "<html><p>Bad Gateway</html>"),
        ("<html><p>Bad Gateway</p></html>\n", "<html><p>Bad Gateway</p></html>"),
        ("<!DOCTYPE html><html>Bad Gateway</html>", "<!DOCTYPE html><html>Bad Gateway</html>"),
        ("<fault>no route</fault>", "<fault>no route</fault>"),
        ("<Error><Reason>no route</Reason></Error>", "<Error><Reason>no route</Reason></Error>"),
        ("{\"message\":\"no\"}", "{\"message\":\"no\"}"),
        ("", ""),
    ] {
        let error = error_of(502, body).await;
        let SendError::Unmodeled { code, message, .. } = &error else { panic!("{error}") };
        assert_eq!((code.as_str(), message.as_str()), ("502", expected_text));
    }
    let long = format!("<html>{}</html>", "é".repeat(10_000));
    let SendError::Unmodeled { message, .. } = error_of(503, &long).await else { panic!("it is modeled") };
    assert_eq!(message, long.chars().take(500).collect::<String>());
    let error = error_of(503, "<ErrorResponse><Error/></ErrorResponse>").await;
    assert_eq!(error.code(), Some("503"));
}

#[tokio::test]
async fn the_root_element_may_be_the_code_of_an_error() {
    for (body, code, message) in [
        ("<ThrottlingException><Message>slow</Message></ThrottlingException>", "ThrottlingException", "slow"),
        ("<x:SomeError xmlns:x=\"http://x\"><message>no</message></x:SomeError>", "SomeError", "no"),
        ("<InternalFailure/>", "InternalFailure", ""),
        ("<ServiceFault><Code>7</Code><Message>no</Message></ServiceFault>", "ServiceFault", "no"),
        ("<ErrorResponse><Code>Odd</Code><Message>no</Message></ErrorResponse>", "Odd", "no"),
        ("<Response><Code>Odd</Code><Message>no</Message></Response>", "Odd", "no"),
        ("<OddException><Error><Code>Inner</Code><Message>no</Message></Error></OddException>", "Inner", "no"),
    ] {
        let error = error_of(400, body).await;
        let SendError::Unmodeled { code: actual_code, message: actual_message, .. } = &error else { panic!("{error}") };
        assert_eq!((actual_code.as_str(), actual_message.as_str()), (code, message), "{body}");
        assert_eq!(error.is_throttling(), code == "ThrottlingException", "{body}");
    }
    let body = "<ErrorResponse><Code>NotFound</Code><Message>gone</Message><Resource>t</Resource></ErrorResponse>";
    let expected = Error::NotFoundException { message: "gone".into(), resource: Some("t".into()) };
    assert_eq!(error_of(404, body).await.service_error(), Some(&expected));
    let body = "<BusyException><Message>wait</Message><Resource>t</Resource></BusyException>";
    let expected = Error::BusyException { message: "wait".into(), resource: Some("t".into()) };
    assert_eq!(error_of(400, body).await.service_error(), Some(&expected));
}

#[aws_operation(name = "Report")]
struct Report;

#[aws_shape]
#[derive(Debug)]
struct ReportOutput {
    error: Option<GetOutput>,
    check_result: Option<String>,
}

#[tokio::test]
async fn an_error_or_another_result_in_the_expected_root_is_rejected() {
    for (inside, expected_text) in [
        ("<Error><Code>Throttling</Code><Message>slow</Message></Error>", "Throttling: slow"),
        ("<Errors><Error><Code>Throttling</Code></Error></Errors>", "Throttling"),
        ("<Code>Throttling</Code><Error><Code>Inner</Code></Error>", "Inner"),
        ("<PingResult><Text>a</Text></PingResult>", "`<PingResult>`"),
        ("<PingResult/><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata>", "`<PingResult>`"),
    ] {
        for error in [
            output_of(format!("<GetResponse>{inside}</GetResponse>")).await.map(drop).unwrap_err(),
            delete_with(&format!("<DeleteResponse>{inside}</DeleteResponse>")).await.unwrap_err(),
        ] {
            assert!(matches!(error, SendError::Decode(..)), "{inside}: {error}");
            assert!(error.to_string().contains(expected_text), "{expected_text} in {error}");
        }
    }
    // A member of the output with such a name is read, with or without the result element.
    let members = "<Error><Text>a</Text></Error><CheckResult>b</CheckResult>";
    for body in [members.to_owned(), format!("<ReportResult>{members}</ReportResult>")] {
        let script = Script::new([Step::response(200, format!("<ReportResponse>{body}</ReportResponse>"))]);
        let report = Report.send(&script.client()).await.unwrap();
        assert_eq!(report.error.as_ref().and_then(|error| error.text.as_deref()), Some("a"), "{body}");
        assert_eq!(report.check_result.as_deref(), Some("b"), "{body}");
    }
    let beside = "<Text>a</Text><PingResult/><Error>b</Error>";
    let expected = GetOutput { text: Some("a".into()), ..GetOutput::default() };
    assert_eq!(output_of(format!("<GetResponse>{beside}</GetResponse>")).await.unwrap(), expected);
}
