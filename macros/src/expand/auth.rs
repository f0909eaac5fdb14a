//! The authentication of an operation or a service.

use proc_macro2::TokenStream;
use quote::quote;

use crate::check::auth::{Auth, Scheme};

/// The calls that set it, none if the attribute does not.
pub(super) fn auth(Auth { schemes, unsigned_payload }: &Auth) -> TokenStream {
    let schemes = schemes.as_ref().map(|schemes| {
        let schemes = schemes.iter().map(|scheme| match scheme {
            Scheme::Bearer => quote!(__rt::AuthScheme::Bearer),
            Scheme::SigV4 => quote!(__rt::AuthScheme::SigV4),
            Scheme::SigV4a => quote!(__rt::AuthScheme::SigV4a),
        });
        quote!(.auth(&[#(#schemes),*]))
    });
    let unsigned_payload = unsigned_payload.then(|| quote!(.unsigned_payload()));
    quote!(#schemes #unsigned_payload)
}
