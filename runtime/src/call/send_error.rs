//! Why a call has no output.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::StatusCode;

use crate::call::signature_mismatch::SignatureMismatch;
use crate::credentials::CredentialsError;
use crate::model::modeled_error::{ModeledError, display_error};
use crate::model::protocol::{DecodeError, InvalidRequest};
use crate::transport::TransportError;
use crate::value::body::BodyError;
use crate::value::error_chain::{chain, one_line};
use crate::value::error_debug::debug_like_display;

/// Why a call has no output.
///
/// Flat, so that one `match` reaches the service's own errors; whatever the variant, the methods tell which call it
/// was, what the service said, and the token to send the same call with again. `Display` says all of it in one line.
///
/// `main` may return it: `{:?}` reads like `Display`, and `{:#?}` shows the structure. `source()` repeats nothing that the
/// line has said; [`find_cause`](Self::find_cause) gives the causes by their types.
///
/// ```
/// use aws_operation::{ModeledError, SendError};
///
/// fn report<E: ModeledError>(error: &SendError<E>) {
///     eprintln!("{error}");
///     if let Some(token) = error.idempotency_token() {
///         eprintln!("send it again with the token {token}: it runs at most once");
///     }
/// }
/// ```
#[non_exhaustive]
pub enum SendError<E> {
    /// The service rejected with an error of its model.
    Service(E, CallContext),
    /// The service rejected with an error that the enum does not list.
    Unmodeled {
        /// The error's code; the status where the service gave none.
        code: String,
        /// The service's words.
        message: String,
        /// What is known of the call.
        context: CallContext,
    },
    /// There is no response, the call may have run, and running it twice may do harm. The first field is what ended the
    /// call: mostly a [`TransportError`] or a [`TimedOut`], whichever limit that is.
    Ambiguous(Box<dyn StdError + Send + Sync>, CallContext),
    /// A time limit of the client ended the call, which did not run or may run twice without harm.
    Timeout(TimedOut, CallContext),
    /// The service could not be reached, or its response not be read, in a call that did not run or may run twice without
    /// harm.
    Transport(TransportError, CallContext),
    /// There are no credentials to sign with.
    Credentials(CredentialsError, CallContext),
    /// The request could not be built, or the service named no next page: nothing was sent in this attempt. Or a streamed
    /// payload could not be read to its end, and running what was sent of it would do no harm.
    Invalid(Invalid, CallContext),
    /// The response does not read as the output's shape; the call has run.
    Decode(DecodeError, CallContext),
}

/// The limit that ended a call.
#[derive(Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TimedOut {
    /// One attempt took longer than the client's limit for an attempt.
    #[error("no response within the attempt timeout of {0:?}")]
    Attempt(Duration),
    /// All attempts and the waits between them took longer than the client's limit for a call.
    #[error("not done within the operation timeout of {0:?}")]
    Operation(Duration),
    /// The client's limit for a call ended while all connections of the client were in use; the attempt was not sent.
    #[error(
        "no connection was free within the operation timeout of {limit:?}, all {connections} are in use: read or drop \
         the bodies that are open, or raise `max_connections`"
    )]
    Connection {
        /// The client's limit for a call.
        limit: Duration,
        /// The connections of the client.
        connections: usize,
    },
    /// The transport took no byte of a streamed request body for longer than the client's limit.
    #[error(
        "no byte of the request's body could be sent within the stream idle timeout of {0:?}; the client's \
         `stream_idle_timeout` sets another, or none"
    )]
    StreamIdle(Duration),
}

debug_like_display!(enum TimedOut {
    Attempt(limit),
    Operation(limit),
    Connection { limit, connections },
    StreamIdle(limit),
});

/// Why a request could not be built.
#[derive(Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Invalid {
    /// A member has a value that cannot be sent.
    #[error(transparent)]
    Member(#[from] InvalidRequest),
    /// The client's endpoint cannot be used for this service.
    #[error("{0}")]
    Endpoint(String),
    /// The call was made outside of a tokio runtime, whose timer it needs.
    #[error(
        "a call needs a tokio runtime, and there is none here: make it in one (`#[tokio::main]`), or by a \
         `blocking::Client`"
    )]
    NoRuntime,
    /// The call was made by a blocking client from before the process was forked off.
    #[error(
        "this process was forked off, and the thread of the blocking client stayed behind: make a client after the fork, \
         by `blocking::Client::new`"
    )]
    Forked,
    /// The tokio runtime of the call was built without its timer or its I/O. Tokio says so by a panic, which is caught; its
    /// message goes to the panic hook all the same, and a program that aborts on panics ends.
    #[error("a call needs a tokio runtime with {0}, which is off: build the runtime with `enable_all()`")]
    IncompleteRuntime(&'static str),
    /// The service named the page before as the next one.
    #[error("the service gave the same page token twice: its pages would never end")]
    RepeatedPage,
    /// The payload cannot be read, or not be signed.
    #[error("the payload cannot be sent: {0}")]
    Payload(String),
    /// The request cannot be signed.
    #[error("the request cannot be signed: {0}")]
    Signing(String),
}

