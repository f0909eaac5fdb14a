//! The begin of an upload in parts, and what an earlier process has uploaded.

use std::collections::HashMap;
use std::sync::{Arc, Weak};
use std::time::Duration;

use aws_operation::SendError;
use tokio::time::Instant;

use super::Upload;
use super::lost::abort_lost;
use super::open::Open;
use crate::operations::create_multipart_upload::CreateMultipartUpload;
use crate::operations::list_parts::{ListParts, Part};
use crate::operations::put_object::PutObject;
use crate::service::Error;
use crate::transfer::Transfer;
use crate::transfer::error::TransferError;
use crate::transfer::progress::{Progress, TransferEvent};
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

/// The begin of an upload, in a task of its own: it settles what became of its requests, also if the caller has gone.
struct Begin {
    transfer: Transfer,
    input: PutObject,
    progress: Progress,
    create: CreateMultipartUpload,
    /// Ends when the caller has gone.
    caller: Weak<()>,
}

impl Begin {
    /// Begins the upload. If the caller has gone meanwhile, it is aborted, because the task drops its result.
    ///
    /// A request whose response was lost may have begun another upload, of which nobody knows the ID. It has no parts,
    /// and so costs nothing.
    async fn run(self) -> Result<Open, SendError<Error>> {
        let (start, mut lost) = (Instant::now(), 0);
        let ended = loop {
            match self.create.send(&self.transfer.client).await {
                Err(error) if error.is_ambiguous() => {
                    lost += 1;
                    if lost < TRIES {
                        tokio::time::sleep(delay(lost)).await;
                    }
                    if lost == TRIES || self.caller.strong_count() == 0 {
                        break Err(error);
                    }
                }
                Err(error) => break Err(error),
                Ok(created) => break Ok(Open::new(self.transfer.client.clone(), &self.input, created.upload_id)),
            }
        };
        if lost > 0 && !self.settle(ended.as_ref().ok().map(Open::id), start).await {
            for _ in 0..lost {
                self.progress.report(|| TransferEvent::MayHaveBegun);
            }
        }
        ended
    }

    /// Aborts the uploads that began without a response, besides `own`. Returns whether none is left.
    async fn settle(&self, own: Option<&str>, start: Instant) -> bool {
        if !self.transfer.is_only_writer {
            return false;
        }
        for tries in 1..=TRIES {
            if abort_lost(&self.transfer.client, &self.input, own, start).await.is_ok() {
                return true;
            }
            if tries < TRIES {
                tokio::time::sleep(delay(tries)).await;
            }
        }
        false
    }
}

/// The delay after this many failures, from 1.
fn delay(failures: u32) -> Duration {
    DELAY * (1 << (failures - 1))
}

impl Upload {
    /// The ID of the upload, which begins now, unless it has before.
    pub(super) async fn begun(&mut self, has_checksums: bool) -> Result<String, TransferError> {
        if let Some(open) = &self.open {
            return Ok(open.id().to_owned());
        }
        let here = Arc::new(());
        let begin = Begin {
            transfer: self.transfer.clone(),
            input: self.input.clone(),
            progress: self.progress.clone(),
            create: self.creating(has_checksums),
            caller: Arc::downgrade(&here),
        };
        let open = tokio::spawn(begin.run()).await.map_err(TransferError::of_task)??;
        let id = open.id().to_owned();
        self.open = Some(open);
        Ok(id)
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
