//! Texts that are percent-encoded on the wire.

use std::fmt;
use std::ops::Deref;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Serialize, Serializer};

/// All but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A text that the service sends percent-encoded (RFC 3986), such as the policy documents in IAM's responses. The value is
/// the decoded text.
///
/// An invalid escape stays as it is. A text that is not UTF-8 after decoding cannot be decoded.
///
/// ```
/// use aws_operation::UrlEncoded;
///
/// let policy: UrlEncoded = serde_json::from_str(r#""%7B%22Version%22%3A%222012-10-17%22%7D""#)?;
/// assert_eq!(&*policy, r#"{"Version":"2012-10-17"}"#);
/// let version = &serde_json::from_str::<serde_json::Value>(&policy)?["Version"];
/// assert_eq!(version, "2012-10-17");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlEncoded(String);

impl UrlEncoded {
    /// The decoded text.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl Deref for UrlEncoded {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for UrlEncoded {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl From<String> for UrlEncoded {
    /// From the text that is not encoded.
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for UrlEncoded {
    /// From the text that is not encoded.
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl fmt::Display for UrlEncoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for UrlEncoded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Serialize for UrlEncoded {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&utf8_percent_encode(&self.0, RESERVED))
    }
}

impl<'de> Deserialize<'de> for UrlEncoded {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let decoded = percent_decode_str(&text).decode_utf8();
        decoded
            .map(|decoded| Self(decoded.into_owned()))
            .map_err(|_| D::Error::custom("the text is not UTF-8 after percent-decoding"))
    }
}
