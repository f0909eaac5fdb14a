//! A module's file with what it lacks. What is there stays as it is, to the letter.

mod taken;

use std::collections::BTreeSet;
use std::ops::Range;

use syn::spanned::Spanned as _;

pub use taken::NameTaken;

use crate::model::Model;
use crate::source::Args;
use crate::writer::{ErrorVariant, Scope, Written, import, variants_source};
use taken::Named;

/// A module's file, as far as it matters what it has.
#[derive(Debug)]
pub struct Existing {
    text: String,
    /// The names of its items, and of what it imports.
    names: BTreeSet<String>,
    /// What has the names, and those of what is no type.
    named: Vec<Named>,
    services: Vec<Service>,
    errors: Vec<ErrorEnum>,
    /// `use aws_operation::{..};`, if it is one flat list.
    runtime_import: Option<(Range<usize>, Vec<String>)>,
    /// Where imports end.
    after_imports: usize,
}

#[derive(Debug)]
struct Service {
    name: String,
    id: String,
    error: Option<String>,
}

/// A file whose services are others than the one to be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("it has the service `{there}`; give `{service}` a file of its own")]
pub struct OtherService {
    there: String,
    service: String,
}

#[derive(Debug)]
struct ErrorEnum {
    name: String,
    codes: BTreeSet<String>,
    closing_brace: usize,
}

impl Existing {
    /// Reads a file's text.
    ///
    /// # Errors
    ///
    /// When it is not Rust; the text says where.
    pub fn parse(text: &str) -> Result<Self, String> {
        let place = |error: &syn::Error| {
            let start = error.span().start();
            format!("{}:{}: {error}", start.line, start.column + 1)
        };
        let file = syn::parse_file(text).map_err(|error| place(&error))?;
        let after_imports = file.attrs.last().map_or(0, |attribute| attribute.span().byte_range().end);
        let mut existing = Self {
            text: text.to_owned(),
            names: BTreeSet::new(),
            named: Vec::new(),
            services: Vec::new(),
            errors: Vec::new(),
            runtime_import: None,
            after_imports,
        };
        for item in &file.items {
            existing.add(item).map_err(|error| place(&error))?;
        }
        Ok(existing)
    }

    /// What is around the code that is to be added of that model.
    ///
    /// # Errors
    ///
    /// When the file has services, and this one is not among them: its operations would be sent to another.
    pub fn scope(&self, model: &Model) -> Result<Scope, OtherService> {
        let default = Scope::default();
        let of_model = |service: &&Service| service.id.eq_ignore_ascii_case(&model.service.id);
        let (service, error) = match (self.services.iter().find(of_model), self.services.as_slice()) {
            (Some(service), _) => (service.name.clone(), service.error.clone()),
            (None, []) => (default.service, default.error),
            (None, [other, ..]) => {
                return Err(OtherService { there: other.id.clone(), service: model.service.id.clone() });
            }
        };
        // Operations may name an enum themselves that their service does not.
        let only = match self.errors.as_slice() {
            [only] if self.services.len() < 2 => Some(only.name.clone()),
            _ => None,
        };
        Ok(Scope { service, error: only.or(error), present: self.names.clone() })
    }

    fn add(&mut self, item: &syn::Item) -> syn::Result<()> {
        self.named.extend(Named::of(item));
        match item {
            syn::Item::Struct(item) => {
                if has(&item.attrs, "aws_service") {
                    let args = Args::read(&item.attrs, "aws_service")?;
                    let id = args.needed("id", "aws_service", &item.ident)?.value;
                    let error = args.path("error")?.and_then(|mut path| path.pop());
                    self.services.push(Service { name: item.ident.to_string(), id, error });
                }
                self.names.insert(item.ident.to_string());
            }
            syn::Item::Enum(item) => {
                if has(&item.attrs, "aws_error") {
                    let codes = item.variants.iter().map(code).collect();
                    let closing_brace = item.brace_token.span.close().byte_range().start;
                    self.errors.push(ErrorEnum { name: item.ident.to_string(), codes, closing_brace });
                }
                self.names.insert(item.ident.to_string());
            }
            syn::Item::Type(item) => {
                self.names.insert(item.ident.to_string());
            }
            syn::Item::Use(item) => self.add_import(item),
            _ => {}
        }
        Ok(())
    }

