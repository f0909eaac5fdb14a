//! Detects whether an error enum implements `std::error::Error`. That needs `Debug`, which a user may have left out.
//!
//! If it does, the method of [`Modeled`] exists. Otherwise, `Deref` finds the method of [`Plain`].

use std::error::Error;
use std::ops::Deref;

/// An error enum to inspect.
pub struct Modeled<'a, E>(Plain<'a, E>);

/// An error enum that does not implement `Error`.
pub struct Plain<'a, E>(&'a E);

/// Wraps `error`.
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
    /// `None`, because the enum does not implement `Error`.
    pub const fn aws_as_error(&self) -> Option<&'a (dyn Error + 'static)> {
        None
    }
}
