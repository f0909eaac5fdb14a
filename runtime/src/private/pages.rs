//! What the expansion of `paginated(..)` asks of an output's fields. Each is asked of a type, whatever its spelling.

use crate::client::paginate::Items;
use crate::model::structure::Structure;

/// A structure with a field of that name, which may hold items: the number is the name's hash.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no list of this name",
    label = "`items` takes the name of a list or map field that is as visible as its struct, with `#[aws_shape]` on that"
)]
pub trait HasItems<const NAME: u64> {
    /// The field's type.
    type Field;

    /// The field.
    fn take_field(self) -> Self::Field;
}

/// A path leads through structures, optional or in a box.
impl<T: HasItems<NAME>, const NAME: u64> HasItems<NAME> for Option<T> {
    type Field = Option<T::Field>;

    fn take_field(self) -> Self::Field {
        self.map(T::take_field)
    }
}

impl<T: HasItems<NAME>, const NAME: u64> HasItems<NAME> for Box<T> {
    type Field = T::Field;

    fn take_field(self) -> Self::Field {
        (*self).take_field()
    }
}

/// Holds that items of a page can be of type `T`.
pub const fn are_items<T: Items>() -> bool {
    true
}

/// A structure, optional or not, that a path such as `"list.next_marker"` leads through.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no structure, so this path cannot lead through it",
    label = "before each dot goes the name of a field whose type has `#[aws_shape]` on it"
)]
pub trait Within<Kind> {
    /// The structure.
    type Structure;

    /// The structure, if it is there.
    fn as_structure(&self) -> Option<&Self::Structure>;
}

/// The kind of a type that is a structure itself.
pub struct Itself;

#[diagnostic::do_not_recommend]
impl<T: Structure> Within<Itself> for T {
    type Structure = T;

    fn as_structure(&self) -> Option<&T> {
        Some(self)
    }
}

impl<T: Within<Kind>, Kind> Within<Option<Kind>> for Option<T> {
    type Structure = T::Structure;

    fn as_structure(&self) -> Option<&T::Structure> {
        self.as_ref()?.as_structure()
    }
}

impl<T: Within<Kind>, Kind> Within<(Kind,)> for Box<T> {
    type Structure = T::Structure;

    fn as_structure(&self) -> Option<&T::Structure> {
        self.as_ref().as_structure()
    }
}

/// Nothing is of this kind. Were there but one that any type could be of, the compiler would take each type for it, and
/// report what a wrong one lacks a second time.
#[diagnostic::do_not_recommend]
impl<T: Nothing> Within<T> for T {
    type Structure = T;

    fn as_structure(&self) -> Option<&T> {
        None
    }
}

/// Implemented by no type.
pub trait Nothing {}

/// The structure that a path leads through.
pub fn within<T: Within<Kind>, Kind>(field: &T) -> Option<&T::Structure> {
    field.as_structure()
}

/// A type that can say whether more pages come.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot say whether more pages come",
    label = "`more` takes the name of a `bool` or `Option<bool>` field of the output"
)]
pub trait MayBeMore {
    /// Whether more pages come.
    fn is_more(&self) -> bool;
}

impl MayBeMore for bool {
    fn is_more(&self) -> bool {
        *self
    }
}

/// What is absent is false, as botocore has it.
impl<T: MayBeMore> MayBeMore for Option<T> {
    fn is_more(&self) -> bool {
        self.as_ref().is_some_and(MayBeMore::is_more)
    }
}

/// Whether `field` says that more pages come.
pub fn is_more<T: MayBeMore>(field: &T) -> bool {
    field.is_more()
}
