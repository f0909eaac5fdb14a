//! Giving up an upload in parts.

use aws_operation::{aws_operation, aws_shape};

use crate::service::Service;
use crate::values::RequestPayer;

/// Gives up an upload, and deletes its parts. A part that is being sent may be stored nevertheless; abort again then.
///
/// ```no_run
/// # async fn run(client: aws_operation::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use aws_operation_s3::AbortMultipartUpload;
///
/// AbortMultipartUpload::new("paint", "film.mp4", "upload-id").send(&client).await?;
/// # Ok(())
/// # }
/// ```
#[aws_operation(name = "AbortMultipartUpload")]
#[aws(http = "DELETE /{bucket}/{key+}", code = 204)]
#[derive(Clone, Debug, Default)]
pub struct AbortMultipartUpload {
    /// The bucket: its name, or the ARN or alias of an access point.
    #[aws(context = "Bucket")]
    pub bucket: String,
    /// The key of the object.
    #[aws(context = "Key")]
    pub key: String,
    /// The ID of the upload.
    #[aws(query = "uploadId")]
    pub upload_id: String,
    /// `Requester`: you pay for the request, where a bucket wants that.
    #[aws(header = "x-amz-request-payer")]
    pub request_payer: Option<RequestPayer>,
    /// The account that must own the bucket; otherwise status 403.
    #[aws(header = "x-amz-expected-bucket-owner")]
    pub expected_bucket_owner: Option<String>,
}

impl AbortMultipartUpload {
    /// The input with what it must have.
    pub fn new(bucket: impl Into<String>, key: impl Into<String>, upload_id: impl Into<String>) -> Self {
        Self { bucket: bucket.into(), key: key.into(), upload_id: upload_id.into(), ..Self::default() }
    }
}

/// The response of `AbortMultipartUpload`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AbortMultipartUploadOutput {
    /// `requester`, if you paid for the request.
    #[aws(header = "x-amz-request-charged")]
    pub request_charged: Option<String>,
}
