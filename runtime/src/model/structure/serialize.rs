//! Serializes structures with serde. Absent members are left out, and the length is exact.

use std::convert::Infallible;

use serde_core::ser::{Serialize, SerializeStruct, Serializer};

use super::{MemberWriter, WriteMembers, name_of};
use crate::value::presence::is_absent;

/// Serializes a structure under the wire names of its members. `#[aws_shape]` implements `Serialize` with it.
///
/// # Errors
/// The error of the serializer.
pub fn serialize_structure<T: WriteMembers, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    // XML codecs read the traits of the structure from the name of a newtype around it.
    if T::XML.is_empty() {
        Plain(value).serialize(serializer)
    } else {
        serializer.serialize_newtype_struct(T::XML, &Plain(value))
    }
}

struct Plain<'a, T>(&'a T);

impl<T: WriteMembers> Serialize for Plain<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut count = Count(0);
        let Ok(()) = self.0.write_members(&mut count);
        let mut fields = Fields { members: T::MEMBERS, fields: serializer.serialize_struct(T::NAME, count.0)? };
        self.0.write_members(&mut fields)?;
        fields.fields.end()
    }
}

/// Counts the members that are present. Formats with a length prefix need the count first.
struct Count(usize);

impl MemberWriter for Count {
    type Error = Infallible;

    fn member<T: Serialize + ?Sized>(&mut self, _: usize, value: &T) -> Result<(), Infallible> {
        self.0 += usize::from(!is_absent(value));
        Ok(())
    }
}

struct Fields<S> {
    members: &'static [&'static str],
    fields: S,
}

impl<S: SerializeStruct> MemberWriter for Fields<S> {
    type Error = S::Error;

    fn member<T: Serialize + ?Sized>(&mut self, index: usize, value: &T) -> Result<(), S::Error> {
        let name = name_of(self.members, index);
        if is_absent(value) { self.fields.skip_field(name) } else { self.fields.serialize_field(name, value) }
    }
}
