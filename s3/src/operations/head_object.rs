//! What is known of an object.

use std::collections::HashMap;

use aws_operation::{Blob, Sensitive, Timestamp, aws_operation, aws_shape};

use crate::service::Service;
use crate::values::{
    ChecksumMode, ChecksumType, LegalHold, ObjectLockMode, RequestPayer, ServerSideEncryption, StorageClass,
};

/// Reads what is known of an object, without its content.
///
/// The response to a HEAD request has no body, so the errors are known by the status alone: `NotFound` for 404.
///
/// ```no_run
/// # async fn run(client: aws_operation::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use aws_operation::SendError;
/// use aws_operation_s3::{Error, HeadObject};
///
/// match HeadObject::new("paint", "cat.jpg").send(&client).await {
///     Ok(cat) => println!("{:?} bytes", cat.content_length),
///     Err(SendError::Service(Error::NotFound { .. }, _)) => println!("there is no cat"),
///     Err(error) => return Err(error.into()),
/// }
/// # Ok(())
/// # }
/// ```
#[aws_operation(name = "HeadObject")]
#[aws(http = "HEAD /{bucket}/{key+}")]
#[derive(Clone, Debug, Default)]
pub struct HeadObject {
    /// The bucket: its name, or the ARN or alias of an access point.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key of the object.
    #[aws(context = "Key")]
    pub key: String,
    /// Only these bytes, such as `bytes=0-9` for the first ten.
    #[aws(header = "Range")]
    pub range: Option<String>,
    /// Only this part of an object that was uploaded in parts, from 1 to 10,000.
    #[aws(query = "partNumber")]
    pub part_number: Option<i32>,
    /// The version of the object, in a bucket with versions.
    #[aws(query = "versionId")]
    pub version_id: Option<String>,
    /// Only if the object has this `ETag`; otherwise `PreconditionFailed`.
    #[aws(header = "If-Match")]
    pub if_match: Option<String>,
    /// Only if the object has another `ETag`; otherwise status 304, which is the error `NotModified`.
    #[aws(header = "If-None-Match")]
    pub if_none_match: Option<String>,
    /// Only if the object was stored after this time; otherwise `NotModified`.
    #[aws(header = "If-Modified-Since")]
    pub if_modified_since: Option<Timestamp>,
    /// Only if the object was not stored after this time; otherwise `PreconditionFailed`.
    #[aws(header = "If-Unmodified-Since")]
    pub if_unmodified_since: Option<Timestamp>,
    /// `ENABLED` asks for the checksum of the object.
    #[aws(header = "x-amz-checksum-mode")]
    pub checksum_mode: Option<ChecksumMode>,
    /// `AES256`, if the object is encrypted with a key of yours (SSE-C).
    #[aws(header = "x-amz-server-side-encryption-customer-algorithm")]
    pub sse_customer_algorithm: Option<String>,
    /// Your key: 32 bytes, which the client sends in base64.
    #[aws(header = "x-amz-server-side-encryption-customer-key")]
    pub sse_customer_key: Option<Sensitive<Blob>>,
    /// The MD5 of your key, in base64; the client computes it if it is absent.
    #[aws(header = "x-amz-server-side-encryption-customer-key-MD5")]
    pub sse_customer_key_md5: Option<String>,
    /// `Requester`: you pay for the request, where a bucket wants that.
    #[aws(header = "x-amz-request-payer")]
    pub request_payer: Option<RequestPayer>,
    /// The account that must own the bucket; otherwise status 403.
    #[aws(header = "x-amz-expected-bucket-owner")]
    pub expected_bucket_owner: Option<String>,
}

impl HeadObject {
    /// The input with what it must have.
    pub fn new(bucket: impl Into<String>, key: impl Into<String>) -> Self {
        Self { bucket: bucket.into(), key: key.into(), ..Self::default() }
    }
}

