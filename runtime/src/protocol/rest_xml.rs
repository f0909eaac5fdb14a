//! restXml: HTTP bindings, and an XML body for members without a binding.
//!
//! Source: Smithy's `aws.protocols#restXml`.

mod body;
mod error;
mod output;
mod s3;

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderValue};
use http::{HeaderMap, Method, StatusCode};
use serde_core::de::Error as _;

use super::element::{RootTraits, Tree, XmlBody, parse_xml, read_element, root_name};
use super::http_message::{
    BindingSource, BoundValue, ErrorTarget, MessageWriter, ReadTarget, ResponseSource, StructureTarget, TokenSlot,
    WrittenMessage, response, with_events, write_host_prefix, write_target,
};
use super::request_id_slot::leave_slot;
use super::xml_error::fault;
use crate::model::modeled_error::ModeledError;
use crate::model::operation::{Operation, Service, ServiceMeta};
use crate::model::protocol::{
    EncodedRequest, ErrorFacts, FaultInSuccess, Fill, HttpBindings, InvalidRequest, Maps, Protocol, ReceivedRequest,
    Sealed, shape_of,
};
use crate::model::streamed_body::{EventFormat, StreamedBody};
use crate::model::structure::{
    Binding, ReadMembers, Structure, WriteMembers, binding_of, has_body_members, has_payload,
};
use crate::sigv4::is_s3;
use crate::value::timestamp_format::Format;
pub(crate) use body::RestXmlBody;
use error::error_in;
use output::Content;

const XML: HeaderValue = HeaderValue::from_static("application/xml");

/// The protocol restXml of S3, S3 Control, `CloudFront` and Route 53.
#[derive(Clone, Copy, Debug)]
pub struct RestXml;

impl HttpBindings for RestXml {}

impl Maps for RestXml {}

impl Sealed for RestXml {}

impl Protocol for RestXml {
    const NAME: &'static str = "restXml";
    const TIMESTAMPS: (Format, bool) = (Format::DateTime, true);
    const EVENTS: EventFormat = EventFormat::Xml;

    fn encode_input<O: Operation>(input: &O, fill: &Fill<'_>) -> Result<EncodedRequest, InvalidRequest> {
        let meta = O::META;
        let http = meta
            .http
            .ok_or_else(|| InvalidRequest::of_operation(meta.name, "has no `http`, which restXml requires"))?;
        let method: Method = http.method.parse().map_err(|_| {
            InvalidRequest::of_operation(meta.name, format!("has the invalid HTTP method `{}`", http.method))
        })?;
        let slot = TokenSlot::new(meta.idempotency_token, fill.tokens);
        let body = RestXmlBody::of_service(O::Service::META.xml_namespace);
        let is_s3 = is_s3(O::Service::META.signing_name);
        let mut writer =
            MessageWriter::of::<O>().with_body(body).with_events(Self::EVENTS).for_input(meta, slot, fill.page);
        if is_s3 {
            writer = writer.with_free_path(http.path);
        }
        input.write_members(&mut writer)?;
        let mut message = writer.finish();
        if is_s3 {
            s3::complete_query(meta.name, &mut message.query);
            #[cfg(feature = "checksums")]
            s3::complete_keys(&mut message.headers);
        }
        let (host_prefix, target) = (
            write_host_prefix(meta.host_prefix, &message.labels),
            write_target(&http, &message.labels, &message.query),
        );
        let has_blob = message.stream.is_some();
        let body = match (message.stream.take(), has_payload(O::BINDINGS)) {
            (Some(stream), _) => stream,
            (None, true) => message.payload.take().unwrap_or_default().into(),
            // Without members there is no root element, and no content type.
            (None, false) if !message.body.has_members => Bytes::new().into(),
            (None, false) => {
                message.headers.set_default(CONTENT_TYPE, XML);
                let name = [meta.name, "Request"].concat();
                Bytes::from(message.body.finish(&name, RootTraits::of(O::XML))).into()
            }
        };
        let WrittenMessage { headers, token, .. } = message;
        Ok(EncodedRequest { method, host_prefix, target, headers, body, has_blob, token })
    }

