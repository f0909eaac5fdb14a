//! Objects: put, get, head, copy, delete.

use std::collections::HashMap;
use std::ops::Range;

use aws_operation::server::IncomingCall;
use aws_operation::{Bytes, Timestamp};

use super::{State, tag_of};
use crate::s3::{
    CopyObject, CopyObjectOutput, CopyObjectResult, DeleteObject, DeleteObjects, DeleteObjectsOutput, Error, GetObject,
    GetObjectOutput, HeadObject, HeadObjectOutput, ObjectIdentifier, PutObject, PutObjectOutput,
};

/// An object.
#[derive(Clone, Debug)]
pub(super) struct Stored {
    pub(super) content: Bytes,
    pub(super) tag: String,
    pub(super) modified: Timestamp,
    pub(super) content_type: Option<String>,
    pub(super) content_encoding: Option<String>,
    pub(super) expires: Option<Timestamp>,
    pub(super) metadata: HashMap<String, String>,
    pub(super) checksums: Checksums,
}

/// The checksums that an object came with, in base64.
#[derive(Clone, Debug, Default)]
pub(super) struct Checksums {
    pub(super) crc32: Option<String>,
    pub(super) crc32c: Option<String>,
    pub(super) crc64nvme: Option<String>,
    pub(super) sha1: Option<String>,
    pub(super) sha256: Option<String>,
}

impl Checksums {
    /// `COMPOSITE` is a checksum of the checksums of parts, which ends with their number.
    fn kind(&self) -> Option<String> {
        let sums = [&self.crc32, &self.crc32c, &self.crc64nvme, &self.sha1, &self.sha256];
        let sum = sums.into_iter().flatten().next()?;
        Some(if sum.contains('-') { "COMPOSITE" } else { "FULL_OBJECT" }.to_owned())
    }
}

impl State {
    fn object(&mut self, bucket: &str, key: &str) -> Result<&Stored, Error> {
        let message = || "The specified key does not exist.".to_owned();
        let object = self.bucket(bucket)?.objects.get(key);
        object.ok_or_else(|| Error::NoSuchKey { message: message(), key: key.to_owned() })
    }
}

/// The error of a condition of a write.
pub(super) fn failed() -> Error {
    Error::PreconditionFailed { message: "At least one of the preconditions did not hold".to_owned() }
}

/// What S3 calls an object without a media type.
const BINARY: &str = "binary/octet-stream";

pub(super) fn put(state: &mut State, call: &IncomingCall<PutObject>) -> Result<PutObjectOutput, Error> {
    let content = call.body.as_bytes().cloned().unwrap_or_default();
    let tag = tag_of(&content);
    let objects = &mut state.bucket(&call.bucket)?.objects;
    let present = objects.get(&call.key);
    if call.if_none_match.as_deref() == Some("*") && present.is_some() {
        return Err(failed());
    }
    match (&call.if_match, present) {
        (Some(wanted), Some(present)) if *wanted != present.tag => return Err(failed()),
        (Some(_), None) => {
            return Err(Error::NoSuchKey { message: "There is no such key".to_owned(), key: call.key.clone() });
        }
        _ => {}
    }
    let stored = Stored {
        content,
        tag: tag.clone(),
        modified: call.time,
        content_type: call.content_type.clone(),
        content_encoding: call.content_encoding.clone(),
        expires: call.expires,
        metadata: call.metadata.clone(),
        checksums: Checksums {
            crc32: call.checksum_crc32.clone(),
            crc32c: call.checksum_crc32c.clone(),
            crc64nvme: call.checksum_crc64nvme.clone(),
            sha1: call.checksum_sha1.clone(),
            sha256: call.checksum_sha256.clone(),
        },
    };
    let Checksums { crc32, crc32c, crc64nvme, sha1, sha256 } = stored.checksums.clone();
    objects.insert(call.key.clone(), stored);
    Ok(PutObjectOutput {
        e_tag: Some(tag),
        checksum_crc32: crc32,
        checksum_crc32c: crc32c,
        checksum_crc64nvme: crc64nvme,
        checksum_sha1: sha1,
        checksum_sha256: sha256,
    })
}

