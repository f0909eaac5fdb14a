//! Runs the cases of servers at the server half, over a connection.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_operation::codec::{ErrorShape, FrameBuilder, FrameValue, Protocol as _};
use aws_operation::server::{IncomingCall, Server};
use aws_operation::sigv4::{EventChain, EventSignature, Payload, Signer};
use aws_operation::{Body, Bytes, Credentials, ModeledError, Service, Timestamp, Transport, TransportFuture};
use aws_operation_cli::model::{Model, Operation as Modeled};
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue};

use super::request::{none, same, same_body};
use super::round_trip::without_others;
use super::{Operation, response};
use crate::BuiltInTransport;
use crate::conformance::cases::{Ask, BodyAssertion, MalformedCase, RequestCase, ResponseCase};
use crate::conformance::sample::{Extent, sample};
use crate::conformance::write::{self, Written};
use crate::conformance::{Value, params, read};

/// Checks what the server half does in the case.
pub(super) async fn check<O: Operation>(model: &Model, operation: &str, ask: &Ask) -> Result<(), String> {
    let Some(operation) = model.operations.get(operation) else { return Err("the operation is gone".to_owned()) };
    match ask {
        Ask::Request(case) => reads::<O>(model, operation, case).await,
        Ask::Response(case) => writes::<O>(model, operation, case).await,
        Ask::Malformed(case) => rejects::<O>(model, operation, case).await,
        Ask::Events(_) => Err("event streams have checks of their own".to_owned()),
    }
}

/// The handler's input, once it was called.
pub(super) type Received = Arc<Mutex<Option<Result<Written, String>>>>;

/// What the handler returns.
#[derive(Clone)]
pub(super) enum Returned {
    Output(Value),
    Error(usize, Value),
}

/// A server of one operation, and what its handler receives.
pub(super) async fn server<O: Operation>(returned: Returned) -> Result<(Server, Received), String> {
    let received = Received::default();
    let stored = Arc::clone(&received);
    let handler = move |call: IncomingCall<O>| {
        let input = write::structure(&call.input).map_err(|error| error.to_string());
        *stored.lock().unwrap_or_else(PoisonError::into_inner) = Some(input);
        let result = match &returned {
            Returned::Output(value) => read::structure(value).map(Ok),
            Returned::Error(shape, value) => read::error(*shape, value).map(Err),
        };
        async move {
            match result {
                Ok(result) => result,
                // The values were read before.
                Err(_) => std::future::pending().await,
            }
        }
    };
    let server = Server::builder().credentials(KEY, SECRET).operation::<O, _>(handler).bind("127.0.0.1:0").await;
    Ok((server.map_err(|error| error.to_string())?, received))
}

const KEY: &str = "AKIDEXAMPLE";
const SECRET: &str = "secret";

/// Sends a request, signed, and returns the response.
pub(super) async fn send<O: Operation>(server: &Server, case: &RequestCase) -> Result<http::Response<Bytes>, String> {
    let query = if case.query.is_empty() { String::new() } else { format!("?{}", case.query.join("&")) };
    let uri = format!("http://{}{}{query}", server.address(), case.path);
    let body = case.body.clone().unwrap_or_default();
    let mut request = http::Request::builder().method(case.method.as_str()).uri(uri);
    for (name, value) in case.headers.iter().filter(|(name, _)| !name.eq_ignore_ascii_case("content-length")) {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|error| error.to_string())?;
        let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|error| error.to_string())?;
        request = request.header(name, value);
    }
    let (mut parts, ()) = request.body(()).map_err(|error| error.to_string())?.into_parts();
    name_operation::<O>(&mut parts);
    let signer = Signer::new("us-east-1", O::Service::META.signing_name);
    let (credentials, now) = (Credentials::new(KEY, SECRET), Timestamp::now());
    let sends_events = parts.headers.get(CONTENT_TYPE).is_some_and(|value| value == EVENTS);
    let payload = if sends_events { Payload::Events } else { Payload::Bytes(&body) };
    signer.sign(&mut parts, payload, &credentials, now).map_err(|error| error.to_string())?;
    let body = match EventChain::of(&parts).filter(|_| sends_events) {
        Some(mut chain) => signed_frames(&body, |frame| chain.sign(&signer, frame, &credentials, now))?,
        None => body,
    };
    let transport = BuiltInTransport::new(Duration::from_secs(3));
    let response = transport.send(http::Request::from_parts(parts, Body::from(body))).await;
    let (parts, body) = response.map_err(|error| error.to_string())?.into_parts();
    let body = body.bytes(1 << 24).await.map_err(|error| error.to_string())?;
    Ok(http::Response::from_parts(parts, body))
}

