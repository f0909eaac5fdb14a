//! The parts of an upload, of which several are sent at the same time.

use std::collections::BTreeMap;

use aws_operation::{ByteStream, Bytes, Client};
use md5::{Digest as _, Md5};
use tokio::task::JoinSet;

use super::Upload;
use super::begin::Stored;
use crate::operations::complete_multipart_upload::CompletedPart;
use crate::operations::list_parts::Part;
use crate::operations::upload_part::UploadPart;
use crate::transfer::checksum::{Linear, Sum};
use crate::transfer::error::TransferError;
use crate::transfer::part_size::MAX_PARTS;
use crate::transfer::progress::{Progress, TransferEvent};
use crate::transfer::source::{Parts, SourcePart, Spare};

/// An upload while its parts are sent.
pub(super) struct Uploading {
    client: Client,
    progress: Progress,
    concurrency: usize,
    part_size: u64,
    has_checksums: bool,
    /// What all parts have in common.
    part: UploadPart,
    stored: Stored,
    tasks: JoinSet<Result<Sent, TransferError>>,
    sent: BTreeMap<i32, Sent>,
}

/// A part that the service has.
pub(super) struct Sent {
    pub(super) part: CompletedPart,
    pub(super) length: u64,
    /// The CRC of its bytes, if the upload has checksums.
    pub(super) sum: Option<Sum>,
}

impl Uploading {
    pub(super) fn new(upload: &Upload, upload_id: String, has_checksums: bool, stored: Stored, part_size: u64) -> Self {
        let input = &upload.input;
        let part = UploadPart {
            sse_customer_algorithm: input.sse_customer_algorithm.clone(),
            sse_customer_key: input.sse_customer_key.clone(),
            sse_customer_key_md5: input.sse_customer_key_md5.clone(),
            request_payer: input.request_payer.clone(),
            expected_bucket_owner: input.expected_bucket_owner.clone(),
            ..UploadPart::new(&input.bucket, &input.key, 1, upload_id)
        };
        Self {
            client: upload.transfer.client.clone(),
            progress: upload.progress.clone(),
            concurrency: upload.transfer.concurrency,
            part_size,
            has_checksums,
            part,
            stored,
            tasks: JoinSet::new(),
            sent: BTreeMap::new(),
        }
    }

    /// Sends all parts, and returns them in their order. The tasks end with this future.
    pub(super) async fn run(mut self, first: SourcePart, mut source: Parts) -> Result<Vec<Sent>, TransferError> {
        let mut next = first;
        for number in 1.. {
            let is_last = next.is_last;
            self.start(number, next.content, source.spare())?;
            if is_last {
                break;
            }
            while self.tasks.len() >= self.concurrency {
                self.join().await?;
            }
            next = source.next().await?;
        }
        while !self.tasks.is_empty() {
            self.join().await?;
        }
        Ok(self.sent.into_values().collect())
    }

    fn start(&mut self, number: i32, content: Bytes, spare: Spare) -> Result<(), TransferError> {
        if i64::from(number) > MAX_PARTS.cast_signed() {
            return Err(TransferError::TooManyParts { part_size: self.part_size });
        }
        let work = Work {
            client: self.client.clone(),
            progress: self.progress.clone(),
            has_checksums: self.has_checksums,
            part: UploadPart { part_number: number, ..self.part.clone() },
            stored: self.stored.take(number),
            spare,
        };
        self.tasks.spawn(work.run(content));
        Ok(())
    }

    async fn join(&mut self) -> Result<(), TransferError> {
        if let Some(sent) = self.tasks.join_next().await {
            let sent = sent.map_err(TransferError::of_task)??;
            self.sent.insert(sent.part.part_number.unwrap_or_default(), sent);
        }
        Ok(())
    }
}

/// What has to be done for one part.
struct Work {
    client: Client,
    progress: Progress,
    has_checksums: bool,
    part: UploadPart,
    /// The part with this number that the service has.
    stored: Option<Part>,
    spare: Spare,
}

impl Work {
    async fn run(self, content: Bytes) -> Result<Sent, TransferError> {
        let length = content.len() as u64;
        let sum = self.has_checksums.then(|| Linear::Crc64Nvme.of(&content));
        let checksum_crc64nvme = sum.map(Sum::header);
        let part_number = self.part.part_number;
        let kept = self.stored.filter(|stored| is_same(stored, &content, checksum_crc64nvme.as_deref()));
        let e_tag = match kept {
            Some(stored) => {
                self.progress.report(|| TransferEvent::Skipped { part_number });
                stored.e_tag
            }
            None => {
                let body = ByteStream::from(content.clone());
                let part = UploadPart { body, checksum_crc64nvme: checksum_crc64nvme.clone(), ..self.part };
                part.send(&self.client).await?.e_tag
            }
        };
        self.spare.put(content);
        self.progress.add(length);
        let part =
            CompletedPart { part_number: Some(part_number), e_tag, checksum_crc64nvme, ..CompletedPart::default() };
        Ok(Sent { part, length, sum })
    }
}

/// Whether the service has a part with this content. Without a checksum, the `ETag` says so if it is an MD5.
fn is_same(stored: &Part, content: &Bytes, sum: Option<&str>) -> bool {
    if stored.size != i64::try_from(content.len()).ok() {
        return false;
    }
    match (&stored.checksum_crc64nvme, sum) {
        (Some(stored), Some(sum)) => stored == sum,
        // The parts of an upload with checksums must have them.
        (None, Some(_)) => false,
        (_, None) => {
            let e_tag = stored.e_tag.as_deref().unwrap_or_default().trim_matches('"');
            let digits = e_tag.as_bytes().chunks(2).map(|two| std::str::from_utf8(two).unwrap_or_default());
            let md5: Result<Vec<u8>, _> = digits.map(|two| u8::from_str_radix(two, 16)).collect();
            md5.is_ok_and(|md5| md5 == Md5::digest(content)[..])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_kept_if_its_checksum_or_md5_is_that_of_the_source() {
        let content = Bytes::from_static(b"Hello world");
        let part = Part { size: Some(11), ..Part::default() };
        let with_sum = Part { checksum_crc64nvme: Some("sum".to_owned()), ..part.clone() };
        assert!(is_same(&with_sum, &content, Some("sum")));
        assert!(!is_same(&with_sum, &content, Some("other")));
        assert!(!is_same(&part, &content, Some("sum")));
        let with_md5 = Part { e_tag: Some("\"3e25960a79dbc69b674cd4ec67a72c62\"".to_owned()), ..part };
        assert!(is_same(&with_md5, &content, None));
        assert!(!is_same(&with_md5, &Bytes::from_static(b"Hello World"), None));
        assert!(!is_same(&Part { size: Some(10), ..with_md5 }, &content, None));
    }
}
