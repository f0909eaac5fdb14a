//! Elements of XML without content. Some servers send them for absent numbers, booleans and timestamps.

use serde_core::de;

/// The error of reading such an element as a value that it does not contain.
pub(crate) const EMPTY_VALUE: &str = "the element is empty";

/// Whether an error is [`EMPTY_VALUE`].
#[cold]
pub(crate) fn is_empty_value<E: de::Error>(error: &E) -> bool {
    error.to_string() == EMPTY_VALUE
}

/// A member whose element is empty, and whose type has no empty value, is absent.
#[inline]
pub(crate) fn absent_if_empty<T, E: de::Error>(read: Result<Option<T>, E>) -> Result<Option<T>, E> {
    match read {
        Err(error) if is_empty_value(&error) => Ok(None),
        read => read,
    }
}
