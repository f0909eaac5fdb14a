//! The HTTP bindings of restJson1 on the wire. The named cases are from Smithy's protocol tests.

mod recorded;

use std::collections::BTreeMap;

use aws_operation::{Blob, Call, Timestamp, aws_operation, aws_service, aws_shape};
use recorded::{TOKEN, Wire};

#[aws_service(id = "Bindings", protocol = "restJson1")]
struct Service;

#[aws_shape]
#[derive(Debug, PartialEq)]
struct Empty {}

#[aws_operation(name = "Labels", output = Empty, http = "GET /labels/{string}/{number}/{time}/{greedy+}?fixed=1&bare")]
struct Labels {
    greedy: String,
    string: String,
    number: i64,
    time: Timestamp,
}

#[aws_operation(name = "Everything", output = Empty, idempotent = "token", rename_all = "camelCase")]
#[aws(http = "POST /everything/{the_label}")]
#[derive(Default)]
struct Everything {
    the_label: String,
    #[aws(query)]
    bare_query: Option<bool>,
    #[aws(query = "list")]
    list: Option<Vec<String>>,
    #[aws(query = "time")]
    time: Option<Timestamp>,
    #[aws(query = "token")]
    token: Option<String>,
    #[aws(header = "X-Number")]
    number: Option<i32>,
    #[aws(header = "X-List")]
    words: Option<Vec<String>>,
    #[aws(header = "X-Time")]
    at: Option<Timestamp>,
    in_body: Option<Vec<f64>>,
    #[aws(rename = "ARN")]
    arn: Option<String>,
    when: Option<Timestamp>,
    #[aws(skip)]
    #[allow(dead_code)]
    note: String,
}

#[aws_operation(name = "NoBody", output = Empty, http = "POST /nothing")]
struct NoBody {
    #[aws(header = "X-Text")]
    text: Option<String>,
}

#[aws_operation(name = "BodyToken", output = Empty, idempotent = "client_token", http = "PUT /body")]
struct BodyToken {
    client_token: Option<String>,
}

fn header(headers: &[(String, String)], name: &str) -> Option<String> {
    headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
}

/// `RestJsonHttpRequestLabelEscaping`, `RestJsonHttpRequestGreedyLabel` and constant queries.
#[tokio::test]
async fn labels_are_escaped() {
    let wire = Wire::new("{}").await;
    let labels = Labels {
        greedy: "there/guy x".into(),
        string: " %:/?#[]@!$&'()*+,;=😹".into(),
        number: -7,
        time: Timestamp::from_second(1_576_540_098).unwrap(),
    };
    labels.send(&wire.client().build().unwrap()).await.unwrap();
    let (first, headers, body) = wire.last();
    assert_eq!(
        first,
        "GET /labels/%20%25%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%F0%9F%98%B9/-7/\
         2019-12-16T23%3A48%3A18Z/there/guy%20x?fixed=1&bare HTTP/1.1"
    );
    assert_eq!((header(&headers, "content-type"), header(&headers, "content-length"), body.as_str()), (None, None, ""));
}

