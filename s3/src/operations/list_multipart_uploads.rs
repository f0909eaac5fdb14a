//! Lists of uploads in parts.

use aws_operation::{Timestamp, aws_operation, aws_shape};

use crate::service::Service;
use crate::values::{ChecksumAlgorithm, ChecksumType, EncodingType, RequestPayer, StorageClass};

/// Lists the uploads that are neither completed nor aborted, up to 1,000 in a page.
///
/// A page is continued by two markers, so that there is no `paginate`.
///
/// ```no_run
/// # async fn run(client: aws_operation::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use aws_operation_s3::ListMultipartUploads;
///
/// let list = ListMultipartUploads::new("paint").send(&client).await?;
/// for upload in list.uploads {
///     println!("{:?} since {:?}", upload.key, upload.initiated);
/// }
/// # Ok(())
/// # }
/// ```
#[aws_operation(name = "ListMultipartUploads")]
#[aws(http = "GET /{bucket}?uploads")]
#[derive(Clone, Debug, Default)]
pub struct ListMultipartUploads {
    /// The bucket: its name, or the ARN or alias of an access point.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// What the keys begin with.
    #[aws(query = "prefix", context = "Prefix")]
    pub prefix: Option<String>,
    /// Keys with the same text up to this one, after the prefix, are listed as one prefix.
    #[aws(query = "delimiter")]
    pub delimiter: Option<String>,
    /// The maximum number of uploads in a page; 1,000 by default.
    #[aws(query = "max-uploads")]
    pub max_uploads: Option<i32>,
    /// Only uploads after this key.
    #[aws(query = "key-marker")]
    pub key_marker: Option<String>,
    /// Also uploads of the key of `key_marker` with a greater ID.
    #[aws(query = "upload-id-marker")]
    pub upload_id_marker: Option<String>,
    /// `Url` asks for encoded keys.
    #[aws(query = "encoding-type")]
    pub encoding_type: Option<EncodingType>,
    /// `Requester`: you pay for the request, where a bucket wants that.
    #[aws(header = "x-amz-request-payer")]
    pub request_payer: Option<RequestPayer>,
    /// The account that must own the bucket; otherwise status 403.
    #[aws(header = "x-amz-expected-bucket-owner")]
    pub expected_bucket_owner: Option<String>,
}

impl ListMultipartUploads {
    /// The input with what it must have.
    pub fn new(bucket: impl Into<String>) -> Self {
        Self { bucket: bucket.into(), ..Self::default() }
    }
}

/// A page of `ListMultipartUploads`.
#[aws_shape(xml_name = "ListMultipartUploadsResult")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListMultipartUploadsOutput {
    /// The uploads.
    #[aws(rename = "Upload", xml_flattened, default)]
    pub uploads: Vec<MultipartUpload>,
    /// Whether there are more pages.
    pub is_truncated: Option<bool>,
    /// The `key_marker` of the next page.
    pub next_key_marker: Option<String>,
    /// The `upload_id_marker` of the next page.
    pub next_upload_id_marker: Option<String>,
    /// How keys are encoded.
    pub encoding_type: Option<EncodingType>,
    /// `requester`, if you paid for the request.
    #[aws(header = "x-amz-request-charged")]
    pub request_charged: Option<String>,
}

/// An upload that is neither completed nor aborted.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MultipartUpload {
    /// The ID of the upload.
    pub upload_id: Option<String>,
    /// The key.
    pub key: Option<String>,
    /// When the upload began.
    pub initiated: Option<Timestamp>,
    /// Where S3 will keep the object.
    pub storage_class: Option<StorageClass>,
    /// The algorithm of the object's checksum.
    pub checksum_algorithm: Option<ChecksumAlgorithm>,
    /// Whether the checksum is one of the whole object.
    pub checksum_type: Option<ChecksumType>,
}
