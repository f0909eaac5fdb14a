//! String enums and unions in a user's code.

use std::convert::Infallible;

use aws_operation::{Sensitive, aws_shape};

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq)]
enum Status {
    InProgress,
    #[aws(rename = "DONE!")]
    Complete,
    #[aws(unknown)]
    Other(String),
}

#[test]
fn a_string_enum_displays_its_wire_value() {
    let texts = [Status::InProgress, Status::Complete, Status::Other("PAUSED".into())].map(|status| status.to_string());
    assert_eq!(texts, ["IN_PROGRESS", "DONE!", "PAUSED"]);
    assert_eq!(
        format!("[{:>12}|{:-<6}|{:.2}]", Status::InProgress, Status::Complete, Status::InProgress),
        "[ IN_PROGRESS|DONE!-|IN]"
    );
}

#[test]
fn any_string_converts_to_a_string_enum() {
    for (text, status) in [
        ("IN_PROGRESS", Status::InProgress),
        ("DONE!", Status::Complete),
        ("in_progress", Status::Other("in_progress".into())),
        ("Complete", Status::Other("Complete".into())),
        ("", Status::Other(String::new())),
    ] {
        let parsed: Result<Status, Infallible> = text.parse();
        assert_eq!(parsed, Ok(status.clone()));
        assert_eq!(Status::from(text), status);
        assert_eq!(status.to_string(), text);
        assert_eq!(status.as_str(), text);
        assert_eq!(serde_json::to_value(&status).unwrap(), text);
        assert_eq!(serde_json::from_value::<Status>(text.into()).unwrap(), status);
    }
}

fn of(status: impl Into<Status>) -> Status {
    status.into()
}

#[test]
fn a_function_can_accept_values_that_convert_to_a_string_enum() {
    assert_eq!(of("IN_PROGRESS"), of(Status::InProgress));
    let kept = Sensitive(Status::Complete);
    assert_eq!(format!("{kept:?}"), "<sensitive>");
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
enum Shelf {
    #[aws(rename = "as")]
    A,
    r#Move,
    #[aws(unknown)]
    Boxed(Box<str>),
}

#[test]
fn an_unknown_value_can_be_stored_in_any_owned_string_type() {
    assert_eq!(Shelf::from("Move"), Shelf::r#Move);
    assert_eq!("as".parse(), Ok(Shelf::A));
    assert_eq!(Shelf::from("b"), Shelf::Boxed("b".into()));
    assert_eq!(Shelf::Boxed("b".into()).to_string(), "b");
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::upper_case_acronyms)]
enum Value<'a, T: Clone> {
    S(String),
    #[aws(rename = "SS")]
    StringSet(Vec<String>),
    NULL(bool),
    List(Vec<Value<'a, T>>),
    r#Type(T),
    Borrowed(&'a str),
    Boxed(Box<u8>),
    #[cfg(any())]
    Left(Missing),
    #[aws(unknown)]
    Unknown(String),
}

#[test]
fn a_union_returns_the_value_of_the_member_that_is_set() {
    let text: Value<'_, f64> = Value::S("a".into());
    assert_eq!(text.as_s().map(String::as_str), Some("a"));
    assert_eq!((text.as_string_set(), text.as_null(), text.as_list(), text.as_type()), (None, None, None, None));
    let list = Value::List(vec![text.clone(), Value::NULL(true), Value::Type(0.5), Value::Boxed(Box::new(7))]);
    let values = list.as_list().unwrap();
    assert_eq!(values.iter().filter_map(Value::as_s).collect::<Vec<_>>(), ["a"]);
    assert_eq!(values.iter().find_map(Value::as_null).copied(), Some(true));
    assert_eq!(values.iter().find_map(Value::as_type), Some(&0.5));
    assert_eq!(values.iter().find_map(Value::as_boxed).map(|boxed| **boxed), Some(7));
    assert_eq!(Value::<u8>::StringSet(vec!["b".into()]).as_string_set().map(Vec::len), Some(1));
    assert_eq!(Value::<u8>::Unknown("X".into()).as_s(), None);
}

#[test]
fn a_borrowed_value_outlives_its_union() {
    let outside = String::from("b");
    let text: &str = {
        let value: Value<'_, u8> = Value::Borrowed(&outside);
        value.as_borrowed().unwrap()
    };
    assert_eq!(text, "b");
}

#[aws_shape]
enum Alone {
    Only(u8),
}

#[aws_shape]
#[allow(clippy::upper_case_acronyms)]
enum Similar {
    HttpPort(u16),
    HTTPPort(u32),
    Other(u8),
}

impl Similar {
    /// The user's own method, because the method names of two variants would be equal.
    fn as_http_port(&self) -> u32 {
        match self {
            Self::HttpPort(port) => (*port).into(),
            Self::HTTPPort(port) => *port,
            Self::Other(_) => 0,
        }
    }
}

#[test]
fn a_union_can_have_one_member_or_members_with_equal_method_names() {
    assert_eq!(Alone::Only(1).as_only(), Some(&1));
    assert_eq!(Similar::HTTPPort(2).as_http_port() + Similar::HttpPort(3).as_http_port(), 5);
    assert_eq!(Similar::Other(4).as_other(), Some(&4));
    assert_eq!(Similar::HttpPort(3).as_other(), None);
}
