//! Deleting objects.

use aws_operation::{Sensitive, aws_operation, aws_shape};

use crate::service::Service;
use crate::values::{ChecksumAlgorithm, RequestPayer};

/// Deletes an object. It is no error if there is none.
///
/// In a bucket with versions, this stores a delete marker, unless the version is named; a retry may store a second one.
///
/// ```no_run
/// # async fn run(client: aws_operation::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use aws_operation_s3::DeleteObject;
///
/// DeleteObject::new("paint", "cat.jpg").send(&client).await?;
/// # Ok(())
/// # }
/// ```
#[aws_operation(name = "DeleteObject")]
#[aws(http = "DELETE /{bucket}/{key+}", code = 204)]
#[derive(Clone, Debug, Default)]
pub struct DeleteObject {
    /// The bucket: its name, or the ARN or alias of an access point.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key of the object.
    #[aws(context = "Key")]
    pub key: String,
    /// The version of the object, in a bucket with versions.
    #[aws(query = "versionId")]
    pub version_id: Option<String>,
    /// Only if the object has this `ETag`; otherwise `PreconditionFailed`.
    #[aws(header = "If-Match")]
    pub if_match: Option<String>,
    /// The serial number and the code of the MFA device, separated by a space, where the bucket wants that.
    #[aws(header = "x-amz-mfa")]
    pub mfa: Option<Sensitive<String>>,
    /// Whether to delete in spite of a lock in the mode `Governance`.
    #[aws(header = "x-amz-bypass-governance-retention")]
    pub bypass_governance_retention: Option<bool>,
    /// `Requester`: you pay for the request, where a bucket wants that.
    #[aws(header = "x-amz-request-payer")]
    pub request_payer: Option<RequestPayer>,
    /// The account that must own the bucket; otherwise status 403.
    #[aws(header = "x-amz-expected-bucket-owner")]
    pub expected_bucket_owner: Option<String>,
}

impl DeleteObject {
    /// The input with what it must have.
    pub fn new(bucket: impl Into<String>, key: impl Into<String>) -> Self {
        Self { bucket: bucket.into(), key: key.into(), ..Self::default() }
    }
}

/// The response of `DeleteObject`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteObjectOutput {
    /// Whether it is a delete marker.
    #[aws(header = "x-amz-delete-marker")]
    pub delete_marker: Option<bool>,
    /// The version of the object.
    #[aws(header = "x-amz-version-id")]
    pub version_id: Option<String>,
    /// `requester`, if you paid for the request.
    #[aws(header = "x-amz-request-charged")]
    pub request_charged: Option<String>,
}

/// Deletes up to 1,000 objects.
///
/// In a bucket with versions, a retry may store second delete markers, which have no further effect.
///
/// The call succeeds even if some objects cannot be deleted: look at [`errors`](DeleteObjectsOutput::errors).
///
/// ```no_run
/// # async fn run(client: aws_operation::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use aws_operation_s3::DeleteObjects;
///
/// let deleted = DeleteObjects::new("paint", ["cat.jpg", "dog.jpg"]).send(&client).await?;
/// for failure in &deleted.errors {
///     eprintln!("{:?}: {:?}", failure.key, failure.message);
/// }
/// # Ok(())
/// # }
/// ```
#[aws_operation(name = "DeleteObjects", idempotent)]
#[aws(http = "POST /{bucket}?delete", checksum(algorithm = "checksum_algorithm", required))]
#[derive(Clone, Debug, Default)]
pub struct DeleteObjects {
    /// The bucket: its name, or the ARN or alias of an access point.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The objects.
    #[aws(payload)]
    pub delete: Delete,
    /// The algorithm of the checksum that the client computes; CRC-32 by default at AWS's own endpoints.
    #[aws(header = "x-amz-sdk-checksum-algorithm")]
    pub checksum_algorithm: Option<ChecksumAlgorithm>,
    /// The serial number and the code of the MFA device, separated by a space, where the bucket wants that.
    #[aws(header = "x-amz-mfa")]
    pub mfa: Option<Sensitive<String>>,
    /// Whether to delete in spite of a lock in the mode `Governance`.
    #[aws(header = "x-amz-bypass-governance-retention")]
    pub bypass_governance_retention: Option<bool>,
    /// `Requester`: you pay for the request, where a bucket wants that.
    #[aws(header = "x-amz-request-payer")]
    pub request_payer: Option<RequestPayer>,
    /// The account that must own the bucket; otherwise status 403.
    #[aws(header = "x-amz-expected-bucket-owner")]
    pub expected_bucket_owner: Option<String>,
}

impl DeleteObjects {
    /// Deletes the objects with these keys.
    pub fn new(bucket: impl Into<String>, keys: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let object = |key: String| ObjectIdentifier { key, ..ObjectIdentifier::default() };
        let objects = keys.into_iter().map(|key| object(key.into())).collect();
        Self { bucket: bucket.into(), delete: Delete { objects, quiet: None }, ..Self::default() }
    }
}

/// The objects to delete.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delete {
    /// The objects: at most 1,000.
    #[aws(rename = "Object", xml_flattened)]
    pub objects: Vec<ObjectIdentifier>,
    /// Whether the response names only failures.
    pub quiet: Option<bool>,
}

/// An object to delete.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ObjectIdentifier {
    /// The key.
    pub key: String,
    /// The version.
    pub version_id: Option<String>,
    /// Only if the object has this `ETag`.
    pub e_tag: Option<String>,
}

/// The response of `DeleteObjects`, which may be a success for some objects only.
#[aws_shape(xml_name = "DeleteResult")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteObjectsOutput {
    /// The deleted objects, unless the request is quiet.
    #[aws(xml_flattened, default)]
    pub deleted: Vec<DeletedObject>,
    /// The objects that were not deleted.
    #[aws(rename = "Error", xml_flattened, default)]
    pub errors: Vec<DeleteFailure>,
    /// `requester`, if you paid for the request.
    #[aws(header = "x-amz-request-charged")]
    pub request_charged: Option<String>,
}

/// A deleted object.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeletedObject {
    /// The key.
    pub key: Option<String>,
    /// The version.
    pub version_id: Option<String>,
    /// Whether a delete marker was stored or deleted.
    pub delete_marker: Option<bool>,
    /// The version of that delete marker.
    pub delete_marker_version_id: Option<String>,
}

/// Why an object was not deleted.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteFailure {
    /// The key.
    pub key: Option<String>,
    /// The version.
    pub version_id: Option<String>,
    /// The error code, such as `AccessDenied`.
    pub code: Option<String>,
    /// The message.
    pub message: Option<String>,
}
