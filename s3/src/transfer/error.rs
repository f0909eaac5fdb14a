//! Why a transfer failed.

use std::io;

use aws_operation::{BodyError, ChecksumAlgorithm, SendError};

use crate::service::Error;

/// Why an upload or a download failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TransferError {
    /// A call failed, after the retries of the client.
    #[error(transparent)]
    Call(#[from] SendError<Error>),
    /// The source of an upload cannot be read.
    #[error("the source of the upload cannot be read: {0}")]
    Source(#[source] io::Error),
    /// The target of a download cannot be written.
    #[error("the target of the download cannot be written: {0}")]
    Target(#[source] io::Error),
    /// The content of an object ended too early, again and again.
    #[error("the content of the object broke off {failures} times, at last after {at} bytes: {cause}")]
    Broken {
        /// How many times.
        failures: u32,
        /// Where in the object, in bytes.
        at: u64,
        /// The last error.
        #[source]
        cause: BodyError,
    },
    /// The content does not have the checksum in the header of its response.
    #[error("the content of the object was corrupted on its way: {0}")]
    Corrupted(#[source] BodyError),
    /// The object was replaced while it was downloaded.
    #[error("the object was replaced during the download: download it again")]
    Changed,
    /// The service sent another range than the one of the request.
    #[error("the service sent the range `{got}` instead of `{wanted}`")]
    WrongRange {
        /// The header of the request.
        wanted: String,
        /// The header of the response.
        got: String,
    },
    /// What was transferred does not have the checksum of the object.
    #[error("the {algorithm} checksum of the object is {expected}, but that of the transferred bytes is {computed}")]
    WrongChecksum {
        /// The algorithm.
        algorithm: ChecksumAlgorithm,
        /// The checksum that the service has, in base64.
        expected: String,
        /// The checksum of the bytes, in base64.
        computed: String,
    },
    /// The object would have more than 10,000 parts.
    #[error("the object has more than 10,000 parts of {part_size} bytes: set a greater `part_size`")]
    TooManyParts {
        /// The part size in bytes.
        part_size: u64,
    },
    /// The transfer cannot be made as it is asked for. Nothing was sent.
    #[error("{0}")]
    Invalid(String),
    /// A task of the transfer did not end: the runtime was shut down, or the task panicked.
    #[error("a task of the transfer did not end: {0}")]
    Task(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The upload failed, and could not be aborted either. Its parts are still stored.
    #[error("{cause}; and the upload `{upload_id}` could not be aborted: {abort}")]
    NotAborted {
        /// The ID of the upload, for `AbortMultipartUpload` or [`Upload::resume`](crate::Upload::resume).
        upload_id: String,
        /// Why the upload failed.
        cause: Box<TransferError>,
        /// Why it was not aborted.
        abort: Box<TransferError>,
    },
}

impl TransferError {
    /// The error of the task that did a part of the work.
    pub(super) fn of_task(error: tokio::task::JoinError) -> Self {
        Self::Task(error.into())
    }
}
