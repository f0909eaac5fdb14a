//! From arguments and fields to a model of the item: which arguments it takes, and whether they fit together.

mod attempt_timeout;
pub(crate) mod auth;
pub(crate) mod binding;
pub(crate) mod case;
pub(crate) mod checksum;
mod compression;
mod constant_headers;
mod context_name;
pub(crate) mod default;
mod endpoint;
pub(crate) mod endpoint_params;
pub(crate) mod enum_shape;
pub(crate) mod error_enum;
mod event;
mod event_stream;
pub(crate) mod form_name;
mod form_of_serde;
mod host_prefix;
pub(crate) mod http;
mod idempotency;
mod left_to_compiler;
pub(crate) mod member;
pub(crate) mod operation;
pub(crate) mod pagination;
pub(crate) mod root;
pub(crate) mod sent_as;
mod serde_attributes;
pub(crate) mod service;
pub(crate) mod shape;
pub(crate) mod structure;
pub(crate) mod timestamp;
pub(crate) mod xml;

use proc_macro2::TokenStream;

use crate::report::Report;

/// The model of an item, or the mistakes in it.
pub(crate) type Checked<T, S = ()> = Result<T, Box<Rejected<S>>>;

/// The mistakes in an item, and what its stubs need.
pub(crate) struct Rejected<S = ()> {
    pub(crate) runtime: TokenStream,
    pub(crate) stubs: S,
    pub(crate) report: Report,
}
