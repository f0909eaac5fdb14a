//! Storing an object.

use std::collections::HashMap;

use aws_operation::{Blob, ByteStream, Sensitive, Timestamp, aws_operation, aws_shape};

use crate::service::Service;
use crate::values::{
    CannedAcl, ChecksumAlgorithm, ChecksumType, LegalHold, ObjectLockMode, RequestPayer, ServerSideEncryption,
    StorageClass,
};

/// Stores an object of at most 5 GiB. Repeating it replaces the object by itself; in a bucket with versions, a retry
/// may store a second version.
///
/// A [`Transfer`](crate::Transfer) takes the same input, and uploads it in parallel parts.
///
/// While the body is sent, no limit applies but that for a pause. After that, S3 has ten minutes to respond.
///
/// ```no_run
/// # async fn run(client: aws_operation::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use aws_operation_s3::PutObject;
///
/// let put = PutObject {
///     body: "meow".into(),
///     content_type: Some("text/plain".to_owned()),
///     if_none_match: Some("*".to_owned()),
///     ..PutObject::new("paint", "cat.txt")
/// };
/// let stored = put.send(&client).await?;
/// println!("{:?}", stored.e_tag);
/// # Ok(())
/// # }
/// ```
#[aws_operation(name = "PutObject", idempotent, attempt_timeout = "10m")]
#[aws(http = "PUT /{bucket}/{key+}", checksum(algorithm = "checksum_algorithm"))]
#[derive(Clone, Debug, Default)]
pub struct PutObject {
    /// The bucket: its name, or the ARN or alias of an access point.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key of the object.
    #[aws(context = "Key")]
    pub key: String,
    /// The content. S3 must know its length before its bytes; a stream without a length needs a
    /// [`Transfer`](crate::Transfer).
    #[aws(payload)]
    pub body: ByteStream,
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
    /// When the content is out of date.
    #[aws(header = "Expires")]
    pub expires: Option<String>,
    /// Your metadata of the object: at most 2 KB of ASCII. S3 writes the names in lower case.
    #[aws(prefix_headers = "x-amz-meta-")]
    pub metadata: HashMap<String, String>,
    /// The tags of the object, as in a query: `team=paint&kind=photo`.
    #[aws(header = "x-amz-tagging")]
    pub tagging: Option<String>,
    /// A canned access control list. Most buckets have disabled them.
    #[aws(header = "x-amz-acl")]
    pub acl: Option<CannedAcl>,
    /// Where S3 keeps the object; `Standard` by default.
    #[aws(header = "x-amz-storage-class")]
    pub storage_class: Option<StorageClass>,
    /// Where a website redirects requests for this object.
    #[aws(header = "x-amz-website-redirect-location")]
    pub website_redirect_location: Option<String>,
    /// Only if the object has this `ETag`; otherwise `PreconditionFailed`.
    #[aws(header = "If-Match")]
    pub if_match: Option<String>,
    /// `*`: only if there is no object with this key; otherwise `PreconditionFailed`.
    #[aws(header = "If-None-Match")]
    pub if_none_match: Option<String>,
    /// The algorithm of the checksum that the client computes; CRC-32 by default at AWS's own endpoints.
    #[aws(header = "x-amz-sdk-checksum-algorithm")]
    pub checksum_algorithm: Option<ChecksumAlgorithm>,
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
    /// How S3 encrypts the object.
    #[aws(header = "x-amz-server-side-encryption")]
    pub server_side_encryption: Option<ServerSideEncryption>,
    /// The key of KMS: its ID, ARN or alias.
    #[aws(header = "x-amz-server-side-encryption-aws-kms-key-id")]
    pub sse_kms_key_id: Option<Sensitive<String>>,
    /// The encryption context of KMS: JSON in base64.
    #[aws(header = "x-amz-server-side-encryption-context")]
    pub sse_kms_encryption_context: Option<Sensitive<String>>,
    /// Whether a bucket key takes the place of many calls of KMS.
    #[aws(header = "x-amz-server-side-encryption-bucket-key-enabled")]
    pub bucket_key_enabled: Option<bool>,
    /// `AES256`, if the object is encrypted with a key of yours (SSE-C).
    #[aws(header = "x-amz-server-side-encryption-customer-algorithm")]
    pub sse_customer_algorithm: Option<String>,
    /// Your key: 32 bytes, which the client sends in base64.
    #[aws(header = "x-amz-server-side-encryption-customer-key")]
    pub sse_customer_key: Option<Sensitive<Blob>>,
    /// The MD5 of your key, in base64; the client computes it if it is absent.
    #[aws(header = "x-amz-server-side-encryption-customer-key-MD5")]
    pub sse_customer_key_md5: Option<String>,
    /// How strictly the object is locked.
    #[aws(header = "x-amz-object-lock-mode")]
    pub object_lock_mode: Option<ObjectLockMode>,
    /// Until when the object is locked.
    #[aws(header = "x-amz-object-lock-retain-until-date", timestamp = "date-time")]
    pub object_lock_retain_until: Option<Timestamp>,
    /// Whether the object has a legal hold.
    #[aws(header = "x-amz-object-lock-legal-hold")]
    pub object_lock_legal_hold: Option<LegalHold>,
    /// `Requester`: you pay for the request, where a bucket wants that.
    #[aws(header = "x-amz-request-payer")]
    pub request_payer: Option<RequestPayer>,
    /// The account that must own the bucket; otherwise status 403.
    #[aws(header = "x-amz-expected-bucket-owner")]
    pub expected_bucket_owner: Option<String>,
}

impl PutObject {
    /// The input with what it must have.
    pub fn new(bucket: impl Into<String>, key: impl Into<String>) -> Self {
        Self { bucket: bucket.into(), key: key.into(), ..Self::default() }
    }
}

/// The response of `PutObject`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PutObjectOutput {
    /// The entity tag, in quotes. It is not always an MD5.
    #[aws(header = "ETag")]
    pub e_tag: Option<String>,
    /// The version of the object.
    #[aws(header = "x-amz-version-id")]
    pub version_id: Option<String>,
    /// When a lifecycle rule deletes the object, and which rule.
    #[aws(header = "x-amz-expiration")]
    pub expiration: Option<String>,
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
    /// `requester`, if you paid for the request.
    #[aws(header = "x-amz-request-charged")]
    pub request_charged: Option<String>,
}
