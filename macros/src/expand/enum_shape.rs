//! The impls of an open string enum and of a union.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::in_const;
use super::structure::{bounded, with_type};
use crate::enum_shape::{StringEnum, Union};

pub(crate) fn string_enum(shape: &StringEnum) -> TokenStream {
    let StringEnum { runtime, visibility, ident, values, unknown } = shape;
    let (variants, names): (Vec<_>, Vec<_>) = values.iter().map(|(ident, name)| (ident, name)).unzip();
    let impls = quote! {
        impl #ident {
            /// The value on the wire.
            #visibility fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #names,)*
                    Self::#unknown(value) => value,
                }
            }
        }
        impl __rt::Serialize for #ident {
            fn serialize<__S: __rt::Serializer>(&self, __serializer: __S) -> __rt::Result<__S::Ok, __S::Error> {
                __serializer.serialize_str(self.as_str())
            }
        }
        impl<'de> __rt::Deserialize<'de> for #ident {
            fn deserialize<__D: __rt::Deserializer<'de>>(__deserializer: __D) -> __rt::Result<Self, __D::Error> {
                __rt::deserialize_text(__deserializer, |value| match value {
                    #(#names => Self::#variants,)*
                    other => Self::#unknown(other.into()),
                })
            }
        }
        impl __rt::PayloadMember for #ident {
            const KIND: __rt::PayloadKind = __rt::PayloadKind::String;
        }
    };
    in_const(runtime, ident, impls)
}

pub(crate) fn union(shape: &Union) -> TokenStream {
    let Union { runtime, ident, generics, name, members, unknown } = shape;
    let names: Vec<_> = members.iter().map(|member| &member.name).collect();
    let variants: Vec<_> = members.iter().map(|member| &member.ident).collect();
    let places: Vec<_> = (0..members.len()).map(Literal::usize_unsuffixed).collect();
    let ordinals = (0..members.len()).map(|place| Literal::u32_unsuffixed(u32::try_from(place).unwrap_or(u32::MAX)));
    let values = members.iter().map(|member| with_type("value", &member.ty));
    let write_unknown = unknown
        .iter()
        .map(|unknown| quote!(Self::#unknown(__name) => __rt::Err(__rt::unknown_member::<__S::Error>(#name, __name)),));
    let take_unknown = unknown.iter().map(|unknown| {
        quote! {
            fn unknown(__name: &str) -> __rt::Option<Self> {
                __rt::Some(Self::#unknown(__name.into()))
            }
        }
    });
    let writing = bounded(generics, &quote!(__rt::Serialize));
    let reading = bounded(generics, &quote!(__rt::DeserializeOwned));
    let mut deserializing = reading.clone();
    deserializing.params.insert(0, syn::parse_quote!('de));
    let (_, args, _) = generics.split_for_impl();
    let (write_params, _, write_bounds) = writing.split_for_impl();
    let (read_params, _, read_bounds) = reading.split_for_impl();
    let (de_params, _, de_bounds) = deserializing.split_for_impl();
    let impls = quote! {
        impl #write_params __rt::Serialize for #ident #args #write_bounds {
            fn serialize<__S: __rt::Serializer>(&self, __serializer: __S) -> __rt::Result<__S::Ok, __S::Error> {
                match self {
                    #(Self::#variants(__value) => __serializer.serialize_newtype_variant(#name, #ordinals, #names, __value),)*
                    #(#write_unknown)*
                }
            }
        }
        impl #read_params __rt::ReadUnion for #ident #args #read_bounds {
            const NAME: &'static str = #name;
            const MEMBERS: &'static [&'static str] = &[#(#names),*];
            fn read_member<'de, __R: __rt::MemberReader<'de>>(
                __place: usize,
                __reader: &mut __R,
            ) -> __rt::Result<__rt::Option<Self>, __R::Error> {
                match __place {
                    #(#places => __rt::Ok(__reader.#values()?.map(Self::#variants)),)*
                    _ => __rt::Ok(__rt::None),
                }
            }
            #(#take_unknown)*
        }
        impl #de_params __rt::Deserialize<'de> for #ident #args #de_bounds {
            fn deserialize<__D: __rt::Deserializer<'de>>(__deserializer: __D) -> __rt::Result<Self, __D::Error> {
                __rt::deserialize_union(__deserializer)
            }
        }
        impl #write_params __rt::PayloadMember for #ident #args #write_bounds {
            const KIND: __rt::PayloadKind = __rt::PayloadKind::Union;
        }
    };
    in_const(runtime, ident, impls)
}
