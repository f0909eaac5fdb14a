//! The begin of an upload in parts.

use std::collections::HashMap;

use aws_operation::{Blob, Sensitive, Timestamp, aws_operation, aws_shape};

use crate::service::Service;
use crate::values::{
    CannedAcl, ChecksumAlgorithm, ChecksumType, LegalHold, ObjectLockMode, RequestPayer, ServerSideEncryption,
    StorageClass,
};

/// Begins an upload in parts. What it stores is paid for until the upload is completed or aborted.
///
/// [`Transfer`](crate::Transfer) does all of it. It is not retried after a lost response, because a second upload would
/// begin.
///
/// ```no_run
/// # async fn run(client: aws_operation::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use aws_operation_s3::CreateMultipartUpload;
///
/// let upload = CreateMultipartUpload::new("paint", "film.mp4").send(&client).await?;
/// println!("{:?}", upload.upload_id);
/// # Ok(())
/// # }
/// ```
#[aws_operation(name = "CreateMultipartUpload")]
#[aws(http = "POST /{bucket}/{key+}?uploads")]
#[derive(Clone, Debug, Default)]
pub struct CreateMultipartUpload {
    /// The bucket: its name, or the ARN or alias of an access point.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key of the object.
    #[aws(context = "Key")]
    pub key: String,
    /// The algorithm of the object's checksum.
    #[aws(header = "x-amz-checksum-algorithm")]
    pub checksum_algorithm: Option<ChecksumAlgorithm>,
    /// Whether the checksum is one of the whole object, or of the checksums of its parts.
    #[aws(header = "x-amz-checksum-type")]
    pub checksum_type: Option<ChecksumType>,
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

impl CreateMultipartUpload {
    /// The input with what it must have.
    pub fn new(bucket: impl Into<String>, key: impl Into<String>) -> Self {
        Self { bucket: bucket.into(), key: key.into(), ..Self::default() }
    }
}

/// The response of `CreateMultipartUpload`.
#[aws_shape(xml_name = "InitiateMultipartUploadResult")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreateMultipartUploadOutput {
    /// The ID of the upload, which the other operations need.
    pub upload_id: String,
    /// The bucket.
    pub bucket: Option<String>,
    /// The key.
    pub key: Option<String>,
    /// When a lifecycle rule aborts the upload.
    #[aws(header = "x-amz-abort-date")]
    pub abort_date: Option<Timestamp>,
    /// That rule.
    #[aws(header = "x-amz-abort-rule-id")]
    pub abort_rule_id: Option<String>,
    /// The algorithm of the object's checksum.
    #[aws(header = "x-amz-checksum-algorithm")]
    pub checksum_algorithm: Option<ChecksumAlgorithm>,
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
