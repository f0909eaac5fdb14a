//! Updates a file of annotated structs to its service's model.
//!
//! Enum values, union members and errors that the file lacks are added, because any response can contain them.
//! Structure members are added only on request, because they may be left out on purpose. Existing code is not changed;
//! where it differs from the model, [`check`](crate::check) reports it.

mod equality;
mod items;

use std::path::Path;

use crate::check::{Absent, AbsentKind, check};
use crate::extend::{Existing, NameConflict, NotPreserved, OtherService, start_of_rust};
use crate::header::Entry;
use crate::model::Model;
use crate::source::{Source, SourceError};
use crate::writer::{Addition, WriteError, field_name, module_comment, write_additions};
use items::Items;

/// Which of the structure members that a file lacks are added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Members<'a> {
    /// None of them.
    None,
    /// All of them.
    All,
    /// Those with these names, in the model's or the field's spelling.
    Named(&'a [String]),
}

/// What to add.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Which structure members to add.
    pub members: Members<'a>,
    /// The names of items to which nothing is added.
    pub except: &'a [String],
}

/// The result of an update.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Updated {
    /// The file's text.
    pub text: String,
    /// What was added.
    pub added: Vec<Change>,
    /// The structure members that the file lacks and that were not requested.
    pub left_out: Vec<Change>,
    /// What could not be added, and why.
    pub not_added: Vec<(Change, Obstacle)>,
}

/// Why something could not be added to an item.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Obstacle {
    /// The item has another field or variant with that name.
    #[error("it already has a field or variant `{0}`")]
    NameConflict(String),
    /// Only items at the top level of the file can be added to.
    #[error("it is in an inline module; move the module to a file, or add it by hand")]
    InlineModule,
    /// The item is a unit struct.
    #[error("it has no braces; write `{{}}` after its name")]
    NoBraces,
}

/// A part of the model that was or can be added to an item of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The kind: `member`, `value`, `error`.
    pub what: &'static str,
    /// Its name in the model.
    pub name: String,
    /// The item, by its name in the file.
    pub item: String,
}

