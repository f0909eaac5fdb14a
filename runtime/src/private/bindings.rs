//! Compile-time checks that the type of a member fits its binding.
//!
//! The text form of a type is defined by serde, and a user's newtype implements no trait of this crate. So the checks do
//! not require a trait: they reject the types that are known not to fit. For these types, [`Member`] has a method with a
//! bound that none of them meets. All other types find the method of the same name in [`Fits`], through `Deref`.
//! The methods have the prefix `aws_`, because a user's trait with the same method would take precedence over `Fits`.

use std::collections::{BTreeMap, HashMap};
use std::ops::Deref;

use crate::model::structure::Structure;
use crate::value::blob::Blob;
use crate::value::sensitive::Sensitive;
use crate::value::timestamp::Timestamp;

/// A member with a binding.
pub struct Member<'a, T: ?Sized>(pub(super) Fits<'a, T>);

/// A member whose type is not rejected.
pub struct Fits<'a, T: ?Sized>(pub(super) &'a T);

/// Wraps the member `value`.
pub const fn member<T: ?Sized>(value: &T) -> Member<'_, T> {
    Member(Fits(value))
}

impl<'a, T: ?Sized> Deref for Member<'a, T> {
    type Target = Fits<'a, T>;

    fn deref(&self) -> &Fits<'a, T> {
        &self.0
    }
}

/// A label of a type that is not a single text: optional, a list, a map or a structure.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot fill a label of the path",
    label = "a label is a string, a number, a `bool`, a `Timestamp`, a string enum, or a newtype of one",
    note = "a label is always present: send an optional member as a query parameter"
)]
pub trait InLabel {}

/// Types that cannot be a label.
pub trait NotLabel {}

impl<'a, T: NotLabel + ?Sized> Member<'a, T> {
    /// Rejected at compile time.
    pub const fn aws_in_label(&self) -> &'a T
    where
        T: InLabel,
    {
        self.0.0
    }
}

/// A header of a type that is not a text: a map, a structure or a list of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent in a header",
    label = "a header is a text or a list of texts",
    note = "send a map with `prefix_headers`, and a structure in the body or as the `payload`"
)]
pub trait InHeader {}

/// Types that cannot be a header.
pub trait NotHeader {}

impl<'a, T: NotHeader + ?Sized> Member<'a, T> {
    /// Rejected at compile time.
    pub const fn aws_in_header(&self) -> &'a T
    where
        T: InHeader,
    {
        self.0.0
    }
}

/// A header of an event of a type that has no form there: a float, a list, a map or a structure.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a header of an event",
    label = "a header of an event is a `bool`, an integer, a string, a `Blob` or a `Timestamp`",
    note = "leave other members in the payload of the event"
)]
pub trait InEventHeader {}

/// Types that cannot be a header of an event.
pub trait NotEventHeader {}

impl<'a, T: NotEventHeader + ?Sized> Member<'a, T> {
    /// Rejected at compile time.
    pub const fn aws_in_event_header(&self) -> &'a T
    where
        T: InEventHeader,
    {
        self.0.0
    }
}

/// A query parameter of a type that is not a text: a map, a structure or a list of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be sent in a query parameter",
    label = "a query parameter is a text or a list of texts",
    note = "send a map with `query_params`, and a structure in the body or as the `payload`"
)]
pub trait InQuery {}

/// Types that cannot be a query parameter.
pub trait NotQuery {}

impl<'a, T: NotQuery + ?Sized> Member<'a, T> {
    /// Rejected at compile time.
    pub const fn aws_in_query(&self) -> &'a T
    where
        T: InQuery,
    {
        self.0.0
    }
}

/// `prefix_headers` or `query_params` on a type that is not a map.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a map from names to texts",
    label = "`prefix_headers` and `query_params` take a map such as `HashMap<String, String>`",
    note = "send a single header with `header`, and a single query parameter with `query`"
)]
pub trait InMap {}

/// Types that are not maps.
pub trait NotMap {}

impl<'a, T: NotMap + ?Sized> Member<'a, T> {
    /// Rejected at compile time.
    pub const fn aws_in_map(&self) -> &'a T
    where
        T: InMap,
    {
        self.0.0
    }
}

/// `status` on a type that is not an integer.
#[diagnostic::on_unimplemented(message = "`{Self}` cannot hold a status", label = "use `u16` or another integer type")]
pub trait InStatus {}

/// Types that cannot be a status.
pub trait NotStatus {}

impl<'a, T: NotStatus + ?Sized> Member<'a, T> {
    /// Rejected at compile time.
    pub const fn aws_in_status(&self) -> &'a T
    where
        T: InStatus,
    {
        self.0.0
    }
}

