//! Collects every misuse of an item, so that one compile shows them all.

use std::cell::RefCell;

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::misuse::Misuse;

/// The misuses found so far.
#[derive(Default)]
pub(crate) struct Report(RefCell<Vec<syn::Error>>);

impl Report {
    /// Reports `misuse`, underlining `tokens`.
    pub(crate) fn misuse(&self, tokens: impl ToTokens, misuse: &Misuse) {
        self.error(syn::Error::new_spanned(tokens, misuse));
    }

    /// Reports what syn found.
    pub(crate) fn error(&self, error: syn::Error) {
        self.0.borrow_mut().push(error);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// A `compile_error!` for each misuse.
    pub(crate) fn into_compile_errors(self) -> TokenStream {
        self.0.into_inner().iter().map(syn::Error::to_compile_error).collect()
    }
}
