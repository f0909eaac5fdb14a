//! The begin of an upload in parts, and what an earlier process has uploaded.

use std::collections::HashMap;
use std::time::Duration;

use aws_operation::SendError;
use tokio::task::JoinError;
use tokio::time::Instant;

use super::Upload;
use super::open::Open;
use crate::operations::create_multipart_upload::CreateMultipartUpload;
use crate::operations::list_parts::{ListParts, Part};
use crate::service::Error;
use crate::transfer::error::TransferError;
use crate::transfer::progress::TransferEvent;
use crate::values::{ChecksumAlgorithm, ChecksumType};

/// The parts that the service has, by their numbers.
#[derive(Default)]
pub(super) struct Stored(HashMap<i32, Part>);

impl Stored {
    /// The part size in bytes, if there is a first part.
    pub(super) fn part_size(&self) -> Option<u64> {
        u64::try_from(self.0.get(&1)?.size?).ok()
    }

    pub(super) fn take(&mut self, number: i32) -> Option<Part> {
        self.0.remove(&number)
    }
}

/// How many times a request without a response is followed by another one.
const TRIES: u32 = 4;
/// The delay before the second request. Each further one is twice as long.
const DELAY: Duration = Duration::from_millis(200);

impl Upload {
    /// The ID of the upload, which begins now, unless it has before.
    ///
    /// A request whose response was lost may have begun another upload, of which nobody knows the ID. It has no parts,
    /// and so costs nothing.
    pub(super) async fn begun(&mut self, has_checksums: bool) -> Result<String, TransferError> {
        if let Some(open) = &self.open {
            return Ok(open.id().to_owned());
        }
        let (start, mut lost) = (Instant::now(), 0);
        let ended = loop {
            match self.begin_once(has_checksums).await.map_err(TransferError::of_task)? {
                Err(error) if error.is_ambiguous() && lost + 1 < TRIES => {
                    tokio::time::sleep(DELAY * (1 << lost)).await;
                    lost += 1;
                }
                Err(error) => {
                    lost += u32::from(error.is_ambiguous());
                    break Err(error);
                }
                Ok(open) => break Ok(open),
            }
        };
        let is_settled = match &ended {
            Ok(open) if lost > 0 && self.transfer.is_only_writer => self.abort_lost(open.id(), start).await.is_ok(),
            _ => false,
        };
        for _ in 0..if is_settled { 0 } else { lost } {
            self.progress.report(|| TransferEvent::MayHaveBegun);
        }
        let open = ended?;
        let id = open.id().to_owned();
        self.open = Some(open);
        Ok(id)
    }

    /// Begins the upload in a task of its own. If the caller has gone when the response comes, the upload is aborted,
    /// because the task drops its result.
    async fn begin_once(&self, has_checksums: bool) -> Result<Result<Open, SendError<Error>>, JoinError> {
        let (client, create, input) = (self.transfer.client.clone(), self.creating(has_checksums), self.input.clone());
        let begin = async move {
            let created = create.send(&client).await?;
            Ok(Open::new(client, &input, created.upload_id))
        };
        tokio::spawn(begin).await
    }

    fn creating(&self, has_checksums: bool) -> CreateMultipartUpload {
        let input = self.input.clone();
        CreateMultipartUpload {
            bucket: input.bucket,
            key: input.key,
            checksum_algorithm: has_checksums.then_some(ChecksumAlgorithm::Crc64nvme),
            checksum_type: has_checksums.then_some(ChecksumType::FullObject),
            content_type: input.content_type,
            content_encoding: input.content_encoding,
            content_language: input.content_language,
            content_disposition: input.content_disposition,
            cache_control: input.cache_control,
            expires: input.expires,
            metadata: input.metadata,
            tagging: input.tagging,
            acl: input.acl,
            storage_class: input.storage_class,
            website_redirect_location: input.website_redirect_location,
            server_side_encryption: input.server_side_encryption,
            sse_kms_key_id: input.sse_kms_key_id,
            sse_kms_encryption_context: input.sse_kms_encryption_context,
            bucket_key_enabled: input.bucket_key_enabled,
            sse_customer_algorithm: input.sse_customer_algorithm,
            sse_customer_key: input.sse_customer_key,
            sse_customer_key_md5: input.sse_customer_key_md5,
            object_lock_mode: input.object_lock_mode,
            object_lock_retain_until: input.object_lock_retain_until,
            object_lock_legal_hold: input.object_lock_legal_hold,
            request_payer: input.request_payer,
            expected_bucket_owner: input.expected_bucket_owner,
        }
    }

    /// The parts of an upload that has begun before.
    pub(super) async fn stored_parts(&self) -> Result<Stored, TransferError> {
        let Some(upload_id) = self.upload_id() else { return Ok(Stored::default()) };
        let input = &self.input;
        let list = ListParts {
            sse_customer_algorithm: input.sse_customer_algorithm.clone(),
            sse_customer_key: input.sse_customer_key.clone(),
            sse_customer_key_md5: input.sse_customer_key_md5.clone(),
            request_payer: input.request_payer.clone(),
            expected_bucket_owner: input.expected_bucket_owner.clone(),
            ..ListParts::new(&input.bucket, &input.key, upload_id)
        };
        let mut parts = list.paginate(&self.transfer.client);
        let mut stored = Stored::default();
        while let Some(page) = parts.next().await {
            let page = page?.into_inner().parts;
            stored.0.extend(page.into_iter().filter_map(|part| Some((part.part_number?, part))));
        }
        Ok(stored)
    }
}
