//! `#[aws_shape]` on an enum: an open string enum, or a union.

use proc_macro2::TokenStream;
use syn::ext::IdentExt as _;

use super::case::Case;
use super::form_of_serde;
use super::structure::has_ampersand;
use super::timestamp::{self, TimestampFormat};
use super::xml::{self, Xml};
use crate::misuse::{self, Misuse};
use crate::parse::args::Args;
use crate::parse::item::MARKER;
use crate::report::Report;

/// The arguments of a variant that is a member of a union.
const OF_MEMBER: [&str; 11] = [
    "rename",
    "timestamp",
    "unknown",
    "xml_flattened",
    "xml_key",
    "xml_key_namespace",
    "xml_member",
    "xml_member_namespace",
    "xml_namespace",
    "xml_value",
    "xml_value_namespace",
];

/// An open string enum as checked: its values, and the variant that holds all others.
pub(crate) struct StringEnum {
    pub(crate) runtime: TokenStream,
    pub(crate) visibility: syn::Visibility,
    pub(crate) ident: syn::Ident,
    pub(crate) values: Vec<(syn::Ident, String)>,
    pub(crate) unknown: syn::Ident,
}

/// A union as checked.
pub(crate) struct Union {
    pub(crate) runtime: TokenStream,
    pub(crate) visibility: syn::Visibility,
    pub(crate) ident: syn::Ident,
    pub(crate) generics: syn::Generics,
    pub(crate) name: String,
    pub(crate) members: Vec<UnionMember>,
    /// The variant that holds the name of a member that the enum does not know.
    pub(crate) unknown: Option<syn::Ident>,
}

/// A member of a union.
pub(crate) struct UnionMember {
    pub(crate) ident: syn::Ident,
    pub(crate) name: String,
    pub(crate) ty: syn::Type,
    pub(crate) timestamp: Option<TimestampFormat>,
    pub(crate) xml: Option<Xml>,
}

/// A variant of a string enum or union.
pub(crate) struct Variant<'a> {
    variant: &'a syn::Variant,
    name: String,
    unknown: Option<syn::Ident>,
    timestamp: Option<TimestampFormat>,
    xml: Option<Xml>,
}

impl Union {
    /// Whether the union borrows, so that it can be written but not read.
    pub(crate) fn borrows(&self) -> bool {
        self.generics.lifetimes().next().is_some() || self.members.iter().any(|member| has_ampersand(&member.ty))
    }
}

/// The variants, checked for what string enums and unions have in common.
pub(crate) fn read<'a>(
    input: &syn::DeriveInput,
    data: &'a syn::DataEnum,
    case: Case,
    report: &Report,
) -> Vec<Variant<'a>> {
    let variants: Vec<_> = data.variants.iter().map(|variant| read_variant(variant, case, report)).collect();
    if data.variants.is_empty() {
        report.misuse(&input.ident, misuse::empty_enum(&input.ident.to_string()));
    }
    check_unknown(&variants, report);
    variants
}

/// Whether the variants are those of a string enum, which hold nothing. Where some do, what most are was meant.
pub(crate) fn are_values(variants: &[Variant<'_>]) -> bool {
    let known = variants.iter().filter(|variant| variant.unknown.is_none());
    let (values, others): (Vec<_>, Vec<_>) = known.partition(|variant| variant.variant.fields.is_empty());
    !values.is_empty() && values.len() >= others.len()
}

fn read_variant<'a>(variant: &'a syn::Variant, case: Case, report: &Report) -> Variant<'a> {
    let mut args = Args::read(&variant.attrs, MARKER, report);
    let may_hold_member = !args.has("unknown") && !variant.fields.is_empty();
    args.settle(if may_hold_member { &OF_MEMBER } else { &["rename", "unknown"] });
    let name = variant.ident.unraw().to_string();
    let name =
        args.string("rename", "CREATE_COMPLETE").map_or_else(|| case.apply_to_variant(&name), |given| given.value);
    let unknown = args.flag("unknown");
    let holds_member = unknown.is_none() && !variant.fields.is_empty();
    let timestamp = if holds_member { timestamp::take(&mut args, report) } else { None };
    let variant_name = variant.ident.to_string();
    let xml = if holds_member { xml::take(&mut args, &variant_name, None, report).xml } else { None };
    Variant { variant, name, unknown, timestamp, xml }
}

