//! The impls of an error enum.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, format_ident, quote};
use syn::ext::IdentExt as _;

use super::member_types::hold;
use super::structure::{bindings, patterns, reads, writes};
use super::{at, in_const};
use crate::check::error_enum::{ErrorEnum, Retryable, Variant};
use crate::check::member::Member;

pub(crate) fn error_enum(mut errors: ErrorEnum) -> TokenStream {
    let members = errors.variants.iter_mut().flat_map(|variant| &mut variant.members.members);
    let are_members = hold(members, &errors.ident, &syn::Generics::default());
    let ErrorEnum { runtime, ident, variants } = &errors;
    let shapes = variants.iter().map(shape);
    let indices: Vec<_> = (0..variants.len()).map(Literal::usize_unsuffixed).collect();
    let names: Vec<_> = variants.iter().map(|variant| &variant.ident).collect();
    let (read, write) = (read_shape(variants), variants.iter().map(write_shape));
    let display = display(ident, variants);
    let impls = quote! {
        #are_members
        impl __rt::ModeledError for #ident {
            const SHAPES: &'static [__rt::ErrorShape] = &[#(#shapes),*];
            fn shape(&self) -> __rt::usize {
                match self {
                    #(Self::#names { .. } => #indices,)*
                }
            }
            fn read_shape<'de, __R: __rt::MemberReader<'de>>(
                __shape: __rt::usize,
                __reader: &mut __R,
            ) -> __rt::Result<Self, __R::Error> {
                match __shape {
                    #read
                }
            }
            fn as_error(&self) -> __rt::Option<&(dyn ::core::error::Error + 'static)> {
                __rt::modeled(self).aws_as_error()
            }
            fn write_shape<__W: __rt::Writer>(&self, __w: &mut __W) -> __rt::Written<__W> {
                match self {
                    #(#write)*
                }
            }
        }
        #display
    };
    in_const(runtime, ident, impls)
}

fn shape(variant: &Variant) -> TokenStream {
    let Variant { code, members, .. } = variant;
    let status = (variant.status != 400).then(|| {
        let status = Literal::u16_unsuffixed(variant.status);
        quote!(.status(#status))
    });
    let retryable = variant.retryable.as_ref().map(|retryable| match retryable {
        Retryable::Transient => quote!(.retryable(__rt::Retryable::Transient)),
        Retryable::Throttling => quote!(.retryable(__rt::Retryable::Throttling)),
        Retryable::Quota => quote!(.quota()),
    });
    let names = members.members.iter().map(|member| &member.name);
    let bindings = bindings(members);
    let bindings = (!bindings.is_empty()).then(|| quote!(.bindings(&[#(#bindings),*])));
    let exception = variant.exception.as_ref().map(|name| quote!(.exception(#name)));
    quote!(__rt::ErrorShape::new(#code, &[#(#names),*]) #status #retryable #bindings #exception)
}

fn read_shape(variants: &[Variant]) -> TokenStream {
    let arms = variants.iter().zip(patterns(variants.len())).map(|(variant, pattern)| {
        let name = &variant.ident;
        let read = reads(&variant.members, &quote!(Self::#name));
        quote!(#pattern => { #read })
    });
    arms.collect()
}

fn write_shape(variant: &Variant) -> TokenStream {
    let name = &variant.ident;
    // A field's own name might be that of the writer.
    let value = |field: &syn::Ident| format_ident!("__{}", field.unraw(), span = at(field.span()));
    let bound = variant.members.members.iter().map(|Member { field, .. }| {
        let value = value(field);
        quote!(#field: #value)
    });
    let writes = writes(&variant.members, |member| value(&member.field).to_token_stream());
    quote!(Self::#name { #(#bound,)* .. } => { #writes })
}

fn display(ident: &syn::Ident, variants: &[Variant]) -> TokenStream {
    let arms = variants.iter().map(display_arm);
    quote! {
        impl ::core::fmt::Display for #ident {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    #(#arms)*
                }
            }
        }
        // Spelled with a lifetime, the bound is not decided here: where `Debug` is missing, there is no such impl.
        impl ::core::error::Error for #ident where for<'__a> Self: ::core::fmt::Debug {}
    }
}

/// The names of fields that hold the message of an error, in order of preference.
const MESSAGE_FIELDS: [&str; 5] =
    ["message", "error_message", "detailed_message", "exception_message", "error_description"];

fn display_arm(variant: &Variant) -> TokenStream {
    let (name, code) = (&variant.ident, &variant.code);
    let find = |field: &&str| variant.members.members.iter().find(|member| member.field.unraw() == *field);
    match MESSAGE_FIELDS.iter().find_map(find).map(|member| &member.field) {
        Some(field) => quote!(Self::#name { #field, .. } => __rt::fmt_error(__f, #code, __rt::Some(#field)),),
        None => quote!(Self::#name { .. } => __rt::fmt_error(__f, #code, __rt::None::<&__rt::str>),),
    }
}
