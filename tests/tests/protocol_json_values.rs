//! JSON values for which AWS differs from plain JSON libraries: non-finite floats, and nulls.

mod scripted;

use std::collections::HashMap;

use aws_operation::{Document, Timestamp, aws_operation, aws_service, aws_shape};
use scripted::{Script, Step};

#[aws_service(id = "Values", protocol = "restJson1", signing_name = "values")]
struct Service;

#[aws_operation(name = "PutValues", output = PutValuesOutput, http = "PUT /values")]
#[derive(Default)]
struct PutValues {
    single: Option<f32>,
    double: Option<f64>,
    list: Option<Vec<f64>>,
    map: Option<HashMap<String, f32>>,
    nested: Option<Vec<Reading>>,
    sparse: Option<Vec<Option<f64>>>,
    long: Option<i64>,
    document: Option<Document>,
    at: Option<Timestamp>,
}

#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
struct Reading {
    value: Option<f64>,
    inner: Option<Box<Reading>>,
}

#[aws_shape]
#[derive(Debug, Default)]
struct PutValuesOutput {
    single: Option<f32>,
    double: Option<f64>,
    floats: Option<Vec<f64>>,
    dense_map: Option<HashMap<String, String>>,
    sparse_map: Option<HashMap<String, Option<String>>>,
    dense_list: Option<Vec<String>>,
    sparse_list: Option<Vec<Option<String>>>,
    readings: Option<HashMap<String, Vec<Reading>>>,
    document: Option<Document>,
    long: Option<i64>,
    texts: Option<String>,
}

async fn sent(input: PutValues) -> String {
    let script = Script::new([Step::response(200, "{}")]);
    input.send(&script.client()).await.unwrap();
    String::from_utf8(script.take_sent().remove(0).request.into_body().into()).unwrap()
}

async fn output_of(body: &'static str) -> PutValuesOutput {
    PutValues::default().send(&Script::new([Step::response(200, body)]).client()).await.unwrap()
}

async fn error_of(body: String) -> String {
    let error = PutValues::default().send(&Script::new([Step::response(200, body)]).client()).await.unwrap_err();
    let mut source: Option<&dyn std::error::Error> = Some(&error);
    let mut text = String::new();
    while let Some(error) = source {
        text.push_str(&format!("{error}\n"));
        source = error.source();
    }
    text
}

