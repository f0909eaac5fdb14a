//! The item that an attribute is on.

use proc_macro2::{Span, TokenStream};

use crate::misuse::{self, Misuse};

/// The name of the list in which a derive finds the attribute's own arguments.
pub(crate) const MARKER: &str = "__args";

/// Which attribute.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Operation,
    Service,
    Shape,
    Error,
}

impl Kind {
    /// Its name.
    pub(crate) fn attribute(self) -> &'static str {
        match self {
            Self::Operation => "aws_operation",
            Self::Service => "aws_service",
            Self::Shape => "aws_shape",
            Self::Error => "aws_error",
        }
    }

    /// The misuse of this attribute on the wrong kind of item.
    pub(crate) fn wrong_item(self) -> Misuse {
        let (wanted, help) = match self {
            Self::Operation => (
                "a struct with named fields",
                "write `struct CreateProject { project_name: String }`: the fields' names become the members'",
            ),
            Self::Service => ("a unit struct", "write `struct Service;`"),
            Self::Shape => (
                "a struct with named fields",
                "write `struct Project { project_name: String }`: the fields' names become the members'",
            ),
            Self::Error => ("an enum", "write `enum Error { ConflictException { message: String } }`"),
        };
        misuse::wrong_item(self.attribute(), wanted, help)
    }
}

/// The item as a derive gets it. The name of a deprecated item is marked as a token of the expansion, so that the
/// expansion is not reported as a use of it; an `#[allow(..)]` would be an error where the user forbids the lint.
pub(crate) fn parse(tokens: TokenStream) -> syn::Result<syn::DeriveInput> {
    let mut item: syn::DeriveInput = syn::parse2(tokens)?;
    if item.attrs.iter().any(|attribute| attribute.path().is_ident("deprecated")) {
        item.ident.set_span(Span::mixed_site().located_at(item.ident.span()));
    }
    Ok(item)
}
