//! Which types cannot go where a binding puts them, as far as that is known at compile time.
//!
//! What a type looks like as text is serde's to say, and a user's newtype need say nothing to us. So these checks do
//! not ask whether a type fits: they reject the types that are known not to. A method of [`Member`] exists for those
//! alone, with a bound that none of them meets; all others find the method of that name in [`Fits`], through `Deref`.
//! A user's trait with such a method for every type would be found before that of `Fits`, hence the prefix.

use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;

use crate::model::structure::Structure;
use crate::value::blob::Blob;
use crate::value::sensitive::Sensitive;
use crate::value::timestamp::Timestamp;

/// A member that a binding puts somewhere.
pub struct Member<'a, T: ?Sized>(pub(super) Fits<'a, T>);

/// A member of which nothing speaks against that place.
pub struct Fits<'a, T: ?Sized>(pub(super) &'a T);

/// The member `value`.
pub const fn member<T: ?Sized>(value: &T) -> Member<'_, T> {
    Member(Fits(value))
}

impl<'a, T: ?Sized> Deref for Member<'a, T> {
    type Target = Fits<'a, T>;

    fn deref(&self) -> &Fits<'a, T> {
        &self.0
    }
}

/// A label of a type that is not one text: optional, a list, a map or a structure.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot fill a label of the path",
    label = "a label takes one text: a string, a number, a `bool`, a `Timestamp`, a string enum, a newtype of one",
    note = "a label is never absent: what may be absent goes in a query parameter"
)]
pub trait InLabel {}

/// Types that cannot be a label.
pub trait NoLabel {}

impl<'a, T: NoLabel + ?Sized> Member<'a, T> {
    /// The value, which is rejected.
    pub const fn aws_in_label(&self) -> &'a T
    where
        T: InLabel,
    {
        self.0.0
    }
}

/// A header of a type that is no text: a map, a structure or a list of such.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written in a header",
    label = "a header takes a text or a list of texts",
    note = "a map goes with `prefix_headers`, a structure in the body or as the `payload`"
)]
pub trait InHeader {}

/// Types that cannot be a header.
pub trait NoHeader {}

impl<'a, T: NoHeader + ?Sized> Member<'a, T> {
    /// The value, which is rejected.
    pub const fn aws_in_header(&self) -> &'a T
    where
        T: InHeader,
    {
        self.0.0
    }
}

/// A query parameter of a type that is no text: a map, a structure or a list of such.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be written in a query parameter",
    label = "a query parameter takes a text or a list of texts",
    note = "a map goes with `query_params`, a structure in the body or as the `payload`"
)]
pub trait InQuery {}

/// Types that cannot be a query parameter.
pub trait NoQuery {}

impl<'a, T: NoQuery + ?Sized> Member<'a, T> {
    /// The value, which is rejected.
    pub const fn aws_in_query(&self) -> &'a T
    where
        T: InQuery,
    {
        self.0.0
    }
}

/// `prefix_headers` or `query_params` on a type that is no map.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a map from names to texts",
    label = "`prefix_headers` and `query_params` take a map such as `HashMap<String, String>`",
    note = "one header goes with `header`, one query parameter with `query`"
)]
pub trait InMap {}

/// Types that are no map.
pub trait NoMap {}

impl<'a, T: NoMap + ?Sized> Member<'a, T> {
    /// The value, which is rejected.
    pub const fn aws_in_map(&self) -> &'a T
    where
        T: InMap,
    {
        self.0.0
    }
}

/// `status` on a type that is no integer.
#[diagnostic::on_unimplemented(message = "`{Self}` cannot hold a status", label = "use `u16`, or another integer")]
pub trait InStatus {}

/// Types that cannot be a status.
pub trait NoStatus {}

impl<'a, T: NoStatus + ?Sized> Member<'a, T> {
    /// The value, which is rejected.
    pub const fn aws_in_status(&self) -> &'a T
    where
        T: InStatus,
    {
        self.0.0
    }
}

/// A media type on a payload that is JSON.
#[diagnostic::on_unimplemented(
    message = "`{Self}` goes as JSON, so it has no media type of its own",
    label = "a media type is told of a `Blob`, a `ByteStream` or a string",
    note = "write `payload` alone"
)]
pub trait OfMediaType {}

/// Types that have no media type of their own.
pub trait NoMediaType {}

impl<'a, T: NoMediaType + ?Sized> Member<'a, T> {
    /// The value, which is rejected.
    pub const fn aws_of_media_type(&self) -> &'a T
    where
        T: OfMediaType,
    {
        self.0.0
    }
}

macro_rules! fits {
    ($($method:ident)*) => {
        impl<'a, T: ?Sized> Fits<'a, T> {
            $(
                /// The value.
                pub const fn $method(&self) -> &'a T {
                    self.0
                }
            )*
        }
    };
}

fits! { aws_in_label aws_in_header aws_in_query aws_in_map aws_in_status aws_of_media_type }

// One type for each place, which an error then shows.
impl InLabel for String {}
impl InHeader for String {}
impl InQuery for String {}
impl InMap for BTreeMap<String, String> {}
impl InStatus for u16 {}
impl OfMediaType for Blob {}

/// What has parts.
trait Compound {}
impl<T> Compound for Vec<T> {}
impl<K, V, S> Compound for HashMap<K, V, S> {}
impl<K, V> Compound for BTreeMap<K, V> {}
impl<T: Structure> Compound for T {}

macro_rules! reject {
    ($($rejected:ident: $([$($param:ident $(: $bound:ident)?),*] $ty:ty),+;)*) => {
        $($(impl<$($param $(: $bound)?),*> $rejected for $ty {})+)*
    };
}

reject! {
    NoLabel: [T] Option<T>, [T] Vec<T>, [K, V, S] HashMap<K, V, S>, [K, V] BTreeMap<K, V>, [T: Structure] T;
    NoLabel: [T: NoLabel] Sensitive<T>;
    NoHeader: [T: Compound] Vec<T>, [K, V, S] HashMap<K, V, S>, [K, V] BTreeMap<K, V>, [T: Structure] T;
    NoHeader: [T: NoHeader] Option<T>, [T: NoHeader] Sensitive<T>;
    NoQuery: [T: Compound] Vec<T>, [K, V, S] HashMap<K, V, S>, [K, V] BTreeMap<K, V>, [T: Structure] T;
    NoQuery: [T: NoQuery] Option<T>, [T: NoQuery] Sensitive<T>;
    NoMap: [] bool, [] i8, [] i16, [] i32, [] i64, [] u8, [] u16, [] u32, [] u64, [] f32, [] f64, [] String, [] &str;
    NoMap: [] Timestamp, [] Blob, [T] Vec<T>, [T: Structure] T, [T: NoMap] Option<T>, [T: NoMap] Sensitive<T>;
    NoStatus: [] bool, [] f32, [] f64, [] String, [] &str, [] Timestamp, [] Blob, [T] Vec<T>;
    NoStatus: [K, V, S] HashMap<K, V, S>, [K, V] BTreeMap<K, V>, [T: Structure] T, [T: NoStatus] Option<T>;
    NoMediaType: [T: Structure] T, [T: NoMediaType] Option<T>, [T: NoMediaType] Sensitive<T>;
}
