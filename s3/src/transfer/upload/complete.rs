//! The end of an upload in parts.
//!
//! S3 may have put the object together although its response was lost. Only this upload knows its ID, so if it is gone
//! after such a failure, that is why. The object itself is then looked at to be sure.

use std::time::Duration;

use aws_operation::SendError;

use super::parts::Sent;
use super::{Upload, Uploaded};
use crate::operations::complete_multipart_upload::{CompleteMultipartUpload, CompletedMultipartUpload};
use crate::operations::head_object::{HeadObject, HeadObjectOutput};
use crate::service::Error;
use crate::transfer::checksum::Sum;
use crate::transfer::error::TransferError;
use crate::values::{ChecksumMode, ChecksumType};

/// How many times a lost response is followed by another call.
const TRIES: u32 = 5;
/// The delay before the second call. Each further one is twice as long.
const DELAY: Duration = Duration::from_millis(200);

impl Upload {
    /// Makes an object of the parts.
    pub(super) async fn complete(&self, upload_id: &str, sent: Vec<Sent>) -> Result<Uploaded, TransferError> {
        let length = sent.iter().map(|sent| sent.length).sum();
        let sum = sent.iter().map(|sent| sent.sum).reduce(|a, b| Some(a?.then(b?))).flatten();
        let uploaded = Uploaded {
            length,
            checksum_crc64nvme: sum.map(Sum::header),
            parts: u32::try_from(sent.len()).unwrap_or(u32::MAX),
            ..Uploaded::default()
        };
        let complete = self.completing(upload_id, sent, &uploaded);
        let mut lost = None;
        for try_number in 0..TRIES {
            let error = match complete.send(&self.transfer.client).await {
                Ok(output) => {
                    return Ok(Uploaded { e_tag: output.e_tag, version_id: output.version_id, ..uploaded });
                }
                Err(error) => error,
            };
            match (&error, lost.is_some()) {
                (SendError::Service(Error::NoSuchUpload { .. }, _), true) => {
                    let found = self.find(&uploaded).await?;
                    return found.ok_or_else(|| lost.unwrap_or(error).into());
                }
                _ if error.is_ambiguous() => lost = Some(error),
                _ => return Err(error.into()),
            }
            tokio::time::sleep(DELAY * (1 << try_number)).await;
        }
        Err(lost.map_or_else(|| TransferError::Invalid("the upload was not completed".to_owned()), TransferError::from))
    }

    fn completing(&self, upload_id: &str, sent: Vec<Sent>, uploaded: &Uploaded) -> CompleteMultipartUpload {
        let input = &self.input;
        let has_checksums = uploaded.checksum_crc64nvme.is_some();
        CompleteMultipartUpload {
            multipart_upload: CompletedMultipartUpload { parts: sent.into_iter().map(|sent| sent.part).collect() },
            if_match: input.if_match.clone(),
            if_none_match: input.if_none_match.clone(),
            checksum_type: has_checksums.then_some(ChecksumType::FullObject),
            checksum_crc64nvme: uploaded.checksum_crc64nvme.clone(),
            object_size: i64::try_from(uploaded.length).ok().filter(|_| has_checksums),
            sse_customer_algorithm: input.sse_customer_algorithm.clone(),
            sse_customer_key: input.sse_customer_key.clone(),
            sse_customer_key_md5: input.sse_customer_key_md5.clone(),
            request_payer: input.request_payer.clone(),
            expected_bucket_owner: input.expected_bucket_owner.clone(),
            ..CompleteMultipartUpload::new(&input.bucket, &input.key, upload_id)
        }
    }

    /// The object, if it is the one that was uploaded.
    async fn find(&self, uploaded: &Uploaded) -> Result<Option<Uploaded>, TransferError> {
        let input = &self.input;
        let head = HeadObject {
            checksum_mode: uploaded.checksum_crc64nvme.as_ref().map(|_| ChecksumMode::Enabled),
            sse_customer_algorithm: input.sse_customer_algorithm.clone(),
            sse_customer_key: input.sse_customer_key.clone(),
            sse_customer_key_md5: input.sse_customer_key_md5.clone(),
            request_payer: input.request_payer.clone(),
            expected_bucket_owner: input.expected_bucket_owner.clone(),
            ..HeadObject::new(&input.bucket, &input.key)
        };
        match head.send(&self.transfer.client).await {
            Ok(head) if is_uploaded(&head, uploaded) => {
                Ok(Some(Uploaded { e_tag: head.e_tag, version_id: head.version_id, ..uploaded.clone() }))
            }
            Ok(_) | Err(SendError::Service(Error::NotFound { .. }, _)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

/// Whether the object has the checksum, or else the length and the number of parts, of what was uploaded.
fn is_uploaded(head: &HeadObjectOutput, uploaded: &Uploaded) -> bool {
    if head.content_length != i64::try_from(uploaded.length).ok() {
        return false;
    }
    match (&head.checksum_crc64nvme, &uploaded.checksum_crc64nvme) {
        (Some(stored), Some(sent)) => stored == sent,
        _ => {
            let e_tag = head.e_tag.as_deref().unwrap_or_default().trim_matches('"');
            e_tag.rsplit_once('-').is_none_or(|(_, parts)| parts == uploaded.parts.to_string())
        }
    }
}
