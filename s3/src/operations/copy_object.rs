//! Copying an object.

use std::collections::HashMap;

use aws_operation::{Blob, Sensitive, Timestamp, aws_operation, aws_shape};

use crate::service::Service;
use crate::values::{
    CannedAcl, ChecksumAlgorithm, ChecksumType, LegalHold, MetadataDirective, ObjectLockMode, RequestPayer,
    ServerSideEncryption, StorageClass, TaggingDirective,
};

/// Copies an object of at most 5 GiB within S3.
///
/// The metadata is copied too, unless `metadata_directive` is `Replace`. S3 has ten minutes to copy.
///
/// ```no_run
/// # async fn run(client: aws_operation::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use aws_operation_s3::CopyObject;
///
/// let copy = CopyObject::of("paint", "a cat.jpg", "archive", "cat.jpg");
/// assert_eq!(copy.copy_source, "paint/a%20cat.jpg");
/// copy.send(&client).await?;
/// # Ok(())
/// # }
/// ```
#[aws_operation(
    name = "CopyObject",
    idempotent,
    static_context(DisableS3ExpressSessionAuth = true),
    attempt_timeout = "10m"
)]
#[aws(http = "PUT /{bucket}/{key+}")]
#[derive(Clone, Debug, Default)]
pub struct CopyObject {
    /// The bucket: its name, or the ARN or alias of an access point.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key of the object.
    #[aws(context = "Key")]
    pub key: String,
    /// The source: `bucket/key`, percent-encoded, or `bucket/key?versionId=..`. [`CopyObject::of`] writes it.
    #[aws(header = "x-amz-copy-source", context = "CopySource")]
    pub copy_source: String,
    /// Only if the source has this `ETag`.
    #[aws(header = "x-amz-copy-source-if-match")]
    pub copy_source_if_match: Option<String>,
    /// Only if the source has another `ETag`.
    #[aws(header = "x-amz-copy-source-if-none-match")]
    pub copy_source_if_none_match: Option<String>,
    /// Only if the source was stored after this time.
    #[aws(header = "x-amz-copy-source-if-modified-since")]
    pub copy_source_if_modified_since: Option<Timestamp>,
    /// Only if the source was not stored after this time.
    #[aws(header = "x-amz-copy-source-if-unmodified-since")]
    pub copy_source_if_unmodified_since: Option<Timestamp>,
    /// Whether the metadata is copied or replaced.
    #[aws(header = "x-amz-metadata-directive")]
    pub metadata_directive: Option<MetadataDirective>,
    /// Whether the tags are copied or replaced.
    #[aws(header = "x-amz-tagging-directive")]
    pub tagging_directive: Option<TaggingDirective>,
    /// The algorithm of the object's checksum.
    #[aws(header = "x-amz-checksum-algorithm")]
    pub checksum_algorithm: Option<ChecksumAlgorithm>,
    /// Only if the object has this `ETag`; otherwise `PreconditionFailed`.
    #[aws(header = "If-Match")]
    pub if_match: Option<String>,
    /// `*`: only if there is no object with this key; otherwise `PreconditionFailed`.
    #[aws(header = "If-None-Match")]
    pub if_none_match: Option<String>,
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
    /// `AES256`, if the source is encrypted with a key of yours (SSE-C).
    #[aws(header = "x-amz-copy-source-server-side-encryption-customer-algorithm")]
    pub copy_source_sse_customer_algorithm: Option<String>,
    /// Your key of the source: 32 bytes, which the client sends in base64.
    #[aws(header = "x-amz-copy-source-server-side-encryption-customer-key")]
    pub copy_source_sse_customer_key: Option<Sensitive<Blob>>,
    /// The MD5 of your key of the source, in base64; the client computes it if it is absent.
    #[aws(header = "x-amz-copy-source-server-side-encryption-customer-key-MD5")]
    pub copy_source_sse_customer_key_md5: Option<String>,
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
    /// The account that must own the bucket of the source.
    #[aws(header = "x-amz-source-expected-bucket-owner")]
    pub expected_source_bucket_owner: Option<String>,
}

impl CopyObject {
    /// Copies an object, whose bucket and key are written as they are.
    pub fn of(source_bucket: &str, source_key: &str, bucket: impl Into<String>, key: impl Into<String>) -> Self {
        let copy_source = format!("{source_bucket}/{}", encoded(source_key));
        Self { copy_source, bucket: bucket.into(), key: key.into(), ..Self::default() }
    }
}

/// A key, percent-encoded but for its slashes.
fn encoded(key: &str) -> String {
    use std::fmt::Write as _;
    let mut encoded = String::with_capacity(key.len());
    for byte in key.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => encoded.push(byte.into()),
            // Writing to a string does not fail.
            _ => drop(write!(encoded, "%{byte:02X}")),
        }
    }
    encoded
}

/// The response of `CopyObject`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopyObjectOutput {
    /// The copy.
    #[aws(payload)]
    pub copy_object_result: Option<CopyObjectResult>,
    /// The version of the object.
    #[aws(header = "x-amz-version-id")]
    pub version_id: Option<String>,
    /// The version of the source.
    #[aws(header = "x-amz-copy-source-version-id")]
    pub copy_source_version_id: Option<String>,
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
    /// `requester`, if you paid for the request.
    #[aws(header = "x-amz-request-charged")]
    pub request_charged: Option<String>,
}

/// The copy of an object.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CopyObjectResult {
    /// The entity tag, in quotes.
    pub e_tag: Option<String>,
    /// When the copy was stored.
    pub last_modified: Option<Timestamp>,
    /// Whether the checksum is one of the whole object.
    pub checksum_type: Option<ChecksumType>,
    /// The CRC-32, in base64.
    #[aws(rename = "ChecksumCRC32")]
    pub checksum_crc32: Option<String>,
    /// The CRC-32C, in base64.
    #[aws(rename = "ChecksumCRC32C")]
    pub checksum_crc32c: Option<String>,
    /// The CRC-64/NVME, in base64.
    #[aws(rename = "ChecksumCRC64NVME")]
    pub checksum_crc64nvme: Option<String>,
    /// The SHA-1, in base64.
    #[aws(rename = "ChecksumSHA1")]
    pub checksum_sha1: Option<String>,
    /// The SHA-256, in base64.
    #[aws(rename = "ChecksumSHA256")]
    pub checksum_sha256: Option<String>,
}
