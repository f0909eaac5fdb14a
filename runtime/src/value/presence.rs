//! Whether an optional member is absent. The check uses `Serialize`, so it works for `Option`, aliases of it and
//! newtypes around it.

use std::fmt;

use serde_core::ser::{self, Impossible, Serialize, Serializer};

/// Whether `value` is an absent optional member.
pub(crate) fn is_absent<T: Serialize + ?Sized>(value: &T) -> bool {
    matches!(value.serialize(Probe), Ok(Presence::Absent))
}

enum Presence {
    Absent,
    Present,
}

/// A serializer that looks only at the outermost level of a value.
struct Probe;

/// The value is a sequence, map or structure, so it is present. This error ends the serialization early.
#[derive(Debug)]
struct HasParts;

impl fmt::Display for HasParts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value is a sequence, map or structure")
    }
}

impl std::error::Error for HasParts {}

impl ser::Error for HasParts {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

macro_rules! present {
    ($($method:ident($($type:ty),*);)*) => {
        $(fn $method(self $(, _: $type)*) -> Result<Presence, HasParts> {
            Ok(Presence::Present)
        })*
    };
}

impl Serializer for Probe {
    type Ok = Presence;
    type Error = HasParts;
    type SerializeSeq = Impossible<Presence, HasParts>;
    type SerializeTuple = Impossible<Presence, HasParts>;
    type SerializeTupleStruct = Impossible<Presence, HasParts>;
    type SerializeTupleVariant = Impossible<Presence, HasParts>;
    type SerializeMap = Impossible<Presence, HasParts>;
    type SerializeStruct = Impossible<Presence, HasParts>;
    type SerializeStructVariant = Impossible<Presence, HasParts>;

    present! {
        serialize_bool(bool);
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_i128(i128);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_u128(u128);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
        serialize_str(&str);
        serialize_bytes(&[u8]);
        serialize_unit();
        serialize_unit_struct(&'static str);
        serialize_unit_variant(&'static str, u32, &'static str);
    }

    fn serialize_none(self) -> Result<Presence, HasParts> {
        Ok(Presence::Absent)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, _: &T) -> Result<Presence, HasParts> {
        Ok(Presence::Present)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<Presence, HasParts> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<Presence, HasParts> {
        Ok(Presence::Present)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self::SerializeSeq, HasParts> {
        Err(HasParts)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, HasParts> {
        Err(HasParts)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, HasParts> {
        Err(HasParts)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, HasParts> {
        Err(HasParts)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, HasParts> {
        Err(HasParts)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeStruct, HasParts> {
        Err(HasParts)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, HasParts> {
        Err(HasParts)
    }

    fn collect_str<T: fmt::Display + ?Sized>(self, _: &T) -> Result<Presence, HasParts> {
        Ok(Presence::Present)
    }
}

#[cfg(test)]
mod tests {
    use super::is_absent;

    #[test]
    fn only_none_is_absent() {
        type Maybe<T> = Option<T>;
        assert!(is_absent(&None::<String>));
        assert!(is_absent(&Maybe::<Vec<u8>>::None));
        assert!(!is_absent(&Some("")));
        assert!(!is_absent(&""));
        assert!(!is_absent(&Vec::<String>::new()));
        assert!(!is_absent(&0));
    }
}
