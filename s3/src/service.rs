//! The service, and its errors.

use aws_operation::{aws_error, aws_service};

/// Amazon Simple Storage Service.
///
/// Operations that this crate does not have use it too: `#[aws_operation(name = "..", service =
/// aws_operation_s3::Service)]`.
#[aws_service(
    id = "S3",
    protocol = "restXml",
    xml_namespace = "http://s3.amazonaws.com/doc/2006-03-01/",
    error = Error
)]
pub struct Service;

/// The errors of S3 that programs handle. Any other one is
/// [`SendError::Unmodeled`](aws_operation::SendError::Unmodeled) with its code.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs)] // of the fields
pub enum Error {
    /// You may not do this, or the object does not exist and you may not list the bucket.
    #[aws(status = 403)]
    AccessDenied { message: String },
    /// The content does not have the checksum that the request says.
    BadDigest { message: String },
    /// Another account has a bucket of this name.
    #[aws(status = 409)]
    BucketAlreadyExists { message: String },
    /// You have a bucket of this name.
    #[aws(status = 409)]
    BucketAlreadyOwnedByYou { message: String },
    /// The bucket has objects.
    #[aws(status = 409)]
    BucketNotEmpty { message: String },
    /// Another write of the object ended at the same time. Read its `ETag` again before a conditional write.
    #[aws(status = 409)]
    ConditionalRequestConflict { message: String },
    /// The object is larger than one request may store.
    EntityTooLarge { message: String },
    /// A part that is not the last one is smaller than 5 MiB.
    EntityTooSmall { message: String },
    /// S3 failed.
    #[aws(status = 500, transient)]
    InternalError { message: String },
    /// A member has a wrong value.
    InvalidArgument { message: String },
    /// The name of the bucket is not one.
    InvalidBucketName { message: String },
    /// The object is in an archive, and must be restored first.
    #[aws(status = 403)]
    InvalidObjectState { message: String },
    /// A part of the list was not uploaded, or has another `ETag`.
    InvalidPart { message: String },
    /// The parts of the list are not in ascending order.
    InvalidPartOrder { message: String },
    /// The object has no bytes in this range.
    #[aws(status = 416)]
    InvalidRange { message: String },
    /// The request cannot be carried out.
    InvalidRequest { message: String },
    /// There is no such bucket.
    #[aws(status = 404)]
    NoSuchBucket { message: String },
    /// There is no such object.
    #[aws(status = 404)]
    NoSuchKey { message: String },
    /// There is no such upload: it was completed or aborted.
    #[aws(status = 404)]
    NoSuchUpload { message: String },
    /// There is no such version.
    #[aws(status = 404)]
    NoSuchVersion { message: String },
    /// There is no such object or bucket. The error of HEAD requests, which have no body.
    #[aws(status = 404)]
    NotFound { message: String },
    /// The object is the one that you have.
    NotModified { message: String },
    /// The source of a copy is in an archive.
    #[aws(status = 403)]
    ObjectNotInActiveTierError { message: String },
    /// A condition of the request does not hold.
    #[aws(status = 412)]
    PreconditionFailed { message: String },
    /// Too many requests.
    #[aws(status = 503, throttling)]
    SlowDown { message: String },
}
