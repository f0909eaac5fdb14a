//! The impls of an operation, and its methods.

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;

use super::auth::auth;
use super::pages::{pages, paginate};
use super::structure::{read_bounds, read_members, structure, write_members};
use super::types::{bounded, known};
use super::{at, in_const, of_expansion};
use crate::check::checksum::Checksum;
use crate::check::endpoint_params::{EndpointParam, Source};
use crate::check::http::{Http, Segment};
use crate::check::operation::{Operation, Types};

pub(crate) fn operation(operation: &Operation, server: bool) -> TokenStream {
    let shape = &operation.structure;
    let (structure, write) = (structure(shape), write_members(shape));
    let read = (server && !shape.borrows()).then(|| read_members(shape, &read_bounds(shape)));
    let (implement, pages, methods) = (implement(operation), pages(operation), methods(operation));
    in_const(&shape.runtime, &shape.ident, quote!(#structure #write #read #implement #pages #methods))
}

fn implement(operation: &Operation) -> TokenStream {
    let shape = &operation.structure;
    let ident = &shape.ident;
    let generics = bounded(&shape.generics, &quote!(__rt::Serialize));
    let (params, args, bounds) = generics.split_for_impl();
    let (output, error) = (&operation.types.output, &operation.types.error);
    // An output that is less visible than its operation is reported here.
    let output = quote_spanned!(output.span()=> type Output = #output;);
    let (name_service, service) = service_of(&operation.types, &shape.generics);
    let meta = meta(operation);
    let endpoint_params = endpoint_params(operation);
    quote! {
        #name_service
        impl #params __rt::Operation for #ident #args #bounds {
            type Service = #service;
            #output
            type Error = #error;
            const META: &'static __rt::OperationMeta = &#meta;
            #endpoint_params
        }
    }
}

/// What the operation adds to the choice of its endpoint, if it adds anything.
fn endpoint_params(operation: &Operation) -> Option<TokenStream> {
    let params = operation.endpoint_params.iter().filter_map(|EndpointParam { name, source }| {
        let value = |index: usize| operation.structure.members.members.get(index).map(|member| &member.field);
        Some(match source {
            Source::Text(text) => quote!(.text(#name, #text)),
            Source::Flag(flag) => quote!(.flag(#name, #flag)),
            Source::Member(index) => {
                let member = operation.structure.members.members.get(*index)?;
                let (field, ty) = (&member.field, &member.ty);
                let checked = quote_spanned!(ty.span()=> __rt::member(&self.#field).aws_in_context());
                quote!(.member(#name, #checked))
            }
            Source::Key(index) => {
                let field = value(*index)?;
                quote!(.key(#name, &self.#field))
            }
            Source::FirstAt(index, paths) => {
                let field = value(*index)?;
                let paths = paths.iter().map(|path| quote!(&[#(#path),*]));
                quote!(.first_at(#name, &self.#field, &[#(#paths),*]))
            }
        })
    });
    let params: Vec<_> = params.collect();
    (!params.is_empty()).then(|| {
        quote! {
            fn endpoint_params(&self) -> __rt::EndpointParams {
                __rt::EndpointParams::new()#(#params)*
            }
        }
    })
}

/// The service's type, and an item that it takes. A type that is no service is reported once, where it is named.
pub(crate) fn service_of(types: &Types, generics: &syn::Generics) -> (Option<TokenStream>, TokenStream) {
    let service = &types.service;
    if !generics.params.is_empty() {
        return (None, service.clone());
    }
    // A name that is not found within a type's arguments would be taken for a parameter that is missing.
    let alias = quote_spanned!(service.span()=> __S);
    let is_service = quote_spanned!(service.span()=> { __rt::is_service::<#alias>() });
    (Some(quote!(type #alias = #service;)), known(&alias, &is_service))
}

/// The operation's metadata: one call for each value that is not the default.
fn meta(operation: &Operation) -> TokenStream {
    let http = match &operation.http {
        Some(Http { method, path, query, code, tokens }) => {
            let path = segments(path);
            let query = (!query.is_empty()).then(|| quote!(.query(#query)));
            let rest = quote_spanned!(tokens.span()=> __rt::rest::<Self>);
            let code = (*code != 200).then(|| quote!(.code(#code)));
            quote!(#rest(#method).path(&[#(#path),*])#query #code)
        }
        None => quote_spanned!(operation.types.service.span()=> __rt::rpc::<Self>()),
    };
    let host_prefix = (!operation.host_prefix.is_empty()).then(|| {
        let prefix = segments(&operation.host_prefix);
        quote!(.host_prefix(&[#(#prefix),*]))
    });
    let token = operation.token.and_then(|index| Some((index, operation.structure.members.members.get(index)?)));
    let token = token.map(|(index, member)| {
        let (index, ty) = (Literal::usize_unsuffixed(index), &member.ty);
        let index = quote_spanned!(ty.span()=> __rt::token_index::<#ty>(#index));
        quote!(.token(#index))
    });
    let idempotent = operation.idempotent.then(|| quote!(.idempotent()));
    let readonly = operation.readonly.then(|| quote!(.readonly()));
    let auth = auth(&operation.auth);
    let no_input = operation.no_input.then(|| quote!(.no_input()));
    let attempt_timeout = operation.attempt_timeout.map(|seconds| {
        let seconds = Literal::u32_unsuffixed(seconds);
        quote!(.attempt_timeout(__rt::Duration::from_secs(#seconds)))
    });
    let discovered = operation.discovered_endpoint.then(|| quote!(.discovered_endpoint()));
    let checksum = checksum(&operation.checksum);
    let compress = operation.compress.as_ref().map(|_| quote!(.compress()));
    let retried = quote!(#token #idempotent #readonly);
    quote!(#http #host_prefix #retried #auth #no_input #attempt_timeout #discovered #checksum #compress)
}

fn checksum(Checksum { required, algorithm, mode, tree_hash }: &Checksum) -> TokenStream {
    let required = required.then(|| quote!(.checksum_required()));
    let algorithm = algorithm.as_ref().map(|header| quote!(.checksum_algorithm(#header)));
    let mode = mode.as_ref().map(|header| quote!(.checksum_mode(#header)));
    let tree_hash = tree_hash.then(|| quote!(.tree_hash()));
    quote!(#required #algorithm #mode #tree_hash)
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

fn methods(operation: &Operation) -> TokenStream {
    let ident = &operation.structure.ident;
    let visibility = of_expansion(&operation.visibility);
    let generics = bounded(&operation.structure.generics, &quote!(__rt::Serialize));
    let (params, args, bounds) = generics.split_for_impl();
    let bindings_alone = bindings_alone(operation);
    // Errors about the service are merged into one only if all these tokens have the span of the service.
    let at_service = at(operation.types.service.span());
    let sent = quote_spanned!(at_service=> __rt::SendResult<Self>);
    let prepared = quote_spanned!(at_service=> __rt::PrepareResult<Self>);
    let presigned = quote_spanned!(at_service=> __rt::PresignResult<Self>);
    let wait = quote_spanned!(at_service=> .await);
    let paginate = paginate(operation);
    let name = &operation.structure.name;
    let send_doc = format!("Sends `{name}` and waits for its output.");
    let prepare_doc = format!("The signed request of `{name}`, unsent.");
    let presign_doc =
        format!("A URL that runs `{name}` for anyone who has it, until `ttl` has passed: at most 7 days.");
    quote! {
        impl #params #ident #args #bounds {
            #[doc = #send_doc]
            #visibility async fn send(&self, client: &__rt::Client) -> #sent {
                #bindings_alone
                __rt::output_of(self, __rt::run(self, client)#wait)
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

/// For an operation without `http`: rejects each member with a binding, unless the service is a REST service, and each
/// map, if the service's protocol has none.
fn bindings_alone(operation: &Operation) -> Option<TokenStream> {
    if operation.http.is_some() {
        return None;
    }
    let maps = operation.structure.members.members.iter().filter(|member| is_map(&member.ty));
    let maps = maps.map(|member| quote_spanned!(member.ty.span()=> __rt::has_maps::<Self>();));
    let bound = operation.structure.members.members.iter().filter(|member| member.binding.is_some());
    let bound = bound.map(|member| quote_spanned!(member.binding_tokens.span()=> __rt::has_bindings::<Self>();));
    Some(bound.chain(maps).collect())
}

/// Whether a type is surely a map, by its spelling.
fn is_map(ty: &syn::Type) -> bool {
    let syn::Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    let syn::PathArguments::AngleBracketed(inner) = &last.arguments else { return false };
    let within = |argument: &syn::GenericArgument| matches!(argument, syn::GenericArgument::Type(ty) if is_map(ty));
    ["HashMap", "BTreeMap"].iter().any(|map| last.ident == map) || inner.args.iter().any(within)
}