/// Why a file cannot be updated.
#[derive(Debug, thiserror::Error)]
pub enum UpdateError {
    /// The file cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The file is not Rust.
    #[error("{0}")]
    Syntax(String),
    /// The file belongs to another service.
    #[error(transparent)]
    OtherService(#[from] OtherService),
    /// The code cannot be written, for example because the protocol is not supported.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The file uses a name of the added code for something else.
    #[error(transparent)]
    NameConflict(#[from] NameConflict),
    /// Existing code would change.
    #[error(transparent)]
    NotPreserved(#[from] NotPreserved),
    /// The file lacks no member with a requested name.
    #[error("no member `{0}` is missing from the file")]
    NoMember(String),
    /// The file has no item with a given name.
    #[error("the file has no struct or enum `{0}` of the service")]
    NoItem(String),
}

/// Updates the text of `file` to the model; `entry` is added to the file's header if the text changes.
///
/// # Errors
///
/// See [`UpdateError`].
pub fn update(
    file: &Path,
    text: &str,
    model: &Model,
    wanted: Wanted<'_>,
    entry: &Entry,
) -> Result<Updated, UpdateError> {
    // Spans of syn do not count a byte order mark and a shebang.
    let (before, text) = text.split_at(start_of_rust(text));
    let source = Source::read_text(file, text)?;
    if let Some(unknown) = wanted.except.iter().find(|name| !has_item(&source, name)) {
        return Err(UpdateError::NoItem(unknown.clone()));
    }
    let mut updated = Updated { text: text.to_owned(), added: Vec::new(), left_out: Vec::new(), not_added: Vec::new() };
    // Added code can use items of the file that were not used before. Each name is added once, so the loop ends.
    loop {
        let more = step(file, &updated.text, model, wanted)?;
        let is_last = more.added.is_empty();
        updated = Updated { added: [updated.added, more.added].concat(), ..more };
        if is_last {
            break;
        }
    }
    if let Members::Named(names) = wanted.members {
        let not_added = || updated.not_added.iter().map(|(change, _)| change);
        let is_found = |name: &&String| updated.added.iter().chain(not_added()).any(|change| change.is_member(name));
        if let Some(unknown) = names.iter().find(|name| !is_found(name)) {
            return Err(UpdateError::NoMember(unknown.clone()));
        }
    }
    if updated.text != text {
        updated.text = entry.append(&updated.text, &module_comment(model));
    }
    updated.text.insert_str(0, before);
    Ok(updated)
}

fn has_item(source: &Source, name: &str) -> bool {
    let operations = source.operations.iter().map(|operation| &operation.item);
    let shapes = source.shapes.iter().map(|shape| &shape.item);
    let errors = source.errors.iter().map(|errors| &errors.item);
    operations.chain(shapes).chain(errors).any(|item| item.name == name)
}

/// Adds what the operations use now.
fn step(file: &Path, text: &str, model: &Model, to_add: Wanted<'_>) -> Result<Updated, UpdateError> {
    let source = Source::read_text(file, text)?;
    let mut items = Items::parse(text).map_err(UpdateError::Syntax)?;
    let in_file = check(&source, model).absent.into_iter().filter(|absent| &*absent.item.location.file == file);
    let in_file = in_file.filter(|absent| !to_add.except.contains(&absent.item.name));
    let (wanted, left_out) = choose(in_file.collect(), to_add.members);
    let additions: Vec<_> = wanted.iter().map(|absent| addition(absent, &source, &items)).collect();
    let existing = Existing::parse(text).map_err(UpdateError::Syntax)?;
    let mut scope = existing.scope(model)?;
    // The service and its errors exist, possibly in another file.
    scope.present.insert(scope.service.clone());
    scope.error = None;
    // Members are added through `additions`.
    scope.members.clear();
    let (fragments, written) = write_additions(model, &additions, &scope)?;
    let (mut added, mut not_added) = (Vec::new(), Vec::new());
    for (absent, fragment) in wanted.iter().zip(fragments) {
        // The attributes cannot express it.
        let Some(fragment) = fragment else { continue };
        match items.add(&absent.item, &fragment) {
            Ok(()) => added.push(Change::of(absent)),
            Err(obstacle) => not_added.push((Change::of(absent), obstacle)),
        }
    }
    let unequal = wanted.iter().filter(|absent| has_float(model, absent)).map(|absent| absent.item.name.as_str());
    for name in equality::holders(&source, unequal) {
        items.remove_eq(&name);
    }
    let with_members = items.finish();
    let existing = Existing::parse(&with_members).map_err(UpdateError::Syntax)?;
    existing.check_names(model, &[], &scope, &written)?;
    let text = existing.with(&written)?;
    Ok(Updated { text, added, left_out: left_out.iter().map(Change::of).collect(), not_added })
}

/// Splits what is absent into what to add and what to list.
fn choose(absent: Vec<Absent>, members: Members<'_>) -> (Vec<Absent>, Vec<Absent>) {
    absent.into_iter().partition(|absent| match members {
        _ if absent.what != AbsentKind::Member => true,
        Members::None => false,
        Members::All => true,
        Members::Named(names) => names.iter().any(|name| Change::of(absent).is_member(name)),
    })
}

fn addition(absent: &Absent, source: &Source, items: &Items<'_>) -> Addition {
    let operation = source.operations.iter().find(|operation| operation.item == absent.item);
    let name = absent.name.clone();
    Addition {
        shape: absent.shape.clone(),
        name,
        is_error: absent.what == AbsentKind::Error,
        may_join: items.may_join(&absent.item),
        input_of: operation.map(|operation| operation.name.value.clone()),
        rename_all: items.rename_all(&absent.item),
    }
}

/// Whether the added code contains a float, so that it cannot implement `Eq`.
fn has_float(model: &Model, absent: &Absent) -> bool {
    let members = model.members_of(Some(&absent.shape)).iter();
    let root = match absent.what {
        AbsentKind::Value => None,
        AbsentKind::Error => Some(absent.shape.as_str()),
        _ => members.clone().find(|member| member.name == absent.name).map(|member| member.target.as_str()),
    };
    model.reach(root).into_iter().any(|name| model.shapes[name].kind.is_float())
}

impl Change {
    fn of(absent: &Absent) -> Self {
        let what = match absent.what {
            AbsentKind::Member | AbsentKind::UnionMember => "member",
            AbsentKind::Value => "value",
            AbsentKind::Error => "error",
        };
        Self { what, name: absent.name.clone(), item: absent.item.name.clone() }
    }

    /// Whether it is a member with that name, in the model's or the field's spelling.
    fn is_member(&self, name: &str) -> bool {
        self.what == "member" && (self.name == name || field_name(&self.name) == name)
    }
}
