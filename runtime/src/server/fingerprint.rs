//! Compares calls by a hash of their decoded parameters, independent of the order of maps and sets.
//!
//! The order of a list matters, the order of a set does not, but serde serializes both as a sequence. `HashSet` passes itself
//! to [`Serializer::collect_seq`], so the name of its type identifies it there. Ordered sets such as `BTreeSet` always
//! serialize in the same order. If a set is not recognized by its name, the same set in another order counts as a different
//! parameter, which is rejected; different parameters never count as equal.

use serde_core::ser::{
    Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use sha2::{Digest as _, Sha256};

/// A hash of parameters. Equal parameters have equal fingerprints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of a value.
    pub(crate) fn of<T: Serialize + ?Sized>(value: &T) -> HashResult<Self> {
        value.serialize(FingerprintSerializer)
    }

    /// The fingerprint of an absent member or a null.
    fn absent() -> Self {
        scalar(b'-', b"")
    }

    /// The fingerprint of values in this order.
    pub(crate) fn of_all(values: &[Self]) -> Self {
        let mut parts = Parts::ordered(b'[');
        for value in values {
            parts.add(*value);
        }
        parts.end()
    }
}

/// The fingerprint of a scalar. `kind` distinguishes types with the same bytes.
fn scalar(kind: u8, bytes: &[u8]) -> Fingerprint {
    Fingerprint(Sha256::new().chain_update([kind]).chain_update(bytes).finalize().into())
}

/// Collects the fingerprints of the items of a list or a map.
struct Parts {
    hash: Sha256,
    /// The items, if their order does not matter; `None` if each item is hashed in order.
    unordered: Option<Vec<[u8; 32]>>,
    /// The key of the next value.
    key: Option<Fingerprint>,
}

impl Parts {
    fn ordered(kind: u8) -> Self {
        Self { hash: Sha256::new().chain_update([kind]), unordered: None, key: None }
    }

    fn unordered(kind: u8) -> Self {
        Self { unordered: Some(Vec::new()), ..Self::ordered(kind) }
    }

    fn add(&mut self, Fingerprint(part): Fingerprint) {
        match &mut self.unordered {
            Some(parts) => parts.push(part),
            None => self.hash.update(part),
        }
    }

    fn add_entry(&mut self, Fingerprint(key): Fingerprint, Fingerprint(value): Fingerprint) {
        self.add(scalar(b':', &[key, value].concat()));
    }

    fn end(mut self) -> Fingerprint {
        if let Some(mut parts) = self.unordered {
            parts.sort_unstable();
            self.hash.update(parts.as_flattened());
        }
        Fingerprint(self.hash.finalize().into())
    }
}

/// Whether a type is a `HashSet`, of the standard library or of another crate.
fn is_hash_set(type_name: &str) -> bool {
    let path = type_name.trim_start_matches('&').split('<').next().unwrap_or_default();
    path.rsplit("::").next() == Some("HashSet")
}

/// Serializes a value into its fingerprint.
struct FingerprintSerializer;

type HashResult<T> = Result<T, serde_json::Error>;

macro_rules! scalars {
    ($($method:ident($value:ident: $type:ty) => $kind:literal, $bytes:expr;)*) => {
        $(fn $method(self, $value: $type) -> HashResult<Fingerprint> {
            Ok(scalar($kind, &$bytes))
        })*
    };
}

impl Serializer for FingerprintSerializer {
    type Ok = Fingerprint;
    type Error = serde_json::Error;
    type SerializeSeq = Parts;
    type SerializeTuple = Parts;
    type SerializeTupleStruct = Parts;
    type SerializeTupleVariant = Parts;
    type SerializeMap = Parts;
    type SerializeStruct = Parts;
    type SerializeStructVariant = Parts;

