//! The errors that a service's model names.

use std::fmt;

use crate::model::structure::{Binding, MemberReader, MemberWriter};

/// The error enum of a service or operation.
///
/// `#[aws_error]` implements it on an enum. A response whose code is none of [`SHAPES`](Self::SHAPES) is
/// [`SendError::Unmodeled`](crate::SendError::Unmodeled), unless [`unmodeled`](Self::unmodeled) takes it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an AWS error enum",
    label = "annotate it with `#[aws_error]`"
)]
pub trait ModeledError: fmt::Display + Send + Sync + Sized + 'static {
    /// The error shapes, in the order of the variants.
    const SHAPES: &'static [ErrorShape];

    /// The place of this error's shape among [`SHAPES`](Self::SHAPES).
    fn shape(&self) -> usize;

    /// Takes the members of the shape in place `shape` from `reader`.
    fn read_shape<'de, R: MemberReader<'de>>(shape: usize, reader: &mut R) -> Result<Self, R::Error>;

    /// Gives the members to `writer`.
    fn write_shape<W: MemberWriter>(&self, writer: &mut W) -> Result<(), W::Error>;

    /// Takes an error whose code is none of the shapes.
    fn unmodeled(code: &str, message: &str) -> Option<Self> {
        let _ = (code, message);
        None
    }

    /// This as an error of the standard library: none for an enum without `Debug`, which that takes.
    fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
        None
    }

    /// The error's code on the wire.
    fn code(&self) -> &str {
        Self::SHAPES.get(self.shape()).map_or("", |shape| shape.code)
    }
}

/// One error shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorShape {
    /// The code on the wire.
    pub code: &'static str,
    /// The HTTP status that a server responds with.
    pub status: u16,
    /// Smithy's `retryable`.
    pub retryable: Option<Retryable>,
    /// The members' names on the wire.
    pub members: &'static [&'static str],
    /// Where the members go that do not go in the body.
    pub bindings: &'static [(usize, Binding)],
}

impl ErrorShape {
    /// The shape with this code and these members, and with status 400.
    pub const fn new(code: &'static str, members: &'static [&'static str]) -> Self {
        Self { code, status: 400, retryable: None, members, bindings: &[] }
    }

    /// With this HTTP status.
    #[must_use]
    pub const fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// With Smithy's `retryable`.
    #[must_use]
    pub const fn retryable(self, retryable: Retryable) -> Self {
        Self { retryable: Some(retryable), ..self }
    }

    /// With these members outside the body.
    #[must_use]
    pub const fn bindings(self, bindings: &'static [(usize, Binding)]) -> Self {
        Self { bindings, ..self }
    }
}

/// Why sending the same again may work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retryable {
    /// The failure may pass.
    Transient,
    /// The service did nothing, and asks to come slower.
    Throttling,
}

/// The error of a service that models none: a code and a message.
///
/// Every rejection arrives as this type, as [`SendError::Service`](crate::SendError::Service).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceError {
    /// The code on the wire.
    pub code: String,
    /// The service's own words.
    pub message: String,
}

impl ServiceError {
    /// The error with this code and message, as a server responds with it.
    ///
    /// ```
    /// use aws_operation::ServiceError;
    ///
    /// assert_eq!(ServiceError::new("AccessDenied", "no").to_string(), "AccessDenied: no");
    /// ```
    pub fn new(code: impl Into<String>, message: impl Into<String>) -> Self {
        Self { code: code.into(), message: message.into() }
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&display_error(&self.code, Some(&self.message)))
    }
}

impl std::error::Error for ServiceError {}

impl ModeledError for ServiceError {
    const SHAPES: &'static [ErrorShape] = &[];

    fn shape(&self) -> usize {
        usize::MAX
    }

    fn read_shape<'de, R: MemberReader<'de>>(_: usize, reader: &mut R) -> Result<Self, R::Error> {
        let _ = reader;
        Ok(Self { code: String::new(), message: String::new() })
    }

    fn write_shape<W: MemberWriter>(&self, writer: &mut W) -> Result<(), W::Error> {
        writer.member(0, &self.message)
    }

    fn unmodeled(code: &str, message: &str) -> Option<Self> {
        Some(Self { code: code.to_owned(), message: message.to_owned() })
    }

    fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(self)
    }

    fn code(&self) -> &str {
        &self.code
    }
}

/// One line for an error: its code, and its message if it has one.
pub(crate) fn display_error(code: &str, message: Option<&str>) -> String {
    match message.filter(|message| !message.is_empty()) {
        Some(message) => format!("{code}: {}", first_words(message)),
        None => code.to_owned(),
    }
}

/// As much of what a service says as one line repeats.
pub(crate) fn first_words(text: &str) -> String {
    text.trim().chars().take(500).collect()
}
