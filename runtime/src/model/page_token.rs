//! Page tokens.

use std::error::Error;
use std::fmt;

use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Serialize, Serializer};
use serde_json::Value;

use crate::value::error_debug::debug_like_display;

/// The pagination token of an output, which the input of the next page repeats. It may be of any type: a string, a
/// number, or DynamoDB's map of attribute values.
///
/// It can be stored with [`to_json`](Self::to_json) or through serde, and passed to
/// [`Pages::resume_at`](crate::Pages::resume_at) later. `Debug` does not show it, because it may contain keys of the
/// user's data or grant access to a listing.
///
/// ```
/// use aws_operation::PageToken;
///
/// let token = PageToken::of("AAMA-Efj").unwrap();
/// let stored = token.to_json();
/// assert_eq!(PageToken::from_json(&stored)?, token);
/// # Ok::<(), aws_operation::PageTokenError>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct PageToken(Value);

impl PageToken {
    /// The token in `member`. `None` if the member is absent or an empty string, list, map or structure, which some
    /// services send with the last page.
    ///
    /// Source: Smithy's `paginated`, "not set or empty".
    pub fn of<T: Serialize + ?Sized>(member: &T) -> Option<Self> {
        serde_json::to_value(member).ok().and_then(Self::unless_empty)
    }

    fn unless_empty(value: Value) -> Option<Self> {
        let is_empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(values) => values.is_empty(),
            Value::Object(members) => members.is_empty(),
            Value::Bool(_) | Value::Number(_) => false,
        };
        (!is_empty).then_some(Self(value))
    }

    /// The token as JSON text, to be stored. A string token keeps its quotes.
    pub fn to_json(&self) -> String {
        self.0.to_string()
    }

    /// The token of a text that [`to_json`](Self::to_json) returned.
    ///
    /// # Errors
    /// [`PageTokenError`] if the text is not JSON or the token is empty. The error does not repeat the text.
    pub fn from_json(text: &str) -> Result<Self, PageTokenError> {
        // From bytes, as other bodies are read: that part of serde_json is compiled once.
        serde_json::from_slice(text.as_bytes()).ok().and_then(Self::unless_empty).ok_or(PageTokenError)
    }

    pub(crate) fn value(&self) -> &Value {
        &self.0
    }
}

/// The text was not returned by [`PageToken::to_json`].
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PageTokenError;

impl fmt::Display for PageTokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text is not a page token; store the text that `PageToken::to_json` returns")
    }
}

impl Error for PageTokenError {}

debug_like_display!(struct PageTokenError);

impl fmt::Debug for PageToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PageToken(..)")
    }
}

/// Serializes the text of [`to_json`](PageToken::to_json), which every format can hold.
impl Serialize for PageToken {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_json())
    }
}

impl<'de> Deserialize<'de> for PageToken {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The error of serde could repeat the value.
        let text = String::deserialize(deserializer).map_err(|_| D::Error::custom(PageTokenError))?;
        Self::from_json(&text).map_err(D::Error::custom)
    }
}