pub(super) fn get(state: &mut State, call: &IncomingCall<GetObject>) -> Result<GetObjectOutput, Error> {
    let object = state.object(&call.bucket, &call.key)?;
    if call.if_match.as_ref().is_some_and(|wanted| *wanted != object.tag) {
        return Err(Error::PreconditionFailed { message: "The object has another tag".to_owned() });
    }
    let length = object.content.len();
    let range = call.range.as_deref().map(|range| range_of(range, length)).transpose()?.flatten();
    let content = range.clone().map_or_else(|| object.content.clone(), |range| object.content.slice(range));
    let is_shown = call.checksum_mode.is_some() && range.is_none();
    let shown = if is_shown { object.checksums.clone() } else { Checksums::default() };
    Ok(GetObjectOutput {
        body: content.into(),
        status: Some(if range.is_some() { 206 } else { 200 }),
        content_type: Some(object.content_type.clone().unwrap_or_else(|| BINARY.to_owned())),
        content_encoding: object.content_encoding.clone(),
        expires: object.expires,
        e_tag: Some(object.tag.clone()),
        last_modified: Some(object.modified),
        metadata: object.metadata.clone(),
        checksum_type: shown.kind(),
        checksum_crc32: shown.crc32,
        checksum_crc32c: shown.crc32c,
        checksum_crc64nvme: shown.crc64nvme,
        checksum_sha1: shown.sha1,
        checksum_sha256: shown.sha256,
        content_range: range.map(|range| format!("bytes {}-{}/{length}", range.start, range.end - 1)),
    })
}

/// The bytes of a range. `None` if it is not one that S3 understands, which is then ignored.
fn range_of(text: &str, length: usize) -> Result<Option<Range<usize>>, Error> {
    let Some((from, to)) = text.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else { return Ok(None) };
    let range = match (from.parse::<usize>(), to.parse::<usize>()) {
        (Ok(from), Ok(to)) => from..length.min(to.saturating_add(1)),
        (Ok(from), Err(_)) if to.is_empty() => from..length,
        (Err(_), Ok(last)) if from.is_empty() => length.saturating_sub(last)..length,
        _ => return Ok(None),
    };
    if range.is_empty() {
        return Err(Error::InvalidRange { message: "The requested range is not satisfiable".to_owned() });
    }
    Ok(Some(range))
}

pub(super) fn head(state: &mut State, call: &IncomingCall<HeadObject>) -> Result<HeadObjectOutput, Error> {
    let object = state.object(&call.bucket, &call.key)?;
    let shown = if call.checksum_mode.is_some() { object.checksums.clone() } else { Checksums::default() };
    Ok(HeadObjectOutput {
        content_length: i64::try_from(object.content.len()).ok(),
        content_type: Some(object.content_type.clone().unwrap_or_else(|| BINARY.to_owned())),
        e_tag: Some(object.tag.clone()),
        last_modified: Some(object.modified),
        metadata: object.metadata.clone(),
        checksum_type: shown.kind(),
        checksum_crc32: shown.crc32,
        checksum_crc32c: shown.crc32c,
        checksum_crc64nvme: shown.crc64nvme,
        checksum_sha1: shown.sha1,
        checksum_sha256: shown.sha256,
    })
}

pub(super) fn copy(state: &mut State, call: &IncomingCall<CopyObject>) -> Result<CopyObjectOutput, Error> {
    let source = call.copy_source.strip_prefix('/').unwrap_or(&call.copy_source);
    let source = percent_decode(source.split_once("?versionId=").map_or(source, |(source, _)| source));
    let (bucket, key) = source.split_once('/').unwrap_or((&source, ""));
    let object = Stored { modified: call.time, ..state.object(bucket, key)?.clone() };
    let copy_object_result = CopyObjectResult { e_tag: Some(object.tag.clone()), last_modified: Some(call.time) };
    state.bucket(&call.bucket)?.objects.insert(call.key.clone(), object);
    Ok(CopyObjectOutput { copy_object_result: Some(copy_object_result) })
}

fn percent_decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

pub(super) fn delete(state: &mut State, call: &IncomingCall<DeleteObject>) -> Result<(), Error> {
    state.bucket(&call.bucket)?.objects.remove(&call.key);
    Ok(())
}

pub(super) fn delete_all(state: &mut State, call: &IncomingCall<DeleteObjects>) -> Result<DeleteObjectsOutput, Error> {
    let objects = &mut state.bucket(&call.bucket)?.objects;
    for object in &call.delete.objects {
        objects.remove(&object.key);
    }
    let is_quiet = call.delete.quiet == Some(true);
    let deleted: Vec<ObjectIdentifier> = if is_quiet { Vec::new() } else { call.delete.objects.clone() };
    Ok(DeleteObjectsOutput { deleted: Some(deleted), errors: None })
}
