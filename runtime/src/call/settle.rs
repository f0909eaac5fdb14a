//! Settles a write of S3 whose response was lost, by looking at the object.
//!
//! A conditional write and `CompleteMultipartUpload` succeed only once. If the response is lost, a retry is rejected because
//! of what the first attempt did: with status 412, or with `NoSuchUpload`. Source: "Conditional requests" of the Amazon S3
//! User Guide.

#[cfg(feature = "checksums")]
mod checksums;
mod content;
mod look;
mod parts;

use std::error::Error as StdError;
use std::fmt;

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, IF_MATCH, IF_NONE_MATCH};

use super::limits::Deadline;
use super::observe::RetryReason;
use super::retry::Failure;
use super::{Call, NoResponse, Progress, Response};
use crate::call::response::request_id;
use crate::sigv4::is_s3;
use content::Content;
use look::Look;

/// A write that is rejected when it is repeated.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OnceOnly {
    /// A conditional `PutObject`.
    Put,
    /// A conditional `CopyObject`.
    Copy,
    /// `CompleteMultipartUpload`.
    Complete,
}

/// What is known of a write whose response was lost.
enum Finding {
    /// It was done. This is its response.
    Done(Box<Response>),
    /// No attempt has done it.
    NotDone,
    /// There is no object. An attempt may be on its way still.
    NotYet,
    /// Something else was done.
    Other(String),
    /// Nothing is known.
    Unknown(String),
}

/// What the last look found, if the call goes on after it.
pub(super) struct Found {
    text: Option<String>,
    /// Whether a retry is harmless, whatever the operation says.
    pub(super) may_repeat: bool,
}

/// The end of an attempt.
type End = Result<Box<Response>, NoResponse>;

