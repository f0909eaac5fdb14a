//! Uploads in parts.

use std::collections::{BTreeMap, HashMap};

use aws_operation::server::IncomingCall;
use aws_operation::{Bytes, Timestamp};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::objects::{Checksums, Stored, failed};
use super::{State, tag_of, tag_of_parts};
use crate::s3::{
    AbortMultipartUpload, CompleteMultipartUpload, CompleteMultipartUploadOutput, CreateMultipartUpload,
    CreateMultipartUploadOutput, Error, ListMultipartUploads, ListMultipartUploadsOutput, ListParts, ListPartsOutput,
    MultipartUpload, Part, UploadPart, UploadPartOutput,
};

/// The least length of a part that is not the last one.
const MIN_PART: usize = 5 << 20;

/// An upload that has begun.
#[derive(Debug)]
pub(super) struct Upload {
    bucket: String,
    key: String,
    content_type: Option<String>,
    metadata: HashMap<String, String>,
    begun: Timestamp,
    /// The algorithm of the object's checksum.
    algorithm: Option<String>,
    parts: BTreeMap<i32, StoredPart>,
}

#[derive(Debug)]
struct StoredPart {
    content: Bytes,
    tag: String,
    stored: Timestamp,
    crc32: Option<String>,
    crc64nvme: Option<String>,
}

/// The maximum number of items in a page.
const MAX_ITEMS: i32 = 1000;

impl State {
    fn upload(&mut self, bucket: &str, key: &str, id: &str) -> Result<&mut Upload, Error> {
        let message = || "The specified upload does not exist.".to_owned();
        let upload = self.uploads.get_mut(id).filter(|upload| upload.bucket == bucket && upload.key == key);
        upload.ok_or_else(|| Error::NoSuchUpload { message: message() })
    }
}

type Created = Result<CreateMultipartUploadOutput, Error>;

pub(super) fn create(state: &mut State, call: &IncomingCall<CreateMultipartUpload>) -> Created {
    state.bucket(&call.bucket)?;
    state.last_upload += 1;
    let id = format!("upload-{}", state.last_upload);
    let upload = Upload {
        bucket: call.bucket.clone(),
        key: call.key.clone(),
        content_type: call.content_type.clone(),
        metadata: call.metadata.clone(),
        begun: call.time,
        algorithm: call.checksum_algorithm.clone(),
        parts: BTreeMap::new(),
    };
    state.uploads.insert(id.clone(), upload);
    let (bucket, key) = (Some(call.bucket.clone()), Some(call.key.clone()));
    let checksum_algorithm = call.checksum_algorithm.clone();
    Ok(CreateMultipartUploadOutput { bucket, key, upload_id: Some(id), checksum_algorithm })
}

pub(super) fn part(state: &mut State, call: &IncomingCall<UploadPart>) -> Result<UploadPartOutput, Error> {
    let content = call.body.as_bytes().cloned().unwrap_or_default();
    if !(1..=10_000).contains(&call.part_number) {
        return Err(Error::BadRequest { message: "a part number is from 1 to 10,000".to_owned() });
    }
    let tag = tag_of(&content);
    let upload = state.upload(&call.bucket, &call.key, &call.upload_id)?;
    let (crc32, crc64nvme) = (call.checksum_crc32.clone(), call.checksum_crc64nvme.clone());
    let (checksum_crc32, checksum_crc64nvme) = (crc32.clone(), crc64nvme.clone());
    let part = StoredPart { content, tag: tag.clone(), stored: call.time, crc32, crc64nvme };
    upload.parts.insert(call.part_number, part);
    Ok(UploadPartOutput { e_tag: Some(tag), checksum_crc32, checksum_crc64nvme })
}

pub(super) fn list(state: &mut State, call: &IncomingCall<ListParts>) -> Result<ListPartsOutput, Error> {
    let after = call.part_number_marker.as_deref().and_then(|marker| marker.parse().ok()).unwrap_or(0);
    let upload = state.upload(&call.bucket, &call.key, &call.upload_id)?;
    let part = |(number, part): (&i32, &StoredPart)| Part {
        part_number: Some(*number),
        e_tag: Some(part.tag.clone()),
        size: i64::try_from(part.content.len()).ok(),
        last_modified: Some(part.stored),
        checksum_crc32: part.crc32.clone(),
        checksum_crc64nvme: part.crc64nvme.clone(),
    };
    let mut parts: Vec<_> = upload.parts.range(after + 1..).map(part).collect();
    let is_truncated = cut(&mut parts, call.max_parts);
    Ok(ListPartsOutput {
        bucket: Some(call.bucket.clone()),
        key: Some(call.key.clone()),
        upload_id: Some(call.upload_id.clone()),
        next_part_number_marker: parts.last().and_then(|part| part.part_number).map(|number| number.to_string()),
        is_truncated: Some(is_truncated),
        parts,
    })
}

/// Removes what does not fit in a page.
fn cut<T>(items: &mut Vec<T>, max: Option<i32>) -> bool {
    let max = usize::try_from(max.unwrap_or(MAX_ITEMS).clamp(0, MAX_ITEMS)).unwrap_or_default();
    let is_truncated = items.len() > max;
    items.truncate(max);
    is_truncated
}

type Listed = Result<ListMultipartUploadsOutput, Error>;

