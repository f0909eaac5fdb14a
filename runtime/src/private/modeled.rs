//! Whether an error enum is an error of the standard library, which takes a `Debug` that the user may have left out.

use std::error::Error;
use std::ops::Deref;

/// An error enum of which that is asked.
pub struct Modeled<'a, E>(Plain<'a, E>);

/// An error enum that is none.
pub struct Plain<'a, E>(&'a E);

/// The error `error`.
pub const fn modeled<E>(error: &E) -> Modeled<'_, E> {
    Modeled(Plain(error))
}

impl<'a, E> Deref for Modeled<'a, E> {
    type Target = Plain<'a, E>;

    fn deref(&self) -> &Plain<'a, E> {
        &self.0
    }
}

impl<'a, E: Error + 'static> Modeled<'a, E> {
    /// The error.
    pub const fn aws_as_error(&self) -> Option<&'a (dyn Error + 'static)> {
        Some(self.0.0)
    }
}

impl<'a, E> Plain<'a, E> {
    /// None.
    pub const fn aws_as_error(&self) -> Option<&'a (dyn Error + 'static)> {
        None
    }
}
