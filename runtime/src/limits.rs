//! What limits a call, in time and in size; a page without items.
//!
//! | limit | default | what it covers | where it is set |
//! |--|--|--|--|
//! | connect | 3.1 s | a connection of the built-in transport to come about, TLS included | [`connect_timeout`] |
//! | connections | 128 | those that a client and its clones use at once; a call waits for one within the operation's limit, before its attempt | [`max_connections`] |
//! | idle connections | 128, 15 s | those to one host that wait for the next call, and for how long | [`max_idle_connections`], [`max_connection_idle_time`] |
//! | attempt | 30 s | one attempt, from its start to the last byte of its response | [`attempt_timeout`], [`with_attempt_timeout`]; the operation |
//! | operation | 120 s | the whole call: credentials, the hash of a streamed payload, all attempts, the waits between them | [`operation_timeout`], [`with_operation_timeout`]; the operation |
//! | stream idle, response | 20 s | each wait of a reader for the next bytes of a streamed body | [`stream_idle_timeout`], [`with_stream_idle_timeout`]; the operation |
//! | stream idle, request | 20 s | each pause in which the transport takes nothing of a streamed body that has more | [`stream_idle_timeout`], [`with_stream_idle_timeout`] |
//! | response size | 64 MiB | the body of a response that is not streamed; of an error response 1 MiB is read | [`max_response_bytes`], [`with_max_response_bytes`] |
//! | wait before a retry | 20 s | full jitter below it, and what a service asks for by `x-amz-retry-after`, up to 5 s more | [`RetryPolicy`](crate::RetryPolicy) |
//! | load of credentials | 120 s | one load by the sources that a client finds; 60 s by a cache of one's own | [`CredentialsCache::load_timeout`] |
//! | metadata endpoint | 1 s, 2 s | one request to the instance, or to the container's agent; several are tried | |
//! | credential process | 60 s | the program that a profile names | |
//!
//! # What comes of it
//!
//! | limit | error | may the call have run? |
//! |--|--|--|
//! | connect | [`Transport`] with [`NotSent`], after retries | no |
//! | connections | [`Timeout`] with [`TimedOut::Connection`], when the operation's limit comes while all are in use | no, if it came before the first attempt |
//! | idle connections | none | |
//! | attempt | [`Timeout`] with [`TimedOut::Attempt`], after retries | yes |
//! | operation | [`Timeout`] with [`TimedOut::Operation`] | yes, if it came within an attempt or after one of which that is not known |
//! | stream idle, response | [`BodyError::TimedOut`] of the body; the call itself has succeeded | it has run |
//! | stream idle, request | [`Timeout`] with [`TimedOut::StreamIdle`], after retries if the stream can be read again | yes |
//! | response size | [`Transport`] with [`TooLarge`], never retried | yes |
//! | wait before a retry | none: the wait is shorter, or is cut by the operation's limit | |
//! | load of credentials | [`Credentials`] | no |
//! | metadata endpoint, credential process | [`Credentials`] | no |
//!
//! "Yes" means that [`is_ambiguous`] is true. The error is [`Ambiguous`] then, with the limit as its source, unless running
//! the operation twice does no harm; and only then the attempt is retried, but by
//! [`RetryPolicy::aws_standard`](crate::RetryPolicy::aws_standard).
//!
//! # Streamed bodies
//!
//! A payload of [`ByteStream`](crate::ByteStream) is streamed. A request's body in memory counts as a stream if it has more
//! than 1 MiB.
//!
//! **Of a response**, the attempt ends with the headers, and the body is the caller's to read. A wait for its next bytes
//! may take as long as the limit; what the reader does between two waits does not count. Outside of a tokio runtime, or
//! on one without a timer, there is no limit. After the error the body is at its end, and its connection is closed. A response that is not
//! streamed has no such limit: the attempt's holds.
//!
//! **Of a request**, the attempt's limit begins when the transport has taken the whole body, or when a response begins. Up
//! to then, the body must not lie untouched for longer than the limit. A stream that has nothing to give while the transport
//! asks for more is not untouched: a slow source has the time of the operation. So 64 MiB at 10 Mbit/s need 54 s, and no
//! other setting; what takes longer than 120 s needs a longer operation limit.
//!
//! A stream that ends before its length, has more, or fails is [`Invalid`] at once, and no attempt is repeated. If some of
//! it was sent the call may have run, as after the other limits. Of a file ([`ByteStream::from_path`](crate::ByteStream::from_path)) goes what it had when the stream was made.
//!
//! # Operations that are long by design
//!
//! Some operations take their time: a function of Lambda runs for up to 15 minutes, a long poll waits for work. They say
//! so, in whole seconds, minutes or hours (`s`, `m`, `h`):
//!
//! ```
//! use std::time::Duration;
//! use aws_operation::{Client, Credentials, Operation as _, aws_operation, aws_service};
//!
//! #[aws_service(id = "SFN", protocol = "awsJson1_0", signing_name = "states", target_prefix = "AWSStepFunctions")]
//! struct Service;
//!
//! #[aws_operation(name = "GetActivityTask", attempt_timeout = "65s", output = aws_operation::Document)]
//! struct GetActivityTask {
//!     #[aws(rename = "activityArn")]
//!     activity_arn: String,
//! }
//!
//! assert_eq!(GetActivityTask::META.attempt_timeout, Some(Duration::from_secs(65)));
//! ```
//!
//! - An **attempt** may take that long, if the client's limit is not longer.
//! - The **operation** may take that much longer than the client's limit: with defaults, 120 + 65 s.
//! - The **stream of its response** may be silent that long, if the client's limit is not longer: silence is meant. Its
//!   request's stream has the client's limit.
//! - A limit for single calls ([`with_attempt_timeout`] and its like) holds as it is, and a limit that is switched off
//!   stays so.
//!
//! The command's `add` writes it from a reviewed table, and `check` holds structs against that.
//!
//! [`connect_timeout`]: crate::ClientBuilder::connect_timeout
//! [`max_connections`]: crate::ClientBuilder::max_connections
//! [`max_idle_connections`]: crate::ClientBuilder::max_idle_connections
//! [`max_connection_idle_time`]: crate::ClientBuilder::max_connection_idle_time
//! [`attempt_timeout`]: crate::ClientBuilder::attempt_timeout
//! [`operation_timeout`]: crate::ClientBuilder::operation_timeout
//! [`stream_idle_timeout`]: crate::ClientBuilder::stream_idle_timeout
//! [`max_response_bytes`]: crate::ClientBuilder::max_response_bytes
//! [`with_attempt_timeout`]: crate::Client::with_attempt_timeout
//! [`with_operation_timeout`]: crate::Client::with_operation_timeout
//! [`with_stream_idle_timeout`]: crate::Client::with_stream_idle_timeout
//! [`with_max_response_bytes`]: crate::Client::with_max_response_bytes
//! [`CredentialsCache::load_timeout`]: crate::CredentialsCache::load_timeout
//! [`Transport`]: crate::SendError::Transport
//! [`Timeout`]: crate::SendError::Timeout
//! [`Credentials`]: crate::SendError::Credentials
//! [`Ambiguous`]: crate::SendError::Ambiguous
//! [`Invalid`]: crate::SendError::Invalid
//! [`NotSent`]: crate::TransportErrorKind::NotSent
//! [`TooLarge`]: crate::TransportErrorKind::TooLarge
//! [`TimedOut::Attempt`]: crate::TimedOut::Attempt
//! [`TimedOut::Operation`]: crate::TimedOut::Operation
//! [`TimedOut::Connection`]: crate::TimedOut::Connection
//! [`TimedOut::StreamIdle`]: crate::TimedOut::StreamIdle
//! [`BodyError::TimedOut`]: crate::BodyError::TimedOut
//! [`is_ambiguous`]: crate::SendError::is_ambiguous
