//! What the model has and an item leaves out.

use super::Check;
use crate::source::Item;

/// A member, value or error of the model that an item leaves out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// The item.
    pub item: Item,
    /// What is left out.
    pub what: AbsentKind,
    /// The name of the item's shape in the model; of an error enum, that of the error.
    pub shape: String,
    /// The name in the model.
    pub name: String,
}

/// What an item can leave out.
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
            // A structure may be in requests and in responses.
            if !self.absent.contains(&absent) {
                self.absent.push(absent);
            }
        }
    }
}