    fn add_import(&mut self, item: &syn::ItemUse) {
        let range = item.span().byte_range();
        self.after_imports = self.after_imports.max(range.end);
        let mut names = Vec::new();
        collect(&item.tree, &mut names);
        self.names.extend(names.iter().cloned());
        self.named.extend(names.iter().cloned().map(Named::import));
        if let syn::UseTree::Path(path) = &item.tree
            && path.ident == "aws_operation"
            && is_flat(&path.tree)
            && item.attrs.is_empty()
            && matches!(item.vis, syn::Visibility::Inherited)
        {
            self.runtime_import = Some((range, names));
        }
    }

    /// The file with what was written.
    pub fn with(&self, written: &Written) -> String {
        let mut edits = vec![(self.text.len()..self.text.len(), self.items(written))];
        let there = |errors: &&crate::writer::ErrorEnum| self.errors.iter().find(|there| there.name == errors.name);
        if let Some((errors, there)) = written.errors.as_ref().and_then(|errors| Some((errors, there(&errors)?))) {
            let missing: Vec<_> =
                errors.variants.iter().filter(|variant| !there.codes.contains(&variant.code)).cloned().collect();
            edits.push((there.closing_brace..there.closing_brace, self.variants(there, &missing)));
        }
        edits.extend(self.imports(written));
        edits.sort_by_key(|(range, _)| range.start);
        let mut text = self.text.clone();
        for (range, new) in edits.into_iter().rev() {
            text.replace_range(range, &new);
        }
        text
    }

    fn items(&self, written: &Written) -> String {
        let mut added = String::new();
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            added.push('\n');
        }
        let errors = written.errors.as_ref().filter(|errors| !errors.is_there).map(crate::writer::ErrorEnum::source);
        for item in written.items.iter().map(|item| &item.text).chain(&errors) {
            added.push('\n');
            added.push_str(item);
        }
        added
    }

    fn variants(&self, there: &ErrorEnum, missing: &[ErrorVariant]) -> String {
        let before = self.text[..there.closing_brace].trim_end();
        let is_open = !missing.is_empty() && !before.ends_with([',', '{']);
        let comma = if is_open { ",\n" } else { "" };
        format!("{comma}{}", variants_source(missing, false))
    }

    /// The edits that import what is missing.
    fn imports(&self, written: &Written) -> Vec<(Range<usize>, String)> {
        let is_missing = |name: &&String| !self.names.contains(*name);
        let missing: Vec<_> = written.imports.iter().filter(is_missing).map(String::as_str).collect();
        let mut edits = Vec::new();
        let after = self.after_imports..self.after_imports;
        if written.uses_maps && !self.names.contains("HashMap") {
            edits.push((after.clone(), "\nuse std::collections::HashMap;".to_owned()));
        }
        match &self.runtime_import {
            _ if missing.is_empty() => {}
            Some((range, names)) => {
                let all: BTreeSet<_> = names.iter().map(String::as_str).chain(missing).collect();
                let names: Vec<_> = all.into_iter().collect();
                edits.push((range.clone(), import("aws_operation", &names).trim_end().to_owned()));
            }
            None => edits.push((after, format!("\n{}", import("aws_operation", &missing).trim_end()))),
        }
        edits
    }
}

fn has(attributes: &[syn::Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| attribute.path().segments.last().is_some_and(|last| last.ident == name))
}

/// The code of a variant: what `code` says, or its name.
fn code(variant: &syn::Variant) -> String {
    let mut code = variant.ident.to_string();
    for attribute in variant.attrs.iter().filter(|attribute| attribute.path().is_ident("aws")) {
        // What is no `key = value` is passed over.
        let _ = attribute.parse_nested_meta(|meta| {
            if !meta.input.peek(syn::Token![=]) {
                return Ok(());
            }
            let value = meta.value()?;
            if meta.path.is_ident("code") {
                code = value.parse::<syn::LitStr>()?.value();
            } else {
                value.parse::<proc_macro2::TokenTree>()?;
            }
            Ok(())
        });
    }
    code
}

/// The names that an import brings.
fn collect(tree: &syn::UseTree, names: &mut Vec<String>) {
    match tree {
        syn::UseTree::Path(path) => collect(&path.tree, names),
        syn::UseTree::Name(name) => names.push(name.ident.to_string()),
        syn::UseTree::Rename(rename) => names.push(rename.rename.to_string()),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| collect(tree, names)),
        syn::UseTree::Glob(_) => {}
    }
}

fn is_flat(tree: &syn::UseTree) -> bool {
    match tree {
        syn::UseTree::Name(_) => true,
        syn::UseTree::Group(group) => group.items.iter().all(|tree| matches!(tree, syn::UseTree::Name(_))),
        _ => false,
    }
}
