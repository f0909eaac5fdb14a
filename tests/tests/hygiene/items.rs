//! Structs in every position that Rust allows, with other attributes.

use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};

use crate::wire::Wire;

#[tokio::test]
async fn all_items_can_be_declared_inside_a_function() {
    #[aws_service(id = "Inner", protocol = "restJson1", error = Rejection)]
    struct Service;

    #[aws_operation(name = "Ping")]
    #[aws(http = "GET /ping")]
    struct Ping;

    #[aws_shape]
    struct PingOutput {
        pong: bool,
    }

    #[aws_error]
    #[derive(Debug)]
    enum Rejection {
        Busy,
    }

    let wire = Wire::with_response(r#"{"Pong":true}"#);
    assert!(Ping.send(&wire.client()).await.unwrap().pong);
    assert_eq!((wire.line().as_str(), wire.body().as_str()), ("GET /ping", ""));
    assert_eq!(Rejection::Busy.to_string(), "Busy");
}

macro_rules! operation {
    ($(#[$attribute:meta])* $visibility:vis $ident:ident = $name:literal $http:literal -> $output:ty { $($field:ident: $ty:ty),* }) => {
        $(#[$attribute])*
        #[aws_operation(name = $name, service = crate::Service, output = $output)]
        #[aws(http = $http)]
        $visibility struct $ident { $($visibility $field: $ty),* }
    };
}

operation! {
    /// Created by a macro.
    #[derive(Debug)]
    pub(super) Made = "Made" "POST /made/{id}" -> Option1<u8, u8> { id: i64, rest: Option<Vec<(u8, u8)>> }
}

#[aws_shape]
pub(super) struct Option1<A, B> {
    a: Option<A>,
    b: Option<B>,
}

/// The types of the fields are private to this module, so a public impl must not name them.
#[aws_shape]
pub struct Sheltered {
    parts: Vec<Part>,
    named: Option<std::collections::HashMap<String, Part>>,
    one: Option<Part>,
}

#[aws_shape]
#[derive(Debug, PartialEq)]
struct Part {
    size: u8,
}

#[test]
fn a_public_structure_can_have_private_fields_of_private_types() {
    let sheltered: Sheltered = serde_json::from_str(r#"{"Parts":[{"Size":1}],"One":{"Size":2}}"#).unwrap();
    assert_eq!(sheltered.parts, [Part { size: 1 }]);
    assert_eq!((sheltered.named, sheltered.one), (None, Some(Part { size: 2 })));
}

macro_rules! with_defaults {
    ($($field:ident: $ty:ty = $default:literal),*) => {
        #[aws_shape]
        #[derive(Debug, PartialEq)]
        struct WithDefaults { $(#[aws(default = $default)] $field: $ty,)* #[aws(default)] last: Vec<u16> }
    };
}

with_defaults! { text: String = "a", number: i8 = -5, float: f64 = -1.5, flag: bool = true }

#[test]
fn a_macro_can_create_defaults() {
    let expected = WithDefaults { text: "a".to_owned(), number: -5, float: -1.5, flag: true, last: Vec::new() };
    assert_eq!(serde_json::from_str::<WithDefaults>("{}").unwrap(), expected);
}

#[tokio::test]
async fn a_macro_can_create_operations() {
    let wire = Wire::with_response(r#"{"A":1}"#);
    let response = Made { id: -1, rest: Some(vec![(1, 2)]) }.send(&wire.client()).await.unwrap();
    assert_eq!((response.a, response.b), (Some(1), None));
    assert_eq!((wire.line().as_str(), wire.body().as_str()), ("POST /made/-1", r#"{"Rest":[[1,2]]}"#));
}

/// Derives above and below, comments between, arguments in several lists.
#[derive(Debug, Clone)]
#[aws_operation(name = "Spread")]
/// More of the comment.
#[aws(service = crate::Service)]
#[derive(PartialEq, Default)]
#[aws(http = "POST /spread", output = ())]
#[allow(dead_code)]
#[aws(rename_all = "camelCase", idempotent)]
struct Spread {
    /// A comment.
    #[aws(rename = "first")]
    /// And more.
    #[aws(header = "X-First")]
    a_field: Option<i32>,
    b_field: i32,
}

#[tokio::test]
async fn arguments_can_be_in_several_lists() {
    let wire = Wire::with_response("");
    let input = Spread { a_field: Some(1), b_field: 2 };
    input.send(&wire.client()).await.unwrap();
    assert_eq!((wire.header("x-first").as_deref(), wire.body().as_str()), (Some("1"), r#"{"bField":2}"#));
    assert_eq!(input.clone(), input);
    assert_eq!(format!("{:?}", Spread::default()), "Spread { a_field: None, b_field: 0 }");
    let meta = <Spread as aws_operation::Operation>::META;
    assert!(meta.idempotent && !meta.readonly);
}

#[cfg_attr(all(), aws_operation(name = "Conditional", service = crate::Service, output = ()))]
#[cfg_attr(all(), aws(http = "DELETE /conditional"))]
struct Conditional {}

#[tokio::test]
async fn an_attribute_can_be_conditional() {
    let wire = Wire::with_response("");
    Conditional {}.send(&wire.client()).await.unwrap();
    assert_eq!(wire.line(), "DELETE /conditional");
}

/// An error enum without `Debug`.
#[aws_error]
enum Quiet {
    Busy { message: String },
}

#[aws_service(id = "Quiet", protocol = "restJson1", error = Quiet)]
struct QuietService;

#[aws_operation(name = "Ask", service = QuietService, output = ())]
#[aws(http = "GET /")]
struct Ask;

#[tokio::test]
async fn an_error_enum_needs_no_debug() {
    async fn ask(wire: &Wire) -> Result<(), Box<dyn std::error::Error>> {
        Ask.send(&wire.client()).await?;
        Ok(())
    }
    ask(&Wire::with_response("")).await.unwrap();
    let quiet = Quiet::Busy { message: "later".to_owned() };
    assert!(aws_operation::ModeledError::as_error(&quiet).is_none());
}

/// A module with a glob import gets no lint about the full paths in the expansion.
#[deny(unused_qualifications)]
mod globbed {
    use aws_operation::*;

    #[aws_service(id = "Globbed", protocol = "restJson1", error = Error)]
    struct Service;

    #[aws_operation(name = "ListGlobs", service = Service, idempotent = "token", http = "POST /{id}", code = 201)]
    #[aws(paginated(input = "next", output = "within.next", items = "within.globs", more = "within.more"))]
    #[derive(Default)]
    struct ListGlobs {
        id: String,
        #[aws(header = "X-Token")]
        token: Option<String>,
        next: Option<String>,
    }

    #[aws_shape]
    #[derive(Debug)]
    struct ListGlobsOutput {
        #[aws(status)]
        status: u16,
        within: Within,
        #[aws(default)]
        blob: Blob,
    }

    #[aws_shape]
    #[derive(Debug)]
    struct Within {
        globs: Vec<Document>,
        next: Option<String>,
        more: Option<bool>,
    }

    #[aws_error]
    #[derive(Debug)]
    enum Error {
        Missing { message: String },
    }

    #[tokio::test]
    async fn a_page_is_read() {
        let wire = crate::wire::Wire::with_response(r#"{"Within":{"Globs":[1],"More":false}}"#);
        let mut pages = ListGlobs { id: "1".to_owned(), ..ListGlobs::default() }.paginate(&wire.client());
        let page = pages.next().await.unwrap().unwrap();
        assert_eq!((page.status, page.within.globs.len(), page.blob.len()), (200, 1, 0));
        assert!(pages.next().await.is_none());
    }
}
