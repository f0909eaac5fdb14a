//! What a call came back with.

use std::ops::{Deref, DerefMut};

use http::{HeaderMap, StatusCode};

use crate::send_error::{CallContext, Facts};

/// An output, and what is known of the call; dereferences to the output.
#[derive(Clone, Debug)]
pub struct Response<T> {
    output: T,
    status: StatusCode,
    headers: HeaderMap,
    facts: Facts,
}

impl<T> Response<T> {
    pub(crate) fn new(output: T, status: StatusCode, headers: HeaderMap, facts: Facts) -> Self {
        Self { output, status, headers, facts }
    }

    /// What is known of the call, for an error that follows from its output.
    pub(crate) fn context(&self) -> CallContext {
        CallContext::new(self.facts.clone())
    }

    /// The output alone.
    pub fn into_inner(self) -> T {
        self.output
    }

    /// The HTTP status of the answer.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The request ID, which AWS support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.facts.request_id.as_deref()
    }

    /// How many times the request was sent.
    pub fn attempts(&self) -> u32 {
        self.facts.attempts
    }

    /// The idempotency token that was sent, given or filled in.
    pub fn idempotency_token(&self) -> Option<&str> {
        self.facts.token.as_deref()
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.output
    }
}

impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.output
    }
}

/// The request ID among `headers`: `x-amzn-requestid`, or `x-amz-request-id` of older services.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    headers.get("x-amzn-requestid").or_else(|| headers.get("x-amz-request-id"))?.to_str().ok()
}