pub(super) fn list_uploads(state: &mut State, call: &IncomingCall<ListMultipartUploads>) -> Listed {
    state.bucket(&call.bucket)?;
    let prefix = call.prefix.as_deref().unwrap_or_default();
    let after = call.key_marker.as_ref().map(|key| (key, call.upload_id_marker.as_ref()));
    let mut uploads: Vec<_> = state
        .uploads
        .iter()
        .filter(|(_, upload)| upload.bucket == call.bucket && upload.key.starts_with(prefix))
        .filter(|(id, upload)| after.is_none_or(|(key, last)| (&upload.key, last.map(|_| *id)) > (key, last)))
        .map(|(id, upload)| MultipartUpload {
            upload_id: Some(id.clone()),
            key: Some(upload.key.clone()),
            initiated: Some(upload.begun),
        })
        .collect();
    uploads.sort_by(|a, b| (&a.key, &a.upload_id).cmp(&(&b.key, &b.upload_id)));
    let is_truncated = cut(&mut uploads, call.max_uploads);
    Ok(ListMultipartUploadsOutput {
        is_truncated: Some(is_truncated),
        next_key_marker: uploads.last().and_then(|upload| upload.key.clone()),
        next_upload_id_marker: uploads.last().and_then(|upload| upload.upload_id.clone()),
        uploads,
    })
}

type Completed = Result<CompleteMultipartUploadOutput, Error>;

pub(super) fn complete(state: &mut State, call: &IncomingCall<CompleteMultipartUpload>) -> Completed {
    let upload = state.upload(&call.bucket, &call.key, &call.upload_id)?;
    let wanted = call.multipart_upload.as_ref().map(|upload| upload.parts.as_slice()).unwrap_or_default();
    let parts = parts_of(upload, wanted)?;
    let content = parts.concat();
    let crc64nvme = (upload.algorithm.as_deref() == Some("CRC64NVME")).then(|| crc64nvme(&content));
    let crc32 = (upload.algorithm.as_deref() == Some("CRC32")).then(|| crc32_of_parts(&parts));
    if call.checksum_crc64nvme.is_some() && call.checksum_crc64nvme != crc64nvme {
        let message = "The CRC64NVME you specified did not match the calculated checksum.".to_owned();
        return Err(Error::BadDigest { message });
    }
    let tag = tag_of_parts(parts.iter().copied());
    let stored = Stored {
        content: content.into(),
        tag: tag.clone(),
        modified: call.time,
        content_type: upload.content_type.clone(),
        content_encoding: None,
        expires: None,
        metadata: upload.metadata.clone(),
        checksums: Checksums { crc32: crc32.clone(), crc64nvme: crc64nvme.clone(), ..Checksums::default() },
    };
    let objects = &mut state.bucket(&call.bucket)?.objects;
    if call.if_none_match.as_deref() == Some("*") && objects.contains_key(&call.key) {
        return Err(failed());
    }
    objects.insert(call.key.clone(), stored);
    state.uploads.remove(&call.upload_id);
    Ok(CompleteMultipartUploadOutput {
        bucket: Some(call.bucket.clone()),
        key: Some(call.key.clone()),
        e_tag: Some(tag),
        checksum_crc32: crc32,
        checksum_crc64nvme: crc64nvme,
        ..CompleteMultipartUploadOutput::default()
    })
}

/// The parts that the request names.
fn parts_of<'u>(upload: &'u Upload, wanted: &[Part]) -> Result<Vec<&'u [u8]>, Error> {
    let message = || "One or more of the specified parts could not be found.".to_owned();
    let mut parts = Vec::new();
    for (index, part) in wanted.iter().enumerate() {
        let stored = part.part_number.and_then(|number| upload.parts.get(&number));
        let stored = stored.filter(|stored| part.e_tag.as_deref().map(unquoted) == Some(unquoted(&stored.tag)));
        let stored = stored.ok_or_else(|| Error::InvalidPart { message: message() })?;
        if stored.content.len() < MIN_PART && index + 1 < wanted.len() {
            let message = "Your proposed upload is smaller than the minimum allowed size".to_owned();
            return Err(Error::EntityTooSmall { message });
        }
        parts.push(stored.content.as_ref());
    }
    if wanted.is_empty() {
        return Err(Error::BadRequest { message: "there is no part".to_owned() });
    }
    Ok(parts)
}

/// The CRC-64/NVME as in its header.
fn crc64nvme(content: &[u8]) -> String {
    static CRC: crc::Crc<u64, crc::Table<16>> = crc::Crc::<u64, crc::Table<16>>::new(&crc::CRC_64_NVME);
    STANDARD.encode(CRC.checksum(content).to_be_bytes())
}

/// The CRC-32 of the CRC-32s of the parts, and their number: the only kind for parts, unless an upload asks for another.
fn crc32_of_parts(parts: &[&[u8]]) -> String {
    static CRC: crc::Crc<u32, crc::Table<16>> = crc::Crc::<u32, crc::Table<16>>::new(&crc::CRC_32_ISO_HDLC);
    let sums: Vec<u8> = parts.iter().flat_map(|part| CRC.checksum(part).to_be_bytes()).collect();
    format!("{}-{}", STANDARD.encode(CRC.checksum(&sums).to_be_bytes()), parts.len())
}

fn unquoted(tag: &str) -> &str {
    tag.trim_matches('"')
}

pub(super) fn abort(state: &mut State, call: &IncomingCall<AbortMultipartUpload>) -> Result<(), Error> {
    state.upload(&call.bucket, &call.key, &call.upload_id)?;
    state.uploads.remove(&call.upload_id);
    Ok(())
}