/// The response of `HeadObject`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadObjectOutput {
    /// The length in bytes; with a range, that of the range.
    #[aws(header = "Content-Length")]
    pub content_length: Option<i64>,
    /// The media type.
    #[aws(header = "Content-Type")]
    pub content_type: Option<String>,
    /// The encoding of the content, such as `gzip`.
    #[aws(header = "Content-Encoding")]
    pub content_encoding: Option<String>,
    /// The language of the content.
    #[aws(header = "Content-Language")]
    pub content_language: Option<String>,
    /// How a browser presents the content, such as `attachment; filename="cat.jpg"`.
    #[aws(header = "Content-Disposition")]
    pub content_disposition: Option<String>,
    /// How long caches may keep the content, such as `max-age=3600`.
    #[aws(header = "Cache-Control")]
    pub cache_control: Option<String>,
    /// When the content is out of date, as it was stored: S3 does not check that it is a time.
    #[aws(header = "Expires")]
    pub expires: Option<String>,
    /// The entity tag, in quotes. It is not always an MD5.
    #[aws(header = "ETag")]
    pub e_tag: Option<String>,
    /// When the object was stored.
    #[aws(header = "Last-Modified")]
    pub last_modified: Option<Timestamp>,
    /// Your metadata of the object: at most 2 KB of ASCII. S3 writes the names in lower case.
    #[aws(prefix_headers = "x-amz-meta-")]
    pub metadata: HashMap<String, String>,
    /// The number of metadata entries that cannot be in headers.
    #[aws(header = "x-amz-missing-meta")]
    pub missing_meta: Option<i32>,
    /// The version of the object.
    #[aws(header = "x-amz-version-id")]
    pub version_id: Option<String>,
    /// Whether it is a delete marker.
    #[aws(header = "x-amz-delete-marker")]
    pub delete_marker: Option<bool>,
    /// The CRC-32, in base64.
    #[aws(header = "x-amz-checksum-crc32")]
    pub checksum_crc32: Option<String>,
    /// The CRC-32C, in base64.
    #[aws(header = "x-amz-checksum-crc32c")]
    pub checksum_crc32c: Option<String>,
    /// The CRC-64/NVME, in base64.
    #[aws(header = "x-amz-checksum-crc64nvme")]
    pub checksum_crc64nvme: Option<String>,
    /// The SHA-1, in base64.
    #[aws(header = "x-amz-checksum-sha1")]
    pub checksum_sha1: Option<String>,
    /// The SHA-256, in base64.
    #[aws(header = "x-amz-checksum-sha256")]
    pub checksum_sha256: Option<String>,
    /// Whether the checksum is one of the whole object, or of the checksums of its parts.
    #[aws(header = "x-amz-checksum-type")]
    pub checksum_type: Option<ChecksumType>,
    /// Where S3 keeps the object; `Standard` by default.
    #[aws(header = "x-amz-storage-class")]
    pub storage_class: Option<StorageClass>,
    /// In which archive tier the object is.
    #[aws(header = "x-amz-archive-status")]
    pub archive_status: Option<String>,
    /// Whether the object is being restored from an archive, and until when the copy is kept.
    #[aws(header = "x-amz-restore")]
    pub restore: Option<String>,
    /// When a lifecycle rule deletes the object, and which rule.
    #[aws(header = "x-amz-expiration")]
    pub expiration: Option<String>,
    /// How S3 encrypts the object.
    #[aws(header = "x-amz-server-side-encryption")]
    pub server_side_encryption: Option<ServerSideEncryption>,
    /// The key of KMS: its ID, ARN or alias.
    #[aws(header = "x-amz-server-side-encryption-aws-kms-key-id")]
    pub sse_kms_key_id: Option<Sensitive<String>>,
    /// Whether a bucket key takes the place of many calls of KMS.
    #[aws(header = "x-amz-server-side-encryption-bucket-key-enabled")]
    pub bucket_key_enabled: Option<bool>,
    /// `AES256`, if the object is encrypted with a key of yours (SSE-C).
    #[aws(header = "x-amz-server-side-encryption-customer-algorithm")]
    pub sse_customer_algorithm: Option<String>,
    /// The MD5 of your key, in base64.
    #[aws(header = "x-amz-server-side-encryption-customer-key-MD5")]
    pub sse_customer_key_md5: Option<String>,
    /// Where a website redirects requests for this object.
    #[aws(header = "x-amz-website-redirect-location")]
    pub website_redirect_location: Option<String>,
    /// The state of its replication.
    #[aws(header = "x-amz-replication-status")]
    pub replication_status: Option<String>,
    /// The number of its parts, if the request names a part.
    #[aws(header = "x-amz-mp-parts-count")]
    pub parts_count: Option<i32>,
    /// How strictly the object is locked.
    #[aws(header = "x-amz-object-lock-mode")]
    pub object_lock_mode: Option<ObjectLockMode>,
    /// Until when the object is locked.
    #[aws(header = "x-amz-object-lock-retain-until-date", timestamp = "date-time")]
    pub object_lock_retain_until: Option<Timestamp>,
    /// Whether the object has a legal hold.
    #[aws(header = "x-amz-object-lock-legal-hold")]
    pub object_lock_legal_hold: Option<LegalHold>,
    /// `requester`, if you paid for the request.
    #[aws(header = "x-amz-request-charged")]
    pub request_charged: Option<String>,
}
