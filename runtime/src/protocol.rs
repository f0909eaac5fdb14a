//! Protocols: the codecs that convert inputs, outputs and errors to and from HTTP messages. Each protocol has one
//! codec.

#[cfg(feature = "checksums")]
pub(crate) mod aws_chunked;
mod aws_json;
#[cfg(feature = "aws-query")]
mod aws_query;
#[cfg(feature = "rpc-v2-cbor")]
mod cbor;
#[cfg(feature = "checksums")]
pub(crate) mod checksum;
mod crc32;
mod dynamodb_crc32;
#[cfg(feature = "aws-query")]
mod ec2_query;
#[cfg(any(feature = "aws-query", feature = "rest-xml"))]
pub(crate) mod element;
#[cfg(feature = "event-stream")]
pub(crate) mod event_stream;
#[cfg(any(feature = "aws-query", feature = "server"))]
mod form;
#[cfg(feature = "compression")]
pub(crate) mod gzip;
pub(crate) mod http_message;
mod json;
pub(crate) mod json_body;
mod json_error;
#[cfg(any(feature = "aws-query", feature = "rest-xml"))]
mod request_id_slot;
mod rest_json;
#[cfg(feature = "rest-xml")]
mod rest_xml;
#[cfg(feature = "rpc-v2-cbor")]
mod rpc_v2_cbor;
pub(crate) mod text;
#[cfg(any(feature = "aws-query", feature = "rest-xml"))]
mod xml_error;

#[cfg(feature = "server")]
use bytes::Bytes;

#[cfg(feature = "server")]
use crate::model::modeled_error::ModeledError;
#[cfg(feature = "server")]
use crate::model::protocol::{InvalidRequest, Protocol as _};

pub use aws_json::{AwsJson1_0, AwsJson1_1};
#[cfg(feature = "server")]
pub(crate) use aws_json::{TARGET, target_of};
#[cfg(feature = "aws-query")]
pub use aws_query::AwsQuery;
#[cfg(feature = "aws-query")]
pub use ec2_query::Ec2Query;
#[cfg(feature = "server")]
pub(crate) use form::{form_in, is_form, is_utf8, query_pairs};
#[cfg(all(any(feature = "aws-query", feature = "rest-xml"), feature = "server"))]
pub(crate) use request_id_slot::RequestIdSlot;
pub use rest_json::RestJson1;
#[cfg(feature = "rest-xml")]
pub use rest_xml::RestXml;
#[cfg(feature = "rpc-v2-cbor")]
pub use rpc_v2_cbor::RpcV2Cbor;
#[cfg(all(feature = "rpc-v2-cbor", feature = "server"))]
pub(crate) use rpc_v2_cbor::path_of as cbor_path_of;

/// Encodes `error` in the protocol with this name.
#[cfg(feature = "server")]
pub(crate) fn encode_error_in<E: ModeledError>(
    protocol: &str,
    error: &E,
) -> Result<http::Response<Bytes>, InvalidRequest> {
    match protocol {
        AwsJson1_0::NAME => AwsJson1_0::encode_error(error),
        AwsJson1_1::NAME => AwsJson1_1::encode_error(error),
        #[cfg(feature = "aws-query")]
        AwsQuery::NAME => AwsQuery::encode_error(error),
        #[cfg(feature = "aws-query")]
        Ec2Query::NAME => Ec2Query::encode_error(error),
        #[cfg(feature = "rest-xml")]
        RestXml::NAME => RestXml::encode_error(error),
        #[cfg(feature = "rpc-v2-cbor")]
        RpcV2Cbor::NAME => RpcV2Cbor::encode_error(error),
        _ => RestJson1::encode_error(error),
    }
}
