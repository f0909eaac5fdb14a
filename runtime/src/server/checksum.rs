//! Checks the checksums of requests, and sends those of responses.

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use super::rejection::Rejection;
use crate::model::operation::OperationMeta;
use crate::protocol::checksum::{Checksum, ChecksumAlgorithm, is_checksum};

/// Rejects a body that differs from a checksum in the headers, and one without a checksum where one is required. The codes
/// are those of S3. A checksum of an algorithm that this crate does not compute is not checked.
pub(super) fn check(operation: &OperationMeta, headers: &HeaderMap, body: &[u8]) -> Result<(), Rejection> {
    if !operation.checksum.is_of_requests() {
        return Ok(());
    }
    compare(headers, body)?;
    if operation.checksum.required && !has_checksum(headers) {
        let message = "the request has neither the header `Content-MD5` nor one of `x-amz-checksum-*`".to_owned();
        return Err(Rejection { status: StatusCode::BAD_REQUEST, code: "InvalidRequest", message });
    }
    Ok(())
}

/// Compares a body with each checksum in its headers or trailers.
pub(super) fn compare(headers: &HeaderMap, body: &[u8]) -> Result<(), Rejection> {
    for (checksum, value) in Checksum::all_in(headers) {
        if checksum.of(body).as_bytes() != value.as_bytes().trim_ascii() {
            let message = format!("the body does not have the checksum in the header `{}`", checksum.header());
            return Err(Rejection { status: StatusCode::BAD_REQUEST, code: "BadDigest", message });
        }
    }
    Ok(())
}

fn has_checksum(headers: &HeaderMap) -> bool {
    headers.contains_key(Checksum::ContentMd5.header()) || headers.keys().any(|name| is_checksum(name.as_str()))
}

/// Adds the checksum that the request asks for, unless the response has one.
pub(super) fn add(operation: &OperationMeta, request: &Parts, response: &mut http::Response<Bytes>) {
    let mode = operation.checksum.mode_header().and_then(|mode| request.headers.get(mode));
    let is_whole = request.method != Method::HEAD && response.status() != StatusCode::PARTIAL_CONTENT;
    if mode.is_none_or(|mode| mode != "ENABLED") || !is_whole || !response.status().is_success() {
        return;
    }
    if response.headers().keys().any(|name| is_checksum(name.as_str())) {
        return;
    }
    let checksum = Checksum::Of(ChecksumAlgorithm::Crc32);
    if let Ok(value) = HeaderValue::try_from(checksum.of(response.body())) {
        response.headers_mut().insert(checksum.header(), value);
    }
}
