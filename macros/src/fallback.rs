//! The expansion of an item with mistakes: the errors, and stubs, so that code which uses the item adds no errors of
//! its own.

use proc_macro2::TokenStream;
use quote::quote;

use crate::check::Rejected;
use crate::check::enum_shape::one_field;
use crate::check::operation::{self, Types};
use crate::check::service;
use crate::check::shape::Meant;
use crate::expand;
use crate::report::Report;

pub(crate) fn operation(input: &syn::DeriveInput, rejected: &Rejected<operation::Stubs>) -> TokenStream {
    let operation::Stubs { types, paginated } = &rejected.stubs;
    let structure = structure(input);
    let (ident, visibility) = (&input.ident, &input.vis);
    let (params, args, bounds) = input.generics.split_for_impl();
    let Types { output, error, .. } = types;
    let (name_service, service) = expand::service_of(types, &input.generics);
    let pages = paginated.then(|| pages(input, &rejected.report));
    let stubs = quote! {
        #structure
        #name_service
        impl #params __rt::Operation for #ident #args #bounds {
            type Service = #service;
            type Output = #output;
            type Error = #error;
            const META: &'static __rt::OperationMeta = &__rt::OperationMeta::new("");
        }
        impl #params #ident #args #bounds {
            #visibility async fn send(&self, client: &__rt::Client) -> __rt::SendResult<Self> {
                __rt::output_of(self, __rt::run(self, client).await)
            }
            #visibility async fn prepare(&self, client: &__rt::Client) -> __rt::PrepareResult<Self> {
                __rt::prepare(self, client).await
            }
            #visibility async fn presign(
                &self,
                client: &__rt::Client,
                ttl: __rt::Duration,
            ) -> __rt::PresignResult<Self> {
                __rt::presign(self, client, ttl).await
            }
        }
        #pages
    };
    if *paginated {
        return expand::in_const(&rejected.runtime, ident, stubs);
    }
    finish(input, stubs, rejected)
}

/// The errors are in a constant on which the type of the items depends, so that uses of the items add none: the mistake
/// may be in the field that holds them.
fn pages(input: &syn::DeriveInput, report: &Report) -> TokenStream {
    let errors = report.compile_errors();
    let (ident, visibility) = (&input.ident, &input.vis);
    let (params, args, bounds) = input.generics.split_for_impl();
    quote! {
        impl #params #ident #args #bounds {
            #visibility fn paginate<'__a>(self, client: &__rt::Client) -> __rt::Pages<'__a, Self>
            where
                Self: '__a,
            {
                __rt::Pages::new(self, client)
            }
        }
        impl #params __rt::Paginated for #ident #args #bounds {
            const INPUT_TOKEN: __rt::usize = 0;
            fn output_token(_: &Self::Output) -> __rt::Option<__rt::PageToken> {
                __rt::None
            }
        }
        const __MISTAKES: __rt::bool = { #errors true };
        impl #params __rt::PaginatedItems for #ident #args #bounds {
            type Items = <() as __rt::Known<__MISTAKES>>::Type;
            fn items(_: Self::Output) -> Self::Items {
                ::core::unimplemented!()
            }
        }
    }
}

pub(crate) fn shape(input: &syn::DeriveInput, rejected: &Rejected<Meant>) -> TokenStream {
    let stubs = match rejected.stubs {
        Meant::Structure => structure_shape(input),
        Meant::StringEnum => enum_shape(input, true),
        Meant::Union => enum_shape(input, false),
    };
    finish(input, stubs, rejected)
}

fn structure_shape(input: &syn::DeriveInput) -> TokenStream {
    let structure = structure(input);
    let ident = &input.ident;
    let (params, args, bounds) = input.generics.split_for_impl();
    let mut with_de = input.generics.clone();
    with_de.params.insert(0, syn::parse_quote!('de));
    let (de_params, _, _) = with_de.split_for_impl();
    let deserialize = (!borrows(&input.generics)).then(|| {
        quote! {
            impl #de_params __rt::Deserialize<'de> for #ident #args #bounds {
                fn deserialize<__D: __rt::Deserializer<'de>>(_: __D) -> __rt::Result<Self, __D::Error> {
                    ::core::unimplemented!()
                }
            }
        }
    });
    quote! {
        #structure
        impl #params __rt::PayloadMember for #ident #args #bounds {
            const KIND: __rt::PayloadKind<Self> = __rt::structure_payload();
        }
        impl #params __rt::Serialize for #ident #args #bounds {
            fn serialize<__S: __rt::Serializer>(&self, _: __S) -> __rt::Result<__S::Ok, __S::Error> {
                ::core::unimplemented!()
            }
        }
        #deserialize
    }
}

