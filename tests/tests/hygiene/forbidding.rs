//! A module that forbids as many lints as possible. An expansion cannot override `forbid` with `#[allow(..)]`.

#![forbid(keyword_idents, let_underscore, nonstandard_style, refining_impl_trait)]
#![forbid(rust_2018_idioms, unused, deprecated)]
#![forbid(absolute_paths_not_starting_with_crate, closure_returning_async_block, deprecated_in_future)]
#![forbid(deref_into_dyn_supertrait, explicit_outlives_requirements, ffi_unwind_calls)]
#![forbid(impl_trait_redundant_captures, macro_use_extern_crate, meta_variable_misuse)]
#![forbid(missing_debug_implementations, missing_docs, redundant_imports, redundant_lifetimes)]
#![forbid(single_use_lifetimes, trivial_casts, trivial_numeric_casts, unit_bindings, unnameable_types, unreachable_pub)]
#![forbid(unsafe_code, unused_import_braces, unused_lifetimes, unused_qualifications, unused_results)]
#![forbid(variant_size_differences)]
#![forbid(clippy::all, clippy::pedantic, clippy::nursery)]
#![forbid(clippy::absolute_paths, clippy::allow_attributes, clippy::allow_attributes_without_reason)]
#![forbid(clippy::as_conversions, clippy::clone_on_ref_ptr, clippy::default_trait_access, clippy::expect_used)]
#![forbid(clippy::get_unwrap, clippy::if_then_some_else_none, clippy::indexing_slicing, clippy::map_err_ignore)]
#![forbid(clippy::mem_forget, clippy::panic, clippy::same_name_method)]
#![forbid(clippy::shadow_reuse, clippy::shadow_same, clippy::shadow_unrelated, clippy::str_to_string)]
#![forbid(clippy::unimplemented, clippy::unreachable, clippy::unwrap_used, clippy::wildcard_enum_match_arm)]

use std::collections::BTreeMap;
use std::marker::PhantomData;

use aws_operation::{Blob, Timestamp, aws_error, aws_operation, aws_service, aws_shape};

/// The service.
#[aws_service(id = "Forbidding", protocol = "restJson1", error = Rejection)]
#[derive(Debug)]
pub struct Service;

/// The operation.
#[aws_operation(name = "Keep", idempotent = "client_token")]
#[aws(http = "PUT /kept/{kept_id}")]
#[derive(Debug, Default)]
pub struct Keep {
    /// The label.
    pub kept_id: String,
    /// The token.
    #[aws(header = "X-Token")]
    pub client_token: Option<String>,
    /// A deprecated member.
    #[deprecated = "use another"]
    pub old: Option<u32>,
    unread: Option<String>,
    /// Not on the wire.
    #[aws(skip)]
    pub local: Option<String>,
}

impl Keep {
    /// Creates the operation with the members that a caller sets.
    #[must_use]
    #[inline]
    pub fn new(id: &str) -> Self {
        let (kept_id, unread) = (id.to_owned(), Some("u".to_owned()));
        Self { kept_id, unread, ..Self::default() }
    }
}

/// The output.
#[aws_shape]
#[derive(Debug)]
pub struct KeepOutput {
    /// The list.
    pub list: Vec<String>,
    unread: Option<String>,
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
    /// A deprecated error.
    #[deprecated = "no service says so"]
    #[aws(status = 404)]
    Gone,
}

/// An operation of which only `send` is called.
#[aws_operation(name = "Hidden", service = Service, output = HiddenOutput)]
#[aws(http = "POST /hidden")]
#[derive(Debug)]
struct Hidden<'a, 'b> {
    text: &'a str,
    more: &'b [&'a str],
    inner: Option<Inner<'b>>,
    choice: Option<Borrowed<'a>>,
}

/// An operation that borrows.
#[aws_shape]
#[derive(Debug)]
struct Inner<'a> {
    text: &'a str,
}