    fn decode_output<T: ReadMembers>(
        _: &str,
        response: &http::Response<Bytes>,
        stream: Option<StreamedBody>,
    ) -> Result<T, serde_json::Error> {
        decode_output(response, stream, false)
    }

    fn decode_output_of<O: Operation>(
        response: &http::Response<Bytes>,
        stream: Option<StreamedBody>,
    ) -> Result<O::Output, serde_json::Error> {
        decode_output(response, stream, is_s3(O::Service::META.signing_name))
    }

    fn error_facts(response: &http::Response<Bytes>) -> ErrorFacts {
        error::error_facts(response)
    }

    fn fault_in_success<O: Operation>(response: &http::Response<Bytes>) -> Option<FaultInSuccess> {
        let content = Content::of::<O::Output>();
        if content == Content::Raw {
            return None;
        }
        if response.body().trim_ascii().is_empty() {
            // S3 may fail after it has sent the status, and then ends the response.
            let is_cut = content == Content::Xml
                && is_s3(O::Service::META.signing_name)
                && response.status() == StatusCode::OK
                && O::META.http.is_some_and(|http| http.method != "HEAD");
            let message = Some("the response has no body".to_owned());
            return is_cut.then(|| FaultInSuccess::Error(ErrorFacts { message, ..ErrorFacts::default() }));
        }
        match root_name(response.body()) {
            Ok(root) if matches!(&*root, "Error" | "ErrorResponse") => {
                Some(FaultInSuccess::Error(error::error_facts(response)))
            }
            Err(_) if content == Content::Xml => Some(FaultInSuccess::Unreadable),
            _ => None,
        }
    }

    fn shape_without_code<E: ModeledError>(response: &http::Response<Bytes>) -> Option<usize> {
        error::shape_of_status::<E>(response)
    }

    fn body_request_id(response: &http::Response<Bytes>) -> Option<String> {
        if response.status().is_success() { None } else { error::request_id(response) }
    }

    fn decode_error<E: ModeledError>(shape: usize, response: &http::Response<Bytes>) -> Result<E, serde_json::Error> {
        let source = ResponseSource::new(response, None);
        let source = WithXml(&source);
        let target = ErrorTarget::<E>::new(shape)?;
        if response.body().trim_ascii().is_empty() {
            return read_element(target, &source, None);
        }
        let tree = parse_xml(response.body())?;
        read_element(target, &source, Some(error_in(tree.root())))
    }

    fn decode_input<O: Operation + ReadMembers>(request: &ReceivedRequest<'_>) -> Result<O, serde_json::Error> {
        let target = StructureTarget::<O>::new();
        let tree = document_for(&target, request.body)?;
        read_element(target, &WithXml(request), tree.as_ref().map(Tree::root))
    }

    fn encode_output<T: WriteMembers>(_: &str, output: &T) -> Result<http::Response<Bytes>, InvalidRequest> {
        encode_output(output, "")
    }

    fn encode_output_of<O: Operation<Output: WriteMembers>>(
        output: &O::Output,
    ) -> Result<http::Response<Bytes>, InvalidRequest> {
        encode_output(output, O::Service::META.xml_namespace)
    }

    fn encode_error<E: ModeledError>(error: &E) -> Result<http::Response<Bytes>, InvalidRequest> {
        let shape = shape_of(error);
        let status = StatusCode::from_u16(shape.status).unwrap_or(StatusCode::BAD_REQUEST);
        let mut writer = MessageWriter::new(shape.members, shape.bindings).with_body(RestXmlBody::of_error());
        writer.extra_member("Type", fault(status))?;
        writer.extra_member("Code", error.code())?;
        error.write_shape(&mut writer)?;
        let WrittenMessage { headers, body, .. } = writer.finish();
        Ok(error_response(status, headers.into(), body.into_members()))
    }

    fn error_of_service(service: &ServiceMeta, response: http::Response<Bytes>) -> http::Response<Bytes> {
        if !is_s3(service.signing_name) {
            return response;
        }
        let mut response = response.map(|body| error::unwrapped(&body));
        leave_slot(&mut response, "Error", &["RequestId"]);
        response
    }

    fn encode_unmodeled(status: StatusCode, code: &str, message: &str) -> http::Response<Bytes> {
        let mut body = XmlBody::default();
        for (name, text) in [("Type", fault(status)), ("Code", code), ("Message", message)] {
            body.child(name, text);
        }
        error_response(status, HeaderMap::new(), body)
    }
}

