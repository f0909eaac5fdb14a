//! The impls of an open string enum and of a union.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::accessors::accessors;
use super::member_types::{checked, hold_types, of_held};
use super::timestamp_format::{format_variant, in_format};
use super::types::{bounded, with_type};
use super::{in_const, of_expansion};
use crate::check::enum_shape::{StringEnum, Union, UnionMember};
use crate::check::xml::Xml;

pub(crate) fn string_enum(shape: &StringEnum) -> TokenStream {
    let StringEnum { runtime, visibility, ident, values, unknown } = shape;
    let visibility = of_expansion(visibility);
    let (variants, names): (Vec<_>, Vec<_>) = values.iter().map(|(ident, name)| (ident, name)).unzip();
    let indices = (0..values.len()).map(Literal::usize_unsuffixed);
    let impls = quote! {
        impl #ident {
            /// The value on the wire.
            #visibility fn as_str(&self) -> &__rt::str {
                match self {
                    #(Self::#variants => #names,)*
                    Self::#unknown(value) => value,
                }
            }
        }
        impl __rt::From<&__rt::str> for #ident {
            fn from(__value: &__rt::str) -> Self {
                match __rt::index_of(__value, &[#(#names),*]) {
                    #(#indices => Self::#variants,)*
                    _ => Self::#unknown(::core::convert::Into::into(__value)),
                }
            }
        }
    };
    let conversions = string_conversions(ident);
    in_const(runtime, ident, quote!(#impls #conversions))
}

/// The traits of a string enum that follow from `as_str` and `From<&str>`.
fn string_conversions(ident: &Ident) -> TokenStream {
    quote! {
        impl __rt::FromStr for #ident {
            type Err = __rt::Infallible;
            fn from_str(__value: &__rt::str) -> __rt::Result<Self, Self::Err> {
                __rt::Ok(__rt::From::from(__value))
            }
        }
        impl __rt::fmt::Display for #ident {
            fn fmt(&self, __f: &mut __rt::fmt::Formatter<'_>) -> __rt::fmt::Result {
                __rt::fmt::Formatter::pad(__f, Self::as_str(self))
            }
        }
        impl __rt::Serialize for #ident {
            fn serialize<__S: __rt::Serializer>(&self, __serializer: __S) -> __rt::Result<__S::Ok, __S::Error> {
                __serializer.serialize_str(self.as_str())
            }
        }
        impl<'de> __rt::Deserialize<'de> for #ident {
            fn deserialize<__D: __rt::Deserializer<'de>>(__deserializer: __D) -> __rt::Result<Self, __D::Error> {
                __rt::deserialize_text(__deserializer)
            }
        }
        impl __rt::PayloadMember for #ident {
            const KIND: __rt::PayloadKind<Self> = __rt::text_payload();
        }
        #[doc(hidden)]
        impl __rt::LiteralDefault<&__rt::str> for #ident {
            fn of(__value: &__rt::str) -> Self {
                __rt::From::from(__value)
            }
        }
    }
}

