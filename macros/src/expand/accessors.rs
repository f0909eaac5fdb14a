//! Methods that read one member of a union.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;

use super::{at, of_expansion};
use crate::check::case::snake;

/// `as_s` for the variant `S`, and so on. Variants whose methods would have one name have none.
pub(crate) fn accessors<'a>(
    (ident, generics, visibility): (&Ident, &syn::Generics, &syn::Visibility),
    members: impl Iterator<Item = (&'a Ident, &'a syn::Type)>,
) -> TokenStream {
    let visibility = of_expansion(visibility);
    let members: Vec<_> = members.map(|(variant, ty)| (method_of(variant), variant, ty)).collect();
    let is_only = |name: &Ident| members.iter().filter(|(other, ..)| other == name).count() == 1;
    let methods = members.iter().filter(|(method, ..)| is_only(method)).map(|(method, variant, ty)| {
        let doc = format!("The value, if this is `{}`.", variant.unraw());
        // A method that is not inline is compiled also where nobody calls it.
        quote! {
            #[doc = #doc]
            #[inline]
            #visibility fn #method(&self) -> __rt::Option<&#ty> {
                match self {
                    Self::#variant(value) => __rt::Some(value),
                    _ => __rt::None,
                }
            }
        }
    });
    let (params, args, bounds) = generics.split_for_impl();
    quote! {
        impl #params #ident #args #bounds {
            #(#methods)*
        }
    }
}

fn method_of(variant: &Ident) -> Ident {
    Ident::new(&format!("as_{}", snake(&variant.unraw().to_string())), at(variant.span()))
}
