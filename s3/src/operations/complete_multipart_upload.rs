//! The end of an upload in parts.

use aws_operation::{Blob, Sensitive, aws_operation, aws_shape};

use crate::service::Service;
use crate::values::{ChecksumType, RequestPayer, ServerSideEncryption};

/// Makes an object of the parts of an upload.
///
/// S3 has ten minutes for it. It may respond 200 and then report an error in the body, which is an error here. If the
/// response is lost, the client looks whether the object is there.
///
/// ```no_run
/// # async fn run(client: aws_operation::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use aws_operation_s3::{CompleteMultipartUpload, CompletedMultipartUpload, CompletedPart};
///
/// let part = CompletedPart { part_number: Some(1), e_tag: Some("\"a54f\"".to_owned()), ..CompletedPart::default() };
/// let complete = CompleteMultipartUpload {
///     multipart_upload: CompletedMultipartUpload { parts: vec![part] },
///     ..CompleteMultipartUpload::new("paint", "film.mp4", "upload-id")
/// };
/// println!("{:?}", complete.send(&client).await?.e_tag);
/// # Ok(())
/// # }
/// ```
#[aws_operation(name = "CompleteMultipartUpload", attempt_timeout = "10m")]
#[aws(http = "POST /{bucket}/{key+}")]
#[derive(Clone, Debug, Default)]
pub struct CompleteMultipartUpload {
    /// The bucket: its name, or the ARN or alias of an access point.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key of the object.
    #[aws(context = "Key")]
    pub key: String,
    /// The ID of the upload.
    #[aws(query = "uploadId")]
    pub upload_id: String,
    /// The parts.
    #[aws(payload, xml_name = "CompleteMultipartUpload")]
    pub multipart_upload: CompletedMultipartUpload,
    /// Only if the object has this `ETag`; otherwise `PreconditionFailed`.
    #[aws(header = "If-Match")]
    pub if_match: Option<String>,
    /// `*`: only if there is no object with this key; otherwise `PreconditionFailed`.
    #[aws(header = "If-None-Match")]
    pub if_none_match: Option<String>,
    /// Whether the checksum is one of the whole object, or of the checksums of its parts.
    #[aws(header = "x-amz-checksum-type")]
    pub checksum_type: Option<ChecksumType>,
    /// The length that the object must have, in bytes.
    #[aws(header = "x-amz-mp-object-size")]
    pub object_size: Option<i64>,
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

impl CompleteMultipartUpload {
    /// The input with what it must have.
    pub fn new(bucket: impl Into<String>, key: impl Into<String>, upload_id: impl Into<String>) -> Self {
        Self { bucket: bucket.into(), key: key.into(), upload_id: upload_id.into(), ..Self::default() }
    }
}

/// The parts of an upload, in ascending order.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompletedMultipartUpload {
    /// The parts.
    #[aws(rename = "Part", xml_flattened, default)]
    pub parts: Vec<CompletedPart>,
}

/// A part of an upload, with what `UploadPart` returned.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompletedPart {
    /// The number of the part.
    pub part_number: Option<i32>,
    /// The entity tag, in quotes.
    pub e_tag: Option<String>,
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

/// The response of `CompleteMultipartUpload`.
#[aws_shape(xml_name = "CompleteMultipartUploadResult")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompleteMultipartUploadOutput {
    /// The URL of the object.
    pub location: Option<String>,
    /// The bucket.
    pub bucket: Option<String>,
    /// The key.
    pub key: Option<String>,
    /// The entity tag of the object, in quotes. It is no MD5.
    pub e_tag: Option<String>,
    /// The version of the object.
    #[aws(header = "x-amz-version-id")]
    pub version_id: Option<String>,
    /// When a lifecycle rule deletes the object, and which rule.
    #[aws(header = "x-amz-expiration")]
    pub expiration: Option<String>,
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
    /// How S3 encrypts the object.
    #[aws(header = "x-amz-server-side-encryption")]
    pub server_side_encryption: Option<ServerSideEncryption>,
    /// The key of KMS: its ID, ARN or alias.
    #[aws(header = "x-amz-server-side-encryption-aws-kms-key-id")]
    pub sse_kms_key_id: Option<Sensitive<String>>,
    /// Whether a bucket key takes the place of many calls of KMS.
    #[aws(header = "x-amz-server-side-encryption-bucket-key-enabled")]
    pub bucket_key_enabled: Option<bool>,
    /// `requester`, if you paid for the request.
    #[aws(header = "x-amz-request-charged")]
    pub request_charged: Option<String>,
}
