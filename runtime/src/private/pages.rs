//! The traits that the expansion of `paginated(..)` requires of the fields of an output.

use crate::client::paginate::Items;
use crate::model::structure::Structure;

/// A structure with a field that may hold items. `NAME` is the hash of the field's name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no list of this name",
    label = "`items` takes the name of a list or map field that is as visible as its `#[aws_shape]` struct"
)]
pub trait HasItems<const NAME: u64> {
    /// The field's type.
    type Field;

    /// The field.
    fn take_field(self) -> Self::Field;
}

/// The structures of a path may be optional or boxed.
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

/// Checks that `T` can hold the items of a page.
pub const fn are_items<T: Items>() -> bool {
    true
}

/// A structure in a path such as `"list.next_marker"`. It may be optional or boxed.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a structure, so a path cannot continue after it",
    label = "before each dot, write the name of a field whose type is a struct with `#[aws_shape]`"
)]
pub trait Within<Kind> {
    /// The structure.
    type Structure;

    /// The structure, if it is present.
    fn as_structure(&self) -> Option<&Self::Structure>;
}

/// The kind of a structure that is neither optional nor boxed.
pub struct Direct;

#[diagnostic::do_not_recommend]
impl<T: Structure> Within<Direct> for T {
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

/// Implemented for no type. With only one other candidate, the compiler would select it for every type, and report a wrong
/// type twice.
#[diagnostic::do_not_recommend]
impl<T: Nothing> Within<T> for T {
    type Structure = T;

    fn as_structure(&self) -> Option<&T> {
        None
    }
}

/// Implemented by no type.
pub trait Nothing {}

/// The structure in `field`.
pub fn within<T: Within<Kind>, Kind>(field: &T) -> Option<&T::Structure> {
    field.as_structure()
}

/// A type that says whether there are more pages.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot say whether there are more pages",
    label = "`more` takes the name of a `bool` or `Option<bool>` field of the output"
)]
pub trait MayBeMore {
    /// Whether there are more pages.
    fn is_more(&self) -> bool;
}

impl MayBeMore for bool {
    fn is_more(&self) -> bool {
        *self
    }
}

/// An absent member means false, as in botocore.
impl<T: MayBeMore> MayBeMore for Option<T> {
    fn is_more(&self) -> bool {
        self.as_ref().is_some_and(MayBeMore::is_more)
    }
}

/// Whether `field` says that there are more pages.
pub fn is_more<T: MayBeMore>(field: &T) -> bool {
    field.is_more()
}
