//! An upload in parts that has begun and has not ended.

use std::fmt;
use std::time::Duration;

use aws_operation::{Client, SendError};

use crate::operations::abort_multipart_upload::AbortMultipartUpload;
use crate::operations::put_object::PutObject;
use crate::service::Error;

/// How many calls, each with the retries of the client, try to abort an upload that was dropped.
const TRIES: u32 = 3;
const DELAY: Duration = Duration::from_millis(500);

/// Aborts an upload of which nobody waits for the end.
async fn end(client: &Client, abort: &AbortMultipartUpload) {
    for tries in 1..=TRIES {
        match abort.send(client).await {
            Ok(_) | Err(SendError::Service(..)) => return,
            Err(_) if tries < TRIES => tokio::time::sleep(DELAY).await,
            Err(_) => {}
        }
    }
}

/// Aborts an upload when it is dropped, unless it has ended.
pub(super) struct Open {
    client: Client,
    /// The request that aborts it.
    abort: AbortMultipartUpload,
    is_armed: bool,
}

impl Open {
    pub(super) fn new(client: Client, input: &PutObject, upload_id: String) -> Self {
        let abort = AbortMultipartUpload {
            request_payer: input.request_payer.clone(),
            expected_bucket_owner: input.expected_bucket_owner.clone(),
            ..AbortMultipartUpload::new(&input.bucket, &input.key, upload_id)
        };
        Self { client, abort, is_armed: true }
    }

    /// An upload of another process, which stays as it is until this one continues it.
    pub(super) fn of_other(client: Client, input: &PutObject, upload_id: String) -> Self {
        let mut open = Self::new(client, input, upload_id);
        open.is_armed = false;
        open
    }

    pub(super) fn arm(&mut self) {
        self.is_armed = true;
    }

    pub(super) fn id(&self) -> &str {
        &self.abort.upload_id
    }

    /// The upload has ended, or stays as it is.
    pub(super) fn forget(mut self) -> String {
        self.is_armed = false;
        std::mem::take(&mut self.abort.upload_id)
    }

    /// Aborts the upload. If that fails, it is tried once more when this is dropped.
    pub(super) async fn abort(mut self) -> Result<(), SendError<Error>> {
        match self.abort.send(&self.client).await {
            // What is not there any more is aborted.
            Ok(_) | Err(SendError::Service(Error::NoSuchUpload { .. }, _)) => {
                self.is_armed = false;
                Ok(())
            }
            Err(error) => Err(error),
        }
    }
}

impl fmt::Debug for Open {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Open").field(&self.abort.upload_id).finish()
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        if !self.is_armed {
            return;
        }
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let (client, abort) = (self.client.clone(), self.abort.clone());
            drop(runtime.spawn(async move { end(&client, &abort).await }));
        }
    }
}
