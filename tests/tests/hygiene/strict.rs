//! A module that forbids more lints than most code does.

#![deny(missing_docs, missing_debug_implementations, unreachable_pub, unused, nonstandard_style)]
#![deny(single_use_lifetimes, unused_qualifications, elided_lifetimes_in_paths, let_underscore_drop)]
#![deny(clippy::all, clippy::pedantic, clippy::unwrap_used, clippy::indexing_slicing, clippy::shadow_reuse)]

use std::collections::BTreeMap;

use aws_operation::{Blob, Timestamp, aws_error, aws_operation, aws_service, aws_shape};

/// The service.
#[aws_service(id = "Strict", protocol = "restJson1", error = Rejection)]
#[derive(Debug)]
pub struct Service;

/// The operation.
#[aws_operation(name = "Keep", idempotent = "client_token")]
#[aws(http = "PUT /kept/{kept_id}")]
#[derive(Debug)]
pub struct Keep {
    /// The label.
    pub kept_id: String,
    /// The token.
    #[aws(header = "X-Token")]
    pub client_token: Option<String>,
    /// The query.
    #[aws(query)]
    pub limit: Option<u32>,
    private: Option<String>,
}

impl Keep {
    /// Creates the operation with the members that a caller sets.
    #[must_use]
    pub fn new(kept_id: &str) -> Self {
        Self { kept_id: kept_id.to_owned(), client_token: None, limit: None, private: Some("p".to_owned()) }
    }
}

/// The output.
#[aws_shape]
#[derive(Debug)]
pub struct KeepOutput {
    /// The list.
    pub list: Vec<String>,
    /// A member with a default value.
    #[aws(default = -1)]
    pub number: i16,
    /// A member with the default of its type.
    #[aws(default)]
    pub text: String,
    private: Option<String>,
}

impl KeepOutput {
    /// The private member.
    #[must_use]
    pub fn private(&self) -> Option<&str> {
        self.private.as_deref()
    }
}

/// The errors.
#[aws_error]
#[derive(Debug)]
pub enum Rejection {
    /// The service is overloaded.
    #[aws(status = 503, throttling)]
    Busy {
        /// Why.
        message: Option<String>,
    },
    /// The resource does not exist.
    #[aws(status = 404)]
    Gone,
}

#[aws_operation(name = "Hidden", service = Service, output = HiddenOutput)]
#[aws(http = "POST /hidden")]
#[derive(Debug)]
struct Hidden {}

#[aws_shape]
#[derive(Debug)]
struct HiddenOutput {}

/// An operation with members outside of a JSON body.
#[aws_operation(name = "Upload", host_prefix = "{account}.", output = Uploaded)]
#[aws(http = "PUT /uploads/{account}")]
#[derive(Debug)]
pub struct Upload {
    /// The label.
    #[aws(host_label)]
    pub account: String,
    /// The header.
    #[aws(header = "X-When", timestamp = "date-time")]
    pub when: Timestamp,
    /// The headers.
    #[aws(prefix_headers = "X-Meta-")]
    pub labels: BTreeMap<String, String>,
    /// The body.
    #[aws(payload)]
    pub content: Blob,
}

/// The output of the operation.
#[aws_shape]
#[derive(Debug)]
pub struct Uploaded {
    /// The status.
    #[aws(status)]
    pub code: u16,
    /// The body.
    #[aws(payload)]
    pub content: Option<Kind>,
}

/// A string enum.
#[aws_shape]
#[derive(Debug)]
pub enum Kind {
    /// A picture.
    Picture,
    /// An unknown value.
    #[aws(unknown)]
    Other(String),
}

/// A paginated operation.
#[aws_operation(name = "List", service = Service, output = Listed)]
#[aws(http = "GET /list", paginated(input = "token", output = "token", items = "names"))]
#[derive(Debug)]
pub struct List {
    /// The token of the page.
    #[aws(query)]
    pub token: Option<String>,
}

/// One page.
#[aws_shape]
#[derive(Debug)]
pub struct Listed {
    /// The items.
    pub names: Vec<String>,
    /// The token of the next page.
    pub token: Option<String>,
}

#[tokio::test]
async fn the_expansion_passes_strict_lints() {
    let wire = crate::wire::Wire::with_response(r#"{"List":[],"Private":"q"}"#);
    let response = Keep { limit: Some(3), ..Keep::new("k") }.send(&wire.client()).await;
    assert_eq!(response.ok().and_then(|kept| kept.private().map(str::to_owned)).as_deref(), Some("q"));
    assert_eq!((wire.line().as_str(), wire.body().as_str()), ("PUT /kept/k?Limit=3", r#"{"Private":"p"}"#));
    assert!(wire.header("x-token").is_some_and(|token| token.len() == 36));
    assert!(Hidden {}.send(&wire.client()).await.is_ok());
    assert_eq!(Rejection::Busy { message: None }.to_string(), "Busy");
}
