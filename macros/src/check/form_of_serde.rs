//! Types of members that serde knows, but writes in a form that no service of AWS has: bytes as a list of numbers, and
//! times as an object. They compile, and fail at the service; so they are mistakes here.

use crate::misuse;
use crate::report::Report;

/// Types of std that serde writes as structures, whether they count only with their path since a user may have a type of
/// this name, the form, and what to write instead.
const OF_STD: [(&str, bool, &str, &str); 2] = [
    ("SystemTime", false, "an object of seconds and nanoseconds", "`Timestamp`"),
    ("Duration", true, "an object of seconds and nanoseconds", "a number"),
];
/// For a member whose type says nothing.
const STRUCTURE: &str = "a struct with `#[aws_shape]`";

/// Reports `ty`, the type of `member`, or the type in it that is sent in a form of serde's own.
pub(crate) fn check(member: &str, ty: &syn::Type, report: &Report) {
    match ty {
        syn::Type::Reference(reference) => check(member, &reference.elem, report),
        syn::Type::Paren(paren) => check(member, &paren.elem, report),
        syn::Type::Group(group) => check(member, &group.elem, report),
        syn::Type::Slice(slice) if is_u8(&slice.elem) => bytes(member, ty, "[u8]", report),
        syn::Type::Array(array) if is_u8(&array.elem) => bytes(member, ty, "[u8; _]", report),
        // Other tuples are lists, which may be meant: a position is two numbers.
        syn::Type::Tuple(tuple) if tuple.elems.is_empty() => {
            report.misuse(ty, misuse::form_of_serde(member, "()", "null", STRUCTURE));
        }
        syn::Type::Tuple(tuple) => tuple.elems.iter().for_each(|element| check(member, element, report)),
        syn::Type::Path(path) => check_path(member, ty, &path.path, report),
        _ => {}
    }
}

fn check_path(member: &str, ty: &syn::Type, path: &syn::Path, report: &Report) {
    let Some(last) = path.segments.last() else { return };
    let has_path = path.segments.first().is_some_and(|first| first.ident == "std" || first.ident == "core");
    let is_of_std = |needs_path: bool| has_path || (path.segments.len() == 1 && !needs_path);
    let of_std = OF_STD.iter().find(|(name, needs_path, ..)| last.ident == name && is_of_std(*needs_path));
    if let Some((name, _, form, instead)) = of_std {
        report.misuse(ty, misuse::form_of_serde(member, name, form, instead));
        return;
    }
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return };
    let types: Vec<_> = arguments
        .args
        .iter()
        .filter_map(|argument| match argument {
            syn::GenericArgument::Type(inner) => Some(inner),
            _ => None,
        })
        .collect();
    match types.as_slice() {
        [inner] if last.ident == "Vec" && is_u8(inner) => bytes(member, ty, "Vec<u8>", report),
        // Types around others that are sent as what they hold. What a type of the user's own does, it knows itself.
        [inner] if ["Option", "Vec", "Box", "Cow", "Sensitive"].iter().any(|name| last.ident == name) => {
            check(member, inner, report);
        }
        [_, value] if ["HashMap", "BTreeMap"].iter().any(|name| last.ident == name) => check(member, value, report),
        _ => {}
    }
}

fn bytes(member: &str, ty: &syn::Type, written: &str, report: &Report) {
    report.misuse(ty, misuse::form_of_serde(member, written, "a list of numbers", "`Blob`"));
}

fn is_u8(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Path(path) if path.path.is_ident("u8"))
}
