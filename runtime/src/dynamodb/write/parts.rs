//! The fields of structs, the entries of maps and the items of lists.

use serde_core::ser::{
    Error as _, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant, SerializeTuple,
    SerializeTupleStruct, SerializeTupleVariant, Serializer,
};

use super::{Attribute, Form, Formed, located};
use crate::value::presence::is_absent;

/// The fields of a struct, or the entries of a map.
pub(super) enum Fields<S: Serializer> {
    /// The whole struct is written. Its fields come once more, and are ignored.
    Written(S::Ok),
    /// Its fields are written now. An entry of a map whose value has not come yet has its key here.
    Open { map: S::SerializeMap, key: Option<String> },
}

impl<S: Serializer> Fields<S> {
    pub(super) fn open(map: S::SerializeMap) -> Self {
        Self::Open { map, key: None }
    }

    fn entry<K: Serialize + ?Sized, V: Serialize + ?Sized>(&mut self, key: &K, value: &V) -> Result<(), S::Error> {
        match self {
            Self::Open { map, .. } if !is_absent(value) => {
                map.serialize_entry(key, &Attribute(value)).map_err(|error| located::attribute(key, &error))
            }
            _ => Ok(()),
        }
    }

    fn finish(self) -> Result<S::Ok, S::Error> {
        match self {
            Self::Written(written) => Ok(written),
            Self::Open { map, .. } => map.end(),
        }
    }
}

impl<S: Serializer> SerializeMap for Fields<S> {
    type Ok = S::Ok;
    type Error = S::Error;

    /// A key is kept until its value says whether it is absent.
    fn serialize_key<K: Serialize + ?Sized>(&mut self, key: &K) -> Result<(), S::Error> {
        if let Self::Open { key: kept, .. } = self {
            *kept = Some(located::text_of(key).ok_or_else(|| S::Error::custom("has a key that is not a text"))?);
        }
        Ok(())
    }

    fn serialize_value<V: Serialize + ?Sized>(&mut self, value: &V) -> Result<(), S::Error> {
        match self {
            Self::Written(_) => Ok(()),
            Self::Open { key, .. } => {
                let key = key.take().unwrap_or_default();
                self.entry(&key, value)
            }
        }
    }

    fn serialize_entry<K: Serialize + ?Sized, V: Serialize + ?Sized>(
        &mut self,
        key: &K,
        value: &V,
    ) -> Result<(), S::Error> {
        self.entry(key, value)
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.finish()
    }
}

macro_rules! fields {
    ($($part:ident)*) => {
        $(impl<S: Serializer> $part for Fields<S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn serialize_field<V: Serialize + ?Sized>(&mut self, key: &'static str, value: &V) -> Result<(), S::Error> {
                self.entry(key, value)
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.finish()
            }
        })*
    };
}

fields! { SerializeStruct SerializeStructVariant }

/// The items of a list, or the elements of a set.
pub(super) enum Items<S: Serializer> {
    /// The whole list is written. Its items come once more, and are ignored.
    Written(S::Ok),
    /// Its items are written now, in this form.
    Open { list: S::SerializeSeq, form: Form, count: usize },
}

impl<S: Serializer> Items<S> {
    pub(super) fn open(list: S::SerializeSeq, form: Form) -> Self {
        Self::Open { list, form, count: 0 }
    }

    fn item<V: Serialize + ?Sized>(&mut self, value: &V) -> Result<(), S::Error> {
        match self {
            Self::Written(_) => Ok(()),
            Self::Open { list, form, count } => {
                *count += 1;
                let item = list.serialize_element(&Formed { value, form: *form });
                // The error of an element speaks of its set.
                item.map_err(|error| if *form == Form::Attribute { located::index(*count - 1, &error) } else { error })
            }
        }
    }

    fn finish(self) -> Result<S::Ok, S::Error> {
        match self {
            Self::Written(written) => Ok(written),
            Self::Open { form: Form::Element(_), count: 0, .. } => Err(S::Error::custom(
                "is an empty set, which DynamoDB does not have: leave it out with `skip_serializing_if`",
            )),
            Self::Open { list, .. } => list.end(),
        }
    }
}

macro_rules! items {
    ($($part:ident $method:ident)*) => {
        $(impl<S: Serializer> $part for Items<S> {
            type Ok = S::Ok;
            type Error = S::Error;

            fn $method<V: Serialize + ?Sized>(&mut self, value: &V) -> Result<(), S::Error> {
                self.item(value)
            }

            fn end(self) -> Result<S::Ok, S::Error> {
                self.finish()
            }
        })*
    };
}

items! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}
