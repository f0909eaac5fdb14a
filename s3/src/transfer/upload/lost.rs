//! Uploads in parts that began although the response was lost.

use std::time::Duration;

use aws_operation::{Call as _, Client, Timestamp};
use tokio::time::Instant;

use super::open::Open;
use crate::operations::list_multipart_uploads::ListMultipartUploads;
use crate::operations::put_object::PutObject;
use crate::transfer::error::TransferError;

/// S3 says when an upload began to the second, and not all servers to a fraction of it.
const PRECISION: Duration = Duration::from_secs(1);

/// Aborts the uploads of the key of `input` that began since `start`, besides `own`. Only for a caller that knows that
/// nobody else uploads this key.
///
/// All times are those of the service, whose clock may differ: of `own`, or else of the response.
pub(super) async fn abort_lost(
    client: &Client,
    input: &PutObject,
    own: Option<&str>,
    start: Instant,
) -> Result<(), TransferError> {
    let list = ListMultipartUploads {
        prefix: Some(input.key.clone()),
        request_payer: input.request_payer.clone(),
        expected_bucket_owner: input.expected_bucket_owner.clone(),
        ..ListMultipartUploads::new(&input.bucket)
    };
    let listed = list.call(client).await?;
    let now = listed.headers().get("date").and_then(|date| date.to_str().ok()?.parse::<Timestamp>().ok());
    // The key itself is before those that it is only the beginning of.
    let mut uploads = listed.into_inner().uploads;
    uploads.retain(|upload| upload.key.as_ref() == Some(&input.key));
    let is_own = |id: &Option<String>| own.is_some() && id.as_deref() == own;
    let latest = match own {
        Some(_) => uploads.iter().find(|upload| is_own(&upload.upload_id)).and_then(|upload| upload.initiated),
        None => now,
    };
    let Some(latest) = latest else {
        return Err(TransferError::Invalid("the service does not say when the uploads began".to_owned()));
    };
    let span = start.elapsed() + PRECISION;
    for other in uploads {
        let is_since = other.initiated.is_some_and(|begun| latest.since(begun) <= span);
        if let (Some(id), true) = (&other.upload_id, is_since && !is_own(&other.upload_id)) {
            Open::new(client.clone(), input, id.clone()).abort().await?;
        }
    }
    Ok(())
}
