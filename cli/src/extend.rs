//! Adds code to an existing file. The existing text is not changed.

mod edits;
mod imports;
mod literals;
mod members;
mod merge;
mod name_conflict;
mod verify;

use std::collections::{BTreeMap, BTreeSet};

use syn::spanned::Spanned as _;

pub use name_conflict::NameConflict;
pub use verify::NotPreserved;

use crate::model::Model;
use crate::source::{Args, check_nesting, position_and_problem};
use crate::writer::Scope;
pub(crate) use edits::{Edit, List, apply};
use imports::Imports;
pub(crate) use literals::Literal;
use members::OperationStruct;
use name_conflict::Named;

/// An existing file, with the facts that matter for additions.
#[derive(Debug)]
pub struct Existing {
    text: String,
    /// The offset of the first Rust code, after a byte order mark and a shebang line.
    start: usize,
    /// The names of its items and imports.
    names: BTreeSet<String>,
    /// The items with these names, and items that are not types.
    named: Vec<Named>,
    services: Vec<Service>,
    operations: Vec<OperationStruct>,
    errors: Vec<ErrorEnum>,
    literals: Vec<Literal>,
    imports: Imports,
    /// Whether it has a glob import of its crate, such as `use super::*`, which can bring any name.
    has_crate_glob: bool,
}

#[derive(Debug)]
struct Service {
    name: String,
    id: String,
    protocol: Option<String>,
    error: Option<String>,
}

/// The file has another service, or its service is in another file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OtherService {
    /// The file has other services.
    #[error("it has the service `{there}`; write `{service}` to another file")]
    InFile {
        /// The ID of the first other service.
        there: String,
        /// The ID of the service to be written.
        service: String,
    },
    /// The service of its operations comes from a glob import. A second service struct with the same name would
    /// replace it.
    #[error("its operations use `{service}` from another file; import `{service}` by name, or write to that file")]
    Elsewhere {
        /// The name of the struct.
        service: String,
    },
}

#[derive(Debug)]
struct ErrorEnum {
    name: String,
    codes: BTreeSet<String>,
    variants: List,
    /// Whether short variants may be on one line.
    may_join: bool,
}

impl Existing {
    /// Reads a file's text.
    ///
    /// # Errors
    ///
    /// If the text is not Rust; the error contains the position.
    pub fn parse(text: &str) -> Result<Self, String> {
        let start = start_of_rust(text);
        let rust = &text[start..];
        let file: syn::File =
            check_nesting(rust).and_then(|()| syn::parse_str(rust)).map_err(|error| position_and_problem(&error))?;
        let mut existing = Self {
            text: text.to_owned(),
            start,
            names: BTreeSet::new(),
            named: Vec::new(),
            services: Vec::new(),
            operations: Vec::new(),
            errors: Vec::new(),
            literals: Vec::new(),
            imports: Imports::new(&file, text, start),
            has_crate_glob: false,
        };
        for item in &file.items {
            existing.add(item).map_err(|error| position_and_problem(&error))?;
        }
        Ok(existing)
    }

    /// Whether the file is empty.
    pub fn is_empty(&self) -> bool {
        self.text[self.start..].trim().is_empty()
    }

    /// The scope for code of the model that is added to this file.
    ///
    /// # Errors
    ///
    /// If the file has services, but not this one: new operations would be sent to a wrong service. Also if the
    /// service of its operations comes from a glob import like `use super::*`, which a second service would hide.
    pub fn scope(&self, model: &Model) -> Result<Scope, OtherService> {
        let default = Scope::default();
        let of_model = |service: &&Service| service.id.eq_ignore_ascii_case(&model.service.id);
        let there = self.services.iter().find(of_model).and_then(|service| service.protocol.clone());
        let is_of_model = |name: &String| model.service.protocols.iter().any(|protocol| protocol.name() == name);
        let protocol = there.filter(is_of_model);
        let (service, error) = match (self.services.iter().find(of_model), self.services.as_slice()) {
            (Some(service), _) => (service.name.clone(), service.error.clone()),
            // The service is imported, so its error enum is defined elsewhere too.
            (None, []) if self.names.contains(&default.service) => (default.service, None),
            (None, []) if self.has_crate_glob && self.operations.iter().any(|there| there.is_of(&default.service)) => {
                return Err(OtherService::Elsewhere { service: default.service });
            }
            (None, []) => (default.service, default.error),
            (None, [other, ..]) => {
                return Err(OtherService::InFile { there: other.id.clone(), service: model.service.id.clone() });
            }
        };
        // The only error enum of the file may be named by operations rather than by the service.
        let only = match self.errors.as_slice() {
            [only] if self.services.len() < 2 => Some(only.name.clone()),
            _ => None,
        };
        let of_service =
            self.operations.iter().filter(|there| there.is_of(&service) && there.is_called_as_on_the_wire());
        let members: BTreeMap<_, _> = of_service.map(|there| (there.name.clone(), there.members.clone())).collect();
        Ok(Scope { service, error: only.or(error), present: self.names.clone(), members, protocol, waiters: false })
    }