/// Stubs of an enum that is a shape; `is_text` of a string enum, which has `as_str` and conversions.
fn enum_shape(input: &syn::DeriveInput, is_text: bool) -> TokenStream {
    let (ident, visibility) = (&input.ident, &input.vis);
    let (params, args, bounds) = input.generics.split_for_impl();
    let mut with_de = input.generics.clone();
    with_de.params.insert(0, syn::parse_quote!('de));
    let (de_params, _, _) = with_de.split_for_impl();
    let of_text = is_text.then(|| {
        quote! {
            impl #params __rt::From<&__rt::str> for #ident #args #bounds {
                fn from(_: &__rt::str) -> Self {
                    ::core::unimplemented!()
                }
            }
            impl #params __rt::FromStr for #ident #args #bounds {
                type Err = __rt::Infallible;
                fn from_str(_: &__rt::str) -> __rt::Result<Self, Self::Err> {
                    ::core::unimplemented!()
                }
            }
            impl #params __rt::fmt::Display for #ident #args #bounds {
                fn fmt(&self, _: &mut __rt::fmt::Formatter<'_>) -> __rt::fmt::Result {
                    __rt::Ok(())
                }
            }
            impl #params #ident #args #bounds {
                #visibility fn as_str(&self) -> &__rt::str {
                    ""
                }
            }
        }
    });
    let methods = (!is_text).then(|| expand::accessors((ident, &input.generics, visibility), members(input)));
    quote! {
        impl #params __rt::Serialize for #ident #args #bounds {
            fn serialize<__S: __rt::Serializer>(&self, _: __S) -> __rt::Result<__S::Ok, __S::Error> {
                ::core::unimplemented!()
            }
        }
        impl #de_params __rt::Deserialize<'de> for #ident #args #bounds {
            fn deserialize<__D: __rt::Deserializer<'de>>(_: __D) -> __rt::Result<Self, __D::Error> {
                ::core::unimplemented!()
            }
        }
        impl #params __rt::PayloadMember for #ident #args #bounds {
            const KIND: __rt::PayloadKind<Self> = __rt::text_payload();
        }
        impl #params __rt::LiteralDefault<&str> for #ident #args #bounds {
            fn of(_: &str) -> Self {
                ::core::unimplemented!()
            }
        }
        #of_text
        #methods
    }
}

/// What may be the members of a union.
fn members(input: &syn::DeriveInput) -> impl Iterator<Item = (&syn::Ident, &syn::Type)> {
    let variants = match &input.data {
        syn::Data::Enum(data) => Some(data.variants.iter()),
        _ => None,
    };
    variants.into_iter().flatten().filter_map(|variant| Some((&variant.ident, &one_field(variant)?.ty)))
}

pub(crate) fn service(input: &syn::DeriveInput, rejected: &Rejected<service::Stubs>) -> TokenStream {
    let service::Stubs { protocol, error } = &rejected.stubs;
    let ident = &input.ident;
    let mut generics = input.generics.clone();
    if !generics.params.is_empty() {
        // That a service is `'static` is no mistake of the user's.
        generics.make_where_clause().predicates.push(syn::parse_quote!(Self: 'static));
    }
    let (params, args, bounds) = generics.split_for_impl();
    let stubs = quote! {
        impl #params __rt::Service for #ident #args #bounds {
            type Protocol = __rt::#protocol;
            type Error = #error;
            const META: &'static __rt::ServiceMeta = &__rt::ServiceMeta::new("");
        }
    };
    finish(input, stubs, rejected)
}

pub(crate) fn error_enum(input: &syn::DeriveInput, rejected: &Rejected) -> TokenStream {
    let ident = &input.ident;
    let mut generics = input.generics.clone();
    if !generics.params.is_empty() {
        // What the enum's own arguments must be for it to be an error is no mistake of the user's.
        generics.make_where_clause().predicates.push(syn::parse_quote! {
            Self: ::core::fmt::Debug + ::core::marker::Send + ::core::marker::Sync + 'static
        });
    }
    let (params, args, bounds) = generics.split_for_impl();
    let mut of_error = generics.clone();
    of_error.make_where_clause().predicates.push(syn::parse_quote!(for<'__a> Self: ::core::fmt::Debug));
    let (_, _, error_bounds) = of_error.split_for_impl();
    let stubs = quote! {
        impl #params __rt::ModeledError for #ident #args #bounds {
            const SHAPES: &'static [__rt::ErrorShape] = &[];
            fn shape(&self) -> __rt::usize {
                0
            }
            fn read_shape<'de, __R: __rt::MemberReader<'de>>(_: __rt::usize, _: &mut __R) -> __rt::Result<Self, __R::Error> {
                ::core::unimplemented!()
            }
            fn as_error(&self) -> __rt::Option<&(dyn ::core::error::Error + 'static)> {
                __rt::None
            }
            fn write_shape<__W: __rt::MemberWriter>(&self, _: &mut __W) -> __rt::Result<(), __W::Error> {
                __rt::Ok(())
            }
        }
        impl #params ::core::fmt::Display for #ident #args #bounds {
            fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                __rt::Ok(())
            }
        }
        impl #params ::core::error::Error for #ident #args #error_bounds {}
    };
    finish(input, stubs, rejected)
}

fn structure(input: &syn::DeriveInput) -> TokenStream {
    let ident = &input.ident;
    let (params, args, bounds) = input.generics.split_for_impl();
    let read = (!borrows(&input.generics)).then(|| {
        quote! {
            impl #params __rt::ReadMembers for #ident #args #bounds {
                fn read_members<'de, __R: __rt::MemberReader<'de>>(_: &mut __R) -> __rt::Result<Self, __R::Error> {
                    ::core::unimplemented!()
                }
            }
        }
    });
    quote! {
        impl #params __rt::Structure for #ident #args #bounds {
            const NAME: &'static __rt::str = "";
            const MEMBERS: &'static [&'static __rt::str] = &[];
        }
        impl #params __rt::WriteMembers for #ident #args #bounds {
            fn write_members<__W: __rt::MemberWriter>(&self, _: &mut __W) -> __rt::Result<(), __W::Error> {
                __rt::Ok(())
            }
        }
        #read
    }
}

/// A structure that borrows can't be read.
fn borrows(generics: &syn::Generics) -> bool {
    generics.lifetimes().next().is_some()
}

fn finish<S>(input: &syn::DeriveInput, stubs: TokenStream, rejected: &Rejected<S>) -> TokenStream {
    let stubs = expand::in_const(&rejected.runtime, &input.ident, stubs);
    let errors = rejected.report.compile_errors();
    quote!(#errors #stubs)
}
