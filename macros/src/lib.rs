//! The attribute macros of `aws-operation`; use them through that crate, which also documents them.
//!
//! An attribute does no more than put a hidden derive on the item, so that the item always survives, `#[cfg]` is
//! settled before the derive looks, and other derives are not disturbed: that is `attribute`. A `derive` goes through
//! three stages, each of which uses only those before it: `parse` reads arguments from tokens, `check` gives a model of
//! the item, `expand` turns the model into code and cannot fail. Where `check` reported anything, `fallback` emits the
//! errors and stubs instead of the code.

#![forbid(unsafe_code)]
// A macro that panics takes the editor's help with it.
#![deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::unreachable, clippy::unimplemented)]
#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod attribute;
mod check;
mod derive;
mod expand;
mod fallback;
mod misuse;
mod parse;
mod report;

#[cfg(test)]
mod tests;

use parse::item::Kind;
use proc_macro::TokenStream;

/// Makes a struct an AWS operation. See the reference in `aws_operation`.
#[proc_macro_attribute]
pub fn aws_operation(args: TokenStream, item: TokenStream) -> TokenStream {
    attribute::attribute(Kind::Operation, args.into(), item.into()).into()
}

/// Makes a unit struct an AWS service. See the reference in `aws_operation`.
#[proc_macro_attribute]
pub fn aws_service(args: TokenStream, item: TokenStream) -> TokenStream {
    attribute::attribute(Kind::Service, args.into(), item.into()).into()
}

/// Makes a struct an AWS shape. See the reference in `aws_operation`.
#[proc_macro_attribute]
pub fn aws_shape(args: TokenStream, item: TokenStream) -> TokenStream {
    attribute::attribute(Kind::Shape, args.into(), item.into()).into()
}

/// Makes an enum the errors of a service or operation. See the reference in `aws_operation`.
#[proc_macro_attribute]
pub fn aws_error(args: TokenStream, item: TokenStream) -> TokenStream {
    attribute::attribute(Kind::Error, args.into(), item.into()).into()
}

#[doc(hidden)]
#[proc_macro_derive(AwsOperation, attributes(aws))]
pub fn derive_operation(item: TokenStream) -> TokenStream {
    derive::operation(item.into(), cfg!(feature = "server"), &FEATURES).into()
}

#[doc(hidden)]
#[proc_macro_derive(AwsService, attributes(aws))]
pub fn derive_service(item: TokenStream) -> TokenStream {
    derive::service(item.into(), &FEATURES).into()
}

/// The enabled features of the runtime that attributes need.
const FEATURES: [&str; 7] = [
    if cfg!(feature = "aws-query") { "aws-query" } else { "" },
    if cfg!(feature = "checksums") { "checksums" } else { "" },
    if cfg!(feature = "compression") { "compression" } else { "" },
    if cfg!(feature = "event-stream") { "event-stream" } else { "" },
    if cfg!(feature = "rest-xml") { "rest-xml" } else { "" },
    if cfg!(feature = "rpc-v2-cbor") { "rpc-v2-cbor" } else { "" },
    if cfg!(feature = "sigv4a") { "sigv4a" } else { "" },
];

#[doc(hidden)]
// `serde` is here so that `serde_attributes` can reject it.
#[proc_macro_derive(AwsShape, attributes(aws, serde))]
pub fn derive_shape(item: TokenStream) -> TokenStream {
    derive::shape(item.into(), &FEATURES).into()
}

#[doc(hidden)]
#[proc_macro_derive(AwsError, attributes(aws))]
pub fn derive_error(item: TokenStream) -> TokenStream {
    derive::error_enum(item.into(), &FEATURES).into()
}
