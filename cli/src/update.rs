//! A file of annotated structs, brought up to its service's model.
//!
//! Values and errors that the file leaves out are added: no call that is written already does without them. Members are
//! added only where they are asked for, since whoever leaves one out may not want it. What is there stays as it is; where it
//! is not the model's, [`check`](crate::check) says so.

mod equality;
mod items;

use std::path::Path;

use crate::check::{Absent, AbsentKind, check};
use crate::extend::{Existing, NameTaken, OtherService};
use crate::header::Entry;
use crate::model::Model;
use crate::source::{Source, SourceError};
use crate::writer::{Addition, WriteError, write_additions};
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

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Updated {
    /// The file's text.
    pub text: String,
    /// What it has now that it had not.
    pub added: Vec<Change>,
    /// The members that it leaves out and nobody asked for.
    pub left_out: Vec<Change>,
    /// What it has other things in the place of, so that it could not be added.
    pub taken: Vec<Change>,
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
    NameTaken(#[from] NameTaken),
    /// It leaves out no member of a name that was given.
    #[error("the file leaves out no member `{0}`")]
    NoMember(String),
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
    members: Members<'_>,
    entry: &Entry,
) -> Result<Updated, UpdateError> {
    let source = Source::read_text(file, text)?;
    let mut items = Items::parse(text).map_err(UpdateError::Syntax)?;
    let in_file = check(&source, model).absent.into_iter().filter(|absent| &*absent.item.place.file == file);
    let (wanted, left_out) = choose(in_file.collect(), members)?;
    let additions: Vec<_> = wanted.iter().map(|absent| addition(absent, &source, &items)).collect();
    let existing = Existing::parse(text).map_err(UpdateError::Syntax)?;
    let mut scope = existing.scope(model)?;
    // The service and its errors are there, if perhaps in another file.
    scope.present.insert(scope.service.clone());
    scope.error = None;
    let (fragments, written) = write_additions(model, &additions, &scope)?;
    let (mut added, mut taken) = (Vec::new(), Vec::new());
    for (absent, fragment) in wanted.iter().zip(fragments) {
        // What the attributes cannot express is not there to be had.
        let Some(fragment) = fragment else { continue };
        let done = items.add(&absent.item, &fragment);
        if done { &mut added } else { &mut taken }.push(Change::of(absent));
    }
    let unequal: Vec<_> = wanted.iter().filter(|absent| has_float(model, absent)).collect();
    for name in equality::holders(&source, unequal.iter().map(|absent| absent.item.name.as_str())) {
        items.remove_eq(&name);
    }
    let with_members = items.finish();
    let existing = Existing::parse(&with_members).map_err(UpdateError::Syntax)?;
    existing.hold_names(model, &[], &scope, &written)?;
    let new = existing.with(&written);
    let text = if new == text { new } else { entry.append(&new, &written.comment) };
    Ok(Updated { text, added, left_out: left_out.iter().map(Change::of).collect(), taken })
}

/// What is added, and the members that are not.
fn choose(absent: Vec<Absent>, members: Members<'_>) -> Result<(Vec<Absent>, Vec<Absent>), UpdateError> {
    let names =
        |absent: &Absent, name: &String| absent.name == *name || crate::writer::field_name(&absent.name) == *name;
    if let Members::Named(wanted) = members {
        let is_absent = |name: &&String| absent.iter().any(|absent| absent.is_member() && names(absent, name));
        if let Some(unknown) = wanted.iter().find(|name| !is_absent(name)) {
            return Err(UpdateError::NoMember(unknown.clone()));
        }
    }
    let is_wanted = |absent: &Absent| match members {
        _ if !absent.is_member() => true,
        Members::None => false,
        Members::All => true,
        Members::Named(wanted) => wanted.iter().any(|name| names(absent, name)),
    };
    Ok(absent.into_iter().partition(is_wanted))
}

fn addition(absent: &Absent, source: &Source, items: &Items<'_>) -> Addition {
    let operation = source.operations.iter().find(|operation| operation.item == absent.item);
    let name = absent.name.clone();
    Addition {
        shape: absent.shape.clone(),
        name,
        is_error: absent.what == AbsentKind::Error,
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

impl Absent {
    /// Whether it may be left out on purpose.
    fn is_member(&self) -> bool {
        self.what == AbsentKind::Member
    }
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
}
