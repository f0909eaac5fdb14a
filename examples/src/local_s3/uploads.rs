//! Uploads in parts.

use std::collections::{BTreeMap, HashMap};

use aws_operation::server::IncomingCall;
use aws_operation::{Bytes, Timestamp};

use super::objects::Stored;
use super::{State, tag_of, tag_of_parts};
use crate::s3::{
    AbortMultipartUpload, CompleteMultipartUpload, CompleteMultipartUploadOutput, CreateMultipartUpload,
    CreateMultipartUploadOutput, Error, ListParts, ListPartsOutput, Part, UploadPart, UploadPartOutput,
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
    parts: BTreeMap<i32, (Bytes, String, Timestamp)>,
}

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
        parts: BTreeMap::new(),
    };
    state.uploads.insert(id.clone(), upload);
    let (bucket, key) = (Some(call.bucket.clone()), Some(call.key.clone()));
    Ok(CreateMultipartUploadOutput { bucket, key, upload_id: Some(id) })
}

pub(super) fn part(state: &mut State, call: &IncomingCall<UploadPart>) -> Result<UploadPartOutput, Error> {
    let content = call.body.as_bytes().cloned().unwrap_or_default();
    if !(1..=10_000).contains(&call.part_number) {
        return Err(Error::BadRequest { message: "a part number is from 1 to 10,000".to_owned() });
    }
    let tag = tag_of(&content);
    let upload = state.upload(&call.bucket, &call.key, &call.upload_id)?;
    upload.parts.insert(call.part_number, (content, tag.clone(), call.time));
    Ok(UploadPartOutput { e_tag: Some(tag) })
}

pub(super) fn list(state: &mut State, call: &IncomingCall<ListParts>) -> Result<ListPartsOutput, Error> {
    let after = call.part_number_marker.as_deref().and_then(|marker| marker.parse().ok()).unwrap_or(0);
    let upload = state.upload(&call.bucket, &call.key, &call.upload_id)?;
    let part = |(number, (content, tag, time)): (&i32, &(Bytes, String, Timestamp))| Part {
        part_number: Some(*number),
        e_tag: Some(tag.clone()),
        size: i64::try_from(content.len()).ok(),
        last_modified: Some(*time),
    };
    Ok(ListPartsOutput {
        bucket: Some(call.bucket.clone()),
        key: Some(call.key.clone()),
        upload_id: Some(call.upload_id.clone()),
        next_part_number_marker: None,
        is_truncated: Some(false),
        parts: upload.parts.range(after + 1..).map(part).collect(),
    })
}

type Completed = Result<CompleteMultipartUploadOutput, Error>;

pub(super) fn complete(state: &mut State, call: &IncomingCall<CompleteMultipartUpload>) -> Completed {
    let upload = state.upload(&call.bucket, &call.key, &call.upload_id)?;
    let wanted = call.multipart_upload.as_ref().map(|upload| upload.parts.as_slice()).unwrap_or_default();
    let message = || "One or more of the specified parts could not be found.".to_owned();
    let mut parts = Vec::new();
    for (index, part) in wanted.iter().enumerate() {
        let stored = part.part_number.and_then(|number| upload.parts.get(&number));
        let stored = stored.filter(|(_, tag, _)| part.e_tag.as_deref().map(unquoted) == Some(unquoted(tag)));
        let (bytes, ..) = stored.ok_or_else(|| Error::InvalidPart { message: message() })?;
        if bytes.len() < MIN_PART && index + 1 < wanted.len() {
            let message = "Your proposed upload is smaller than the minimum allowed size".to_owned();
            return Err(Error::EntityTooSmall { message });
        }
        parts.push(bytes.as_ref());
    }
    if wanted.is_empty() {
        return Err(Error::BadRequest { message: "there is no part".to_owned() });
    }
    let tag = tag_of_parts(parts.iter().copied());
    let stored = Stored {
        content: parts.concat().into(),
        tag: tag.clone(),
        modified: call.time,
        content_type: upload.content_type.clone(),
        content_encoding: None,
        expires: None,
        metadata: upload.metadata.clone(),
        crc32: None,
    };
    state.bucket(&call.bucket)?.objects.insert(call.key.clone(), stored);
    state.uploads.remove(&call.upload_id);
    Ok(CompleteMultipartUploadOutput {
        bucket: Some(call.bucket.clone()),
        key: Some(call.key.clone()),
        e_tag: Some(tag),
        ..CompleteMultipartUploadOutput::default()
    })
}

fn unquoted(tag: &str) -> &str {
    tag.trim_matches('"')
}

pub(super) fn abort(state: &mut State, call: &IncomingCall<AbortMultipartUpload>) -> Result<(), Error> {
    state.upload(&call.bucket, &call.key, &call.upload_id)?;
    state.uploads.remove(&call.upload_id);
    Ok(())
}
