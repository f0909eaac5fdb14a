//! A range of an object, which is read to its end even if responses break off.

use std::time::Duration;

use aws_operation::{Body, BodyError, Bytes};

use super::{Download, of_condition};
use crate::operations::get_object::{GetObject, GetObjectOutput};
use crate::transfer::checksum::{Linear, Running, Sum};
use crate::transfer::error::TransferError;

/// How many times the content of a part may break off.
const MAX_FAILURES: u32 = 5;
/// The delay after the first time. Each further one is twice as long.
const DELAY: Duration = Duration::from_millis(50);

/// A range while it is read.
pub(super) struct Range {
    client: aws_operation::Client,
    /// The request for the rest, without its range.
    get: GetObject,
    begin: u64,
    /// The next byte to read.
    at: u64,
    /// `None` if the length of the object is not known.
    end: Option<u64>,
    /// The response that is being read.
    body: Option<Body>,
    failures: u32,
    running: Option<Running>,
    algorithm: Option<Linear>,
}

impl Range {
    /// The whole object, of which the first response is there.
    pub(super) fn whole(
        download: &Download,
        object: &GetObjectOutput,
        body: Body,
        length: Option<u64>,
        algorithm: Option<Linear>,
    ) -> Self {
        let get = GetObject {
            if_match: object.e_tag.clone(),
            // The object may get a new version, which is none of a download that has begun.
            version_id: object.version_id.clone().filter(|id| id != "null").or(download.input.version_id.clone()),
            if_none_match: None,
            if_modified_since: None,
            if_unmodified_since: None,
            ..download.input.clone()
        };
        let (client, running) = (download.transfer.client.clone(), algorithm.map(Linear::begin));
        Self { client, get, begin: 0, at: 0, end: length, body: Some(body), failures: 0, running, algorithm }
    }

    /// The same range in parts. Without a length or an `ETag`, there is one.
    pub(super) fn split(mut self, part_size: u64) -> Vec<Self> {
        let Some(end) = self.end.filter(|end| *end > part_size && self.get.if_match.is_some()) else {
            return vec![self];
        };
        self.end = Some(part_size);
        let rest = (1..end.div_ceil(part_size)).map(|index| {
            let begin = index * part_size;
            Self {
                client: self.client.clone(),
                get: self.get.clone(),
                begin,
                at: begin,
                end: Some(end.min(begin + part_size)),
                body: None,
                failures: 0,
                running: self.algorithm.map(Linear::begin),
                algorithm: self.algorithm,
            }
        });
        let rest: Vec<_> = rest.collect();
        std::iter::once(self).chain(rest).collect()
    }

    /// The position of the next byte in the object.
    pub(super) fn position(&self) -> u64 {
        self.at
    }

    /// The number of bytes of the range, if it is known.
    pub(super) fn length(&self) -> Option<u64> {
        Some(self.end? - self.begin)
    }

    /// Whether no response has broken off.
    pub(super) fn is_intact(&self) -> bool {
        self.failures == 0
    }

    /// The CRC of the bytes that were read.
    pub(super) fn into_sum(self) -> Option<Sum> {
        self.running.map(Running::finish)
    }

    /// The next bytes; `None` at the end.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, TransferError> {
        while self.end.is_none_or(|end| self.at < end) {
            let body = match &mut self.body {
                Some(body) => body,
                None => self.body.insert(open(&self.client, &self.get, self.at, self.end).await?),
            };
            match body.next().await {
                Some(Ok(bytes)) if !bytes.is_empty() => return Ok(Some(self.take(bytes))),
                Some(Ok(_)) => {}
                // What has no known length ends where it ends.
                None if self.end.is_none() => return Ok(None),
                None => self.broke_off(BodyError::Broken("the response ended early".into())).await?,
                Some(Err(error)) => self.broke_off(error).await?,
            }
        }
        // The first response may have more bytes, which are those of other parts.
        self.body = None;
        Ok(None)
    }

    fn take(&mut self, mut bytes: Bytes) -> Bytes {
        if let Some(end) = self.end {
            bytes.truncate(usize::try_from(end - self.at).unwrap_or(usize::MAX));
        }
        self.at += bytes.len() as u64;
        if let Some(running) = &mut self.running {
            running.update(&bytes);
        }
        bytes
    }

    /// Prepares to request the rest.
    async fn broke_off(&mut self, cause: BodyError) -> Result<(), TransferError> {
        self.failures += 1;
        let can_go_on = self.get.if_match.is_some() && self.end.is_some() && self.failures <= MAX_FAILURES;
        // Of what has a wrong checksum, the rest is of no use.
        if matches!(cause, BodyError::WrongChecksum { .. }) {
            return Err(TransferError::Corrupted(cause));
        }
        if !can_go_on {
            return Err(TransferError::Broken { failures: self.failures, at: self.at, cause });
        }
        self.body = None;
        tokio::time::sleep(DELAY * (1 << (self.failures - 1))).await;
        Ok(())
    }
}

/// Requests the bytes from `at` on, up to `end`.
async fn open(
    client: &aws_operation::Client,
    get: &GetObject,
    at: u64,
    end: Option<u64>,
) -> Result<Body, TransferError> {
    let last = end.map(|end| (end - 1).to_string()).unwrap_or_default();
    let get = GetObject { range: Some(format!("bytes={at}-{last}")), ..get.clone() };
    let object = get.send(client).await.map_err(of_condition)?;
    let got = object.content_range.unwrap_or_default();
    // A server that knows no ranges sends the object from its beginning.
    if !got.starts_with(&format!("bytes {at}-{last}")) {
        return Err(TransferError::WrongRange { wanted: get.range.unwrap_or_default(), got });
    }
    object.body.open().await.map_err(TransferError::Target)
}
