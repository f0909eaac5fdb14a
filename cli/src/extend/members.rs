//! Adds members to the struct of an operation.

use syn::spanned::Spanned as _;

use super::Existing;
use super::edits::{Edit, List, append};
use crate::source::{Args, members_of};
use crate::writer::{MoreMembers, PresentMembers};

/// The struct of an operation, with its comments and attributes.
#[derive(Debug)]
pub(super) struct OperationStruct {
    ident: String,
    pub(super) name: String,
    service: String,
    pub(super) members: PresentMembers,
    body: Body,
    /// The end of its last `aws_operation` or `aws` attribute.
    attributes: usize,
}

#[derive(Debug)]
enum Body {
    Fields(List),
    /// The offset of the semicolon of a struct without fields.
    None(usize),
}

impl OperationStruct {
    pub(super) fn read(item: &syn::ItemStruct, start: usize) -> syn::Result<Option<Self>> {
        let mut args = Args::read(&item.attrs, "aws_operation")?;
        let ident = item.ident.to_string();
        let body = match (&item.fields, &item.semi_token) {
            (syn::Fields::Named(fields), _) => Body::Fields(List::of(&fields.named, fields.brace_token.span, start)),
            (syn::Fields::Unit, Some(semicolon)) => Body::None(semicolon.span().byte_range().start + start),
            _ => return Ok(None),
        };
        let mut ours = item.attrs.iter().filter(|attribute| {
            attribute.path().segments.last().is_some_and(|last| last.ident == "aws" || last.ident == "aws_operation")
        });
        Ok(Some(Self {
            name: args.text("name")?.map_or_else(|| ident.clone(), |name| name.value),
            service: args.path("service")?.and_then(|mut path| path.pop()).unwrap_or_else(|| "Service".to_owned()),
            members: PresentMembers {
                rename_all: args.text("rename_all")?.map(|rule| rule.value),
                idents: item.fields.iter().filter_map(|field| field.ident.as_ref()).map(unraw).collect(),
                members: members_of(item)?,
                is_paginated: args.list("paginated")?.is_some(),
            },
            attributes: ours.next_back().map_or(0, |attribute| attribute.span().byte_range().end) + start,
            ident,
            body,
        }))
    }

    pub(super) fn is_of(&self, service: &str) -> bool {
        self.service == service
    }

    /// Whether its name is the operation's; a struct that the user has renamed is not added to.
    pub(super) fn is_called_as_on_the_wire(&self) -> bool {
        self.ident == self.name
    }
}

fn unraw(ident: &syn::Ident) -> String {
    use syn::ext::IdentExt as _;
    ident.unraw().to_string()
}

impl Existing {
    /// The edits that add members to the struct of their operation.
    pub(super) fn missing_members(&self, more: &MoreMembers) -> Vec<Edit> {
        let Some(there) = self.operations.iter().find(|there| there.ident == more.operation) else { return Vec::new() };
        let mut edits = match &there.body {
            Body::Fields(list) => append(&self.text, list, &more.text),
            Body::None(semicolon) => {
                vec![Edit { range: *semicolon..semicolon + 1, text: format!(" {{\n{}}}", more.text) }]
            }
        };
        if let Some(pages) = &more.pages {
            edits.push(Edit::insert(there.attributes, &format!("\n{}", pages.trim_end())));
        }
        edits
    }
}
