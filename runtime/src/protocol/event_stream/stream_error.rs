//! `StreamError`, the error of an event stream.

use std::error::Error as StdError;
use std::fmt;

use super::frame_error::FrameError;
use crate::model::modeled_error::{ModeledError, display_error};
use crate::model::protocol::DecodeError;
use crate::value::body::BodyError;
use crate::value::error_chain::one_line;

/// Why an event stream has no further events. The call itself was a success, and is not retried: a caller that can continue
/// sends a new call.
///
/// `{:?}` prints the same as `Display`, and `{:#?}` prints the structure.
///
/// ```
/// use aws_operation::{ModeledError, StreamError};
///
/// fn report<E: ModeledError>(error: &StreamError<E>) {
///     match error {
///         StreamError::Service(error, _) => eprintln!("the service ended the stream: {error}"),
///         other => eprintln!("{other}, request ID {:?}", other.request_id()),
///     }
/// }
/// ```
#[non_exhaustive]
pub enum StreamError<E> {
    /// The service ended the stream with an exception that the error enum lists.
    Service(E, StreamContext),
    /// The service ended the stream with an error that the error enum does not list.
    Unmodeled {
        /// The error code.
        code: String,
        /// The message of the service.
        message: String,
        /// The facts about the call.
        context: StreamContext,
    },
    /// The connection failed, a frame is corrupt, or the stream ended before its end.
    Transport(BodyError, StreamContext),
    /// A frame cannot be decoded as an event.
    Decode(DecodeError, StreamContext),
}

/// The facts about the call of an event stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StreamContext {
    pub(super) operation: &'static str,
    pub(super) request_id: Option<String>,
}

impl<E> StreamError<E> {
    /// The facts about the call.
    pub fn context(&self) -> &StreamContext {
        match self {
            Self::Service(_, context)
            | Self::Unmodeled { context, .. }
            | Self::Transport(_, context)
            | Self::Decode(_, context) => context,
        }
    }

    /// The operation's name. Empty if the stream is not that of a call.
    pub fn operation(&self) -> &'static str {
        self.context().operation
    }

    /// The request ID of the call, which AWS support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.context().request_id.as_deref()
    }

    /// The error enum of the service, if this is [`Service`](Self::Service).
    pub fn service_error(&self) -> Option<&E> {
        match self {
            Self::Service(error, _) => Some(error),
            _ => None,
        }
    }

    /// What is wrong with the frames of the stream, if that ended it. The connection may have been lost.
    pub fn frame_error(&self) -> Option<&FrameError> {
        match self {
            Self::Transport(BodyError::Broken(cause), _) => cause.downcast_ref(),
            _ => None,
        }
    }
}

impl<E: ModeledError> StreamError<E> {
    /// The error code of the service, modeled or not.
    pub fn code(&self) -> Option<&str> {
        match self {
            Self::Service(error, _) => Some(error.code()),
            Self::Unmodeled { code, .. } => Some(code),
            _ => None,
        }
    }
}

impl<E: fmt::Display> fmt::Display for StreamError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self {
            Self::Service(error, _) => error.to_string(),
            Self::Unmodeled { code, message, .. } => display_error(code, Some(message)),
            Self::Transport(error, _) => error.to_string(),
            Self::Decode(error, _) => format!("an event cannot be decoded: {error}"),
        };
        let StreamContext { operation, request_id } = self.context();
        let of_call = if operation.is_empty() { String::new() } else { format!(" of {operation}") };
        write!(f, "the stream{of_call} failed: {}", one_line(&what))?;
        match request_id {
            Some(id) => write!(f, " (request id {})", one_line(id)),
            None => Ok(()),
        }
    }
}

/// `{:?}` prints the same as `Display`, and `{:#?}` prints the structure. An error enum without `Debug` is printed by its
/// `Display` there.
impl<E: ModeledError> fmt::Debug for StreamError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        let (name, what): (_, &dyn fmt::Debug) = match self {
            Self::Service(error, context) => {
                return match error.as_error() {
                    Some(error) => f.debug_tuple("Service").field(&error).field(context).finish(),
                    None => f.debug_tuple("Service").field(&format_args!("{error}")).field(context).finish(),
                };
            }
            Self::Unmodeled { code, message, context } => {
                let mut fields = f.debug_struct("Unmodeled");
                return fields.field("code", code).field("message", message).field("context", context).finish();
            }
            Self::Transport(error, _) => ("Transport", error),
            Self::Decode(error, _) => ("Decode", error),
        };
        f.debug_tuple(name).field(what).field(self.context()).finish()
    }
}

impl<E: ModeledError> StdError for StreamError<E> {
    /// The cause of the service's own error. `Display` has printed all other causes.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.service_error()?.as_error()?.source()
    }
}
