//! Uploads that nobody will end.

use std::time::Duration;

use aws_operation::{SendError, Timestamp};

use super::Transfer;
use super::error::TransferError;
use crate::operations::abort_multipart_upload::AbortMultipartUpload;
use crate::operations::list_multipart_uploads::{ListMultipartUploads, MultipartUpload};
use crate::service::Error;

impl Transfer {
    /// Aborts the uploads in parts that began longer ago than `age`, and returns them. Their parts are paid for as long
    /// as they are not aborted.
    ///
    /// Such uploads are left by processes that were killed, and by requests to begin one whose response was lost. `age`
    /// must be longer than any upload of another process may take, because S3 does not know which ones are under way. A
    /// lifecycle rule with `AbortIncompleteMultipartUpload` does the same.
    ///
    /// ```no_run
    /// use std::time::Duration;
    ///
    /// # async fn run(transfer: aws_operation_s3::Transfer) -> Result<(), Box<dyn std::error::Error>> {
    /// let week = Duration::from_secs(7 * 24 * 3600);
    /// for upload in transfer.abort_stale("paint", "films/", week).await? {
    ///     println!("{:?}", upload.key);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// [`TransferError::Call`] if a call fails.
    pub async fn abort_stale(
        &self,
        bucket: &str,
        prefix: &str,
        age: Duration,
    ) -> Result<Vec<MultipartUpload>, TransferError> {
        let now = Timestamp::now();
        let is_stale = |upload: &MultipartUpload| upload.initiated.is_some_and(|begun| now.since(begun) >= age);
        let mut list = ListMultipartUploads {
            prefix: Some(prefix.to_owned()).filter(|prefix| !prefix.is_empty()),
            ..ListMultipartUploads::new(bucket)
        };
        let mut aborted = Vec::new();
        loop {
            let page = list.send(&self.client).await?;
            for upload in page.uploads.into_iter().filter(is_stale) {
                let (Some(key), Some(id)) = (&upload.key, &upload.upload_id) else { continue };
                match AbortMultipartUpload::new(bucket, key, id).send(&self.client).await {
                    Ok(_) | Err(SendError::Service(Error::NoSuchUpload { .. }, _)) => aborted.push(upload),
                    Err(error) => return Err(error.into()),
                }
            }
            if page.is_truncated != Some(true) || page.next_key_marker.is_none() {
                return Ok(aborted);
            }
            list.key_marker = page.next_key_marker;
            list.upload_id_marker = page.next_upload_id_marker;
        }
    }
}