/// At most one variant holds what the enum does not know, and it holds a string.
fn check_unknown(variants: &[Variant<'_>], report: &Report) {
    let mut unknown = variants.iter().filter_map(|variant| Some((variant.variant, variant.unknown.as_ref()?)));
    let Some((first, _)) = unknown.next() else { return };
    for (_, flag) in unknown {
        report.misuse(flag, misuse::unknown_twice(&first.ident.to_string()));
    }
    let misuse = misuse::unknown_holds_no_string(&first.ident.to_string());
    match one_field(first) {
        None => report.misuse(&first.ident, misuse),
        Some(field) if !may_be_text(&field.ty) || is_sensitive(&field.ty) => report.misuse(&field.ty, misuse),
        Some(_) => {}
    }
}

/// The variants as those of a string enum; `None` without one for unknown values, which is reported.
pub(crate) fn string_enum(
    input: &syn::DeriveInput,
    variants: &[Variant<'_>],
    runtime: &TokenStream,
    report: &Report,
) -> Option<StringEnum> {
    let known: Vec<_> = variants.iter().filter(|variant| variant.unknown.is_none()).collect();
    let mut values: Vec<(syn::Ident, String)> = Vec::new();
    for variant in &known {
        let ident = &variant.variant.ident;
        check_name(ident, &variant.name, values.iter().map(|(ident, name)| (ident, name)), report);
        values.push((ident.clone(), variant.name.clone()));
    }
    if !input.generics.params.is_empty() {
        report.misuse(&input.generics, misuse::generic_string_enum(&input.ident.to_string()));
    }
    let unknown = variants.iter().find(|variant| variant.unknown.is_some());
    let mixed: Vec<_> = known.iter().map(|known| known.variant).filter(|known| !known.fields.is_empty()).collect();
    report_variants(&mixed, misuse::mixed_enum, report);
    // A variant with fields may have been meant as the one for unknown values.
    if unknown.is_none() && mixed.is_empty() {
        report.misuse(&input.ident, misuse::unknown_missing(&input.ident.to_string()));
    }
    Some(StringEnum {
        runtime: runtime.clone(),
        visibility: input.vis.clone(),
        ident: input.ident.clone(),
        values,
        unknown: unknown?.variant.ident.clone(),
    })
}

/// The variants as the members of a union.
pub(crate) fn union(
    input: &syn::DeriveInput,
    variants: Vec<Variant<'_>>,
    runtime: &TokenStream,
    report: &Report,
) -> Union {
    let unknown = variants.iter().find(|variant| variant.unknown.is_some());
    let unknown = unknown.map(|unknown| unknown.variant.ident.clone());
    let mut members: Vec<UnionMember> = Vec::new();
    let mut no_members = Vec::new();
    for variant in variants.into_iter().filter(|variant| variant.unknown.is_none()) {
        let ident = &variant.variant.ident;
        let Some(field) = one_field(variant.variant) else {
            no_members.push(variant.variant);
            continue;
        };
        check_name(ident, &variant.name, members.iter().map(|member| (&member.ident, &member.name)), report);
        form_of_serde::check(&ident.unraw().to_string(), &field.ty, report);
        members.push(UnionMember {
            ident: ident.clone(),
            name: variant.name.clone(),
            ty: field.ty.clone(),
            timestamp: variant.timestamp,
            xml: variant.xml,
        });
    }
    report_variants(&no_members, misuse::union_variant_fields, report);
    Union {
        runtime: runtime.clone(),
        visibility: input.vis.clone(),
        ident: input.ident.clone(),
        generics: input.generics.clone(),
        name: input.ident.unraw().to_string(),
        members,
        unknown,
    }
}

/// Reports what is wrong with `variants`, if there are any: once, at the first.
pub(crate) fn report_variants(variants: &[&syn::Variant], misuse: fn(&[String]) -> Misuse, report: &Report) {
    let Some(first) = variants.first() else { return };
    let names: Vec<_> = variants.iter().map(|variant| variant.ident.to_string()).collect();
    match &first.fields {
        syn::Fields::Unit => report.misuse(&first.ident, misuse(&names)),
        fields => report.misuse(fields, misuse(&names)),
    }
}

fn check_name<'a>(
    ident: &syn::Ident,
    name: &str,
    mut earlier: impl Iterator<Item = (&'a syn::Ident, &'a String)>,
    report: &Report,
) {
    // The compiler reports two variants of one name.
    if let Some((first, _)) = earlier.find(|(first, known)| *known == name && *first != ident) {
        let (first, second) = (first.to_string(), ident.to_string());
        report.misuse(ident, misuse::duplicate_member(&first, &second, name));
    }
}

/// Whether a type may be an owned string, by its name. It may be an alias, which cannot be seen here.
fn may_be_text(ty: &syn::Type) -> bool {
    let Some(name) = name_of(ty) else { return false };
    let is_primitive = name.len() <= 5 && name.starts_with(|c: char| c.is_ascii_lowercase());
    !is_primitive && !["Option", "Vec", "HashMap", "BTreeMap"].contains(&name.as_str())
}

/// A value that `Display` must not show: that is the whole enum, as `Sensitive<Kind>`.
fn is_sensitive(ty: &syn::Type) -> bool {
    name_of(ty).is_some_and(|name| name == "Sensitive")
}

fn name_of(ty: &syn::Type) -> Option<String> {
    let syn::Type::Path(path) = ty else { return None };
    path.path.segments.last().map(|last| last.ident.to_string())
}

/// The field of a variant that has one, without a name.
pub(crate) fn one_field(variant: &syn::Variant) -> Option<&syn::Field> {
    match &variant.fields {
        syn::Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first(),
        _ => None,
    }
}
