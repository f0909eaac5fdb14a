//! What an item lacks of its model.

use super::Check;
use crate::source::Item;

/// A member, value or error of the model that an item lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// The item.
    pub item: Item,
    /// The kind of what is missing.
    pub what: AbsentKind,
    /// The name of the item's shape in the model; for an error enum, the name of the error's shape.
    pub shape: String,
    /// The name in the model.
    pub name: String,
}

/// The kinds of what an item can lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsentKind {
    /// A member of a structure.
    Member,
    /// A member of a union.
    UnionMember,
    /// A value of a string enum.
    Value,
    /// An error.
    Error,
}

impl Check<'_> {
    pub(super) fn absent<'n>(
        &mut self,
        item: &Item,
        what: AbsentKind,
        shape: &str,
        names: impl IntoIterator<Item = &'n str>,
    ) {
        for name in names {
            let absent = Absent { item: item.clone(), what, shape: shape.to_owned(), name: name.to_owned() };
            // A structure may be used in both requests and responses.
            if !self.absent.contains(&absent) {
                self.absent.push(absent);
            }
        }
    }
}
