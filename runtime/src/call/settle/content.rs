//! Compares an object that is there with the one that a call writes.

use std::time::Duration;

use http::HeaderMap;
use http::header::{CONTENT_LENGTH, DATE, ETAG, IF_MATCH, LAST_MODIFIED};

use crate::call::Call;
use crate::call::limits::Deadline;
use crate::value::timestamp::Timestamp;

/// How far the clocks of two machines of a service may differ, in seconds.
const CLOCK_TOLERANCE: i64 = 5;

/// How the content of an object compares with that of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Same,
    Other,
    /// The object has nothing by which its content is known.
    Unknown,
}

impl Call<'_> {
    /// Compares the content by its length and by the checksums of the object.
    pub(super) async fn compare(&self, found: &HeaderMap, deadline: Deadline) -> Content {
        let length = text_of(found, &CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
        if length.zip(self.request.body.len()).is_some_and(|(found, own)| found != own) {
            return Content::Other;
        }
        self.compare_checksums(found, deadline).await
    }

    /// Whether the object has the metadata of the call, by which callers with the same content are told apart.
    pub(super) fn has_metadata_in(&self, found: &HeaderMap) -> bool {
        let headers = &self.request.headers;
        let mut own = headers.names().filter(|name| name.as_str().starts_with("x-amz-meta-"));
        own.all(|name| {
            let value = headers.values_of(name).map(|value| value.as_bytes().trim_ascii());
            value.eq(found.get_all(name).iter().map(|value| value.as_bytes().trim_ascii()))
        })
    }

    /// Whether the object is still the one that the call is to replace.
    pub(super) fn expects_tag_in(&self, found: &HeaderMap) -> bool {
        let Some(tag) = text_of(found, &ETAG).map(unquoted) else { return false };
        let mut expected = self.request.headers.values_of(&IF_MATCH).filter_map(|value| value.to_str().ok());
        expected.any(|expected| unquoted(expected) == tag)
    }
}

/// Whether an object was written before the call began, `elapsed` ago. Both dates are those of the service's clock. An
/// object that was uploaded in parts has the date at which its upload began.
pub(super) fn is_older(found: &HeaderMap, elapsed: Option<Duration>) -> bool {
    let date = |name| text_of(found, name).and_then(Timestamp::from_http_date);
    let (Some(now), Some(written), Some(elapsed)) = (date(&DATE), date(&LAST_MODIFIED), elapsed) else { return false };
    let elapsed = i64::try_from(elapsed.as_secs()).unwrap_or(i64::MAX);
    let has_parts = text_of(found, &ETAG).is_none_or(|tag| tag.contains('-'));
    let age = now.as_second().saturating_sub(written.as_second());
    !has_parts && age > elapsed.saturating_add(CLOCK_TOLERANCE)
}

pub(super) fn text_of<'h>(headers: &'h HeaderMap, name: &http::HeaderName) -> Option<&'h str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

pub(super) fn unquoted(tag: &str) -> &str {
    tag.trim().trim_matches('"')
}

#[cfg(not(feature = "checksums"))]
impl Call<'_> {
    /// Compares the content by a checksum that the request has as well.
    #[allow(clippy::unused_async)] // with the feature `checksums`, the body is read
    async fn compare_checksums(&self, found: &HeaderMap, _: Deadline) -> Content {
        let of_both = self.request.headers.names().filter(|name| name.as_str().starts_with("x-amz-checksum-"));
        let mut equal =
            of_both.filter_map(|name| Some((found.get(name)?, self.request.headers.values_of(name).next()?)));
        match equal.next() {
            None => Content::Unknown,
            Some((found, own)) if found == own => Content::Same,
            Some(_) => Content::Other,
        }
    }
}
