//! The limits of a call, in time and in size. This module contains only documentation.
//!
//! | limit | default | what it covers | where it is set |
//! |--|--|--|--|
//! | connect | 3.1 s | establishing a connection of the built-in transport, TLS included | [`connect_timeout`] |
//! | connections | 128 | open connections of a client and its clones; a call waits for one before its attempt, within the operation timeout | [`max_connections`] |
//! | idle connections | 128, 15 s | unused connections to one host, and how long each is kept | [`max_idle_connections`], [`max_connection_idle_time`] |
//! | attempt | 30 s | one attempt, from its start to the last byte of its response | [`attempt_timeout`], [`with_attempt_timeout`], `attempt_timeout` of the operation |
//! | operation | 120 s | the whole call: loading credentials, hashing a streamed payload, all attempts, the waits between them | [`operation_timeout`], [`with_operation_timeout`], `attempt_timeout` of the operation |
//! | stream idle, response | 20 s; none for event streams | each wait of the caller for the next bytes of a streamed body | [`stream_idle_timeout`], [`with_stream_idle_timeout`], `attempt_timeout` of the operation |
//! | stream idle, request | 20 s | each time in which the transport reads nothing from a streamed body that has bytes ready | [`stream_idle_timeout`], [`with_stream_idle_timeout`] |
//! | response size | 64 MiB | the body of a response that is not streamed; of an error response, at most 1 MiB is read | [`max_response_bytes`], [`with_max_response_bytes`] |
//! | wait before a retry | 20 s | a random time up to this limit (full jitter); `x-amz-retry-after` of a service can extend it by up to 5 s | [`RetryPolicy`](crate::RetryPolicy) |
//! | load of credentials | 120 s | one load by the default credentials sources; 60 s for a [`CredentialsCache`](crate::CredentialsCache) that you create | [`CredentialsCache::load_timeout`] |
//! | metadata endpoint | 1 s, 2 s | one request to the metadata endpoint of an instance or a container; failed requests are retried | |
//! | credential process | 60 s | the program of `credential_process` in a profile | |
//!
//! # Which error a limit causes
//!
//! | limit | error | may the call have run? |
//! |--|--|--|
//! | connect | [`Transport`] with [`NotSent`], after retries | no |
//! | connections | [`Timeout`] with [`TimedOut::Connection`], if the operation timeout passes while all are in use | no, if it passed before the first attempt |
//! | idle connections | none | |
//! | attempt | [`Timeout`] with [`TimedOut::Attempt`], after retries | yes |
//! | operation | [`Timeout`] with [`TimedOut::Operation`] | yes, if it passed during an attempt or after one that may have run |
//! | stream idle, response | [`BodyError::TimedOut`] of the body; the call itself has succeeded | it has run |
//! | stream idle, request | [`Timeout`] with [`TimedOut::StreamIdle`], after retries if the stream can be read again | yes |
//! | response size | [`Transport`] with [`TooLarge`], never retried | yes |
//! | wait before a retry | none: the wait is never longer; the operation timeout can end it | |
//! | load of credentials | [`Credentials`] | no |
//! | metadata endpoint, credential process | [`Credentials`] | no |
//!
//! "Yes" means that [`is_ambiguous`] is true. If the operation is safe to retry, the attempt is retried. Otherwise the
//! error is [`Ambiguous`], with the limit as its source. With
//! [`RetryPolicy::aws_standard`](crate::RetryPolicy::aws_standard), every such attempt is retried.
//!
//! # Streamed bodies
//!
//! A [`ByteStream`](crate::ByteStream) payload is streamed. A request body in memory is treated as a stream if it is
//! larger than 1 MiB.
//!
//! **Response.** The attempt ends with the headers, and the caller reads the body. Each wait for its next bytes may
//! take as long as the limit. The time between two waits does not count. Outside a tokio runtime with a timer there is
//! no limit. After the error, the body is at its end and its connection is closed. For a response that is not streamed,
//! only the attempt timeout applies.
//!
//! **Request.** The attempt timeout starts when the transport has read the whole body, or when a response begins. Until
//! then, the transport must read from the body at least once within the stream idle timeout. Time in which the
//! transport waits for the source does not count: a slow source is limited only by the operation timeout. For example,
//! 64 MiB at 10 Mbit/s take 54 s and need no other setting. A request of more than 120 s needs a longer operation
//! timeout.
//!
//! A stream that fails, or that is shorter or longer than its length, is [`Invalid`] and is not retried. If a part of
//! it was sent, the call may have run. Of a file ([`ByteStream::from_path`](crate::ByteStream::from_path)), the bytes
//! up to its length at the creation of the stream are sent.
//!
//! # Operations that are long by design
//!
//! Some operations are long by design: a Lambda function runs for up to 15 minutes, and a long poll waits for work.
//! Such an operation sets `attempt_timeout` in whole seconds, minutes or hours (`s`, `m`, `h`):
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
//! - **Attempt timeout**: the longer of this time and the client's limit.
//! - **Operation timeout**: the client's limit plus this time; by default 120 + 65 s.
//! - **Stream idle timeout of the response**: the longer of this time and the client's limit. The limit for the request
//!   stream does not change.
//! - A limit for a single call ([`with_attempt_timeout`] and similar) takes precedence. A disabled limit stays
//!   disabled.
//!
//! The command `aws-operation add` writes it from a reviewed table, and `aws-operation check` compares structs with
//! that table.
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

// A link to what an HTTP client adds is a link only if there is one.
#![cfg_attr(not(any(feature = "reqwest", feature = "hyper")), allow(rustdoc::broken_intra_doc_links))]
