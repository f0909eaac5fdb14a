//! What a string enum can do in a user's code.

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
fn a_string_enum_is_displayed_as_on_the_wire() {
    let texts = [Status::InProgress, Status::Complete, Status::Other("PAUSED".into())].map(|status| status.to_string());
    assert_eq!(texts, ["IN_PROGRESS", "DONE!", "PAUSED"]);
    assert_eq!(
        format!("[{:>12}|{:-<6}|{:.2}]", Status::InProgress, Status::Complete, Status::InProgress),
        "[ IN_PROGRESS|DONE!-|IN]"
    );
}

#[test]
fn any_text_is_a_value_of_a_string_enum() {
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
fn a_function_may_take_what_becomes_a_string_enum() {
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
fn an_unknown_value_may_be_in_any_owned_string() {
    assert_eq!(Shelf::from("Move"), Shelf::r#Move);
    assert_eq!("as".parse(), Ok(Shelf::A));
    assert_eq!(Shelf::from("b"), Shelf::Boxed("b".into()));
    assert_eq!(Shelf::Boxed("b".into()).to_string(), "b");
}
