//! The impl of a service.

use proc_macro2::TokenStream;
use quote::quote;

use super::auth::auth as auth_of;
use super::in_const;
use crate::check::service::Service;

pub(crate) fn service(service: &Service) -> TokenStream {
    let Service {
        runtime,
        ident,
        protocol,
        id,
        signing_name,
        endpoint_prefix,
        target_prefix,
        query_compatible,
        content_sha256,
        headers,
        auth,
        version,
        xml_namespace,
        endpoint_rules,
        error,
    } = service;
    let endpoint_prefix = (endpoint_prefix != signing_name).then(|| quote!(.endpoint_prefix(#endpoint_prefix)));
    let target_prefix = (!target_prefix.is_empty()).then(|| quote!(.target_prefix(#target_prefix)));
    let query_compatible = query_compatible.then(|| quote!(.query_compatible()));
    let content_sha256 = content_sha256.then(|| quote!(.content_sha256()));
    let headers = (!headers.is_empty()).then(|| {
        let headers = headers.iter().map(|(name, value)| quote!((#name, #value)));
        quote!(.headers(&[#(#headers),*]))
    });
    let auth = auth_of(auth);
    let xml_namespace = (!xml_namespace.is_empty()).then(|| quote!(.xml_namespace(#xml_namespace)));
    let endpoint_rules = (!endpoint_rules.is_empty()).then(|| quote!(.endpoint_rules(&[#(#endpoint_rules),*])));
    let version = (!version.is_empty()).then(|| quote!(.version(#version)));
    let impls = quote! {
        impl __rt::Service for #ident {
            type Protocol = __rt::#protocol;
            type Error = #error;
            const META: &'static __rt::ServiceMeta = &__rt::ServiceMeta::new(#id)
                .signing_name(#signing_name)
                #endpoint_prefix #target_prefix #query_compatible #content_sha256 #headers #auth #version
                #xml_namespace #endpoint_rules;
        }
    };
    in_const(runtime, ident, impls)
}
