//! Aliases of the types of members.
//!
//! A type that does not exist is reported where it is written, and again in the expansion, unless both reports are equal.
//! The compiler suggests to add a name within a type's arguments to the parameters of the item around it. An alias whose
//! name is at the position of the item's name gets the same suggestion.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::spanned::Spanned as _;

/// The aliases in the expansion of one item.
pub(super) struct TypeNames<'a> {
    item: &'a Ident,
    aliases: Vec<TokenStream>,
}

impl<'a> TypeNames<'a> {
    pub(super) fn of(item: &'a Ident) -> Self {
        Self { item, aliases: Vec::new() }
    }

    /// The name of a type: an alias, or the type itself where an alias would be another mistake.
    pub(super) fn name(&mut self, ty: &syn::Type) -> TokenStream {
        if has_reference(ty.to_token_stream()) {
            return ty.to_token_stream();
        }
        let name = format!("__T{}", self.aliases.len());
        let alias = Ident::new(&name, self.item.span());
        self.aliases.push(quote!(type #alias = #ty;));
        Ident::new(&name, ty.span()).into_token_stream()
    }

    /// The aliases of all names.
    pub(super) fn aliases(self) -> TokenStream {
        self.aliases.into_iter().collect()
    }
}

/// Whether a type has a reference or a lifetime, which may be left out elsewhere but not in an alias.
fn has_reference(ty: TokenStream) -> bool {
    ty.into_iter().any(|token| match token {
        TokenTree::Punct(punct) => matches!(punct.as_char(), '&' | '\''),
        TokenTree::Group(group) => has_reference(group.stream()),
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    })
}
