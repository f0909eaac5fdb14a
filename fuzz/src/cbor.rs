//! Bodies in CBOR.

use aws_operation::Bytes;
use aws_operation::codec::{Protocol as _, RpcV2Cbor};
use http::{HeaderValue, StatusCode};

use crate::responses::{error, output};
use crate::shapes::{Error, Everything};

/// Reads the body as an output and as an error. The properties are those of `responses`.
pub fn cbor(data: &[u8]) -> bool {
    let mut response = http::Response::new(Bytes::copy_from_slice(data));
    response.headers_mut().insert("smithy-protocol", HeaderValue::from_static("rpc-v2-cbor"));
    let is_output = output::<RpcV2Cbor, Everything>(&response);
    *response.status_mut() = StatusCode::BAD_REQUEST;
    let has_code = RpcV2Cbor::error_facts(&response).code.is_some();
    error::<RpcV2Cbor, Error>(&response) | has_code | is_output
}
