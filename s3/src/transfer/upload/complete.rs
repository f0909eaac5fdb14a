//! The end of an upload in parts. The client itself finds out what became of it if the response is lost.

use super::parts::Sent;
use super::{Upload, Uploaded};
use crate::operations::complete_multipart_upload::{CompleteMultipartUpload, CompletedMultipartUpload};
use crate::transfer::checksum::Sum;
use crate::transfer::error::TransferError;
use crate::values::ChecksumType;

impl Upload {
    /// Makes an object of the parts.
    pub(super) async fn complete(&self, upload_id: &str, sent: Vec<Sent>) -> Result<Uploaded, TransferError> {
        let sum = sent.iter().map(|sent| sent.sum).reduce(|a, b| Some(a?.then(b?))).flatten();
        let uploaded = Uploaded {
            length: sent.iter().map(|sent| sent.length).sum(),
            checksum_crc64nvme: sum.map(Sum::header),
            parts: u32::try_from(sent.len()).unwrap_or(u32::MAX),
            ..Uploaded::default()
        };
        let output = self.completing(upload_id, sent, &uploaded).send(&self.transfer.client).await?;
        Ok(Uploaded { e_tag: output.e_tag, version_id: output.version_id, ..uploaded })
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
}
