//! Why a body cannot be read.

use std::error::Error;
use std::fmt;

use crate::value::error_chain::with_causes;
use crate::value::error_debug::debug_like_display;

/// An error of the source of a body.
pub(crate) type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Why a body cannot be read to its end.
#[non_exhaustive]
pub enum BodyError {
    /// The body is longer than the limit.
    TooLarge(usize),
    /// The source of the body failed before the end.
    Broken(Box<dyn std::error::Error + Send + Sync>),
    /// No byte of a response arrived within the stream idle timeout of the client.
    TimedOut {
        /// The operation's name.
        operation: &'static str,
        /// How long the reader waited.
        limit: std::time::Duration,
    },
    /// The body of a response does not have the checksum that its header says. The error takes the place of the last bytes.
    WrongChecksum {
        /// The name of the algorithm in AWS's models.
        algorithm: &'static str,
    },
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLarge(limit) => write!(f, "the body is longer than the limit of {limit} bytes"),
            Self::Broken(cause) => {
                f.write_str(&with_causes("the body could not be read to its end", Some(cause.as_ref())))
            }
            Self::TimedOut { operation, limit } => write!(
                f,
                "no byte of the response of {operation} arrived within the stream idle timeout of {limit:?}; change or \
                 disable it with `stream_idle_timeout` of the client"
            ),
            Self::WrongChecksum { algorithm } => {
                write!(f, "the body does not have the {algorithm} checksum that its header says")
            }
        }
    }
}

impl BodyError {
    /// Converts an error of a frame.
    pub(super) fn of(error: BoxError) -> Self {
        error.downcast().map_or_else(Self::Broken, |own| *own)
    }
}

impl Error for BodyError {}

debug_like_display!(enum BodyError { TooLarge(limit), Broken(cause), TimedOut { operation, limit }, WrongChecksum { algorithm } });
