//! A text that is wiped from memory and never shown.

use std::fmt;
use std::ops::Deref;

use serde_core::de::{Deserialize, Deserializer, Error, Visitor};
#[cfg(feature = "sso")]
use serde_core::ser::{Serialize, Serializer};
use zeroize::Zeroizing;

/// A text that is wiped from memory when it is dropped, and that `Debug` does not show.
pub(crate) struct Secret(pub(crate) Zeroizing<String>);

#[cfg(feature = "sso")]
impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }
}

impl Deref for Secret {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

#[cfg(feature = "sso")]
impl Serialize for Secret {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl Visitor<'_> for TextVisitor {
            type Value = Secret;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Secret, E> {
                Ok(Secret(Zeroizing::new(text.to_owned())))
            }
        }

        deserializer.deserialize_str(TextVisitor)
    }
}
