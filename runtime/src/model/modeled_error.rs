//! The errors that the model of a service defines.

use std::fmt;

use crate::model::structure::{Binding, MemberReader, MemberWriter};
use crate::value::error_debug::debug_like_display;

/// The error enum of a service or operation.
///
/// `#[aws_error]` implements it for an enum. An error response whose code is not in [`SHAPES`](Self::SHAPES) becomes
/// [`SendError::Unmodeled`](crate::SendError::Unmodeled), unless [`unmodeled`](Self::unmodeled) returns a value for it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an AWS error enum",
    label = "annotate it with `#[aws_error]`"
)]
pub trait ModeledError: fmt::Display + Send + Sync + Sized + 'static {
    /// The error shapes, in the order of the variants.
    const SHAPES: &'static [ErrorShape];

    /// The index of this error's shape in [`SHAPES`](Self::SHAPES).
    fn shape(&self) -> usize;

    /// Reads the members of the shape with index `shape` from `reader`.
    ///
    /// # Errors
    /// The error of the reader, for a member that cannot be read.
    fn read_shape<'de, R: MemberReader<'de>>(shape: usize, reader: &mut R) -> Result<Self, R::Error>;

    /// Writes the members to `writer`.
    ///
    /// # Errors
    /// The error of the writer, for a member that cannot be written.
    fn write_shape<W: MemberWriter>(&self, writer: &mut W) -> Result<(), W::Error>;

    /// The value for an error whose code is not in [`SHAPES`](Self::SHAPES), if there is one.
    fn unmodeled(code: &str, message: &str) -> Option<Self> {
        let _ = (code, message);
        None
    }

    /// This as [`std::error::Error`]. `None` for an enum without `Debug`, which that trait requires.
    fn as_error(&self) -> Option<&(dyn std::error::Error + 'static)> {
        None
    }

    /// The error code on the wire.
    fn code(&self) -> &str {
        Self::SHAPES.get(self.shape()).map_or("", |shape| shape.code)
    }
}

/// One error shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorShape {
    /// The error code on the wire.
    pub code: &'static str,
    /// The HTTP status with which a server sends the error.
    pub status: u16,
    /// Smithy's `retryable`.
    pub retryable: Option<Retryable>,
    /// Whether it says that a quota is reached: the same request fails again, even if other services throttle with this
    /// code.
    pub quota: bool,
    /// The wire names of the members.
    pub members: &'static [&'static str],
    /// The bindings of the members that are not in the body.
    pub bindings: &'static [(usize, Binding)],
    /// The name of the error in an event stream. Empty if it follows from the code.
    #[cfg(feature = "event-stream")]
    pub exception: &'static str,
}

impl ErrorShape {
    /// The shape with this code and these members, and with status 400.
    pub const fn new(code: &'static str, members: &'static [&'static str]) -> Self {
        Self {
            code,
            status: 400,
            retryable: None,
            quota: false,
            members,
            bindings: &[],
            #[cfg(feature = "event-stream")]
            exception: "",
        }
    }

    /// With this HTTP status.
    #[must_use]
    pub const fn status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    /// Of a quota that is reached.
    #[must_use]
    pub const fn quota(self) -> Self {
        Self { quota: true, ..self }
    }

    /// With Smithy's `retryable`.
    #[must_use]
    pub const fn retryable(self, retryable: Retryable) -> Self {
        Self { retryable: Some(retryable), ..self }
    }

    /// With this name in an event stream.
    #[cfg(feature = "event-stream")]
    #[must_use]
    pub const fn exception(self, exception: &'static str) -> Self {
        Self { exception, ..self }
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
    /// The failure may be temporary.
    Transient,
    /// The service rejected the request because there were too many. It did not run the operation.
    Throttling,
}

/// The error type of a service without modeled errors: a code and a message.
///
/// Every error response becomes a [`SendError::Service`](crate::SendError::Service) with a value of this type.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ServiceError {
    /// The error code on the wire.
    pub code: String,
    /// The message of the service.
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

debug_like_display!(struct ServiceError { code, message });

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

/// The error in one line: its code, and its message if it has one.
pub(crate) fn display_error(code: &str, message: Option<&str>) -> String {
    match message.filter(|message| !message.is_empty()) {
        Some(message) => format!("{code}: {}", shortened(message)),
        None => code.to_owned(),
    }
}

/// The start of a text from a service, short enough for one line.
pub(crate) fn shortened(text: &str) -> String {
    text.trim().chars().take(500).collect()
}
