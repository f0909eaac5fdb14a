//! A module that forbids every lint on code that it can. No `#[allow(..)]` in an expansion takes back what is forbidden.

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
    /// What is no longer used.
    #[deprecated = "use another"]
    pub old: Option<u32>,
    unread: Option<String>,
    /// Not on the wire.
    #[aws(skip)]
    pub local: Option<String>,
}

impl Keep {
    /// With all that a caller sets.
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
    /// The service has too much to do.
    #[aws(status = 503, throttling)]
    Busy {
        /// Why.
        message: Option<String>,
    },
    /// It is not there any more.
    #[deprecated = "no service says so"]
    #[aws(status = 404)]
    Gone,
}

/// Of which only `send` is called.
#[aws_operation(name = "Hidden", service = Service, output = HiddenOutput)]
#[aws(http = "POST /hidden")]
#[derive(Debug)]
struct Hidden<'a, 'b> {
    text: &'a str,
    more: &'b [&'a str],
    inner: Option<Inner<'b>>,
    choice: Option<Borrowed<'a>>,
}

/// It borrows.
#[aws_shape]
#[derive(Debug)]
struct Inner<'a> {
    text: &'a str,
}

/// A union that borrows.
#[aws_shape]
#[derive(Debug)]
enum Borrowed<'a> {
    /// A text.
    Text(&'a str),
    /// Bytes.
    Bytes(Blob),
}

#[aws_shape]
#[derive(Debug)]
struct HiddenOutput {}

/// All that is not in a JSON body.
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

/// What it is responded with.
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

/// A value of several, of which nobody asks for the text.
#[aws_shape]
#[derive(Debug, PartialEq, Eq)]
pub enum Kind {
    /// A picture.
    Picture,
    /// A drawing.
    #[deprecated = "say `Picture`"]
    Drawing,
    /// Anything else.
    #[aws(unknown)]
    Other(String),
}

/// A member of several.
#[aws_shape]
#[derive(Debug)]
pub enum Choice<T> {
    /// A value.
    Value(T),
    /// A time.
    #[aws(timestamp = "epoch-seconds")]
    At(Timestamp),
    /// What is no longer sent.
    #[deprecated = "read `Value`"]
    Ref(Box<Self>),
    /// Any other.
    #[aws(unknown)]
    Unknown(String),
}

/// Operations by the page.
#[aws_operation(name = "List", service = Service, output = Listed<Kind>)]
#[aws(http = "GET /list", paginated(input = "token", output = "token", items = "names"))]
#[derive(Debug)]
pub struct List {
    /// Where to go on.
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
    /// Where the page ends.
    pub token: Option<String>,
}

/// What is no longer called.
#[deprecated = "call `Keep`"]
#[aws_operation(name = "Old", service = Service, output = KeepOutput)]
#[aws(http = "POST /old")]
#[derive(Debug)]
pub struct Old {
    /// A text.
    pub text: String,
}

/// Calls what nothing else here does.
pub async fn hidden(client: &aws_operation::Client) -> bool {
    let inner = Some(Inner { text: "c" });
    let bytes = Hidden { text: "", more: &[], inner: None, choice: Some(Borrowed::Bytes(Blob::from(vec![1]))) };
    let input = Hidden { text: "a", more: &["b"], inner, choice: Some(Borrowed::Text("d")) };
    bytes.send(client).await.is_ok() && input.send(client).await.is_ok()
}

macro_rules! made {
    ($name:ident, $kind:ident) => {
        /// Of a macro of this crate.
        mod made {
            use super::{Service, aws_operation, aws_shape};

            /// Of which only `send` is called.
            #[aws_operation(name = "Made", service = Service, output = ())]
            #[aws(http = "POST /made")]
            #[derive(Debug)]
            pub(super) struct $name {
                pub(super) kind: $kind,
                pub(super) part: Part,
            }

            /// Of which nobody reads a member.
            #[aws_shape]
            #[derive(Debug)]
            pub(super) enum Part {
                /// A kind.
                Kind($kind),
                /// A type that the macro's own crate names.
                Names($crate::forbidding::Names),
            }

            /// Of which nobody asks for the text.
            #[aws_shape]
            #[derive(Debug)]
            pub(super) enum $kind {
                /// The first.
                First,
                /// All others.
                #[aws(unknown)]
                Other(String),
            }
        }
    };
}

/// Names, as a type of this module.
pub type Names = Vec<String>;

made!(Made, Which);

/// Calls what a macro made.
pub async fn made(client: &aws_operation::Client) -> bool {
    let other = made::Made { kind: made::Which::Other("o".to_owned()), part: made::Part::Kind(made::Which::First) };
    made::Made { kind: made::Which::First, part: made::Part::Names(Names::new()) }.send(client).await.is_ok()
        && other.send(client).await.is_ok()
}
