//! Conflicts between the names of a file and those of the code to be added.

use super::{Existing, has};
use crate::model::Model;
use crate::source::Args;
use crate::writer::{Scope, Written};

/// The file already uses the name of an item to be added for something else.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("its {kind} `{name}` has the name of {what}; rename it, or write to another file")]
pub struct NameConflict {
    kind: &'static str,
    name: String,
    what: &'static str,
}

/// Types and traits of Rust's prelude that the added code uses.
const PRELUDE: [&str; 5] = ["Box", "Into", "Option", "String", "Vec"];
/// The kinds of conflicting names in the message.
const ADDED_ITEM: &str = "an item to be added";
const USED_TYPE: &str = "a type or attribute that the added items use";

/// A named item of a file.
#[derive(Debug)]
pub(super) struct Named {
    name: String,
    kind: Kind,
}

#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Service,
    /// The operation's own name, and its service struct.
    Operation {
        name: String,
        service: String,
    },
    Errors,
    /// A type without such an attribute, by its keyword.
    Type(&'static str),
    /// An import or alias, which can be anything.
    Elsewhere(&'static str),
    /// Not a type, or not a type that can be a shape.
    Other(&'static str),
}

impl Kind {
    fn word(&self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Operation { .. } => "operation",
            Self::Errors => "error enum",
            Self::Type(word) | Self::Elsewhere(word) | Self::Other(word) => word,
        }
    }
}

impl Named {
    pub(super) fn import(name: String) -> Self {
        Self { name, kind: Kind::Elsewhere("import") }
    }

    pub(super) fn of(item: &syn::Item) -> Option<Self> {
        let (ident, kind) = match item {
            syn::Item::Struct(item) => (&item.ident, kind_of_struct(item)),
            syn::Item::Enum(item) if has(&item.attrs, "aws_error") => (&item.ident, Kind::Errors),
            syn::Item::Enum(item) => (&item.ident, Kind::Type("enum")),
            syn::Item::Type(item) => (&item.ident, Kind::Elsewhere("type alias")),
            syn::Item::Union(item) => (&item.ident, Kind::Other("union")),
            syn::Item::Trait(item) => (&item.ident, Kind::Other("trait")),
            syn::Item::Mod(item) => (&item.ident, Kind::Other("module")),
            syn::Item::Const(item) => (&item.ident, Kind::Other("constant")),
            syn::Item::Static(item) => (&item.ident, Kind::Other("static")),
            syn::Item::Fn(item) => (&item.sig.ident, Kind::Other("function")),
            _ => return None,
        };
        Some(Self { name: ident.to_string(), kind })
    }
}

fn kind_of_struct(item: &syn::ItemStruct) -> Kind {
    if has(&item.attrs, "aws_service") {
        return Kind::Service;
    }
    if !has(&item.attrs, "aws_operation") {
        return Kind::Type("struct");
    }
    // The compiler reports an invalid attribute.
    let args = Args::read(&item.attrs, "aws_operation").unwrap_or_default();
    let name = args.text("name").ok().flatten().map_or_else(|| item.ident.to_string(), |given| given.value);
    let service = args.path("service").ok().flatten().and_then(|mut path| path.pop());
    Kind::Operation { name, service: service.unwrap_or_else(|| "Service".to_owned()) }
}

impl Existing {
    /// Checks the names of the written items, and of the requested operations that exist already, for conflicts with
    /// the file.
    ///
    /// # Errors
    ///
    /// If the file uses one of them for something else, so that an operation would be missing or would not compile.
    pub fn check_names(
        &self,
        model: &Model,
        operations: &[&str],
        scope: &Scope,
        written: &Written,
    ) -> Result<(), NameConflict> {
        for operation in operations {
            self.check_name(operation, ADDED_ITEM, |kind| self.is_operation(kind, operation, model))?;
        }
        if self.services.is_empty() {
            self.check_name(&scope.service, ADDED_ITEM, |kind| matches!(kind, Kind::Elsewhere(_)))?;
            let error = scope.error.as_deref().unwrap_or_default();
            self.check_name(error, ADDED_ITEM, |kind| matches!(kind, Kind::Elsewhere(_) | Kind::Errors))?;
        }
        let errors = written.errors.as_ref().filter(|errors| !errors.exists).map(|errors| &errors.name);
        let names = written.items.iter().map(|item| &item.name).chain(errors);
        for name in names.filter(|name| !operations.contains(&name.as_str())) {
            self.check_name(name, ADDED_ITEM, |_| false)?;
        }
        for name in &written.imports {
            self.check_name(name, USED_TYPE, |kind| *kind == Kind::Elsewhere("import"))?;
        }
        let is_something = !written.items.is_empty() || !written.members.is_empty();
        let of_std = [("HashMap", written.uses_maps), ("Duration", written.uses_durations)];
        for (name, _) in of_std.into_iter().filter(|(_, is_used)| *is_used) {
            self.check_name(name, USED_TYPE, |kind| *kind == Kind::Elsewhere("import"))?;
        }
        PRELUDE.iter().filter(|_| is_something).try_for_each(|name| self.check_name(name, USED_TYPE, |_| false))
    }

    /// Rejects the name if the file has it, and no item with that name fits.
    fn check_name(&self, name: &str, what: &'static str, fits: impl Fn(&Kind) -> bool) -> Result<(), NameConflict> {
        let kinds: Vec<_> = self.named.iter().filter(|named| named.name == name).map(|named| &named.kind).collect();
        match kinds.first() {
            Some(kind) if !kinds.iter().any(|kind| fits(kind)) => {
                Err(NameConflict { kind: kind.word(), name: name.to_owned(), what })
            }
            _ => Ok(()),
        }
    }

    fn is_operation(&self, kind: &Kind, operation: &str, model: &Model) -> bool {
        let Kind::Operation { name, service } = kind else { return false };
        let of_other = |there: &&super::Service| !there.id.eq_ignore_ascii_case(&model.service.id);
        name == operation && !self.services.iter().filter(of_other).any(|other| other.name == *service)
    }
}
