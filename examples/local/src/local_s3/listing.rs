//! Lists of objects, page by page, with prefixes up to a delimiter.

use std::fmt::Write as _;

use aws_operation::server::IncomingCall;

use super::State;
use crate::s3::{CommonPrefix, Error, ListObjectsV2, ListObjectsV2Output, Object};

/// The maximum number of keys and prefixes in a page.
const MAX_KEYS: i32 = 1000;

pub(super) fn list(state: &mut State, call: &IncomingCall<ListObjectsV2>) -> Result<ListObjectsV2Output, Error> {
    let objects = &state.bucket(&call.bucket)?.objects;
    let prefix = call.prefix.clone().unwrap_or_default();
    let is_encoded = call.encoding_type.as_deref() == Some("url");
    let shown = |text: &str| if is_encoded { encoded(text) } else { text.to_owned() };
    let max = call.max_keys.unwrap_or(MAX_KEYS).clamp(0, MAX_KEYS);
    let max_entries = usize::try_from(max).unwrap_or_default();
    // The token is the last key or prefix of the page before.
    let after = call.continuation_token.as_ref().or(call.start_after.as_ref());
    let (mut contents, mut common_prefixes) = (Vec::new(), Vec::<String>::new());
    let (mut last, mut is_truncated) = (None, false);
    for (key, object) in objects.iter().filter(|(key, _)| key.starts_with(&prefix)) {
        let common = common_prefix(key, &prefix, call.delimiter.as_deref());
        let entry = common.unwrap_or(key);
        if after.is_some_and(|after| entry <= after.as_str())
            || common_prefixes.last().is_some_and(|last| last == entry)
        {
            continue;
        }
        if contents.len() + common_prefixes.len() == max_entries {
            is_truncated = true;
            break;
        }
        last = Some(entry.to_owned());
        match common {
            Some(common) => common_prefixes.push(common.to_owned()),
            None => contents.push(Object {
                key: shown(key),
                last_modified: Some(object.modified),
                e_tag: Some(object.tag.clone()),
                size: i64::try_from(object.content.len()).ok(),
                storage_class: Some("STANDARD".to_owned()),
            }),
        }
    }
    let common_prefix = |prefix: &String| CommonPrefix { prefix: Some(shown(prefix)) };
    Ok(ListObjectsV2Output {
        is_truncated: Some(is_truncated),
        key_count: i32::try_from(contents.len() + common_prefixes.len()).ok(),
        contents,
        name: Some(call.bucket.clone()),
        prefix: Some(shown(&prefix)),
        delimiter: call.delimiter.as_deref().map(shown),
        max_keys: Some(max),
        common_prefixes: common_prefixes.iter().map(common_prefix).collect(),
        encoding_type: call.encoding_type.clone(),
        next_continuation_token: last.filter(|_| is_truncated),
    })
}

/// The key up to the first delimiter after the prefix.
fn common_prefix<'k>(key: &'k str, prefix: &str, delimiter: Option<&str>) -> Option<&'k str> {
    let delimiter = delimiter.filter(|delimiter| !delimiter.is_empty())?;
    let at = key.get(prefix.len()..)?.find(delimiter)?;
    key.get(..prefix.len() + at + delimiter.len())
}

/// A text as S3 encodes it: letters, digits and `-._*/` as they are, and a space as `+`.
fn encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'*' | b'/' => encoded.push(byte.into()),
            b' ' => encoded.push('+'),
            // Writing to a string does not fail.
            _ => drop(write!(encoded, "%{byte:02X}")),
        }
    }
    encoded
}
