//! Lists of the parts of an upload.

use aws_operation::{Blob, Sensitive, Timestamp, aws_operation, aws_shape};

use crate::service::Service;
use crate::values::{ChecksumAlgorithm, ChecksumType, RequestPayer, StorageClass};

/// Lists the parts of an upload, up to 1,000 in a page.
///
/// ```no_run
/// # async fn run(client: aws_operation::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use aws_operation_s3::ListParts;
///
/// let mut parts = ListParts::new("paint", "film.mp4", "upload-id").paginate(&client).items();
/// while let Some(part) = parts.next().await {
///     println!("{:?}", part?.size);
/// }
/// # Ok(())
/// # }
/// ```
#[aws_operation(name = "ListParts")]
#[aws(http = "GET /{bucket}/{key+}")]
#[aws(paginated(
    input = "part_number_marker",
    output = "next_part_number_marker",
    items = "parts",
    more = "is_truncated"
))]
#[derive(Clone, Debug, Default)]
pub struct ListParts {
    /// The bucket: its name, or the ARN or alias of an access point.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key of the object.
    #[aws(context = "Key")]
    pub key: String,
    /// The ID of the upload.
    #[aws(query = "uploadId")]
    pub upload_id: String,
    /// The maximum number of parts in a page; 1,000 by default.
    #[aws(query = "max-parts")]
    pub max_parts: Option<i32>,
    /// Only parts after this number.
    #[aws(query = "part-number-marker")]
    pub part_number_marker: Option<i32>,
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

impl ListParts {
    /// The input with what it must have.
    pub fn new(bucket: impl Into<String>, key: impl Into<String>, upload_id: impl Into<String>) -> Self {
        Self { bucket: bucket.into(), key: key.into(), upload_id: upload_id.into(), ..Self::default() }
    }
}

/// A page of `ListParts`.
#[aws_shape(xml_name = "ListPartsResult")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListPartsOutput {
    /// The parts, in ascending order.
    #[aws(rename = "Part", xml_flattened, default)]
    pub parts: Vec<Part>,
    /// Whether there are more pages.
    pub is_truncated: Option<bool>,
    /// The `part_number_marker` of the next page.
    pub next_part_number_marker: Option<i32>,
    /// The bucket.
    pub bucket: Option<String>,
    /// The key.
    pub key: Option<String>,
    /// The ID of the upload.
    pub upload_id: Option<String>,
    /// Where S3 will keep the object.
    pub storage_class: Option<StorageClass>,
    /// The algorithm of the object's checksum.
    pub checksum_algorithm: Option<ChecksumAlgorithm>,
    /// Whether the checksum is one of the whole object.
    pub checksum_type: Option<ChecksumType>,
    /// When a lifecycle rule aborts the upload.
    #[aws(header = "x-amz-abort-date")]
    pub abort_date: Option<Timestamp>,
    /// `requester`, if you paid for the request.
    #[aws(header = "x-amz-request-charged")]
    pub request_charged: Option<String>,
}

/// A part of an upload.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// The number of the part.
    pub part_number: Option<i32>,
    /// The entity tag, in quotes.
    pub e_tag: Option<String>,
    /// The length in bytes.
    pub size: Option<i64>,
    /// When the part was stored.
    pub last_modified: Option<Timestamp>,
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
