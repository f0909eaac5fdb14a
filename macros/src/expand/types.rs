//! Types and their bounds, as an expansion writes them.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote_spanned};
use syn::spanned::Spanned as _;

/// `ty`, as a type that depends on the constant `fact`; see `Known` in the runtime. A constant cannot depend on an item's
/// type parameters.
pub(crate) fn known(ty: &TokenStream, fact: &TokenStream) -> TokenStream {
    quote_spanned!(ty.span()=> <#ty as __rt::Known<#fact>>::Type)
}

/// `method::<ty>`, spanned on the type, so that an error about the type points to the type.
pub(crate) fn with_type(method: &str, ty: &syn::Type) -> TokenStream {
    let method = syn::Ident::new(method, ty.span());
    quote_spanned!(ty.span()=> #method::<#ty>)
}

/// The generics with a bound on each type parameter.
pub(crate) fn bounded(generics: &syn::Generics, bound: &impl ToTokens) -> syn::Generics {
    let mut generics = generics.clone();
    let types: Vec<_> = generics.type_params().map(|param| param.ident.clone()).collect();
    if !types.is_empty() {
        let bounds = types.iter().map(|ty| -> syn::WherePredicate { syn::parse_quote!(#ty: #bound) });
        generics.make_where_clause().predicates.extend(bounds);
    }
    generics
}
