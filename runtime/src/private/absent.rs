//! The value of an absent member with `default`.

use core::marker::PhantomData;
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use crate::value::blob::Blob;
use crate::value::document::Document;
use crate::value::sensitive::Sensitive;
use crate::value::timestamp::Timestamp;

/// The type of a member with `default`.
pub struct Absent<T>(PhantomData<T>);

/// A type whose absence is an error unless there is a default: any but `Option`.
#[diagnostic::on_unimplemented(
    message = "an `Option` has no `default`: it is `None` if its member is absent",
    label = "remove `default`, or the `Option` around the type"
)]
pub trait NotOptional {}

/// A type with a value for an absent member.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no value for an absent member",
    label = "implement `Default` for the type, or write `Option<{Self}>` without `default`"
)]
pub trait HasDefault: Default {}

#[diagnostic::do_not_recommend]
impl<T: Default> HasDefault for T {}

/// A type of a field with `skip`, which gets a value without the wire.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no default, so a field of this type cannot have `skip`",
    label = "derive or implement `Default` for the type"
)]
pub trait SkippedDefault: Default {}

#[diagnostic::do_not_recommend]
impl<T: Default> SkippedDefault for T {}

/// The value of a field with `skip`.
pub fn skipped<T: SkippedDefault>() -> T {
    T::default()
}

/// A type whose `default` can be a literal of type `L`.
#[diagnostic::on_unimplemented(
    message = "this literal is not a valid `default` of `{Self}`",
    label = "write a literal of the member's type, or `default` without a value to use `Default`"
)]
pub trait LiteralDefault<L> {
    /// The value of the literal.
    fn of(literal: L) -> Self;
}

// Inherent functions take precedence over those of a trait, so an `Option` is detected under any name.
impl<T> Absent<Option<T>> {
    /// Rejected at compile time.
    pub fn default_of() -> Option<T>
    where
        Option<T>: NotOptional,
    {
        None
    }

    /// Rejected at compile time.
    pub fn literal<L>(_: L) -> Option<T>
    where
        Option<T>: NotOptional,
    {
        None
    }
}

/// The value of an absent member of any other type.
pub trait AbsentMember<T> {
    /// The type's default.
    fn default_of() -> T
    where
        T: HasDefault,
    {
        T::default()
    }

    /// The value of the literal.
    fn literal<L>(literal: L) -> T
    where
        T: LiteralDefault<L>,
    {
        T::of(literal)
    }
}

impl<T> AbsentMember<T> for Absent<T> {}

/// `[]`
#[derive(Debug)]
pub struct EmptyList;

/// `{}`
#[derive(Debug)]
pub struct EmptyMap;

macro_rules! literals {
    ($($type:ty: $literal:ty = $of:expr;)*) => {
        $(#[diagnostic::do_not_recommend]
        impl LiteralDefault<$literal> for $type {
            fn of(literal: $literal) -> Self {
                $of(literal)
            }
        })*
    };
}

literals! {
    String: &str = String::from;
    bool: bool = itself;
    i8: i8 = itself;
    i16: i16 = itself;
    i32: i32 = itself;
    i64: i64 = itself;
    i128: i128 = itself;
    isize: isize = itself;
    u8: u8 = itself;
    u16: u16 = itself;
    u32: u32 = itself;
    u64: u64 = itself;
    u128: u128 = itself;
    usize: usize = itself;
    f32: f32 = itself;
    f64: f64 = itself;
    // The integers that a float represents exactly.
    f32: i16 = f32::from;
    f64: i32 = f64::from;
    Timestamp: i32 = Timestamp::of_second;
    Blob: &[u8] = Blob::from;
    Document: &str = document;
    Document: bool = document;
    Document: i64 = document;
    Document: f64 = document;
    Document: EmptyList = |_| document(Vec::<bool>::new());
    Document: EmptyMap = |_| document(serde_json::Map::new());
}

impl<T> LiteralDefault<EmptyList> for Vec<T> {
    fn of(_: EmptyList) -> Self {
        Self::new()
    }
}

impl<K, V, S: BuildHasher + Default> LiteralDefault<EmptyMap> for HashMap<K, V, S> {
    fn of(_: EmptyMap) -> Self {
        Self::default()
    }
}

impl<K, V> LiteralDefault<EmptyMap> for BTreeMap<K, V> {
    fn of(_: EmptyMap) -> Self {
        Self::new()
    }
}

impl<T: LiteralDefault<L>, L> LiteralDefault<L> for Sensitive<T> {
    fn of(literal: L) -> Self {
        Self::from(T::of(literal))
    }
}

impl<T: LiteralDefault<L>, L> LiteralDefault<L> for Box<T> {
    fn of(literal: L) -> Self {
        Self::new(T::of(literal))
    }
}

fn itself<T>(literal: T) -> T {
    literal
}

fn document(value: impl Into<serde_json::Value>) -> Document {
    Document(value.into())
}