pub(crate) fn union(mut shape: Union) -> TokenStream {
    let item = (&shape.ident, &shape.generics, &shape.visibility);
    let methods = accessors(item, shape.members.iter().map(|member| (&member.ident, &member.ty)));
    let borrows = shape.borrows();
    let types = shape.members.iter_mut().map(|member| (&mut member.ty, member.timestamp.is_some()));
    let are_members = hold_types(types.filter(|_| !borrows), &shape.ident, &shape.generics);
    let (write, read) = (write_union(&shape), (!borrows).then(|| read_union(&shape)));
    in_const(&shape.runtime, &shape.ident, quote!(#are_members #methods #write #read))
}

fn write_union(shape: &Union) -> TokenStream {
    let Union { ident, generics, name, members, unknown, .. } = shape;
    let variants = members.iter().map(|member| &member.ident);
    let written = members.iter().enumerate().map(|(index, member)| write_union_member(name, index, member));
    let unknown = unknown
        .iter()
        .map(|unknown| quote!(Self::#unknown(__name) => __rt::Err(__rt::unknown_member::<__S::Error>(#name, __name)),));
    let generics = bounded(generics, &quote!(__rt::Serialize));
    let (params, args, bounds) = generics.split_for_impl();
    quote! {
        impl #params __rt::Serialize for #ident #args #bounds {
            fn serialize<__S: __rt::Serializer>(&self, __serializer: __S) -> __rt::Result<__S::Ok, __S::Error> {
                match self {
                    #(Self::#variants(__value) => #written,)*
                    #(#unknown)*
                }
            }
        }
        impl #params __rt::PayloadMember for #ident #args #bounds {
            const KIND: __rt::PayloadKind<Self> = __rt::union_payload();
        }
    }
}

/// Serializes one member: its timestamps in their format, if it has one.
fn write_union_member(union: &str, index: usize, member: &UnionMember) -> TokenStream {
    let (ty, name) = (&member.ty, &member.name);
    let index = Literal::u32_unsuffixed(u32::try_from(index).unwrap_or(u32::MAX));
    let Some(format) = member.timestamp.map(format_variant) else {
        let value = member.xml.as_ref().map_or_else(|| quote!(__value), |xml| marked(member, xml));
        let write = match member.xml {
            None => of_held("serialize_newtype_variant", ty),
            Some(_) => quote!(serialize_newtype_variant),
        };
        return quote!(__serializer.#write(#union, #index, #name, #value));
    };
    let value = quote!(__serializer, #union, #index, #name, __value, __rt::Format::#format);
    // All tokens that an error can point at have the span of the type.
    quote_spanned!(ty.span()=> __rt::serialize_member_as::<#ty, _>(#value))
}

/// The value of a member whose elements have names of their own.
fn marked(member: &UnionMember, xml: &Xml) -> TokenStream {
    let (value, traits) = (quote!(__value), xml.traits());
    let value = xml.check().map_or_else(|| value.clone(), |check| checked(&value, check, &member.ty));
    let marked = of_held("marked", &member.ty);
    quote!(&__rt::#marked(#value, #traits))
}

fn read_union(shape: &Union) -> TokenStream {
    let Union { ident, generics, name, members, .. } = shape;
    let names = members.iter().map(|member| &member.name);
    let variants = members.iter().map(|member| &member.ident);
    let indices = (0..members.len()).map(Literal::usize_unsuffixed);
    let values = members.iter().map(|member| {
        let value = with_type("value", &member.ty);
        let read = match member.xml.as_ref().map(Xml::traits) {
            Some(traits) => quote!(__rt::in_xml(__reader, #traits).#value()),
            None => quote!(__reader.#value()),
        };
        in_format(member.timestamp, read)
    });
    let unknown = shape.unknown.iter().map(take_unknown);
    let generics = bounded(generics, &quote!(__rt::DeserializeOwned));
    let mut with_de = generics.clone();
    with_de.params.insert(0, syn::parse_quote!('de));
    let (params, args, bounds) = generics.split_for_impl();
    let (de_params, _, de_bounds) = with_de.split_for_impl();
    quote! {
        #[doc(hidden)]
        impl #params __rt::ReadUnion for #ident #args #bounds {
            const NAME: &'static __rt::str = #name;
            const MEMBERS: &'static [&'static __rt::str] = &[#(#names),*];
            fn read_member<'de, __R: __rt::MemberReader<'de>>(
                __place: __rt::usize,
                __reader: &mut __R,
            ) -> __rt::Result<__rt::Option<Self>, __R::Error> {
                match __place {
                    #(#indices => __rt::Ok(#values?.map(Self::#variants)),)*
                    _ => __rt::Ok(__rt::None),
                }
            }
            #(#unknown)*
        }
        impl #de_params __rt::Deserialize<'de> for #ident #args #de_bounds {
            fn deserialize<__D: __rt::Deserializer<'de>>(__deserializer: __D) -> __rt::Result<Self, __D::Error> {
                __rt::deserialize_union(__deserializer)
            }
        }
    }
}

fn take_unknown(variant: &Ident) -> TokenStream {
    quote! {
        fn unknown(__name: &__rt::str) -> __rt::Option<Self> {
            __rt::Some(Self::#variant(::core::convert::Into::into(__name)))
        }
    }
}
