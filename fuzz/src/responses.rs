//! Responses of a service: outputs and errors.

use aws_operation::codec::{
    AwsJson1_0, AwsJson1_1, AwsQuery, Ec2Query, Protocol, ReadMembers, RestJson1, RestXml, RpcV2Cbor, WriteMembers,
};

use aws_operation::{Bytes, ModeledError};

use crate::compare::same;
use crate::message::Message;
use crate::shapes::{
    Attributes, BlobPayload, Bound, DocumentPayload, Error, Everything, Flat, QueryError, ShapePayload, TextPayload,
    Unwrapped, XmlPayload,
};

/// The operation of the responses.
const OPERATION: &str = "Get";

/// Reads `PROTOCOL SHAPE STATUS` with headers and body. A readable output is written and read again, and is still the
/// same. A readable error is written with the code of its shape.
pub fn responses(data: &[u8]) -> bool {
    let Some(message) = Message::read(data) else { return false };
    let mut words = message.line.split(' ');
    let (Some(protocol), Some(shape), Some(status)) = (words.next(), words.next(), words.next()) else { return false };
    let Ok(status) = status.parse::<http::StatusCode>() else { return false };
    let mut response = http::Response::new(Bytes::copy_from_slice(message.body));
    *response.status_mut() = status;
    *response.headers_mut() = message.headers;
    match protocol {
        "restJson1" => rest::<RestJson1>(shape, &response),
        "awsJson1_0" => rpc::<AwsJson1_0>(shape, &response),
        "awsJson1_1" => rpc::<AwsJson1_1>(shape, &response),
        "rpcv2Cbor" => rpc::<RpcV2Cbor>(shape, &response),
        "awsQuery" => query::<AwsQuery>(shape, &response),
        "restXml" => xml::<RestXml>(shape, &response),
        "ec2Query" => query::<Ec2Query>(shape, &response),
        _ => false,
    }
}

fn rest<P: Protocol>(shape: &str, response: &http::Response<Bytes>) -> bool {
    match shape {
        "Bound" => output::<P, Bound>(response),
        "BlobPayload" => output::<P, BlobPayload>(response),
        "TextPayload" => output::<P, TextPayload>(response),
        "ShapePayload" => output::<P, ShapePayload>(response),
        "DocumentPayload" => output::<P, DocumentPayload>(response),
        _ => rpc::<P>(shape, response),
    }
}

fn rpc<P: Protocol>(shape: &str, response: &http::Response<Bytes>) -> bool {
    match shape {
        "Everything" => output::<P, Everything>(response),
        "Error" => error::<P, Error>(response),
        _ => false,
    }
}

fn query<P: Protocol>(shape: &str, response: &http::Response<Bytes>) -> bool {
    match shape {
        "Flat" => output::<P, Flat>(response),
        "Error" => error::<P, QueryError>(response),
        _ => false,
    }
}

fn xml<P: Protocol>(shape: &str, response: &http::Response<Bytes>) -> bool {
    match shape {
        "Attributes" => output::<P, Attributes>(response),
        "XmlPayload" => output::<P, XmlPayload>(response),
        "Unwrapped" => output::<P, Unwrapped>(response),
        _ => query::<P>(shape, response),
    }
}

pub(crate) fn output<P: Protocol, T: ReadMembers + WriteMembers + std::fmt::Debug>(
    response: &http::Response<Bytes>,
) -> bool {
    let Ok(first) = P::decode_output::<T>(OPERATION, response, None) else { return false };
    // The encoder may reject a value that the lenient decoder reads.
    let Ok(written) = P::encode_output(OPERATION, &first) else { return true };
    let again = P::decode_output::<T>(OPERATION, &written, None);
    let again = again.unwrap_or_else(|error| panic!("{error}: {first:#?}\nwas written as {written:?}"));
    same(&first, &again);
    true
}

pub(crate) fn error<P: Protocol, E: ModeledError>(response: &http::Response<Bytes>) -> bool {
    let mut read = false;
    for shape in 0..E::SHAPES.len() {
        let Ok(first) = P::decode_error::<E>(shape, response) else { continue };
        read = true;
        let Ok(written) = P::encode_error(&first) else { continue };
        assert_eq!(P::error_facts(&written).code.as_deref(), Some(first.code()));
        let again = P::decode_error::<E>(shape, &written);
        let again = again.unwrap_or_else(|error| panic!("{error}: {first} was written as {written:?}"));
        assert_eq!(first.to_string(), again.to_string());
    }
    read
}