const EVENTS: &str = "application/vnd.amazon.eventstream";

/// The frames in signed frames, and the empty one at the end.
fn signed_frames(frames: &Bytes, mut sign: impl FnMut(&[u8]) -> EventSignature) -> Result<Bytes, String> {
    let (mut rest, mut all) = (&frames[..], Vec::new());
    loop {
        let length = rest.first_chunk().map_or(0, |length| u32::from_be_bytes(*length) as usize);
        // A case may have bytes that are no frame.
        let length = if length == 0 { rest.len() } else { length.min(rest.len()) };
        let (frame, after) = rest.split_at(length);
        let signature = sign(frame);
        let signed = FrameBuilder::new()
            .header(":date", FrameValue::Time(signature.date))
            .and_then(|signed| signed.header(":chunk-signature", FrameValue::Binary(&signature.signature)))
            .and_then(|signed| signed.finish(frame));
        all.extend_from_slice(&signed.map_err(|error| error.to_string())?);
        if frame.is_empty() {
            return Ok(all.into());
        }
        rest = after;
    }
}

/// Some cases of awsJson leave out the header that names the operation.
fn name_operation<O: Operation>(parts: &mut http::request::Parts) {
    let is_json = <O::Service as Service>::Protocol::NAME.starts_with("awsJson");
    let target = format!("{}.{}", O::Service::META.target_prefix, O::META.name);
    if let Some(target) = HeaderValue::try_from(target).ok().filter(|_| is_json) {
        parts.headers.entry("x-amz-target").or_insert(target);
    }
}

/// The server reads the request as the parameters.
async fn reads<O: Operation>(model: &Model, operation: &Modeled, case: &RequestCase) -> Result<(), String> {
    let output = sample(model, operation, operation.output.as_deref(), Extent::Required);
    read::structure::<O::Output>(&output).map_err(|error| format!("no output can be made up: {error}"))?;
    let (server, received) = server::<O>(Returned::Output(output)).await?;
    let response = send::<O>(&server, case).await?;
    let received = received.lock().unwrap_or_else(PoisonError::into_inner).take();
    let Some(received) = received else {
        let body = String::from_utf8_lossy(response.body());
        return Err(format!("it is rejected with {}: {body}", response.status()));
    };
    let expected = match &operation.input {
        Some(shape) => without_defaults(model, shape, params::value(model, shape, &case.params)?),
        None => Value::Structure(Vec::new()),
    };
    let wanted = read::structure::<O>(&expected).and_then(|wanted| write::structure(&wanted));
    let wanted = wanted.map_err(|error| format!("the parameters do not fit: {error}"))?;
    response::compare(without_others(O::MEMBERS, O::BINDINGS, received?, &wanted), wanted).await
}

/// The parameters without members of the input that have their default. The field of such a member is an `Option`,
/// because a client does not send it, and `None` stands for the default.
fn without_defaults(model: &Model, shape: &str, mut value: Value) -> Value {
    let members = model.members_of(Some(shape));
    if let Value::Structure(fields) = &mut value {
        for (field, member) in fields.iter_mut().zip(members) {
            let default = member.default.as_ref().and_then(|json| params::value(model, &member.target, json).ok());
            if default.is_some_and(|default| default == field.value) {
                field.value = Value::Absent;
            }
        }
    }
    value
}

