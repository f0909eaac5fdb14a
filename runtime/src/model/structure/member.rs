//! Types of members, as codecs write and read them.
//!
//! Both traits are serde's. They exist for their messages: serde's own advice, to derive `Serialize`, would send the names
//! of the fields unchanged.

use serde_core::de::Deserialize;
use serde_core::ser::Serialize;

/// A member of a type that is not on the wire.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a member",
    label = "annotate your struct or enum with `#[aws_shape]`",
    note = "a member is a string, a number, a `Timestamp`, a `Blob`, .., a type with `#[aws_shape]`, or a list, a map or an `Option` of one"
)]
pub trait WriteMember: Serialize {}

#[diagnostic::do_not_recommend]
impl<T: Serialize + ?Sized> WriteMember for T {}

/// A member of a type that cannot be received.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read as a member",
    label = "annotate your struct or enum with `#[aws_shape]`",
    note = "a member is a string, a number, a `Timestamp`, a `Blob`, .., a type with `#[aws_shape]`, or a list, a map or an `Option` of one",
    note = "a parameter of your struct needs the bounds of its members, such as `K: Eq + Hash` for a `HashMap<K, T>`"
)]
pub trait ReadMember<'de>: Deserialize<'de> {}

#[diagnostic::do_not_recommend]
impl<'de, T: Deserialize<'de>> ReadMember<'de> for T {}