#[tokio::test]
async fn every_binding_has_its_format() {
    let wire = Wire::new("{}").await;
    let time = Timestamp::from_second(1_576_540_098).unwrap();
    let input = Everything {
        the_label: "x".into(),
        bare_query: Some(true),
        list: Some(vec!["a b".into(), "c&d".into()]),
        time: Some(time),
        token: None,
        number: Some(5),
        words: Some(vec!["b,c".into(), "\"def\"".into(), "a".into()]),
        at: Some(time),
        in_body: Some(vec![1.5, -2.0]),
        arn: Some("arn".into()),
        when: Some(time),
        note: "not sent".into(),
    };
    input.send(&wire.client().build().unwrap()).await.unwrap();
    let (first, headers, body) = wire.last();
    let query = format!("bareQuery=true&list=a%20b&list=c%26d&time=2019-12-16T23%3A48%3A18Z&token={TOKEN}");
    assert_eq!(first, format!("POST /everything/x?{query} HTTP/1.1"));
    assert_eq!(header(&headers, "x-number").as_deref(), Some("5"));
    assert_eq!(header(&headers, "x-list").as_deref(), Some(r#""b,c", "\"def\"", a"#));
    assert_eq!(header(&headers, "x-time").as_deref(), Some("Mon, 16 Dec 2019 23:48:18 GMT"));
    assert_eq!(body, r#"{"inBody":[1.5,-2.0],"ARN":"arn","when":1576540098}"#);
}

/// Items that would otherwise be trimmed or ignored (RFC 9110, 5.6.1) are quoted.
#[tokio::test]
async fn items_of_header_lists_keep_their_spaces() {
    let wire = Wire::new("{}").await;
    let words = Some(vec![String::new(), " a".into(), "b c".into(), "d\t".into()]);
    let input = Everything { the_label: "x".into(), words, ..Everything::default() };
    input.send(&wire.client().build().unwrap()).await.unwrap();
    assert_eq!(header(&wire.last().1, "x-list").as_deref(), Some("\"\", \" a\", b c, \"d\t\""));
}

#[aws_operation(name = "Find", output = Empty, http = "GET /found?version=2&bare")]
struct Find {
    #[aws(query_params)]
    filters: BTreeMap<String, String>,
}

/// Constant parameters in the URI take precedence over Smithy's `httpQueryParams`, as in smithy-rs.
#[tokio::test]
async fn a_map_of_parameters_does_not_override_constant_ones() {
    let wire = Wire::new("{}").await;
    let filters = ["bare", "colour", "version"].map(|name| (name.to_owned(), "1".to_owned()));
    Find { filters: filters.into() }.send(&wire.client().build().unwrap()).await.unwrap();
    assert_eq!(wire.last().0, "GET /found?version=2&bare&colour=1 HTTP/1.1");
}

/// `RestJsonSerializesEmptyQueryValue`, `RestJsonOmitsEmptyListQueryValues`, and the rule on empty bodies.
#[tokio::test]
async fn empty_and_absent_members() {
    let wire = Wire::new("{}").await;
    let client = wire.client().build().unwrap();
    let input = Everything {
        the_label: "x".into(),
        token: Some(String::new()),
        list: Some(Vec::new()),
        ..Everything::default()
    };
    input.send(&client).await.unwrap();
    let (first, headers, body) = wire.last();
    assert_eq!(first, "POST /everything/x?token= HTTP/1.1");
    assert_eq!((header(&headers, "content-type").as_deref(), body.as_str()), (Some("application/json"), "{}"));

    NoBody { text: Some(String::new()) }.send(&client).await.unwrap();
    let (_, headers, body) = wire.last();
    assert_eq!((header(&headers, "content-type"), body.as_str()), (None, ""));
    assert_eq!(header(&headers, "x-text").as_deref(), Some(""));
}

#[aws_operation(name = "PutNote", output = NoteOutput, http = "PUT /note")]
struct PutNote {
    #[aws(header = "Content-Type")]
    content_type: Option<String>,
    #[aws(payload = "text/markdown; charset=utf-8")]
    note: Option<Blob>,
}

#[aws_shape]
struct NoteOutput {
    #[aws(payload = "text/html")]
    note: Option<String>,
}

/// Smithy's `mediaType`, as in `RestJsonHttpPayloadTraitsWithMediaTypeWithBlob`.
#[tokio::test]
async fn a_payload_has_its_media_type_unless_a_header_sets_another() {
    let wire = Wire::new("{}").await;
    let client = wire.client().build().unwrap();
    let sent = async |content_type: Option<&str>, note: Option<&str>| {
        let note = note.map(|note| Blob::from(note.as_bytes().to_vec()));
        let response = PutNote { content_type: content_type.map(str::to_owned), note }.send(&client).await.unwrap();
        assert_eq!(response.note.as_deref(), Some("{}"));
        header(&wire.last().1, "content-type")
    };
    assert_eq!(sent(None, Some("a")).await.as_deref(), Some("text/markdown; charset=utf-8"));
    assert_eq!(sent(Some("text/plain"), Some("a")).await.as_deref(), Some("text/plain"));
    assert_eq!(sent(None, None).await, None);
}

#[tokio::test]
async fn a_token_in_the_body_is_filled_in() {
    let wire = Wire::new("{}").await;
    let response = BodyToken { client_token: None }.call(&wire.client().build().unwrap()).await.unwrap();
    assert_eq!(wire.last().2, format!(r#"{{"ClientToken":"{TOKEN}"}}"#));
    assert_eq!(response.idempotency_token(), Some(TOKEN));
}
