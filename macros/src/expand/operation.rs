//! The impls of an operation, and its `send`.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::in_const;
use super::structure::{borrows, bounded, read_members, structure, write_members};
use crate::operation::{Http, Operation, Segment};

pub(crate) fn operation(operation: &Operation, server: bool) -> TokenStream {
    let shape = &operation.structure;
    let (structure, write) = (structure(shape), write_members(shape));
    let read = (server && !borrows(shape)).then(|| read_members(shape));
    let (meta, send) = (implement(operation), send(operation));
    in_const(&shape.runtime, &shape.ident, quote!(#structure #write #read #meta #send))
}

fn implement(operation: &Operation) -> TokenStream {
    let shape = &operation.structure;
    let (ident, name) = (&shape.ident, &shape.name);
    let generics = bounded(&shape.generics, &quote!(__rt::Serialize));
    let (params, args, bounds) = generics.split_for_impl();
    let (service, output, error) = (&operation.types.service, &operation.types.output, &operation.types.error);
    let http = option(operation.http.as_ref().map(http));
    let token = option(operation.token.map(|place| Literal::usize_unsuffixed(place).into_token_stream()));
    let (idempotent, readonly) = (operation.idempotent, operation.readonly);
    quote! {
        impl #params __rt::Operation for #ident #args #bounds {
            type Service = #service;
            type Output = #output;
            type Error = #error;
            const META: &'static __rt::OperationMeta = &__rt::OperationMeta {
                name: #name,
                http: #http,
                host_prefix: &[],
                idempotency_token: #token,
                idempotent: #idempotent,
                readonly: #readonly,
            };
        }
    }
}

fn option(value: Option<TokenStream>) -> TokenStream {
    value.map_or_else(|| quote!(__rt::None), |value| quote!(__rt::Some(#value)))
}

fn http(http: &Http) -> TokenStream {
    let Http { method, path, query } = http;
    let path = path.iter().map(|segment| match segment {
        Segment::Literal(text) => quote!(__rt::Segment::Literal(#text)),
        Segment::Label { member, greedy } => {
            let member = Literal::usize_unsuffixed(*member);
            if *greedy { quote!(__rt::Segment::GreedyLabel(#member)) } else { quote!(__rt::Segment::Label(#member)) }
        }
    });
    quote!(__rt::HttpTrait { method: #method, path: &[#(#path),*], query: #query })
}

fn send(operation: &Operation) -> TokenStream {
    let ident = &operation.structure.ident;
    let visibility = &operation.visibility;
    let generics = bounded(&operation.structure.generics, &quote!(__rt::Serialize));
    let (params, args, bounds) = generics.split_for_impl();
    let (output, error) = (&operation.types.output, &operation.types.error_of_send);
    let asserts = asserts(operation);
    let answer =
        quote_spanned!(operation.types.service.span()=> __rt::Result<__rt::Response<#output>, __rt::SendError<#error>>);
    let wait = quote_spanned!(operation.types.service.span()=> .await);
    let doc = format!("Sends `{}` and waits for the answer.", operation.structure.name);
    quote! {
        impl #params #ident #args #bounds {
            #[doc = #doc]
            #visibility async fn send(
                &self,
                client: &__rt::Client,
            ) -> #answer {
                #asserts
                __rt::send(self, client)#wait
            }
        }
    }
}

/// Facts that only the type system can see, each at the user's token. They stand where the struct's generics are known.
fn asserts(operation: &Operation) -> TokenStream {
    let service = &operation.types.service;
    let routing = if operation.http.is_some() {
        quote_spanned!(service.span()=> __rt::assert_rest_service::<<Self as __rt::Operation>::Service>())
    } else {
        quote_spanned!(service.span()=> __rt::assert_rpc_service::<<Self as __rt::Operation>::Service>())
    };
    let token = operation.token.and_then(|place| operation.structure.members.members.get(place)).map(|member| {
        let ty = &member.ty;
        let call = quote_spanned!(ty.span()=> __rt::assert_token_field::<#ty>());
        quote!(#call;)
    });
    quote! {
        #routing;
        #token
    }
}