    scalars! {
        serialize_bool(value: bool) => b'b', [u8::from(value)];
        serialize_i8(value: i8) => b'i', i128::from(value).to_be_bytes();
        serialize_i16(value: i16) => b'i', i128::from(value).to_be_bytes();
        serialize_i32(value: i32) => b'i', i128::from(value).to_be_bytes();
        serialize_i64(value: i64) => b'i', i128::from(value).to_be_bytes();
        serialize_i128(value: i128) => b'i', value.to_be_bytes();
        serialize_u8(value: u8) => b'i', i128::from(value).to_be_bytes();
        serialize_u16(value: u16) => b'i', i128::from(value).to_be_bytes();
        serialize_u32(value: u32) => b'i', i128::from(value).to_be_bytes();
        serialize_u64(value: u64) => b'i', i128::from(value).to_be_bytes();
        serialize_u128(value: u128) => b'u', value.to_be_bytes();
        serialize_f32(value: f32) => b'f', f64::from(value).to_be_bytes();
        serialize_f64(value: f64) => b'f', value.to_be_bytes();
        serialize_str(value: &str) => b's', value.as_bytes();
        serialize_bytes(value: &[u8]) => b'y', value;
    }

    fn serialize_char(self, value: char) -> HashResult<Fingerprint> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_none(self) -> HashResult<Fingerprint> {
        Ok(Fingerprint::absent())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> HashResult<Fingerprint> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> HashResult<Fingerprint> {
        Ok(Fingerprint::absent())
    }

    fn serialize_unit_struct(self, _: &'static str) -> HashResult<Fingerprint> {
        Ok(Fingerprint::absent())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> HashResult<Fingerprint> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> HashResult<Fingerprint> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> HashResult<Fingerprint> {
        let mut union = Parts::unordered(b'{');
        SerializeMap::serialize_entry(&mut union, variant, value)?;
        Ok(union.end())
    }

    fn serialize_seq(self, _: Option<usize>) -> HashResult<Parts> {
        Ok(Parts::ordered(b'['))
    }

    fn serialize_tuple(self, _: usize) -> HashResult<Parts> {
        Ok(Parts::ordered(b'['))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> HashResult<Parts> {
        Ok(Parts::ordered(b'['))
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> HashResult<Parts> {
        let mut parts = Parts::ordered(b'(');
        parts.add(self.serialize_str(variant)?);
        Ok(parts)
    }

    fn serialize_map(self, _: Option<usize>) -> HashResult<Parts> {
        Ok(Parts::unordered(b'{'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> HashResult<Parts> {
        Ok(Parts::unordered(b'{'))
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> HashResult<Parts> {
        let mut parts = Parts::unordered(b'}');
        parts.add(self.serialize_str(variant)?);
        Ok(parts)
    }

    fn collect_seq<I: IntoIterator<Item: Serialize>>(self, items: I) -> HashResult<Fingerprint> {
        let is_set = is_hash_set(std::any::type_name::<I>());
        let mut parts = if is_set { Parts::unordered(b'[') } else { Parts::ordered(b'[') };
        for item in items {
            parts.add(Fingerprint::of(&item)?);
        }
        Ok(parts.end())
    }

    /// Blobs are hashed as bytes, not as base64 text.
    fn is_human_readable(&self) -> bool {
        false
    }
}

macro_rules! serialize_items {
    ($($trait:ident::$method:ident)*) => {
        $(impl $trait for Parts {
            type Ok = Fingerprint;
            type Error = serde_json::Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> HashResult<()> {
                self.add(Fingerprint::of(value)?);
                Ok(())
            }

            fn end(self) -> HashResult<Fingerprint> {
                Ok(self.end())
            }
        })*
    };
}

serialize_items! {
    SerializeSeq::serialize_element
    SerializeTuple::serialize_element
    SerializeTupleStruct::serialize_field
    SerializeTupleVariant::serialize_field
}

macro_rules! serialize_fields {
    ($($trait:ident)*) => {
        $(impl $trait for Parts {
            type Ok = Fingerprint;
            type Error = serde_json::Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> HashResult<()> {
                self.add_entry(Fingerprint::of(key)?, Fingerprint::of(value)?);
                Ok(())
            }

            fn end(self) -> HashResult<Fingerprint> {
                Ok(self.end())
            }
        })*
    };
}

serialize_fields! { SerializeStruct SerializeStructVariant }

impl SerializeMap for Parts {
    type Ok = Fingerprint;
    type Error = serde_json::Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> HashResult<()> {
        self.key = Some(Fingerprint::of(key)?);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> HashResult<()> {
        if let Some(key) = self.key.take() {
            self.add_entry(key, Fingerprint::of(value)?);
        }
        Ok(())
    }

    fn end(self) -> HashResult<Fingerprint> {
        Ok(self.end())
    }
}
