//! Values that must not be shown: Smithy's `sensitive`.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::ops::{Deref, DerefMut};

use serde_core::de::{Deserialize, Deserializer, Error as _};
use serde_core::ser::{Serialize, Serializer};

use crate::value::presence::is_absent;

/// The value of a sensitive member, which `Debug` and traces do not show: Smithy's `sensitive`.
///
/// ```
/// use aws_operation::Sensitive;
///
/// let password: Sensitive<String> = "hunter2".into();
/// assert_eq!(format!("{password:?}"), "<sensitive>");
/// assert_eq!(*password, "hunter2");
/// assert_eq!(password.into_inner(), "hunter2");
/// ```
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sensitive<T>(pub T);

impl<T> Sensitive<T> {
    /// The value.
    pub fn into_inner(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<sensitive>")
    }
}

impl<T> Deref for Sensitive<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> DerefMut for Sensitive<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.0
    }
}

impl<T> From<T> for Sensitive<T> {
    fn from(value: T) -> Self {
        Self(value)
    }
}

impl From<&str> for Sensitive<String> {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl<T: Serialize> Serialize for Sensitive<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // An absent value is not sent, so there is nothing to redact.
        if is_redacting() && !is_absent(&self.0) {
            serializer.serialize_str(REDACTED)
        } else {
            self.0.serialize(serializer)
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Sensitive<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        WAS_READ.set(true);
        // The original error could repeat the value.
        T::deserialize(deserializer)
            .map(Self)
            .map_err(|_| D::Error::custom("a sensitive value does not have the expected type"))
    }
}

/// The text that replaces a sensitive value.
pub(crate) const REDACTED: &str = "REDACTED";

thread_local! {
    static REDACTING: Cell<bool> = const { Cell::new(false) };
}

/// Runs `encode` with [`REDACTED`] in place of every sensitive value that it serializes.
pub(crate) fn redacting<T>(encode: impl FnOnce() -> T) -> T {
    struct Restore(bool);
    impl Drop for Restore {
        fn drop(&mut self) {
            REDACTING.set(self.0);
        }
    }
    let _restore = Restore(REDACTING.replace(true));
    encode()
}

/// Whether [`redacting`] runs on this thread.
pub(crate) fn is_redacting() -> bool {
    REDACTING.get()
}

thread_local! {
    static WAS_READ: Cell<bool> = const { Cell::new(false) };
    /// `None` outside of [`noting`].
    static NOTED: RefCell<Option<Vec<usize>>> = const { RefCell::new(None) };
}

/// Runs `decode`. Returns its result and the indices of the members that [`note_if_sensitive`] noted.
pub(crate) fn noting<T>(decode: impl FnOnce() -> T) -> (T, Vec<usize>) {
    NOTED.set(Some(Vec::new()));
    let decoded = decode();
    (decoded, NOTED.take().unwrap_or_default())
}

/// Runs `read`, which reads member `index` from outside the body. Notes the member if `read` deserialized a
/// [`Sensitive`].
pub(crate) fn note_if_sensitive<T>(index: usize, read: impl FnOnce() -> T) -> T {
    WAS_READ.set(false);
    let read = read();
    if WAS_READ.get() {
        NOTED.with_borrow_mut(|noted| noted.iter_mut().for_each(|noted| noted.push(index)));
    }
    read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_noted_only_within_noting() {
        let read = || Sensitive::<String>::deserialize(serde_json::Value::from("x")).unwrap();
        assert_eq!(note_if_sensitive(1, read), "x".to_owned().into());
        assert!(NOTED.take().is_none());
        let (_, noted) = noting(|| note_if_sensitive(2, read));
        assert_eq!(noted, [2]);
        note_if_sensitive(3, read);
        assert!(NOTED.take().is_none());
    }
}