/// A message whose structured payload is XML.
struct WithXml<'a, S>(&'a S);

impl<S: BindingSource> BindingSource for WithXml<'_, S> {
    fn bound(&self, index: usize, binding: Binding) -> Option<BoundValue<'_>> {
        self.0.bound(index, binding).map(in_xml)
    }

    fn first_bound(&self, members: &[(usize, Binding)]) -> Option<(usize, BoundValue<'_>)> {
        self.0.first_bound(members).map(|(before, bound)| (before, in_xml(bound)))
    }
}

fn in_xml(bound: BoundValue<'_>) -> BoundValue<'_> {
    match bound {
        BoundValue::Payload(bytes) => BoundValue::XmlPayload(bytes),
        other => other,
    }
}

/// The document in a body, if `target` has members there.
fn document_for<'a, 'de, G: ReadTarget<'de>>(
    target: &G,
    body: &'a [u8],
) -> Result<Option<Tree<'a>>, serde_json::Error> {
    let shape = target.shape();
    if !has_body_members(shape.members, shape.bindings) || body.trim_ascii().is_empty() {
        Ok(None)
    } else {
        parse_xml(body).map(Some)
    }
}

fn decode_output<T: ReadMembers>(
    response: &http::Response<Bytes>,
    stream: Option<StreamedBody>,
    is_s3: bool,
) -> Result<T, serde_json::Error> {
    let source = ResponseSource::new(response, stream);
    let source = WithXml(&source);
    let target = StructureTarget::<T>::new();
    let Some(mut tree) = document_for(&target, response.body())? else { return read_element(target, &source, None) };
    let name = tree.root().name();
    if matches!(name, "Error" | "ErrorResponse") {
        return Err(serde_json::Error::custom("the response is an error"));
    }
    // A proxy may send one. Its elements are unknown, which would otherwise mean that all members are absent.
    if name.eq_ignore_ascii_case("html") {
        return Err(serde_json::Error::custom("the response is an HTML page"));
    }
    if is_s3 {
        s3::decode_listing(&mut tree)?;
    }
    if !RootTraits::of(T::XML).unwrapped {
        return read_element(target, &source, Some(tree.root()));
    }
    // S3 has no location for buckets in us-east-1.
    let around = if tree.root().is_blank() { Tree::default() } else { tree.into_child(body_member::<T>()) };
    read_element(target, &source, Some(around.root()))
}

fn encode_output<T: WriteMembers>(
    output: &T,
    namespace: &'static str,
) -> Result<http::Response<Bytes>, InvalidRequest> {
    let body = RestXmlBody::of_service(namespace);
    let mut writer = MessageWriter::of::<T>().with_body(body).with_events(RestXml::EVENTS);
    output.write_members(&mut writer)?;
    let mut message = writer.finish();
    let events = message.take_events();
    let body = match message.take_payload(T::NAME)? {
        Some(payload) => payload,
        None if has_payload(T::BINDINGS) || !has_body_members(T::MEMBERS, T::BINDINGS) => Bytes::new(),
        None => {
            message.headers.set_default(CONTENT_TYPE, XML);
            let root = RootTraits::of(T::XML);
            message.body.finish(if root.unwrapped { body_member::<T>() } else { T::NAME }, root).into()
        }
    };
    Ok(with_events(response(message.status.unwrap_or(StatusCode::OK), message.headers.into(), body), events))
}

/// The only member in the body of an unwrapped output.
fn body_member<T: Structure>() -> &'static str {
    let mut members = T::MEMBERS.iter().enumerate();
    let member = members.find(|(index, _)| binding_of(T::BINDINGS, *index).is_none());
    member.map_or("", |(_, name)| *name)
}

fn error_response(status: StatusCode, mut headers: HeaderMap, body: XmlBody) -> http::Response<Bytes> {
    headers.insert(CONTENT_TYPE, XML);
    let mut response = response(status, headers, XmlBody::within(&["ErrorResponse", "Error"], body).into());
    leave_slot(&mut response, "ErrorResponse", &["RequestId"]);
    response
}