debug_like_display!(
    enum Invalid {
        Member(error),
        Endpoint(reason),
        NoRuntime,
        Forked,
        IncompleteRuntime(lacking),
        RepeatedPage,
        Payload(reason),
        Signing(reason),
    }
);

/// What is known of a call, whatever became of it.
#[derive(Clone, PartialEq, Eq)]
pub struct CallContext(Box<Facts>);

#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) operation: &'static str,
    pub(crate) attempts: u32,
    pub(crate) status: Option<StatusCode>,
    pub(crate) code: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) token: Option<String>,
    pub(crate) throttling: bool,
    /// What a rejected signature was rejected for.
    pub(crate) mismatch: Option<Box<SignatureMismatch>>,
    pub(crate) ambiguous: bool,
    /// A failure that might have passed was not tried again, because the operation is not known to be repeatable.
    pub(crate) held_back: bool,
}

impl Facts {
    /// Counts an attempt; what the one before was responded is no fact of this one.
    pub(crate) fn begin_attempt(&mut self) {
        self.attempts += 1;
        self.status = None;
        self.code = None;
        self.request_id = None;
        self.throttling = false;
    }
}

impl CallContext {
    pub(crate) fn new(facts: Facts) -> Self {
        Self(Box::new(facts))
    }
}

impl fmt::Debug for CallContext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// By the names of what is public: the type that holds them, and the methods of [`SendError`].
impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallContext")
            .field("operation", &self.operation)
            .field("attempts", &self.attempts)
            .field("status", &self.status)
            .field("code", &self.code)
            .field("request_id", &self.request_id)
            .field("idempotency_token", &self.token)
            .field("is_throttling", &self.throttling)
            .field("is_ambiguous", &self.ambiguous)
            .field("signature_mismatch", &self.mismatch)
            .finish_non_exhaustive()
    }
}

impl<E> SendError<E> {
    /// What is known of the call.
    pub fn context(&self) -> &CallContext {
        match self {
            Self::Service(_, context)
            | Self::Unmodeled { context, .. }
            | Self::Ambiguous(_, context)
            | Self::Timeout(_, context)
            | Self::Transport(_, context)
            | Self::Credentials(_, context)
            | Self::Invalid(_, context)
            | Self::Decode(_, context) => context,
        }
    }

    fn facts(&self) -> &Facts {
        &self.context().0
    }

    /// The operation's name.
    pub fn operation(&self) -> &'static str {
        self.facts().operation
    }

    /// The code of the service's error, modeled or not.
    pub fn code(&self) -> Option<&str> {
        self.facts().code.as_deref()
    }

    /// The HTTP status of the last response.
    pub fn status(&self) -> Option<StatusCode> {
        self.facts().status
    }

    /// The request ID of the last response, which AWS support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.facts().request_id.as_deref()
    }

    /// How many times the request was sent.
    pub fn attempts(&self) -> u32 {
        self.facts().attempts
    }

    /// The idempotency token that was sent, given or filled in: the same call with it runs at most once.
    pub fn idempotency_token(&self) -> Option<&str> {
        self.facts().token.as_deref()
    }

    /// Whether the service asks to come slower.
    pub fn is_throttling(&self) -> bool {
        self.facts().throttling
    }

    /// Whether the call may have run, in this or an earlier attempt. A [`Decode`](Self::Decode) error is ambiguous: the
    /// service reported success.
    pub fn is_ambiguous(&self) -> bool {
        self.facts().ambiguous
    }

    /// Why the service rejected the signature, if it did and told what it signed.
    pub fn signature_mismatch(&self) -> Option<&SignatureMismatch> {
        self.facts().mismatch.as_deref()
    }

    /// The service's own error, if that is what this is.
    pub fn service_error(&self) -> Option<&E> {
        match self {
            Self::Service(error, _) => Some(error),
            _ => None,
        }
    }

    /// The first error of type `T` in what ended the call and in what is beneath that, whichever variant has it: a
    /// [`TransportError`], a [`TimedOut`], or what the program's own [`Transport`](crate::Transport) or
    /// [`ProvideCredentials`](crate::ProvideCredentials) failed with.
    ///
    /// ```
    /// use aws_operation::{SendError, TransportError, TransportErrorKind};
    ///
    /// fn is_lost<E>(error: &SendError<E>) -> bool {
    ///     let error = error.find_cause::<TransportError>();
    ///     error.is_some_and(|error| error.kind() == TransportErrorKind::Lost)
    /// }
    /// ```
    pub fn find_cause<T: StdError + 'static>(&self) -> Option<&T> {
        let first: &(dyn StdError + 'static) = match self {
            Self::Service(..) | Self::Unmodeled { .. } => return None,
            Self::Ambiguous(cause, _) => cause.as_ref(),
            Self::Timeout(limit, _) => limit,
            Self::Transport(error, _) => error,
            Self::Credentials(error, _) => error,
            Self::Invalid(reason, _) => reason,
            Self::Decode(error, _) => error,
        };
        std::iter::successors(Some(first), |error| beneath(*error)).find_map(|error| error.downcast_ref())
    }
}

