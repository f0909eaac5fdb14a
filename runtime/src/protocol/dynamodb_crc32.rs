//! The checksum of DynamoDB's responses: `x-amz-crc32` has the CRC-32 of the body as a decimal number.
//!
//! Source: DynamoDB's developer guide, "DynamoDB low-level API"; botocore checks it in `retryhandler.py`.

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, HeaderMap};

use super::crc32::CRC32;
use crate::model::operation::ServiceMeta;
use crate::value::body::BodyError;

/// What is wrong with the body of a response of DynamoDB.
pub(super) fn corruption(service: &ServiceMeta, response: &http::Response<Bytes>) -> Option<BodyError> {
    if !matches!(service.id, "DynamoDB" | "DynamoDB Streams") {
        return None;
    }
    let (headers, body) = (response.headers(), response.body());
    let expected: u32 = number(headers, "x-amz-crc32")?;
    // The checksum is that of the bytes on the wire. A transport that has decompressed them has removed their length.
    let is_as_sent = number(headers, CONTENT_LENGTH.as_str()) == Some(body.len());
    (is_as_sent && CRC32.checksum(body) != expected).then_some(BodyError::WrongChecksum { algorithm: "CRC32" })
}

fn number<T: std::str::FromStr>(headers: &HeaderMap, name: &str) -> Option<T> {
    headers.get(name)?.to_str().ok()?.trim().parse().ok()
}
