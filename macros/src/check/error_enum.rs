//! `#[aws_error]`: the errors of a service or operation.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::ext::IdentExt as _;

use super::binding::Side;
use super::case::Case;
use super::enum_shape::report_variants;
use super::member::Members;
use super::structure::take_case;
use super::{Checked, Rejected, event, left_to_compiler};
use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::parse::item::{Kind, MARKER};
use crate::parse::runtime_path;
use crate::report::Report;

/// An error enum as checked.
pub(crate) struct ErrorEnum {
    pub(crate) runtime: TokenStream,
    pub(crate) ident: syn::Ident,
    pub(crate) variants: Vec<Variant>,
}

/// An error shape.
pub(crate) struct Variant {
    pub(crate) ident: syn::Ident,
    pub(crate) code: String,
    /// What to underline when the code is wrong.
    code_tokens: TokenStream,
    pub(crate) status: u16,
    /// The name in an event stream, if it does not follow from the code.
    pub(crate) exception: Option<String>,
    pub(crate) retryable: Option<Retryable>,
    pub(crate) members: Members,
}

/// Smithy's `retryable`, or a quota.
#[derive(Clone, Copy)]
pub(crate) enum Retryable {
    Transient,
    Throttling,
    Quota,
}

/// `features` are the features of the runtime that attributes need.
pub(crate) fn check(input: &syn::DeriveInput, features: &[&str]) -> Checked<ErrorEnum> {
    let report = Report::default();
    left_to_compiler::check(input, &report);
    let mut args = Args::read(&input.attrs, MARKER, &report);
    args.settle(&["crate", "rename_all"]);
    let runtime = runtime_path::take(&mut args, &report);
    let case = take_case(&mut args, &report);
    let variants = read_variants(input, case, features, &report);
    if !report.is_empty() {
        return Err(Box::new(Rejected { runtime, stubs: (), report }));
    }
    Ok(ErrorEnum { runtime, ident: input.ident.clone(), variants })
}

fn read_variants(input: &syn::DeriveInput, case: Case, features: &[&str], report: &Report) -> Vec<Variant> {
    let data = match &input.data {
        syn::Data::Enum(data) => data,
        syn::Data::Struct(data) => {
            report.misuse(data.struct_token, Kind::Error.wrong_item());
            return Vec::new();
        }
        syn::Data::Union(data) => {
            report.misuse(data.union_token, Kind::Error.wrong_item());
            return Vec::new();
        }
    };
    if !input.generics.params.is_empty() {
        report.misuse(&input.generics, misuse::generic_error_enum());
    }
    if data.variants.is_empty() {
        report.misuse(&input.ident, misuse::no_error_variants(&input.ident.to_string()));
    }
    let mut variants: Vec<Variant> = Vec::new();
    let mut unnamed = Vec::new();
    for variant in &data.variants {
        let read = read_variant(variant, case, features, &mut unnamed, report);
        if let Some(first) = variants.iter().find(|earlier| earlier.code == read.code) {
            let misuse = misuse::duplicate_error_code(&read.code, &first.ident.to_string());
            report.misuse(&read.code_tokens, misuse);
        }
        variants.push(read);
    }
    report_variants(&unnamed, misuse::not_an_error_variant, report);
    variants
}

/// Whether the client sends a call again after this error, and how soon.
fn take_retryable(args: &mut Args<'_>, report: &Report) -> Option<Retryable> {
    let mut first = None;
    for key in args.in_order(&["quota", "throttling", "transient"]) {
        let Some(flag) = args.flag(key) else { continue };
        match first {
            None => first = Some(key),
            Some(first) => report.misuse(flag, misuse::two_kinds_of_retry(first, key)),
        }
    }
    first.map(|key| match key {
        "quota" => Retryable::Quota,
        "throttling" => Retryable::Throttling,
        _ => Retryable::Transient,
    })
}

/// Adds the variant to `unnamed` if its fields need names.
fn read_variant<'a>(
    variant: &'a syn::Variant,
    case: Case,
    features: &[&str],
    unnamed: &mut Vec<&'a syn::Variant>,
    report: &Report,
) -> Variant {
    let mut args = Args::read(&variant.attrs, MARKER, report);
    // `unknown` is there by habit from string enums; all of such a variant is one mistake, which `settle` reports.
    if matches!(variant.fields, syn::Fields::Unnamed(_)) && !args.has("unknown") {
        unnamed.push(variant);
    }
    args.settle(&["code", "exception", "quota", "status", "throttling", "transient"]);
    let code = args
        .name("code", "ConflictException")
        .unwrap_or_else(|| Given { value: variant.ident.unraw().to_string(), tokens: variant.ident.to_token_stream() });
    let exception = args.name("exception", "internalFailureException");
    if let Some(given) = exception.as_ref().filter(|_| !features.contains(&event::FEATURE)) {
        report.misuse(&given.tokens, misuse::argument_without_feature("exception", event::FEATURE));
    }
    let status = args.integer("status", "409");
    let retryable = take_retryable(&mut args, report);
    if let Some(status) = status.as_ref().filter(|status| !(400..600).contains(&status.value)) {
        report.misuse(&status.tokens, misuse::not_an_error_status(status.value));
    }
    let members = match &variant.fields {
        syn::Fields::Named(fields) => Members::read(fields, case, Side::Response, report),
        syn::Fields::Unit | syn::Fields::Unnamed(_) => Members::default(),
    };
    event::reject(&members, report);
    Variant {
        ident: variant.ident.clone(),
        exception: exception.map(|given| given.value),
        code: code.value,
        code_tokens: code.tokens,
        status: status.map_or(400, |given| given.value),
        retryable,
        members,
    }
}
