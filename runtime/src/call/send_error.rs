//! `SendError`, the error of a call.

mod context;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::StatusCode;

use crate::call::access_denied::{AccessDenied, without_encoded};
use crate::call::idempotency_key::is_mismatch;
use crate::call::signature_mismatch::SignatureMismatch;
use crate::credentials::CredentialsError;
use crate::model::modeled_error::{ModeledError, display_error};
use crate::model::protocol::{DecodeError, InvalidRequest};
use crate::transport::TransportError;
use crate::value::body::BodyError;
use crate::value::error_chain::{chain, one_line};
use crate::value::error_debug::debug_like_display;

pub use context::CallContext;
pub(crate) use context::Facts;

/// Why a call has no output. The guide says [what is retried](crate::guide::_05_errors_and_retries).
///
/// The enum is flat, so that one `match` reaches the service's own errors. For every variant, methods return the facts about
/// the call: the operation, the code, the status, and the idempotency token for a retry. `Display` prints all of them in one
/// line.
///
/// `main` may return it: `{:?}` prints the same as `Display`, and `{:#?}` prints the structure. `source()` leaves out causes
/// that `Display` has printed; [`find_cause`](Self::find_cause) finds causes by their types.
///
/// ```
/// use aws_operation::{ModeledError, SendError};
///
/// fn report<E: ModeledError>(error: &SendError<E>) {
///     eprintln!("{error}");
///     if let Some(token) = error.idempotency_token() {
///         eprintln!("retry it with the token {token}: it runs at most once");
///     }
/// }
/// ```
#[non_exhaustive]
pub enum SendError<E> {
    /// The service returned an error that the error enum lists.
    Service(E, CallContext),
    /// The service returned an error that the error enum does not list.
    Unmodeled {
        /// The error code, or the status if the response has no code.
        code: String,
        /// The message of the service.
        message: String,
        /// The facts about the call.
        context: CallContext,
    },
    /// There is no response, the call may have run, and it is not safe to retry. The first field is the error that ended the
    /// call, usually a [`TransportError`] or a [`TimedOut`]. For a write of S3 that succeeds once, it also says
    /// [what was found](crate::customizations#writes-of-s3-that-succeed-once); S3 may have rejected a retry.
    Ambiguous(Box<dyn StdError + Send + Sync>, CallContext),
    /// A time limit ended the call. It did not run, or is safe to retry.
    Timeout(TimedOut, CallContext),
    /// The service could not be reached, or its response could not be read. The call did not run, or is safe to retry.
    Transport(TransportError, CallContext),
    /// There are no credentials to sign with.
    Credentials(CredentialsError, CallContext),
    /// The request could not be built, or the service returned the same page token twice; nothing was sent. Or a streamed
    /// payload could not be read to its end; the call did not run, or is safe to retry.
    Invalid(Invalid, CallContext),
    /// The response cannot be decoded as the output. The call has run.
    Decode(DecodeError, CallContext),
}

/// The time limit that ended a call.
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimedOut {
    /// One attempt took longer than the attempt timeout.
    Attempt(Duration),
    /// The attempts and the delays between them took longer than the operation timeout.
    Operation(Duration),
    /// The operation timeout expired while all connections of the client were in use. The attempt was not sent.
    Connection {
        /// The operation timeout.
        limit: Duration,
        /// The maximum number of connections of the client.
        connections: usize,
    },
    /// The transport took no byte of a streamed request body for longer than the stream idle timeout.
    StreamIdle(Duration),
}

impl fmt::Display for TimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Attempt(limit) => write!(f, "no response within the attempt timeout of {limit:?}"),
            Self::Operation(limit) => write!(f, "not done within the operation timeout of {limit:?}"),
            Self::Connection { limit, connections } => write!(
                f,
                "no connection became free within the operation timeout of {limit:?}, all {connections} are in use: \
                 read or drop the open response bodies, or raise `max_connections`"
            ),
            Self::StreamIdle(limit) => write!(
                f,
                "no byte of the request body could be sent within the stream idle timeout of {limit:?}: raise \
                 `stream_idle_timeout` of the client, or set it to `None`"
            ),
        }
    }
}

impl StdError for TimedOut {}

debug_like_display!(enum TimedOut {
    Attempt(limit),
    Operation(limit),
    Connection { limit, connections },
    StreamIdle(limit),
});

/// Why a request could not be built.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Invalid {
    /// The input cannot be encoded, usually because of the value of a member.
    Member(InvalidRequest),
    /// The client's endpoint cannot be used for this service.
    Endpoint(String),
    /// The call was made outside of a tokio runtime. It needs one for its timer.
    NoRuntime,
    /// The call was made in a forked process, with a blocking client that was created before the fork.
    Forked,
    /// The tokio runtime of the call was built without a timer or without I/O. Tokio reports that by a panic, which is
    /// caught. The panic hook still prints its message, and a program that aborts on panics ends.
    IncompleteRuntime(&'static str),
    /// The events of the operation go both ways at the same time, and the crate is built without HTTP/2.
    NoHttp2(&'static str),
    /// The idempotency key cannot be used for the operation.
    IdempotencyKey(String),
    /// The service returned the same page token twice in a row.
    RepeatedPage,
    /// The payload cannot be read, or cannot be signed.
    Payload(String),
    /// The request cannot be signed.
    Signing(String),
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Member(error) => error.fmt(f),
            Self::Endpoint(reason) => f.write_str(reason),
            Self::NoRuntime => f.write_str(
                "a call needs a tokio runtime, and none is running: call it inside one (`#[tokio::main]`), or use \
                 `blocking::Client`",
            ),
            Self::Forked => f.write_str(
                "this process was forked, and only the parent process has the thread of the blocking client: create a \
                 client after the fork, with `blocking::Client::new`",
            ),
            Self::IncompleteRuntime(lacking) => write!(
                f,
                "a call needs a tokio runtime with {lacking}, which is disabled: build the runtime with `enable_all()`"
            ),
            Self::NoHttp2(operation) => write!(
                f,
                "the events of {operation} go both ways, which needs HTTP/2: enable the feature `http2` of \
                 aws-operation"
            ),
            Self::IdempotencyKey(reason) => write!(f, "the idempotency key cannot be used: {reason}"),
            Self::RepeatedPage => f.write_str(
                "the service returned the same page token twice, so the pages would never end: if that marks the last \
                 page, add `repeats` to `paginated(..)`",
            ),
            Self::Payload(reason) => write!(f, "the payload cannot be sent: {reason}"),
            Self::Signing(reason) => write!(f, "the request cannot be signed: {reason}"),
        }
    }
}

