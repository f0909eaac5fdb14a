//! The impls of an operation, and its methods.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::in_const;
use super::structure::{borrows, bounded, read_bounds, read_members, structure, write_members};
use crate::operation::{Http, Operation, Segment};
use crate::pagination::{Pagination, number_of};

pub(crate) fn operation(operation: &Operation, server: bool) -> TokenStream {
    let shape = &operation.structure;
    let (structure, write) = (structure(shape), write_members(shape));
    let read = (server && !borrows(shape)).then(|| read_members(shape, &read_bounds(shape)));
    let (implement, pages, methods) = (implement(operation), pages(operation), methods(operation));
    in_const(&shape.runtime, &shape.ident, quote!(#structure #write #read #implement #pages #methods))
}

fn implement(operation: &Operation) -> TokenStream {
    let shape = &operation.structure;
    let ident = &shape.ident;
    let generics = bounded(&shape.generics, &quote!(__rt::Serialize));
    let (params, args, bounds) = generics.split_for_impl();
    let (service, output, error) = (&operation.types.service, &operation.types.output, &operation.types.error);
    let meta = meta(operation);
    quote! {
        impl #params __rt::Operation for #ident #args #bounds {
            type Service = #service;
            type Output = #output;
            type Error = #error;
            const META: &'static __rt::OperationMeta = &#meta;
        }
    }
}

/// The facts that are not as they are by default, one call each.
fn meta(operation: &Operation) -> TokenStream {
    let name = &operation.structure.name;
    let http = match &operation.http {
        Some(Http { method, path, query, .. }) => {
            let path = segments(path);
            let query = (!query.is_empty()).then(|| quote!(.query(#query)));
            quote!(__rt::rest(#name, #method).path(&[#(#path),*])#query)
        }
        None => quote!(__rt::meta(#name)),
    };
    let host_prefix = (!operation.host_prefix.is_empty()).then(|| {
        let prefix = segments(&operation.host_prefix);
        quote!(.host_prefix(&[#(#prefix),*]))
    });
    let token = operation.token.and_then(|place| Some((place, operation.structure.members.members.get(place)?)));
    let token = token.map(|(place, member)| {
        let (place, ty) = (Literal::usize_unsuffixed(place), &member.ty);
        let place = quote_spanned!(ty.span()=> __rt::token_place::<#ty>(#place));
        quote!(.token(#place))
    });
    let idempotent = operation.idempotent.then(|| quote!(.idempotent()));
    let readonly = operation.readonly.then(|| quote!(.readonly()));
    let no_auth = operation.no_auth.then(|| quote!(.no_auth()));
    quote!(#http #host_prefix #token #idempotent #readonly #no_auth)
}

fn segments(segments: &[Segment]) -> Vec<TokenStream> {
    let segments = segments.iter().map(|segment| match segment {
        Segment::Literal(text) => quote!(__rt::Segment::Literal(#text)),
        Segment::Label { member, greedy } => {
            let member = Literal::usize_unsuffixed(*member);
            if *greedy { quote!(__rt::Segment::GreedyLabel(#member)) } else { quote!(__rt::Segment::Label(#member)) }
        }
    });
    segments.collect()
}

/// How the output comes in pages.
fn pages(operation: &Operation) -> Option<TokenStream> {
    let Pagination { input, output, items } = operation.pagination.as_ref()?;
    let ident = &operation.structure.ident;
    let generics = bounded(&operation.structure.generics, &quote!(__rt::Serialize));
    let (params, args, bounds) = generics.split_for_impl();
    let input = Literal::usize_unsuffixed(*input);
    let output_type = &operation.types.output;
    let items = items.as_ref().map(|items| {
        let number = Literal::u64_unsuffixed(number_of(items));
        quote_spanned! {items.span()=>
            impl #params __rt::PaginatedItems for #ident #args #bounds {
                type Items = <#output_type as __rt::HasItems<#number>>::Items;
                fn items(__output: Self::Output) -> <#output_type as __rt::HasItems<#number>>::Items {
                    __rt::HasItems::<#number>::take_items(__output)
                }
            }
        }
    });
    Some(quote! {
        impl #params __rt::Paginated for #ident #args #bounds {
            const INPUT_TOKEN: usize = #input;
            fn output_token(__output: &Self::Output) -> __rt::Option<__rt::PageToken> {
                __rt::PageToken::of(&__output.#output)
            }
        }
        #items
    })
}

fn methods(operation: &Operation) -> TokenStream {
    let ident = &operation.structure.ident;
    let visibility = &operation.visibility;
    let generics = bounded(&operation.structure.generics, &quote!(__rt::Serialize));
    let (params, args, bounds) = generics.split_for_impl();
    let routing = routing(operation);
    // An error about the service is one, if all of it has the place of the service.
    let at_service = operation.types.service.span();
    let sent = quote_spanned!(at_service=> __rt::SendResult<Self>);
    let prepared = quote_spanned!(at_service=> __rt::PrepareResult<Self>);
    let presigned = quote_spanned!(at_service=> __rt::PresignResult<Self>);
    let wait = quote_spanned!(at_service=> .await);
    let paginate = operation.pagination.as_ref().map(|_| {
        let doc = format!("The pages of `{}`, one call each.", operation.structure.name);
        quote! {
            #[doc = #doc]
            #visibility fn paginate<'__a>(&'__a self, client: &'__a __rt::Client) -> __rt::Pages<'__a, Self> {
                __rt::Pages::new(self, client)
            }
        }
    });
    let name = &operation.structure.name;
    let send_doc = format!("Sends `{name}` and waits for the answer.");
    let prepare_doc = format!("The signed request of `{name}`, unsent.");
    let presign_doc = format!("A URL that runs `{name}` for whoever has it, for as long as `ttl`, at most 7 days.");
    quote! {
        impl #params #ident #args #bounds {
            #[doc = #send_doc]
            #visibility async fn send(&self, client: &__rt::Client) -> #sent {
                #routing
                __rt::send(self, client)#wait
            }
            #[doc = #prepare_doc]
            #visibility async fn prepare(&self, client: &__rt::Client) -> #prepared {
                __rt::prepare(self, client)#wait
            }
            #[doc = #presign_doc]
            #visibility async fn presign(
                &self,
                client: &__rt::Client,
                ttl: __rt::Duration,
            ) -> #presigned {
                __rt::presign(self, client, ttl)#wait
            }
            #paginate
        }
    }
}

/// What the service's protocol must have for what the operation says of HTTP.
fn routing(operation: &Operation) -> TokenStream {
    let holds = |tokens: &TokenStream, method| {
        let method = Ident::new(method, tokens.span());
        quote_spanned!(tokens.span()=> __rt::service::<<Self as __rt::Operation>::Service>().#method();)
    };
    if let Some(http) = &operation.http {
        return holds(&http.tokens, "has_paths");
    }
    let bound = operation.structure.members.members.iter().filter(|member| member.binding.is_some());
    let bindings = bound.map(|member| holds(&member.binding_tokens, "has_bindings"));
    let no_paths = holds(&operation.types.service, "has_no_paths");
    quote!(#no_paths #(#bindings)*)
}