/// The server writes the parameters as the response.
async fn writes<O: Operation>(model: &Model, operation: &Modeled, case: &ResponseCase) -> Result<(), String> {
    let returned = match (&case.error, &operation.output) {
        (Some(error), _) => {
            let find = |shape: &ErrorShape| shape.code == *error || code_of(model, error) == Some(shape.code);
            let Some(index) = O::Error::SHAPES.iter().position(find) else { return Err(format!("no error {error}")) };
            let value = params::value(model, error, &case.params)?;
            read::error::<O::Error>(index, &value).map_err(|error| format!("the parameters do not fit: {error}"))?;
            Returned::Error(index, value)
        }
        (None, Some(shape)) => Returned::Output(params::value(model, shape, &case.params)?),
        (None, None) => Returned::Output(Value::Structure(Vec::new())),
    };
    if let Returned::Output(value) = &returned {
        read::structure::<O::Output>(value).map_err(|error| format!("the parameters do not fit: {error}"))?;
    }
    let (server, _) = server::<O>(returned).await?;
    let input = sample(model, operation, operation.input.as_deref(), Extent::Required);
    let input: O = read::structure(&input).map_err(|error| format!("no input can be made up: {error}"))?;
    let transport = Recorder::default();
    let client = super::canned::client_over(transport.clone(), &format!("http://{}", server.address()))?;
    // Whether the client can read the response does not matter here.
    let end = client.send(&input).await.err();
    let response = transport.take();
    let Some(response) = response else {
        return Err(format!("there is no response: {}", end.map(|error| error.to_string()).unwrap_or_default()));
    };
    compare(&response, case)
}

/// A transport that keeps the last response.
#[derive(Clone, Default)]
pub(super) struct Recorder(Arc<Mutex<Option<http::Response<Bytes>>>>);

impl Recorder {
    pub(super) fn take(&self) -> Option<http::Response<Bytes>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl Transport for Recorder {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async {
            let transport = BuiltInTransport::new(Duration::from_secs(3));
            let (parts, body) = transport.send(request).await?.into_parts();
            let body = body.bytes(1 << 24).await.unwrap_or_default();
            let response = http::Response::from_parts(parts, body);
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(response.clone());
            Ok(response.map(Body::from))
        })
    }
}

fn code_of<'m>(model: &'m Model, error: &str) -> Option<&'m str> {
    model.shapes.get(error)?.error.as_ref()?.code.as_deref()
}

/// The server rejects the request, without a call of the handler.
async fn rejects<O: Operation>(model: &Model, operation: &Modeled, case: &MalformedCase) -> Result<(), String> {
    let output = sample(model, operation, operation.output.as_deref(), Extent::Required);
    let (server, received) = server::<O>(Returned::Output(output)).await?;
    let response = send::<O>(&server, &case.request).await?;
    if let Some(input) = received.lock().unwrap_or_else(PoisonError::into_inner).take() {
        return Err(format!("the handler was called with {:?}", input.map(|input| input.value)));
    }
    compare(&response, &case.response)?;
    match &case.body {
        None => Ok(()),
        Some(BodyAssertion::Contents(expected)) => same_body(response.headers(), response.body(), expected),
        Some(BodyAssertion::Message(expression)) => {
            let facts = <O::Service as Service>::Protocol::error_facts(&response);
            let message = facts.message.unwrap_or_default();
            let expression = regex_lite::Regex::new(expression).map_err(|error| error.to_string())?;
            let is_match = expression.find(&message).is_some_and(|found| found.as_str() == message);
            if is_match { Ok(()) } else { Err(format!("the message `{message}` does not match `{expression}`")) }
        }
    }
}

/// Compares status, headers and body.
fn compare(response: &http::Response<Bytes>, case: &ResponseCase) -> Result<(), String> {
    same("the status", &response.status().as_u16(), &case.status)?;
    for (name, value) in &case.headers {
        let sent: Vec<_> = response.headers().get_all(name).iter().map(HeaderValue::as_bytes).collect();
        same(&format!("header {name}"), &*String::from_utf8_lossy(&sent.join(&b", "[..])), value.as_str())?;
    }
    none(&case.forbidden_headers, "header", "is forbidden", |name| !response.headers().contains_key(name))?;
    none(&case.required_headers, "header", "is required", |name| response.headers().contains_key(name))?;
    case.body.as_ref().map_or(Ok(()), |expected| same_body(response.headers(), response.body(), expected))
}