impl StdError for Invalid {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Member(error) => error.source(),
            _ => None,
        }
    }
}

impl From<InvalidRequest> for Invalid {
    fn from(error: InvalidRequest) -> Self {
        Self::Member(error)
    }
}

debug_like_display!(
    enum Invalid {
        Member(error),
        Endpoint(reason),
        NoRuntime,
        Forked,
        IncompleteRuntime(lacking),
        NoHttp2(operation),
        IdempotencyKey(reason),
        RepeatedPage,
        Payload(reason),
        Signing(reason),
    }
);

/// The name of the operation in errors and reports of a request that is no operation.
pub(crate) const HTTP_REQUEST: &str = "HTTP request";

impl<E> SendError<E> {
    /// The facts about the call.
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

    /// The error code of the service, modeled or not.
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

    /// The second request ID of S3's last error response, `x-amz-id-2`. AWS support asks for it, too.
    pub fn extended_request_id(&self) -> Option<&str> {
        self.facts().extended_request_id.as_deref()
    }

    /// How many times the request was sent.
    pub fn attempts(&self) -> u32 {
        self.facts().attempts
    }

    /// The idempotency token that was sent, provided or generated. A retry with this token runs the operation at most once.
    pub fn idempotency_token(&self) -> Option<&str> {
        self.facts().token.as_deref()
    }

    /// Whether the error is throttling: the service receives too many requests.
    pub fn is_throttling(&self) -> bool {
        self.facts().throttling
    }

    /// Whether the call may have run, in this or an earlier attempt. A [`Decode`](Self::Decode) error is ambiguous: the
    /// service reported success.
    pub fn is_ambiguous(&self) -> bool {
        self.facts().ambiguous
    }

    /// Why the service rejected the signature, if its error response contains the texts that it signed.
    pub fn signature_mismatch(&self) -> Option<&SignatureMismatch> {
        self.facts().mismatch.as_deref()
    }

    /// What IAM denied, if the service says so: the principal, the action, the resource and the kind of policy.
    ///
    /// `None` for an error response that only says that access is denied, as S3 does across accounts.
    pub fn access_denied(&self) -> Option<&AccessDenied> {
        self.facts().denied.as_deref()
    }

    /// The error enum of the service, if this is [`Service`](Self::Service).
    pub fn service_error(&self) -> Option<&E> {
        match self {
            Self::Service(error, _) => Some(error),
            _ => None,
        }
    }

    /// The first error of type `T` in the chain of causes, for every variant. `T` is for example [`TransportError`],
    /// [`TimedOut`], or the error of a [`Transport`](crate::Transport) or
    /// [`ProvideCredentials`](crate::ProvideCredentials) that the program implements.
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
        std::iter::successors(Some(first), |error| cause_of(*error)).find_map(|error| error.downcast_ref())
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
            Self::Decode(error, _) => format!("the response cannot be decoded: {error}"),
        };
        let what = if facts.denied.is_some() { without_encoded(&what) } else { what };
        write!(f, "{} failed: {}", facts.operation, one_line(&what))?;
        if let Some(denied) = facts.denied.as_ref().filter(|denied| !denied.is_in(&what)) {
            write!(f, "; {}", one_line(&denied.to_string()))?;
        }
        if let Some(mismatch) = &facts.mismatch {
            write!(f, "; {}", one_line(&mismatch.to_string()))?;
        }
        if facts.token.is_some() && facts.code.as_ref().is_some_and(|code| is_mismatch(code, &what)) {
            let what = if facts.has_key { "key" } else { "token" };
            write!(
                f,
                "; a call with this idempotency {what} was made before with other input: send the same input again, or use \
                 another {what}"
            )?;
        }
        if facts.not_safe_to_retry && facts.operation == HTTP_REQUEST {
            f.write_str(
                "; not retried, because only GET and HEAD are known to be safe to retry: pass `SafeToRetry::Yes` to \
                 `execute` if a second run changes nothing",
            )?;
        } else if facts.not_safe_to_retry {
            f.write_str(
                "; not retried, because the operation is not known to be safe to retry: give `#[aws_operation]` a token \
                 field with `idempotent = \"field\"`, or `readonly` if it only reads, or `idempotent` if a second run changes \
                 nothing",
            )?;
        }
        facts.write_details(f)
    }
}

/// `{:?}` prints the same as `Display`, and `{:#?}` prints the structure. An error enum without `Debug` is printed by its
/// `Display` there.
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

impl<E: ModeledError> StdError for SendError<E> {
    /// The cause of the service's own error. `Display` has printed all other causes.
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.service_error()?.as_error()?.source()
    }
}

/// The cause of an error. The errors of this crate print their cause themselves, so `source()` does not return it.
fn cause_of<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
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
