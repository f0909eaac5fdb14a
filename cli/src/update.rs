//! A file of annotated structs, brought up to its service's model.
//!
//! Values and errors that the file leaves out are added: no call that is written already does without them. Members are
//! added only where they are asked for, since whoever leaves one out may not want it. What is there stays as it is; where it
//! is not the model's, [`check`](crate::check) says so.

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

/// Which of the members that a file leaves out are added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Members<'a> {
    /// None of them.
    None,
    /// All of them.
    All,
    /// Those of these names, by the model's name or the field's.
    Named(&'a [String]),
}

/// What is to be added.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Of the members that the file leaves out.
    pub members: Members<'a>,
    /// Items that get nothing, by their names: their values or errors are left out on purpose.
    pub except: &'a [String],
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Updated {
    /// The file's text.
    pub text: String,
    /// What it has now that it had not.
    pub added: Vec<Change>,
    /// The members that it leaves out and nobody asked for.
    pub left_out: Vec<Change>,
    /// What could not be added, and why.
    pub not_added: Vec<(Change, Obstacle)>,
}

/// Why something could not be added to an item.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Obstacle {
    /// The item has a field or variant of that name for something else.
    #[error("the name `{0}` is taken there")]
    NameConflict(String),
    /// Only items at the top of the file are added to.
    #[error("it is in an inline module; give the module a file of its own, or write it yourself")]
    InlineModule,
    /// It is a unit struct, say.
    #[error("it has no braces; write `{{}}` after its name")]
    NoBraces,
}

/// Something of the model that an item of the file got, or could get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it is: `member`, `value`, `error`.
    pub what: &'static str,
    /// Its name in the model.
    pub name: String,
    /// The item, by its name in the file.
    pub item: String,
}

/// Why a file cannot be brought up to a model.
#[derive(Debug, thiserror::Error)]
pub enum UpdateError {
    /// It cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// It is not Rust.
    #[error("{0}")]
    Syntax(String),
    /// It is another service's.
    #[error(transparent)]
    OtherService(#[from] OtherService),
    /// The service speaks a protocol that is not written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// It has a name of something to be added for something else.
    #[error(transparent)]
    NameConflict(#[from] NameConflict),
    /// Something of it would not stay as it is.
    #[error(transparent)]
    NotPreserved(#[from] NotPreserved),
    /// It leaves out no member of a name that was given.
    #[error("the file leaves out no member `{0}`")]
    NoMember(String),
    /// It has no item of a name that was given.
    #[error("the file has no struct or enum `{0}` of the service")]
    NoItem(String),
}

/// Brings the text of `file` up to the model; `entry` goes in its head if that changes it.
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
    // Offsets in Rust are those after a byte order mark and a shebang.
    let (before, text) = text.split_at(start_of_rust(text));
    let source = Source::read_text(file, text)?;
    if let Some(unknown) = wanted.except.iter().find(|name| !has_item(&source, name)) {
        return Err(UpdateError::NoItem(unknown.clone()));
    }
    let mut updated = Updated { text: text.to_owned(), added: Vec::new(), left_out: Vec::new(), not_added: Vec::new() };
    // What came may lead to items of the file that nothing led to before. No name comes twice, so this ends.
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

/// Adds what is reached from the operations.
fn step(file: &Path, text: &str, model: &Model, to_add: Wanted<'_>) -> Result<Updated, UpdateError> {
    let source = Source::read_text(file, text)?;
    let mut items = Items::parse(text).map_err(UpdateError::Syntax)?;
    let in_file = check(&source, model).absent.into_iter().filter(|absent| &*absent.item.location.file == file);
    let in_file = in_file.filter(|absent| !to_add.except.contains(&absent.item.name));
    let (wanted, left_out) = choose(in_file.collect(), to_add.members);
    let additions: Vec<_> = wanted.iter().map(|absent| addition(absent, &source, &items)).collect();
    let existing = Existing::parse(text).map_err(UpdateError::Syntax)?;
    let mut scope = existing.scope(model)?;
    // The service and its errors are there, if perhaps in another file.
    scope.present.insert(scope.service.clone());
    scope.error = None;
    // Members come one by one.
    scope.members.clear();
    let (fragments, written) = write_additions(model, &additions, &scope)?;
    let (mut added, mut not_added) = (Vec::new(), Vec::new());
    for (absent, fragment) in wanted.iter().zip(fragments) {
        // What the attributes cannot express is not there to be had.
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

/// What is added, and the members that are not.
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

/// Whether what is added holds a float, so that it cannot be compared with `Eq`.
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

    /// Whether it is a member that is meant by that name, the model's or the field's.
    fn is_member(&self, name: &str) -> bool {
        self.what == "member" && (self.name == name || field_name(&self.name) == name)
    }
}
