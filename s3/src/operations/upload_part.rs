//! A part of an upload.

use aws_operation::{Blob, ByteStream, Sensitive, aws_operation, aws_shape};

use crate::service::Service;
use crate::values::{ChecksumAlgorithm, RequestPayer, ServerSideEncryption};

/// Uploads a part: 5 MiB to 5 GiB, or less if it is the last one. Repeating it replaces the part by itself.
///
/// While the part is sent, no limit applies but that for a pause. After that, S3 has ten minutes to respond.
///
/// ```no_run
/// # async fn run(client: aws_operation::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use aws_operation_s3::UploadPart;
///
/// let part = UploadPart { body: vec![0; 5 << 20].into(), ..UploadPart::new("paint", "film.mp4", 1, "upload-id") };
/// println!("{:?}", part.send(&client).await?.e_tag);
/// # Ok(())
/// # }
/// ```
#[aws_operation(name = "UploadPart", idempotent, attempt_timeout = "10m")]
#[aws(http = "PUT /{bucket}/{key+}", checksum(algorithm = "checksum_algorithm"))]
#[derive(Clone, Debug, Default)]
pub struct UploadPart {
    /// The bucket: its name, or the ARN or alias of an access point.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key of the object.
    #[aws(context = "Key")]
    pub key: String,
    /// The number of the part, from 1 to 10,000.
    #[aws(query = "partNumber")]
    pub part_number: i32,
    /// The ID of the upload.
    #[aws(query = "uploadId")]
    pub upload_id: String,
    /// The content. S3 must know its length before its bytes; a stream without a length needs a
    /// [`Transfer`](crate::Transfer).
    #[aws(payload)]
    pub body: ByteStream,
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

impl UploadPart {
    /// The input with what it must have.
    pub fn new(
        bucket: impl Into<String>,
        key: impl Into<String>,
        part_number: i32,
        upload_id: impl Into<String>,
    ) -> Self {
        Self { bucket: bucket.into(), key: key.into(), part_number, upload_id: upload_id.into(), ..Self::default() }
    }
}

/// The response of `UploadPart`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UploadPartOutput {
    /// The entity tag, in quotes. It is not always an MD5.
    #[aws(header = "ETag")]
    pub e_tag: Option<String>,
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
