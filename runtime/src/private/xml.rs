//! Compile-time checks for `xml_attribute`, `xml_flattened`, `xml_member`, `xml_key` and `xml_value`.
//!
//! As in [bindings](super::bindings), only types that are known not to fit are rejected.

use std::collections::{BTreeMap, HashMap};

use super::bindings::{Fits, Member};
use crate::model::structure::Structure;
use crate::value::blob::Blob;
use crate::value::sensitive::Sensitive;
use crate::value::timestamp::Timestamp;

/// `xml_flattened` on a type that is neither a list nor a map.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a list nor a map, so it cannot be flattened",
    label = "`xml_flattened` takes a `Vec` or a map",
    note = "remove `xml_flattened`"
)]
pub trait InXmlFlattened {}

/// `xml_member` on a type that is not a list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list, so it has no items to name",
    label = "`xml_member` takes a `Vec`",
    note = "use `xml_key` and `xml_value` for a map, `rename` for any other type"
)]
pub trait InXmlList {}

/// `xml_key` or `xml_value` on a type that is not a map.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a map, so it has no keys and values to name",
    label = "`xml_key` and `xml_value` take a map such as `HashMap<String, String>`",
    note = "use `xml_member` for a list, `rename` for any other type"
)]
pub trait InXmlMap {}

/// `xml_attribute` on a type that is not a single text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an attribute of an XML element",
    label = "an attribute is a string, a number, a `bool`, a `Timestamp`, a string enum, or an `Option` of one",
    note = "remove `xml_attribute`"
)]
pub trait InXmlAttribute {}

// One type for each trait, which compile errors list as the example.
impl InXmlFlattened for Vec<String> {}
impl InXmlList for Vec<String> {}
impl InXmlMap for BTreeMap<String, String> {}
impl InXmlAttribute for String {}

/// Types that are neither lists nor maps.
pub trait NotCollection {}

/// Types that are not lists.
pub trait NotXmlList {}

/// Types that are not a single text.
pub trait NotXmlAttribute {}

/// Types that are not maps.
pub trait NotXmlMap {}

impl<'a, T: NotCollection + ?Sized> Member<'a, T> {
    /// Rejected at compile time.
    pub const fn aws_in_xml_flattened(&self) -> &'a T
    where
        T: InXmlFlattened,
    {
        self.0.0
    }
}

impl<'a, T: NotXmlList + ?Sized> Member<'a, T> {
    /// Rejected at compile time.
    pub const fn aws_in_xml_list(&self) -> &'a T
    where
        T: InXmlList,
    {
        self.0.0
    }
}

impl<'a, T: NotXmlMap + ?Sized> Member<'a, T> {
    /// Rejected at compile time.
    pub const fn aws_in_xml_map(&self) -> &'a T
    where
        T: InXmlMap,
    {
        self.0.0
    }
}

impl<'a, T: NotXmlAttribute + ?Sized> Member<'a, T> {
    /// Rejected at compile time.
    pub const fn aws_in_xml_attribute(&self) -> &'a T
    where
        T: InXmlAttribute,
    {
        self.0.0
    }
}

impl<'a, T: ?Sized> Fits<'a, T> {
    /// The value.
    pub const fn aws_in_xml_attribute(&self) -> &'a T {
        self.0
    }

    /// The value.
    pub const fn aws_in_xml_flattened(&self) -> &'a T {
        self.0
    }

    /// The value.
    pub const fn aws_in_xml_list(&self) -> &'a T {
        self.0
    }

    /// The value.
    pub const fn aws_in_xml_map(&self) -> &'a T {
        self.0
    }
}

macro_rules! reject {
    ($($rejected:ident: $([$($param:ident $(: $bound:ident)?),*] $ty:ty),+;)*) => {
        $($(impl<$($param $(: $bound)?),*> $rejected for $ty {})+)*
    };
}

macro_rules! not_collections {
    ($($rejected:ident)*) => {
        $(reject! {
            $rejected: [] bool, [] i8, [] i16, [] i32, [] i64, [] u8, [] u16, [] u32, [] u64, [] f32, [] f64;
            $rejected: [] String, [] &str, [] Timestamp, [] Blob, [T: Structure] T;
            $rejected: [T: $rejected] Option<T>, [T: $rejected] Sensitive<T>;
        })*
    };
}

not_collections! { NotCollection NotXmlList NotXmlMap }
reject! {
    NotXmlList: [K, V, S] HashMap<K, V, S>, [K, V] BTreeMap<K, V>;
    NotXmlMap: [T] Vec<T>;
    NotXmlAttribute: [T] Vec<T>, [K, V, S] HashMap<K, V, S>, [K, V] BTreeMap<K, V>, [] Blob, [T: Structure] T;
    NotXmlAttribute: [T: NotXmlAttribute] Option<T>, [T: NotXmlAttribute] Sensitive<T>;
}
