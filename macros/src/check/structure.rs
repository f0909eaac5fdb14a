//! A struct as a structure of Smithy: the input of an operation, or a shape.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;

use super::binding::Side;
use super::case::{Case, RULES};
use super::member::Members;
use super::root::Root;
use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::parse::item::Kind;
use crate::report::Report;

/// A structure as checked.
pub(crate) struct Structure {
    pub(crate) runtime: TokenStream,
    pub(crate) ident: syn::Ident,
    pub(crate) generics: syn::Generics,
    /// The structure's name in the model.
    pub(crate) name: String,
    pub(crate) members: Members,
    pub(crate) root: Root,
}

impl Structure {
    /// Whether the structure borrows, so that it can be written but not read.
    pub(crate) fn borrows(&self) -> bool {
        self.generics.lifetimes().next().is_some()
            || self.members.members.iter().any(|member| has_ampersand(&member.ty))
    }
}

/// The rule for members' names; the default is what most AWS services have.
pub(crate) fn take_case(args: &mut Args<'_>, report: &Report) -> Case {
    let Some(Given { value, tokens }) = args.string("rename_all", "camelCase") else { return Case::Pascal };
    Case::parse(&value).unwrap_or_else(|| {
        report.misuse(tokens, misuse::unknown_rename_rule(&value, &RULES));
        Case::Pascal
    })
}

/// The members of a struct with named fields, or none of a unit struct; `None` of another item, which is reported.
pub(crate) fn members_of(
    input: &syn::DeriveInput,
    kind: Kind,
    case: Case,
    side: Side,
    report: &Report,
) -> Option<Members> {
    match &input.data {
        syn::Data::Struct(data) => match &data.fields {
            syn::Fields::Named(fields) => return Some(Members::read(fields, case, side, report)),
            syn::Fields::Unit => return Some(Members::default()),
            syn::Fields::Unnamed(fields) => report.misuse(fields, kind.wrong_item()),
        },
        syn::Data::Enum(data) => report.misuse(data.enum_token, kind.wrong_item()),
        syn::Data::Union(data) => report.misuse(data.union_token, kind.wrong_item()),
    }
    None
}

/// Whether a type is spelled with a reference.
pub(crate) fn has_ampersand(ty: &syn::Type) -> bool {
    fn in_tokens(tokens: TokenStream) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Punct(punct) => punct.as_char() == '&',
            TokenTree::Group(group) => in_tokens(group.stream()),
            TokenTree::Ident(_) | TokenTree::Literal(_) => false,
        })
    }
    in_tokens(ty.to_token_stream())
}
