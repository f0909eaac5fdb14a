//! Collects every misuse of an item, so that one compile shows them all.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::misuse::Misuse;

/// The misuses found so far.
#[derive(Default)]
pub(crate) struct Report {
    errors: RefCell<Vec<syn::Error>>,
    /// Names of fields that were looked for and are not there.
    absent: RefCell<HashSet<String>>,
    /// Whether the compiler reports a mistake of the item by itself.
    is_left: Cell<bool>,
}

impl Report {
    /// Reports `misuse`, underlining `tokens`.
    pub(crate) fn misuse(&self, tokens: impl ToTokens, misuse: Misuse) {
        self.error(syn::Error::new_spanned(tokens, misuse));
    }

    /// Reports `misuse`, which is that there is no `field`; once, however many arguments name it.
    pub(crate) fn no_field(&self, field: &str, tokens: impl ToTokens, misuse: Misuse) {
        if self.absent.borrow_mut().insert(field.to_owned()) {
            self.misuse(tokens, misuse);
        }
    }

    /// Reports what syn found.
    pub(crate) fn error(&self, error: syn::Error) {
        self.errors.borrow_mut().push(error);
    }

    /// Notes a mistake that the compiler reports by itself: the item is not expanded, and there is no error of ours.
    pub(crate) fn leave_to_compiler(&self) {
        self.is_left.set(true);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.count() == 0 && !self.is_left.get()
    }

    pub(crate) fn count(&self) -> usize {
        self.errors.borrow().len()
    }

    /// A `compile_error!` for each misuse.
    pub(crate) fn compile_errors(&self) -> TokenStream {
        self.errors.borrow().iter().map(syn::Error::to_compile_error).collect()
    }
}
