//! Texts that are changed while they are sent: `last_segment` and `if_empty`.

use serde_core::ser::{Error as _, Serialize, Serializer};

use crate::protocol::text::{Text, TimestampFormat, text_of};

/// A text that is changed while it is sent.
pub struct SentAs<'a, T: ?Sized> {
    value: &'a T,
    last_segment: bool,
    if_empty: Option<&'static str>,
}

/// Wraps `value`, unchanged.
pub const fn sent_as<T: ?Sized>(value: &T) -> SentAs<'_, T> {
    SentAs { value, last_segment: false, if_empty: None }
}

impl<T: ?Sized> SentAs<'_, T> {
    /// Only what follows the last slash is sent.
    #[must_use]
    pub const fn last_segment(self) -> Self {
        Self { last_segment: true, ..self }
    }

    /// `text` is sent if the value is absent or empty.
    #[must_use]
    pub const fn if_empty(self, text: &'static str) -> Self {
        Self { if_empty: Some(text), ..self }
    }
}

impl<T: Serialize + ?Sized> Serialize for SentAs<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = match text_of(self.value, TimestampFormat::DateTime).map_err(S::Error::custom)? {
            Text::List(_) => return Err(S::Error::custom("is a list, and only a text can be changed")),
            text => text.into_one(),
        };
        let sent = match text.as_deref() {
            Some(text) if self.last_segment => Some(text.rsplit_once('/').map_or(text, |(_, last)| last)),
            text => text,
        };
        match sent.filter(|text| self.if_empty.is_none() || !text.is_empty()).or(self.if_empty) {
            Some(text) => serializer.serialize_str(text),
            None => serializer.serialize_none(),
        }
    }
}