/// Why a call is ambiguous: what a look found, after an attempt that ended without a response or with an error.
#[derive(Debug)]
struct Unsettled {
    text: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl fmt::Display for Unsettled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl StdError for Unsettled {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

impl Unsettled {
    fn with(cause: Box<dyn StdError + Send + Sync>, found: &str) -> Self {
        Self { text: format!("{cause}; {found}"), source: Some(cause) }
    }
}

impl Call<'_> {
    fn once_only(&self) -> Option<OnceOnly> {
        if !is_s3(self.meta.signing_name) {
            return None;
        }
        let headers = &self.request.headers;
        let is_conditional = || headers.contains(&IF_NONE_MATCH) || headers.contains(&IF_MATCH);
        match self.operation.name {
            "CompleteMultipartUpload" => Some(OnceOnly::Complete),
            "PutObject" if is_conditional() => Some(OnceOnly::Put),
            "CopyObject" if is_conditional() => Some(OnceOnly::Copy),
            _ => None,
        }
    }

    /// Whether the call is a write that is rejected when it is repeated.
    pub(super) fn is_once_only(&self) -> bool {
        self.once_only().is_some()
    }

    /// Looks whether the write was done, if the end of an attempt leaves that open. Returns how it failed; `None` if it was done,
    /// with its response as the end. Boxed, because few calls need it.
    pub(super) async fn settled(
        &self,
        end: &mut End,
        failure: Failure,
        deadline: Deadline,
        progress: &mut Progress<'_, '_>,
    ) -> Option<Failure> {
        let may_be_own_effect = || progress.facts.ambiguous && is_conflict(end);
        if (failure.ambiguous || may_be_own_effect()) && self.is_once_only() {
            return Box::pin(self.settle(end, failure, deadline, progress)).await;
        }
        Some(failure)
    }

    async fn settle(
        &self,
        end: &mut End,
        failure: Failure,
        deadline: Deadline,
        progress: &mut Progress<'_, '_>,
    ) -> Option<Failure> {
        let conflict = if failure.ambiguous { None } else { Some(code_of(end).unwrap_or_default().to_owned()) };
        let is_upload = self.once_only() == Some(OnceOnly::Complete);
        if is_upload && conflict.is_none() && self.has_attempts(failure, progress) {
            // The response to a retry says whether the upload was complete.
            progress.found = Some(Box::new(Found { text: None, may_repeat: true }));
            return Some(failure);
        }
        let finding = if is_upload {
            self.find_upload(conflict.as_deref(), deadline).await
        } else {
            self.find_object(deadline).await
        };
        Some(match (finding, conflict) {
            (Finding::Done(response), _) => {
                progress.succeed(&response);
                *end = Ok(response);
                return None;
            }
            (finding, Some(code)) => self.after_conflict(&code, finding, end, failure, progress),
            (finding, None) => after_loss(finding, end, failure, progress),
        })
    }

    /// What a rejected retry means, if an earlier attempt may have caused it.
    fn after_conflict(
        &self,
        code: &str,
        finding: Finding,
        end: &mut End,
        failure: Failure,
        progress: &mut Progress<'_, '_>,
    ) -> Failure {
        match finding {
            Finding::NotDone | Finding::NotYet if self.is_race(code) => {
                Failure { retryable: Some(RetryReason::TransientError), ..failure }
            }
            Finding::NotDone => {
                progress.facts.ambiguous = false;
                failure
            }
            finding => {
                let found = finding.into_text();
                let text = format!(
                    "S3 rejected a retry with `{code}` after the response to an earlier attempt was lost; {found}"
                );
                *end = Err(NoResponse::Ambiguous(Unsettled { text, source: None }.into()));
                Failure { ambiguous: true, retryable: None, ..failure }
            }
        }
    }

    /// The cause of an ambiguous call, with what was found of its write, or what to do if nothing was.
    pub(super) fn with_finding(
        &self,
        cause: Box<dyn StdError + Send + Sync>,
        progress: &mut Progress<'_, '_>,
    ) -> Box<dyn StdError + Send + Sync> {
        if !self.is_once_only() || cause.is::<Unsettled>() {
            return cause;
        }
        let found = progress.found.take().and_then(|found| found.text);
        let text = found.unwrap_or_else(|| "look at the object before you send the call again".to_owned());
        Unsettled::with(cause, &text).into()
    }

    /// Whether the attempt can be followed by another.
    fn has_attempts(&self, failure: Failure, progress: &Progress<'_, '_>) -> bool {
        failure.retryable.is_some()
            && self.request.body.is_repeatable()
            && progress.facts.attempts < self.limits.retry.attempts_of(self.meta)
    }

    /// Whether S3 rejected the write because of another one at the same time, after which it may be repeated. That of an
    /// upload in parts may not.
    fn is_race(&self, code: &str) -> bool {
        code == "ConditionalRequestConflict" && self.once_only() != Some(OnceOnly::Complete)
    }

    /// Whether an object is there, and is the one that the call writes.
    async fn find_object(&self, deadline: Deadline) -> Finding {
        let found = match self.look_at_object(deadline).await {
            Look::There(found) => found,
            Look::Absent => return Finding::NotYet,
            Look::Unseen(reason) => return Finding::unseen(&reason),
        };
        let headers = found.message.headers();
        if content::is_older(headers, deadline.elapsed()) {
            return Finding::NotDone;
        }
        let content = match self.once_only() {
            Some(OnceOnly::Put) => self.compare(headers, deadline).await,
            _ => Content::Unknown,
        };
        let (object, advice) = (shown(headers), "read the object before you write it again");
        match content {
            Content::Same if self.has_metadata_in(headers) => Finding::Done(written(found, Bytes::new())),
            _ if self.expects_tag_in(headers) => Finding::NotDone,
            Content::Unknown => Finding::Other(format!(
                "nothing tells whether the object that is there now {object} is that of this call: {advice}"
            )),
            _ => Finding::Other(format!("another object is there now {object}: {advice}")),
        }
    }

    /// Whether an upload in parts is complete.
    async fn find_upload(&self, conflict: Option<&str>, deadline: Deadline) -> Finding {
        let is_gone = match conflict {
            Some("NoSuchUpload") => true,
            _ => match self.look_at_upload(deadline).await {
                Look::There(_) => return Finding::NotDone,
                Look::Absent => true,
                Look::Unseen(_) => false,
            },
        };
        let why = "the upload was aborted, or the object was";
        let found = match self.look_at_object(deadline).await {
            Look::There(found) => found,
            Look::Absent if is_gone => return Finding::Other(format!("there is no object: {why} deleted")),
            Look::Absent => return Finding::NotYet,
            Look::Unseen(reason) => return Finding::unseen(&reason),
        };
        let object = shown(found.message.headers());
        match self.completed(&found) {
            Some(body) if is_gone => Finding::Done(written(found, body)),
            // It may have been made of equal parts before.
            Some(_) => Finding::Unknown(
                "the object is what the parts make, but the upload may not be complete: list its parts".to_owned(),
            ),
            None if is_gone => Finding::Other(format!(
                "the object that is there now {object} is not what the parts make: {why} replaced"
            )),
            None => Finding::Unknown(format!(
                "the object that is there now {object} is not what the parts make: list the parts of the upload"
            )),
        }
    }
}

/// What a lost response means.
fn after_loss(finding: Finding, end: &mut End, failure: Failure, progress: &mut Progress<'_, '_>) -> Failure {
    let may_repeat = matches!(finding, Finding::NotDone | Finding::NotYet);
    let is_other = matches!(finding, Finding::Other(_));
    let text = finding.into_text();
    if !is_other {
        progress.found = Some(Box::new(Found { text: Some(text), may_repeat }));
        return failure;
    }
    // The end is taken, and set again.
    let cause = match std::mem::replace(end, Err(NoResponse::Ambiguous("".into()))) {
        Ok(response) => format!("S3 responded with status {}", response.message.status().as_u16()).into(),
        Err(no_response) => no_response.into_cause(),
    };
    *end = Err(NoResponse::Ambiguous(Unsettled::with(cause, &text).into()));
    Failure { ambiguous: true, retryable: None, ..failure }
}

impl Progress<'_, '_> {
    /// The call has ended with this response.
    fn succeed(&mut self, response: &Response) {
        self.quota.succeed();
        let facts = &mut *self.facts;
        (facts.status, facts.code, facts.throttling) = (Some(response.message.status()), None, false);
        facts.request_id = request_id(response.message.headers()).map(str::to_owned);
        facts.extended_request_id = None;
    }
}

impl Finding {
    fn unseen(reason: &str) -> Self {
        Self::Unknown(format!(
            "HeadObject did not tell whether it was written ({reason}): look at the object before you send the call again"
        ))
    }

