//! `#[aws_shape]`: a structure that goes over the wire as part of a message, or as the whole of an answer.

use proc_macro2::TokenStream;
use syn::ext::IdentExt as _;

use crate::attribute::{Kind, MARKER};
use crate::check::case::Case;
use crate::check::member::{Members, Side};
use crate::misuse::Misuse;
use crate::parse::args::{Args, Given};
use crate::report::Report;
use crate::{attribute, check::enum_shape, check::foreign, expand, fallback, parse::runtime_path};

/// A structure as checked.
pub(crate) struct Structure {
    pub(crate) runtime: TokenStream,
    pub(crate) ident: syn::Ident,
    pub(crate) generics: syn::Generics,
    /// The structure's name in the model.
    pub(crate) name: String,
    pub(crate) members: Members,
}

pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let input: syn::DeriveInput = match attribute::item(item) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let report = Report::default();
    let mut args = Args::read(&input.attrs, MARKER, &report);
    args.settle(&["crate", "rename_all"]);
    let runtime = runtime_path::take(&mut args, &report);
    let case = take_case(&mut args, &report);
    foreign::check(&input, &report);
    if let syn::Data::Enum(data) = &input.data {
        return enum_shape::derive(&input, data, case, &runtime, report);
    }
    let members = members_of(&input, Kind::Shape, case, Side::Answer, &report).unwrap_or_default();
    members.check_payload(&report);
    let (ident, generics, name) = (input.ident.clone(), input.generics.clone(), input.ident.unraw().to_string());
    let shape = Structure { runtime, ident, generics, name, members };
    if expand::borrows(&shape) {
        shape.members.check_unread(&report);
    }
    if !report.is_empty() {
        return fallback::shape(&input, &shape.runtime, report);
    }
    expand::shape(shape, &input.vis)
}

/// The rule for members' names; the default is what most AWS services have.
pub(crate) fn take_case(args: &mut Args<'_>, report: &Report) -> Case {
    let Some(Given { value, tokens }) = args.string("rename_all", "camelCase") else { return Case::Pascal };
    Case::parse(&value).unwrap_or_else(|| {
        report.misuse(tokens, &Misuse::UnknownRenameRule { rule: value });
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
            syn::Fields::Unnamed(fields) => report.misuse(fields, &kind.wrong_item()),
        },
        syn::Data::Enum(data) => report.misuse(data.enum_token, &kind.wrong_item()),
        syn::Data::Union(data) => report.misuse(data.union_token, &kind.wrong_item()),
    }
    None
}
