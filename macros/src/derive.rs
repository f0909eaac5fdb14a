//! The derives. Each checks its item, then expands the result; an item with mistakes goes to the fallback instead.

use proc_macro2::TokenStream;

use crate::check::shape::Shape;
use crate::check::{error_enum, operation, service, shape};
use crate::parse::item;
use crate::{expand, fallback};

/// `server` is whether the expansion also decodes requests. `features` are the features of the runtime that attributes need.
pub(crate) fn operation(item: TokenStream, server: bool, features: &[&str]) -> TokenStream {
    derive(item, |input| match operation::check(input, features) {
        Ok(operation) => expand::operation(&operation, server),
        Err(rejected) => fallback::operation(input, &rejected),
    })
}

/// `features` are the features of the runtime that attributes need.
pub(crate) fn service(item: TokenStream, features: &[&str]) -> TokenStream {
    derive(item, |input| match service::check(input, features) {
        Ok(service) => expand::service(&service),
        Err(rejected) => fallback::service(input, &rejected),
    })
}

/// `features` are the features of the runtime that attributes need.
pub(crate) fn shape(item: TokenStream, features: &[&str]) -> TokenStream {
    derive(item, |input| match shape::check(input, features) {
        Ok(Shape::Structure(structure)) => expand::shape(structure, &input.vis),
        Ok(Shape::StringEnum(shape)) => expand::string_enum(&shape),
        Ok(Shape::Union(union)) => expand::union(union),
        Err(rejected) => fallback::shape(input, &rejected),
    })
}

/// `features` are the features of the runtime that attributes need.
pub(crate) fn error_enum(item: TokenStream, features: &[&str]) -> TokenStream {
    derive(item, |input| match error_enum::check(input, features) {
        Ok(errors) => expand::error_enum(errors),
        Err(rejected) => fallback::error_enum(input, &rejected),
    })
}

fn derive(item: TokenStream, expansion: impl FnOnce(&syn::DeriveInput) -> TokenStream) -> TokenStream {
    match item::parse(item) {
        Ok(input) => expansion(&input),
        Err(error) => error.into_compile_error(),
    }
}
