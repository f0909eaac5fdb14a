//! Struct literals that name all fields, as in `new`: a field added to the struct must be added to them too.

use std::ops::Range;

use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

use super::edits::{Edit, List, append};
use crate::writer::raw_name;

/// A struct literal without `..` at the end of an associated function.
#[derive(Debug)]
pub(crate) struct Literal {
    /// The type.
    pub(crate) item: String,
    /// The ranges of its fields.
    fields: Vec<Range<usize>>,
    list: List,
    /// The range between the braces.
    inner: Range<usize>,
}

impl Literal {
    /// The literals in an inherent `impl`; `start` is the offset of the first Rust code in the text.
    pub(crate) fn of(item: &syn::Item, start: usize) -> Vec<Self> {
        let syn::Item::Impl(item) = item else { return Vec::new() };
        let Some(name) = own_type(item) else { return Vec::new() };
        let functions = item.items.iter().filter_map(|item| match item {
            syn::ImplItem::Fn(function) => last_literal(&function.block, name),
            _ => None,
        });
        let read = |literal: &syn::ExprStruct| {
            let braces = literal.brace_token.span;
            let inner = braces.open().byte_range().end + start..braces.close().byte_range().start + start;
            let range = |field: &syn::FieldValue| {
                let range = field.span().byte_range();
                range.start + start..range.end + start
            };
            let fields: Vec<_> = literal.fields.iter().map(range).collect();
            let list = List::of(&literal.fields, braces, start);
            Self { item: name.unraw().to_string(), fields, list, inner }
        };
        functions.map(read).collect()
    }

    /// The edits that set these fields to `None`.
    pub(crate) fn with_none(&self, text: &str, fields: &[&str]) -> Vec<Edit> {
        let start_of_line = text[..self.inner.start].rfind('\n').map_or(0, |end| end + 1);
        let indent = text[start_of_line..].chars().take_while(|c| *c == ' ').count();
        let line = |field: String| format!("{:indent$}    {field},\n", "");
        let none: Vec<_> = fields.iter().map(|field| line(format!("{}: None", raw_name(field)))).collect();
        // A literal on one line is split into a line for each field.
        if !text[self.inner.clone()].contains(['\n', '/']) {
            let there: Vec<_> = self.fields.iter().map(|field| line(text[field.clone()].to_owned())).collect();
            let lines = format!("\n{}{}{:indent$}", there.concat(), none.concat(), "");
            return vec![Edit { range: self.inner.clone(), text: lines }];
        }
        append(text, &self.list, &none.concat())
    }
}

/// The type of an `impl` without a trait.
fn own_type(item: &syn::ItemImpl) -> Option<&syn::Ident> {
    let syn::Type::Path(path) = &*item.self_ty else { return None };
    path.path.get_ident().filter(|_| item.trait_.is_none())
}

fn last_literal<'a>(block: &'a syn::Block, name: &syn::Ident) -> Option<&'a syn::ExprStruct> {
    let syn::Stmt::Expr(syn::Expr::Struct(literal), None) = block.stmts.last()? else { return None };
    let is_whole = literal.dot2_token.is_none() && (literal.path.is_ident("Self") || literal.path.is_ident(name));
    is_whole.then_some(literal)
}

/// The `impl` without the fields of such literals, and the removed fields.
pub(super) fn without_fields(item: &syn::ItemImpl) -> (syn::ItemImpl, Vec<Vec<syn::FieldValue>>) {
    let (mut rest, mut fields) = (item.clone(), Vec::new());
    let Some(name) = own_type(item) else { return (rest, fields) };
    for item in &mut rest.items {
        let syn::ImplItem::Fn(function) = item else { continue };
        let is_whole = last_literal(&function.block, name).is_some();
        if let Some(syn::Stmt::Expr(syn::Expr::Struct(literal), None)) = function.block.stmts.last_mut()
            && is_whole
        {
            fields.push(std::mem::take(&mut literal.fields).into_iter().collect());
        }
    }
    (rest, fields)
}