    /// What was found, and what to do.
    fn into_text(self) -> String {
        match self {
            Self::Done(_) | Self::NotDone => "it was not written: send the call again".to_owned(),
            Self::NotYet => "there is no object: send the call again".to_owned(),
            Self::Other(text) | Self::Unknown(text) => text,
        }
    }
}

/// Whether an error response may be the effect of an earlier attempt.
fn is_conflict(end: &End) -> bool {
    let status = end.as_ref().ok().map(|response| response.message.status());
    matches!(status, Some(StatusCode::NOT_FOUND | StatusCode::CONFLICT | StatusCode::PRECONDITION_FAILED))
}

fn code_of(end: &End) -> Option<&str> {
    end.as_ref().ok()?.error.as_ref()?.code.as_deref()
}

/// The response to the write of an object that is there. A look has the same headers, and those of the content.
fn written(mut found: Box<Response>, body: Bytes) -> Box<Response> {
    let headers = found.message.headers_mut();
    for name in [CONTENT_LENGTH, CONTENT_TYPE, CONTENT_ENCODING] {
        headers.remove(name);
    }
    *found.message.body_mut() = body;
    found
}

/// What an object is known by.
fn shown(headers: &http::HeaderMap) -> String {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or("unknown");
    format!("(ETag {}, {} bytes)", text(http::header::ETAG), text(CONTENT_LENGTH))
}
