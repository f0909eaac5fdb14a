//! What an operation adds to the choice of its endpoint: Smithy's `contextParam`, `staticContextParams` and
//! `operationContextParams`.

use std::borrow::Cow;
use std::fmt;

use serde_core::ser::{self, Impossible, Serialize, Serializer};

/// The parameters of an endpoint that a single call sets, by their names in the service's endpoint rules.
///
/// Almost every operation has none. `#[aws_operation]` builds them of `context`, `static_context` and the fields with
/// `context`.
///
/// ```
/// use aws_operation::codec::EndpointParams;
///
/// let table = Some("arn:aws:dynamodb:us-east-1:111122223333:table/t");
/// let params = EndpointParams::new().flag("IsSearchOperation", true).member("ResourceArn", &table);
/// assert_eq!(params.text_of("ResourceArn"), table);
/// assert_eq!(params.flag_of("IsSearchOperation"), Some(true));
/// assert_eq!(params.text_of("StreamArn"), None);
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct EndpointParams(Vec<(&'static str, Value)>);

#[derive(Clone, PartialEq, Eq)]
enum Value {
    Text(Cow<'static, str>),
    Flag(bool),
}

/// Members can be sensitive, so only the names are shown.
impl fmt::Debug for EndpointParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

impl EndpointParams {
    /// No parameters.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// With a constant text.
    #[must_use]
    pub fn text(self, name: &'static str, value: &'static str) -> Self {
        self.with(name, Some(Value::Text(value.into())))
    }

    /// With a constant boolean.
    #[must_use]
    pub fn flag(self, name: &'static str, value: bool) -> Self {
        self.with(name, Some(Value::Flag(value)))
    }

    /// With the value of a member: a text or a boolean. An absent member adds nothing.
    #[must_use]
    pub fn member<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        self.first_at(name, value, &[&[]])
    }

    /// With the first text in a member that one of the paths leads to. The parts of a path are wire names of members. Each
    /// list on the way is searched from its first item.
    #[must_use]
    pub fn first_at<T: Serialize + ?Sized>(self, name: &'static str, value: &T, paths: &[&[&str]]) -> Self {
        let found = value.serialize(Search { paths, of_keys: false }).unwrap_or_default();
        self.with(name, found)
    }

    /// With a key of a member that is a map.
    #[must_use]
    pub fn key<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Self {
        let found = value.serialize(Search { paths: &[&[]], of_keys: true }).unwrap_or_default();
        self.with(name, found)
    }

    fn with(mut self, name: &'static str, value: Option<Value>) -> Self {
        self.0.extend(value.map(|value| (name, value)));
        self
    }

    /// The text with this name.
    pub fn text_of(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Value::Text(text) => Some(text),
            Value::Flag(_) => None,
        }
    }

    /// The boolean with this name.
    pub fn flag_of(&self, name: &str) -> Option<bool> {
        match self.get(name)? {
            Value::Flag(flag) => Some(*flag),
            Value::Text(_) => None,
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }
}

/// A serializer that finds the value at the end of a path. Other values are nothing.
#[derive(Clone, Copy)]
struct Search<'a> {
    paths: &'a [&'a [&'a str]],
    /// Whether the value is the first key of a map, instead of an entry.
    of_keys: bool,
}

impl Search<'_> {
    fn is_at_end(self) -> bool {
        !self.of_keys && self.paths.iter().any(|path| path.is_empty())
    }

    /// What is found below `key`.
    fn below<T: Serialize + ?Sized>(self, key: &str, value: &T) -> Result<Option<Value>, Unserializable> {
        for path in self.paths {
            let Some((first, rest)) = path.split_first() else { continue };
            if *first == key
                && let Some(found) = value.serialize(Search { paths: &[rest], ..self })?
            {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}

/// A `Serialize` impl failed. There is no value then.
#[derive(Debug)]
struct Unserializable;

impl fmt::Display for Unserializable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value cannot be serialized")
    }
}

impl std::error::Error for Unserializable {}

impl ser::Error for Unserializable {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Found = Result<Option<Value>, Unserializable>;

macro_rules! nothing {
    ($($method:ident($($type:ty),*);)*) => {
        $(fn $method(self $(, _: $type)*) -> Found {
            Ok(None)
        })*
    };
}

impl<'a> Serializer for Search<'a> {
    type Ok = Option<Value>;
    type Error = Unserializable;
    type SerializeSeq = Parts<'a>;
    type SerializeTuple = Impossible<Option<Value>, Unserializable>;
    type SerializeTupleStruct = Impossible<Option<Value>, Unserializable>;
    type SerializeTupleVariant = Impossible<Option<Value>, Unserializable>;
    type SerializeMap = Parts<'a>;
    type SerializeStruct = Parts<'a>;
    type SerializeStructVariant = Impossible<Option<Value>, Unserializable>;

    nothing! {
        serialize_i8(i8);
        serialize_i16(i16);
        serialize_i32(i32);
        serialize_i64(i64);
        serialize_u8(u8);
        serialize_u16(u16);
        serialize_u32(u32);
        serialize_u64(u64);
        serialize_f32(f32);
        serialize_f64(f64);
        serialize_char(char);
        serialize_bytes(&[u8]);
        serialize_none();
        serialize_unit();
        serialize_unit_struct(&'static str);
    }

    fn serialize_bool(self, value: bool) -> Found {
        Ok(self.is_at_end().then_some(Value::Flag(value)))
    }

    fn serialize_str(self, value: &str) -> Found {
        Ok(self.is_at_end().then(|| Value::Text(Cow::Owned(value.to_owned()))))
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Found {
        self.serialize_str(variant)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Found {
        value.serialize(self)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Found {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Found {
        self.below(variant, value)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Parts<'a>, Unserializable> {
        Ok(Parts { search: self, key: None, found: None })
    }

    fn serialize_tuple(self, _: usize) -> Result<Self::SerializeTuple, Unserializable> {
        Err(Unserializable)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Unserializable> {
        Err(Unserializable)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Unserializable> {
        Err(Unserializable)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Parts<'a>, Unserializable> {
        self.serialize_seq(None)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Parts<'a>, Unserializable> {
        self.serialize_seq(None)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Unserializable> {
        Err(Unserializable)
    }
}

/// The parts of a list, map or structure. The first that leads to a value is kept.
struct Parts<'a> {
    search: Search<'a>,
    key: Option<String>,
    found: Option<Value>,
}

/// The text of a map's key.
fn text_of_key<T: Serialize + ?Sized>(key: &T) -> Result<Option<String>, Unserializable> {
    let text = key.serialize(Search { paths: &[&[]], of_keys: false })?;
    Ok(match text {
        Some(Value::Text(text)) => Some(text.into_owned()),
        Some(Value::Flag(_)) | None => None,
    })
}

impl ser::SerializeSeq for Parts<'_> {
    type Ok = Option<Value>;
    type Error = Unserializable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unserializable> {
        if self.found.is_none() {
            self.found = value.serialize(self.search)?;
        }
        Ok(())
    }

    fn end(self) -> Found {
        Ok(self.found)
    }
}

impl ser::SerializeMap for Parts<'_> {
    type Ok = Option<Value>;
    type Error = Unserializable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Unserializable> {
        if self.found.is_some() {
            return Ok(());
        }
        self.key = text_of_key(key)?;
        if self.search.of_keys {
            self.found = self.key.take().map(|key| Value::Text(key.into()));
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Unserializable> {
        if let Some(key) = self.key.take().filter(|_| self.found.is_none()) {
            self.found = self.search.below(&key, value)?;
        }
        Ok(())
    }

    fn end(self) -> Found {
        Ok(self.found)
    }
}

impl ser::SerializeStruct for Parts<'_> {
    type Ok = Option<Value>;
    type Error = Unserializable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Result<(), Unserializable> {
        if self.found.is_none() {
            self.found = self.search.below(key, value)?;
        }
        Ok(())
    }

    fn end(self) -> Found {
        Ok(self.found)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::EndpointParams;

    #[test]
    fn a_member_is_a_text_or_a_flag() {
        let params = EndpointParams::new().member("A", &Some("x")).member("B", &true).member("C", &None::<String>);
        assert_eq!((params.text_of("A"), params.flag_of("A")), (Some("x"), None));
        assert_eq!((params.text_of("B"), params.flag_of("B")), (None, Some(true)));
        assert_eq!(params.text_of("C"), None);
        assert!(EndpointParams::new().member("A", &[1, 2]).is_empty());
    }

    #[test]
    fn the_first_of_two_parameters_of_a_name_counts() {
        let params = EndpointParams::new().text("A", "static").member("A", "member");
        assert_eq!(params.text_of("A"), Some("static"));
    }

    #[test]
    fn the_first_item_decides_and_not_the_first_path() {
        let items = json!([{"Check": {"Other": "no"}}, {"Put": {"TableName": "one"}}, {"Check": {"TableName": "two"}}]);
        let paths: &[&[&str]] = &[&["Check", "TableName"], &["Put", "TableName"]];
        let first = |paths| EndpointParams::new().first_at("A", &items, paths);
        assert_eq!(first(paths).text_of("A"), Some("one"));
        assert!(first(&[&["Put"]]).is_empty());
        assert!(first(&[&["Put", "TableName", "More"]]).is_empty());
    }

    #[test]
    fn a_key_of_a_map() {
        let map = BTreeMap::from([("b", 1), ("a", 2)]);
        assert_eq!(EndpointParams::new().key("A", &Some(&map)).text_of("A"), Some("a"));
        assert!(EndpointParams::new().key("A", "text").is_empty());
    }
}