/// A union that borrows.
#[aws_shape]
#[derive(Debug)]
enum Borrowed<'a> {
    /// A string.
    Text(&'a str),
    /// Bytes.
    Bytes(Blob),
}

#[aws_shape]
#[derive(Debug)]
struct HiddenOutput {}

/// An operation with members outside of a JSON body.
#[aws_operation(name = "Upload", host_prefix = "{account}.", output = Uploaded)]
#[aws(http = "PUT /uploads/{account}")]
#[derive(Debug)]
pub struct Upload<T: Sync> {
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
    /// Not on the wire.
    #[aws(skip)]
    pub of: PhantomData<T>,
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

/// A string enum whose text is never used.
#[aws_shape]
#[derive(Debug, PartialEq, Eq)]
pub enum Kind {
    /// A picture.
    Picture,
    /// A drawing.
    #[deprecated = "say `Picture`"]
    Drawing,
    /// An unknown value.
    #[aws(unknown)]
    Other(String),
}

/// A union.
#[aws_shape]
#[derive(Debug)]
pub enum Choice<T> {
    /// A value.
    Value(T),
    /// A time.
    #[aws(timestamp = "epoch-seconds")]
    At(Timestamp),
    /// A deprecated member.
    #[deprecated = "read `Value`"]
    Ref(Box<Self>),
    /// An unknown member.
    #[aws(unknown)]
    Unknown(String),
}

/// A paginated operation.
#[aws_operation(name = "List", service = Service, output = Listed<Kind>)]
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
pub struct Listed<T> {
    /// The items.
    #[aws(xml_member = "name")]
    pub names: Vec<Choice<T>>,
    /// The token of the next page.
    pub token: Option<String>,
}

/// A deprecated operation.
#[deprecated = "call `Keep`"]
#[aws_operation(name = "Old", service = Service, output = KeepOutput)]
#[aws(http = "POST /old")]
#[derive(Debug)]
pub struct Old {
    /// A string.
    pub text: String,
}

/// Calls the items that no other code calls.
pub async fn hidden(client: &aws_operation::Client) -> bool {
    let inner = Some(Inner { text: "c" });
    let bytes = Hidden { text: "", more: &[], inner: None, choice: Some(Borrowed::Bytes(Blob::from(vec![1]))) };
    let input = Hidden { text: "a", more: &["b"], inner, choice: Some(Borrowed::Text("d")) };
    bytes.send(client).await.is_ok() && input.send(client).await.is_ok()
}

macro_rules! made {
    ($name:ident, $kind:ident) => {
        /// An item from a macro of this crate.
        mod made {
            use super::{Service, aws_operation, aws_shape};

            /// An operation of which only `send` is called.
            #[aws_operation(name = "Made", service = Service, output = ())]
            #[aws(http = "POST /made")]
            #[derive(Debug)]
            pub(super) struct $name {
                pub(super) kind: $kind,
                pub(super) part: Part,
            }

            /// A structure whose members are never read.
            #[aws_shape]
            #[derive(Debug)]
            pub(super) enum Part {
                /// A kind.
                Kind($kind),
                /// A type that the macro's own crate names.
                Names($crate::forbidding::Names),
            }

            /// A string enum whose text is never used.
            #[aws_shape]
            #[derive(Debug)]
            pub(super) enum $kind {
                /// The first.
                First,
                /// An unknown value.
                #[aws(unknown)]
                Other(String),
            }
        }
    };
}

/// Names, as a type of this module.
pub type Names = Vec<String>;

made!(Made, Which);

/// Calls the items that a macro created.
pub async fn made(client: &aws_operation::Client) -> bool {
    let other = made::Made { kind: made::Which::Other("o".to_owned()), part: made::Part::Kind(made::Which::First) };
    made::Made { kind: made::Which::First, part: made::Part::Names(Names::new()) }.send(client).await.is_ok()
        && other.send(client).await.is_ok()
}