    fn add(&mut self, item: &syn::Item) -> syn::Result<()> {
        self.named.extend(Named::of(item));
        match item {
            syn::Item::Struct(item) => {
                if has(&item.attrs, "aws_service") {
                    let args = Args::read(&item.attrs, "aws_service")?;
                    let id = args.needed("id", "aws_service", &item.ident)?.value;
                    let error = args.path("error")?.and_then(|mut path| path.pop());
                    let protocol = args.text("protocol")?.map(|given| given.value);
                    self.services.push(Service { name: item.ident.to_string(), id, protocol, error });
                }
                // The compiler reports an invalid operation; no members are added to it.
                if has(&item.attrs, "aws_operation") {
                    self.operations.extend(OperationStruct::read(item, self.start).ok().flatten());
                }
                self.names.insert(item.ident.to_string());
            }
            syn::Item::Enum(item) => {
                if has(&item.attrs, "aws_error") {
                    let codes = item.variants.iter().map(code).collect();
                    let variants = List::of(&item.variants, item.brace_token.span, self.start);
                    let may_join = may_join(item, &self.text[self.start..]);
                    self.errors.push(ErrorEnum { name: item.ident.to_string(), codes, variants, may_join });
                }
                self.names.insert(item.ident.to_string());
            }
            syn::Item::Type(item) => {
                self.names.insert(item.ident.to_string());
            }
            syn::Item::Fn(item) => {
                self.names.insert(item.sig.ident.to_string());
            }
            syn::Item::Impl(_) => self.literals.extend(Literal::of(item, self.start)),
            syn::Item::Use(item) => {
                self.has_crate_glob |= has_glob_of_crate(&item.tree);
                let names = self.imports.add(item, self.start);
                self.named.extend(names.iter().cloned().map(Named::import));
                self.names.extend(names);
            }
            _ => {}
        }
        Ok(())
    }
}

/// The offset of the first Rust code: rustc skips a byte order mark and a shebang line.
pub(crate) fn start_of_rust(text: &str) -> usize {
    let rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    let shebang =
        if rest.starts_with("#!") && !is_inner_attribute(rest) { rest.find('\n').unwrap_or(rest.len()) } else { 0 };
    text.len() - rest.len() + shebang
}

/// Whether a text that starts with `#!` is an inner attribute: the next token is a bracket.
fn is_inner_attribute(text: &str) -> bool {
    let mut rest = text[2..].trim_start();
    while let Some(comment) = rest.strip_prefix("//").filter(|comment| !comment.starts_with(['/', '!'])) {
        rest = comment.split_once('\n').map_or("", |(_, next)| next).trim_start();
    }
    rest.starts_with('[')
}

fn has(attributes: &[syn::Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| attribute.path().segments.last().is_some_and(|last| last.ident == name))
}

/// Whether all variants of an enum span several lines, in which case rustfmt puts the fields of a short variant on one
/// line.
pub(crate) fn may_join(item: &syn::ItemEnum, rust: &str) -> bool {
    item.variants.iter().all(|variant| rust[variant.span().byte_range()].contains('\n'))
}

/// Whether an import is a glob import of the user's crate.
fn has_glob_of_crate(tree: &syn::UseTree) -> bool {
    match tree {
        syn::UseTree::Path(path) if ["aws_operation", "std"].iter().any(|other| path.ident == other) => false,
        syn::UseTree::Path(path) => has_glob_of_crate(&path.tree),
        syn::UseTree::Group(group) => group.items.iter().any(has_glob_of_crate),
        syn::UseTree::Glob(_) => true,
        syn::UseTree::Name(_) | syn::UseTree::Rename(_) => false,
    }
}

/// The code of a variant: the argument `code`, or its name.
fn code(variant: &syn::Variant) -> String {
    let mut code = variant.ident.to_string();
    for attribute in variant.attrs.iter().filter(|attribute| attribute.path().is_ident("aws")) {
        // Arguments other than `key = value` are skipped.
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
