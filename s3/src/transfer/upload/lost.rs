//! Uploads in parts that began although the response was lost.

use std::time::Duration;

use tokio::time::Instant;

use super::Upload;
use super::open::Open;
use crate::operations::list_multipart_uploads::ListMultipartUploads;
use crate::transfer::error::TransferError;

/// S3 says when an upload began to the second, and not all servers to a fraction of it.
const PRECISION: Duration = Duration::from_secs(1);

impl Upload {
    /// Aborts the uploads of this key that began since `start`, besides `own`. Only for a caller that knows that nobody
    /// else uploads this key.
    ///
    /// All times are compared with that of `own`, because the clock of the service may differ.
    pub(super) async fn abort_lost(&self, own: &str, start: Instant) -> Result<(), TransferError> {
        let input = &self.input;
        let list = ListMultipartUploads {
            prefix: Some(input.key.clone()),
            request_payer: input.request_payer.clone(),
            expected_bucket_owner: input.expected_bucket_owner.clone(),
            ..ListMultipartUploads::new(&input.bucket)
        };
        // The key itself is before those that it is only the beginning of.
        let mut uploads = list.send(&self.transfer.client).await?.uploads;
        uploads.retain(|upload| upload.key.as_ref() == Some(&input.key));
        let is_own = |id: &Option<String>| id.as_deref() == Some(own);
        let own_time = uploads.iter().find(|upload| is_own(&upload.upload_id)).and_then(|upload| upload.initiated);
        let Some(own_time) = own_time else {
            return Err(TransferError::Invalid("the list of uploads lacks the one that began".to_owned()));
        };
        let span = start.elapsed() + PRECISION;
        for other in uploads {
            let is_since = other.initiated.is_some_and(|begun| own_time.since(begun) <= span);
            if let (Some(id), true) = (&other.upload_id, is_since && !is_own(&other.upload_id)) {
                Open::new(self.transfer.client.clone(), input, id.clone()).abort().await?;
            }
        }
        Ok(())
    }
}
