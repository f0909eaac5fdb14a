//! Values of any shape: Smithy's `document`.

use std::ops::{Deref, DerefMut};

use serde_core::de::{Deserialize, Deserializer, Visitor};
use serde_core::ser::{Serialize, Serializer};

/// The newtype name by which a codec recognizes a document.
pub(crate) const MARKER: &str = "$aws_operation::Document";

/// A value of any shape: Smithy's `document`. It can be a member, a payload, or the whole output of an operation whose
/// output shape is not known.
///
/// It wraps a [`serde_json::Value`] and dereferences to it.
///
/// ```
/// use aws_operation::Document;
///
/// let document: Document = serde_json::from_str(r#"{"numbers":[42]}"#)?;
/// assert_eq!(document["numbers"][0], 42);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document(pub serde_json::Value);

impl Deref for Document {
    type Target = serde_json::Value;

    fn deref(&self) -> &serde_json::Value {
        &self.0
    }
}

impl DerefMut for Document {
    fn deref_mut(&mut self) -> &mut serde_json::Value {
        &mut self.0
    }
}

impl From<serde_json::Value> for Document {
    fn from(value: serde_json::Value) -> Self {
        Self(value)
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(MARKER, &self.0)
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(MARKER, DocumentVisitor)
    }
}

struct DocumentVisitor;

impl<'de> Visitor<'de> for DocumentVisitor {
    type Value = Document;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value of any shape")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Document, D::Error> {
        serde_json::Value::deserialize(deserializer).map(Document)
    }
}