/// `RestJsonSupportsNaNFloatInputs`, and the same cases for the infinities.
#[tokio::test]
async fn non_finite_floats_are_sent_as_strings() {
    let input = PutValues { single: Some(f32::NAN), double: Some(f64::NAN), ..PutValues::default() };
    assert_eq!(sent(input).await, r#"{"Single":"NaN","Double":"NaN"}"#);
    let input = PutValues { single: Some(f32::INFINITY), double: Some(f64::NEG_INFINITY), ..PutValues::default() };
    assert_eq!(sent(input).await, r#"{"Single":"Infinity","Double":"-Infinity"}"#);
}

#[tokio::test]
async fn non_finite_floats_are_sent_as_strings_at_every_depth() {
    let inner = Reading { value: Some(f64::INFINITY), inner: None };
    let input = PutValues {
        list: Some(vec![1.5, f64::NAN]),
        map: Some(HashMap::from([("k".to_owned(), f32::NEG_INFINITY)])),
        nested: Some(vec![Reading { value: None, inner: Some(Box::new(inner)) }]),
        sparse: Some(vec![None, Some(f64::NAN)]),
        ..PutValues::default()
    };
    let expected = concat!(
        r#"{"List":[1.5,"NaN"],"Map":{"k":"-Infinity"},"Nested":[{"Inner":{"Value":"Infinity"}}],"#,
        r#""Sparse":[null,"NaN"]}"#
    );
    assert_eq!(sent(input).await, expected);
}

#[tokio::test]
async fn other_numbers_are_sent_in_their_shortest_form() {
    let input = PutValues {
        single: Some(1.1),
        double: Some(1.1),
        long: Some(i64::MIN),
        at: Some(Timestamp::from_seconds(1.5).unwrap()),
        ..PutValues::default()
    };
    assert_eq!(sent(input).await, r#"{"Single":1.1,"Double":1.1,"Long":-9223372036854775808,"At":1.5}"#);
}

#[tokio::test]
async fn documents_are_sent_unchanged() {
    let document = Document(serde_json::json!({"none": null, "items": [null, 1.5, "NaN"]}));
    let input = PutValues { document: Some(document), ..PutValues::default() };
    assert_eq!(sent(input).await, r#"{"Document":{"items":[null,1.5,"NaN"],"none":null}}"#);
}

/// The values of `RestJsonSupportsNaNFloatInputs`, in a response.
#[tokio::test]
async fn strings_are_read_as_non_finite_floats() {
    let output =
        output_of(r#"{"Single":"NaN","Double":"-Infinity","Floats":["Infinity","NaN",1,2.5],"Texts":"NaN"}"#).await;
    assert!(output.single.unwrap().is_nan());
    assert_eq!(output.double, Some(f64::NEG_INFINITY));
    assert_eq!(format!("{:?}", output.floats.unwrap()), "[inf, NaN, 1.0, 2.5]");
    assert_eq!(output.texts.as_deref(), Some("NaN"));
    assert_eq!(output_of(r#"{"Single":1.1,"Double":3}"#).await.single, Some(1.1));
}

/// `RestJsonDeserializesDenseSetMapAndSkipsNull` and `RestJsonDeserializesSparseNullMapValues`.
#[tokio::test]
async fn nulls_are_kept_if_the_type_allows_them() {
    let body = concat!(
        r#"{"DenseMap":{"a":null,"b":"x"},"SparseMap":{"a":null,"b":"x"},"#,
        r#""DenseList":[null,"x",null],"SparseList":[null,"x"],"Long":null,"#,
        r#""Readings":{"gone":null,"kept":[null,{"Value":null},{"Value":"NaN"}]},"#,
        r#""Document":{"a":null,"b":[null]}}"#
    );
    let output = output_of(body).await;
    assert_eq!(output.dense_map, Some(HashMap::from([("b".to_owned(), "x".to_owned())])));
    let sparse = HashMap::from([("a".to_owned(), None), ("b".to_owned(), Some("x".to_owned()))]);
    assert_eq!(output.sparse_map, Some(sparse));
    assert_eq!(output.dense_list.unwrap(), ["x"]);
    assert_eq!(output.sparse_list.unwrap(), [None, Some("x".to_owned())]);
    assert_eq!(output.long, None);
    let readings = output.readings.unwrap();
    assert_eq!(readings.keys().collect::<Vec<_>>(), ["kept"]);
    assert_eq!(readings["kept"][0], Reading::default());
    assert!(readings["kept"][1].value.unwrap().is_nan());
    assert_eq!(output.document.unwrap().0, serde_json::json!({"a": null, "b": [null]}));
}

#[tokio::test]
async fn integers_are_exact() {
    assert_eq!(output_of(r#"{"Long":9223372036854775807}"#).await.long, Some(i64::MAX));
    assert!(error_of(r#"{"Long":9223372036854775808}"#.to_owned()).await.contains("9223372036854775808"));
}

#[tokio::test]
async fn errors_report_line_and_column() {
    let text = error_of("{\"Readings\":\n {\"k\":[{\"Value\":\"high\"}]}}".to_owned()).await;
    assert!(text.contains("expected a number, `NaN`, `Infinity` or `-Infinity`"), "{text}");
    assert!(text.contains("line 2 column"), "{text}");
}

#[tokio::test]
async fn excessive_depth_is_rejected() {
    let nested = |open: &str, depth: usize| format!(r#"{{"Readings":{{"k":[{}"#, open.repeat(depth));
    assert!(error_of(nested(r#"{"Inner":"#, 100_000)).await.contains("recursion limit exceeded"));
    assert!(error_of(format!(r#"{{"Document":{}"#, "[".repeat(100_000))).await.contains("recursion limit exceeded"));
    let unknown = format!(r#"{{"Unknown":{}{},"Long":1}}"#, "[".repeat(100_000), "]".repeat(100_000));
    let script = Script::new([Step::response(200, unknown)]);
    let output = PutValues::default().send(&script.client()).await.unwrap();
    assert_eq!(output.long, Some(1));
}

#[aws_shape]
#[derive(Debug, PartialEq)]
enum Start {
    #[aws(timestamp = "date-time")]
    At(Timestamp),
    After(Timestamp),
}

#[test]
fn a_union_writes_its_timestamps_as_each_member_says() {
    let time = Timestamp::from_second(1_576_540_098).unwrap();
    for (start, json) in
        [(Start::At(time), r#"{"At":"2019-12-16T23:48:18Z"}"#), (Start::After(time), r#"{"After":1576540098}"#)]
    {
        assert_eq!(serde_json::to_string(&start).unwrap(), json);
        assert_eq!(serde_json::from_str::<Start>(json).unwrap(), start);
    }
}