impl<E: fmt::Display> fmt::Display for SendError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = self.facts();
        let what = match self {
            Self::Service(error, _) => error.to_string(),
            Self::Unmodeled { code, message, .. } => display_error(code, Some(message)),
            Self::Ambiguous(source, _) => format!("{}, and the call may have run", chain(source.as_ref())),
            Self::Timeout(limit, _) => limit.to_string(),
            Self::Transport(error, _) => error.to_string(),
            Self::Credentials(error, _) => format!("no credentials: {error}"),
            Self::Invalid(reason, _) if facts.attempts == 0 => format!("nothing was sent: {reason}"),
            Self::Invalid(reason, _) => reason.to_string(),
            Self::Decode(error, _) => format!("the response does not read as its shape: {error}"),
        };
        write!(f, "{} failed: {}", facts.operation, one_line(&what))?;
        if let Some(mismatch) = &facts.mismatch {
            write!(f, "; {}", one_line(&mismatch.to_string()))?;
        }
        if facts.held_back {
            f.write_str(
                "; not retried, because running it twice may do harm: give `#[aws_operation]` a token field with \
                 `idempotent = \"..\"`, or `readonly` if it only reads, `idempotent` if running it twice does no harm",
            )?;
        }
        facts.write_details(f)
    }
}

/// `{:?}` reads like `Display`, `{:#?}` shows the structure. There, an error enum without `Debug` is shown by its text.
impl<E: ModeledError> fmt::Debug for SendError<E> {
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
            Self::Ambiguous(source, _) => ("Ambiguous", source),
            Self::Timeout(limit, _) => ("Timeout", limit),
            Self::Transport(error, _) => ("Transport", error),
            Self::Credentials(error, _) => ("Credentials", error),
            Self::Invalid(reason, _) => ("Invalid", reason),
            Self::Decode(error, _) => ("Decode", error),
        };
        f.debug_tuple(name).field(what).field(self.context()).finish()
    }
}

impl Facts {
    fn write_details(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let attempts = match self.attempts {
            0 => None,
            1 => Some("1 attempt".to_owned()),
            several => Some(format!("{several} attempts")),
        };
        let details = [
            self.status.map(|status| format!("status {}", status.as_u16())),
            attempts,
            self.request_id.as_ref().map(|id| format!("request id {id}")),
            self.token.as_ref().map(|token| format!("idempotency token {token}")),
        ];
        let details: Vec<String> = details.into_iter().flatten().collect();
        if details.is_empty() { Ok(()) } else { write!(f, " ({})", one_line(&details.join(", "))) }
    }
}

impl<E: ModeledError> StdError for SendError<E> {
    /// What `Display` has not said: only what is beneath the service's own error, if anything is.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.service_error()?.as_error()?.source()
    }
}

/// What is beneath an error. The errors of this crate say it in their own text, so that it is not their `source()`.
fn beneath<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    if let Some(error) = error.downcast_ref::<TransportError>() {
        return Some(error.get_ref());
    }
    if let Some(error) = error.downcast_ref::<CredentialsError>() {
        return error.get_ref().map(|cause| cause as _);
    }
    match (error.downcast_ref(), error.downcast_ref()) {
        (Some(BodyError::Broken(cause)), _) => Some(cause.as_ref()),
        (_, Some(Invalid::Member(invalid))) => Some(invalid),
        _ => error.source(),
    }
}
