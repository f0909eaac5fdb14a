//! The impls of an error enum.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;

use super::in_const;
use super::structure::{bindings, reads, writes};
use crate::error_enum::{ErrorEnum, Retryable, Variant};

pub(crate) fn error_enum(errors: &ErrorEnum) -> TokenStream {
    let ErrorEnum { runtime, ident, variants } = errors;
    let shapes = variants.iter().map(shape);
    let places: Vec<_> = (0..variants.len()).map(Literal::usize_unsuffixed).collect();
    let names: Vec<_> = variants.iter().map(|variant| &variant.ident).collect();
    let (read, write) = (read_shape(variants), variants.iter().map(write_shape));
    let display = variants.iter().map(display);
    let impls = quote! {
        #[automatically_derived]
        impl __rt::ModeledError for #ident {
            const SHAPES: &'static [__rt::ErrorShape] = &[#(#shapes),*];
            fn shape(&self) -> usize {
                match self {
                    #(Self::#names { .. } => #places,)*
                }
            }
            fn read_shape<'de, __R: __rt::MemberReader<'de>>(
                __shape: usize,
                __reader: &mut __R,
            ) -> __rt::Result<Self, __R::Error> {
                match __shape {
                    #read
                }
            }
            fn write_shape<__W: __rt::MemberWriter>(&self, __writer: &mut __W) -> __rt::Result<(), __W::Error> {
                match self {
                    #(#write)*
                }
                __rt::Ok(())
            }
        }
        #[automatically_derived]
        impl ::core::fmt::Display for #ident {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    #(#display)*
                }
            }
        }
        #[automatically_derived]
        impl ::core::error::Error for #ident {}
    };
    in_const(runtime, ident, impls)
}

fn shape(variant: &Variant) -> TokenStream {
    let Variant { code, members, .. } = variant;
    let status = Literal::u16_unsuffixed(variant.status);
    let retryable = match variant.retryable {
        None => quote!(__rt::None),
        Some(Retryable::Transient) => quote!(__rt::Some(__rt::Retryable::Transient)),
        Some(Retryable::Throttling) => quote!(__rt::Some(__rt::Retryable::Throttling)),
    };
    let names = members.members.iter().map(|member| &member.name);
    let bindings = bindings(members);
    quote! {
        __rt::ErrorShape {
            code: #code,
            status: #status,
            retryable: #retryable,
            members: &[#(#names),*],
            bindings: &[#(#bindings),*],
        }
    }
}

/// An arm for each shape; the last is that of all other places, which nothing asks for.
fn read_shape(variants: &[Variant]) -> TokenStream {
    let last = variants.len().saturating_sub(1);
    let arms = variants.iter().enumerate().map(|(place, variant)| {
        let name = &variant.ident;
        let read = reads(&variant.members, &quote!(Self::#name));
        let place = Literal::usize_unsuffixed(place);
        let pattern = if place.to_string() == last.to_string() { quote!(_) } else { quote!(#place) };
        quote!(#pattern => { #read })
    });
    arms.collect()
}

fn write_shape(variant: &Variant) -> TokenStream {
    let name = &variant.ident;
    let fields: Vec<_> = variant.members.members.iter().map(|member| &member.field).collect();
    let writes = writes(&variant.members, |member| {
        let field = &member.field;
        quote!(#field)
    });
    quote!(Self::#name { #(#fields,)* .. } => { #writes })
}

fn display(variant: &Variant) -> TokenStream {
    let (name, code) = (&variant.ident, &variant.code);
    let message = variant.members.members.iter().find(|member| member.field.unraw() == "message");
    match message.map(|member| &member.field) {
        Some(field) => quote!(Self::#name { #field, .. } => __rt::fmt_error(__f, #code, __rt::Some(#field)),),
        None => quote!(Self::#name { .. } => __rt::fmt_error(__f, #code, __rt::None::<&str>),),
    }
}