/// A member of a type that is not a single text, although an argument says that it holds one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a text",
    label = "this field must be a string, a string enum, or an `Option` of one",
    note = "`checksum` names the fields for words such as `CRC32` and `ENABLED`; `last_segment` and `if_empty` change texts, and a \
            label of `host_prefix` is one"
)]
pub trait AsText {}

/// Types that are not a text.
pub trait NotText {}

impl<'a, T: NotText + ?Sized> Member<'a, T> {
    /// Rejected at compile time.
    pub const fn aws_as_text(&self) -> &'a T
    where
        T: AsText,
    {
        self.0.0
    }
}

/// `context` on a member of a type that is not a text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a parameter of the endpoint",
    label = "`context` takes a `String`, a string enum, or an `Option` of one",
    note = "write `context(ResourceArnList = \"TransactItems[*].Get.TableName\")` on the operation for a text within a member"
)]
pub trait InContext {}

impl<'a, T: NotText + ?Sized> Member<'a, T> {
    /// Rejected at compile time.
    pub const fn aws_in_context(&self) -> &'a T
    where
        T: InContext,
    {
        self.0.0
    }
}

/// A media type on a payload that is JSON.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is sent as JSON, so its media type cannot be set",
    label = "only a `Blob`, a `ByteStream` or a string has a media type",
    note = "write `payload` without a media type"
)]
pub trait OfMediaType {}

/// Types whose media type is fixed.
pub trait FixedMediaType {}

impl<'a, T: FixedMediaType + ?Sized> Member<'a, T> {
    /// Rejected at compile time.
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

fits! { aws_in_label aws_in_event_header aws_in_header aws_in_query aws_in_map aws_in_status aws_as_text aws_in_context
aws_of_media_type }

// One type for each binding, which compile errors list as the example.
impl InLabel for String {}
impl InEventHeader for String {}
impl InHeader for String {}
impl InQuery for String {}
impl InMap for BTreeMap<String, String> {}
impl InStatus for u16 {}
impl AsText for String {}
impl InContext for String {}
impl OfMediaType for Blob {}

/// Lists, maps and structures.
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
    NotLabel: [T] Option<T>, [T] Vec<T>, [K, V, S] HashMap<K, V, S>, [K, V] BTreeMap<K, V>, [T: Structure] T;
    NotLabel: [T: NotLabel] Sensitive<T>;
    NotEventHeader: [] f32, [] f64, [T] Vec<T>, [K, V, S] HashMap<K, V, S>, [K, V] BTreeMap<K, V>, [T: Structure] T;
    NotEventHeader: [T: NotEventHeader] Option<T>, [T: NotEventHeader] Sensitive<T>;
    NotHeader: [T: Compound] Vec<T>, [K, V, S] HashMap<K, V, S>, [K, V] BTreeMap<K, V>, [T: Structure] T;
    NotHeader: [T: NotHeader] Option<T>, [T: NotHeader] Sensitive<T>;
    NotQuery: [T: Compound] Vec<T>, [K, V, S] HashMap<K, V, S>, [K, V] BTreeMap<K, V>, [T: Structure] T;
    NotQuery: [T: NotQuery] Option<T>, [T: NotQuery] Sensitive<T>;
    NotMap: [] bool, [] i8, [] i16, [] i32, [] i64, [] u8, [] u16, [] u32, [] u64, [] f32, [] f64, [] String, [] &str;
    NotMap: [] Timestamp, [] Blob, [T] Vec<T>, [T: Structure] T, [T: NotMap] Option<T>, [T: NotMap] Sensitive<T>;
    NotMap: [K, V: Structure, S] HashMap<K, V, S>, [K, V: Structure] BTreeMap<K, V>;
    NotStatus: [] bool, [] i8, [] u8, [] f32, [] f64, [] String, [] &str, [] Timestamp, [] Blob, [T] Vec<T>;
    NotStatus: [K, V, S] HashMap<K, V, S>, [K, V] BTreeMap<K, V>, [T: Structure] T, [T: NotStatus] Option<T>;
    NotText: [] bool, [] i8, [] i16, [] i32, [] i64, [] u8, [] u16, [] u32, [] u64, [] f32, [] f64, [] Timestamp;
    NotText: [] Blob, [T] Vec<T>, [K, V, S] HashMap<K, V, S>, [K, V] BTreeMap<K, V>, [T: Structure] T;
    NotText: [T: NotText] Option<T>, [T: NotText] Sensitive<T>;
    FixedMediaType: [T: Structure] T, [T: FixedMediaType] Option<T>, [T: FixedMediaType] Sensitive<T>;
}
