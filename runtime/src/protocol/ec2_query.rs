//! ec2Query: awsQuery with flattened lists in requests, other names, and responses without a result element.
//!
//! Source: Smithy's `aws.protocols#ec2Query`.

use bytes::Bytes;
use http::StatusCode;

use super::aws_query::{
    describe, encode_form, error_in, facts_of, form_in_url, read_parameters, request_id_of, response, unexpected,
};
use super::element::{Ec2FormBody, Ec2XmlBody, Tree, XmlBody, parse_xml, read_element};
use super::http_message::{ErrorTarget, MessageWriter, ResponseSource, StructureTarget};
use crate::model::modeled_error::ModeledError;
use crate::model::operation::Operation;
use crate::model::protocol::{
    EncodedRequest, ErrorFacts, Fill, InvalidRequest, Protocol, ReceivedRequest, RpcProtocol, Sealed, shape_of,
};
use crate::model::streamed_body::StreamedBody;
use crate::model::structure::{ReadMembers, WriteMembers, with_omitted_lists};
use crate::value::timestamp_format::Format;

/// The protocol ec2Query of EC2.
#[derive(Clone, Copy, Debug)]
pub struct Ec2Query;

impl RpcProtocol for Ec2Query {}

impl Sealed for Ec2Query {}

impl Protocol for Ec2Query {
    const NAME: &'static str = "ec2Query";
    const TIMESTAMPS: (Format, bool) = (Format::DateTime, true);

    fn encode_input<O: Operation>(input: &O, fill: &Fill<'_>) -> Result<EncodedRequest, InvalidRequest> {
        encode_form(input, fill, Ec2FormBody::finish)
    }

    fn in_url(request: &mut EncodedRequest) {
        form_in_url(request);
    }

    fn decode_output<T: ReadMembers>(
        operation: &str,
        response: &http::Response<Bytes>,
        stream: Option<StreamedBody>,
    ) -> Result<T, serde_json::Error> {
        let target = StructureTarget::<T>::rpc();
        let source = ResponseSource::new(response, stream);
        if response.body().trim_ascii().is_empty() {
            return read_element(target, &source, None);
        }
        read_element(target, &source, Some(response_of(operation, response.body())?.root()))
    }

    fn error_facts(response: &http::Response<Bytes>) -> ErrorFacts {
        facts_of(response)
    }

    fn body_request_id(response: &http::Response<Bytes>) -> Option<String> {
        request_id_of(response)
    }

    fn decode_error<E: ModeledError>(shape: usize, response: &http::Response<Bytes>) -> Result<E, serde_json::Error> {
        let tree = parse_xml(response.body())?;
        read_element(ErrorTarget::<E>::rpc(shape)?, &ResponseSource::new(response, None), error_in(tree.root()))
    }

    fn decode_input<O: Operation + ReadMembers>(request: &ReceivedRequest<'_>) -> Result<O, serde_json::Error> {
        let form = read_parameters(request)?;
        with_omitted_lists(|| read_element(StructureTarget::rpc(), request, Some(form.tree(true).root())))
    }

    fn encode_output<T: WriteMembers>(operation: &str, output: &T) -> Result<http::Response<Bytes>, InvalidRequest> {
        let mut writer = MessageWriter::<Ec2XmlBody>::new(T::MEMBERS, T::RPC_BINDINGS);
        output.write_members(&mut writer)?;
        let mut message = writer.finish();
        if message.take_payload(T::NAME)?.is_some() {
            return Err(InvalidRequest::of_structure(T::NAME, "has a payload, which ec2Query does not support"));
        }
        Ok(response(StatusCode::OK, &[[operation, "Response"].concat()], message.body.0, &["requestId"]))
    }

    fn encode_error<E: ModeledError>(error: &E) -> Result<http::Response<Bytes>, InvalidRequest> {
        let shape = shape_of(error);
        let status = StatusCode::from_u16(shape.status).unwrap_or(StatusCode::BAD_REQUEST);
        let mut writer = MessageWriter::new(shape.members, &[]).with_body(Ec2XmlBody(XmlBody::of_error()));
        writer.extra_member("Code", error.code())?;
        error.write_shape(&mut writer)?;
        Ok(response(status, &ERROR, writer.finish().body.0, &["RequestID"]))
    }

    fn encode_unmodeled(status: StatusCode, code: &str, message: &str) -> http::Response<Bytes> {
        let mut body = XmlBody::default();
        body.child("Code", code);
        body.child("Message", message);
        response(status, &ERROR, body, &["RequestID"])
    }
}

/// The elements around the members of an error.
const ERROR: [&str; 3] = ["Response", "Errors", "Error"];

/// The root element of a response of `operation`, which contains the members of the output. EC2 has also sent
/// the bare name of the operation. A response with another root is rejected, even with a 2xx status.
fn response_of<'a>(operation: &str, body: &'a [u8]) -> Result<Tree<'a>, serde_json::Error> {
    let expected = [operation, "Response"].concat();
    let tree = parse_xml(body).map_err(|error| unexpected(&expected, &error))?;
    let root = tree.root();
    if root.name() == expected || root.name() == operation {
        Ok(tree)
    } else {
        Err(unexpected(&expected, &describe(root)))
    }
}
