//! Types of members that may not be on the wire: reported once, and not by the reader and the writer each.

use std::collections::HashSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::type_names::TypeNames;
use super::types::with_type;
use crate::check::binding::Binding;
use crate::check::member::Member;

/// A constant that fails to compile where a member's type cannot be written. The types then depend on the constant, so
/// that nothing else reports them.
pub(crate) fn hold<'a>(
    members: impl Iterator<Item = &'a mut Member>,
    item: &Ident,
    generics: &syn::Generics,
) -> Option<TokenStream> {
    let members = members.filter(|member| !matches!(member.binding, Some(Binding::Payload(_))));
    hold_types(members.map(|member| (&mut member.ty, member.timestamp.is_some())), item, generics)
}

/// The same of types, and whether each has a timestamp format.
pub(crate) fn hold_types<'a>(
    types: impl Iterator<Item = (&'a mut syn::Type, bool)>,
    item: &Ident,
    generics: &syn::Generics,
) -> Option<TokenStream> {
    let mut seen = HashSet::new();
    let mut names = TypeNames::of(item);
    let mut checks: Vec<TokenStream> = Vec::new();
    for (ty, has_format) in types.filter(|(ty, _)| !is_member(innermost(ty)) && !names_parameter(ty, generics)) {
        let name = names.name(ty);
        let check = Ident::new(if has_format { "is_timestamp" } else { "is_member" }, ty.span());
        // `Tag` and `Vec<Tag>` fail for the same reason.
        if seen.insert((has_format, innermost(ty).to_token_stream().to_string())) {
            // An error points to all tokens of the type.
            let checked = if is_bare(ty) { name.clone() } else { ty.to_token_stream() };
            checks.push(quote_spanned!(ty.span()=> __rt::#check::<#checked>()));
        }
        *ty = syn::Type::Verbatim(quote_spanned!(ty.span()=> __M<#name>));
    }
    let (aliases, fact) = (names.aliases(), Ident::new("__MEMBERS", item.span()));
    (!checks.is_empty()).then(|| {
        quote! {
            #aliases
            const #fact: __rt::bool = #(#checks)&&*;
            type __M<__T> = <__T as __rt::Known<#fact>>::Type;
        }
    })
}

/// Whether a type is one word.
fn is_bare(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Path(path) if path.path.get_ident().is_some())
}

/// Whether a type surely is a member, by its spelling.
fn is_member(ty: &syn::Type) -> bool {
    let is_value = |path: &syn::TypePath| {
        path.path.segments.last().is_some_and(|last| last.ident == "Blob" || last.ident == "Timestamp")
    };
    is_readable(ty) || matches!(ty, syn::Type::Path(path) if is_value(path))
}

/// What a list, a map, an `Option` or a `Box` holds, by its spelling.
fn innermost(ty: &syn::Type) -> &syn::Type {
    let syn::Type::Path(path) = ty else { return ty };
    let Some(last) = path.path.segments.last() else { return ty };
    let syn::PathArguments::AngleBracketed(inner) = &last.arguments else { return ty };
    let Some(syn::GenericArgument::Type(held)) = inner.args.last() else { return ty };
    let holders = ["BTreeMap", "BTreeSet", "Box", "HashMap", "HashSet", "Option", "Sensitive", "Vec"];
    if holders.iter().any(|holder| last.ident == holder) { innermost(held) } else { ty }
}

/// `function`, with the type of its value where the type is held: found by inference, it would be reported again.
pub(crate) fn of_held(function: &str, ty: &syn::Type) -> TokenStream {
    match ty {
        syn::Type::Verbatim(_) => with_type(function, ty),
        _ => Ident::new(function, ty.span()).into_token_stream(),
    }
}

/// A member's value, whose type fits its binding only if it has the method `check`.
pub(crate) fn checked(value: &TokenStream, check: &str, ty: &syn::Type) -> TokenStream {
    let (member, check) = (of_held("member", ty), Ident::new(check, ty.span()));
    quote_spanned!(ty.span()=> __rt::#member(#value).#check())
}

/// Whether a type may depend on a parameter of the item, which a constant cannot.
fn names_parameter(ty: &syn::Type, generics: &syn::Generics) -> bool {
    fn among(tokens: TokenStream, parameters: &[&Ident]) -> bool {
        tokens.into_iter().any(|token| match token {
            TokenTree::Ident(word) => word == "Self" || parameters.iter().any(|parameter| **parameter == word),
            TokenTree::Group(group) => among(group.stream(), parameters),
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        })
    }
    let types = generics.type_params().map(|param| &param.ident);
    let parameters: Vec<_> = types.chain(generics.const_params().map(|param| &param.ident)).collect();
    among(ty.to_token_stream(), &parameters)
}

/// Whether a type surely implements `Deserialize`, by its spelling.
pub(crate) fn is_readable(ty: &syn::Type) -> bool {
    const SIMPLE: [&str; 13] =
        ["String", "bool", "i8", "i16", "i32", "i64", "u8", "u16", "u32", "u64", "f32", "f64", "char"];
    let syn::Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last().filter(|_| path.qself.is_none()) else { return false };
    match &last.arguments {
        syn::PathArguments::None => SIMPLE.iter().any(|simple| last.ident == simple),
        syn::PathArguments::AngleBracketed(inner) if last.ident == "Option" || last.ident == "Vec" => {
            inner.args.iter().all(|argument| matches!(argument, syn::GenericArgument::Type(ty) if is_readable(ty)))
        }
        _ => false,
    }
}
