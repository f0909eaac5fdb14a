//! Checks event streams: the frames that a client or a server writes and reads.
//!
//! The events of the case are read into the operation's own types. What they become when they are written again, with the
//! rest of the message, must be the same frames. So both codecs are compared with the bytes of the case.

use aws_operation::Bytes;
use aws_operation::codec::{Frame, FrameValue};
use aws_operation_cli::model::{Binding, Model, Operation as Modeled};

use super::Operation;
use super::canned::{Canned, client_over};
use super::served::{Recorder, Returned, send, server};
use crate::conformance::cases::{EventsCase, EventsMessage, RequestCase};
use crate::conformance::sample::{Extent, sample};
use crate::conformance::sample_events::{frames_in, same_frames};
use crate::conformance::value::Field;
use crate::conformance::write::{self, Written};
use crate::conformance::{Value, params, read};

/// Checks what a client does in the case.
pub(super) async fn by_client<O: Operation>(model: &Model, name: &str, case: &EventsCase) -> Result<(), String> {
    let operation = model.operations.get(name).ok_or("the operation is gone")?;
    let input = message(model, operation.input.as_deref(), operation, case.request.as_ref())?;
    let input: O = read::structure(&input).map_err(|error| format!("the parameters do not fit: {error}"))?;
    let mut response = http::Response::builder().status(case.status);
    for (name, value) in case.response.iter().flat_map(|message| &message.headers) {
        response = response.header(name, value);
    }
    let frames = case.response.as_ref().map(|message| message.frames.clone()).unwrap_or_default();
    let service = Canned::new(response.body(frames).map_err(|error| error.to_string())?);
    let end = service.client("https://example.com")?.send(&input).await;
    let outcome = match (&case.request, &case.response) {
        (Some(request), _) if !request.frames.is_empty() => {
            let sent = service.sent().ok_or("nothing was sent")?;
            same_frames(&unsigned(sent.body())?, &request.frames)
        }
        (_, Some(response)) => match end {
            Ok(output) => read_again(write::structure(&output), &response.frames).await,
            Err(error) => Err(error.to_string()),
        },
        _ => Ok(()),
    };
    as_expected(case, outcome)
}

/// Checks what the server half does in the case.
pub(super) async fn by_server<O: Operation>(model: &Model, name: &str, case: &EventsCase) -> Result<(), String> {
    let operation = model.operations.get(name).ok_or("the operation is gone")?;
    let output = message(model, operation.output.as_deref(), operation, case.response.as_ref())?;
    read::structure::<O::Output>(&output).map_err(|error| format!("the parameters do not fit: {error}"))?;
    let (server, received) = server::<O>(Returned::Output(output)).await?;
    let outcome = if let Some(request) = &case.request {
        let http = operation.http.as_ref().ok_or("the operation has no method")?;
        let request_case = RequestCase {
            method: http.method.clone(),
            path: http.uri.clone(),
            headers: request.headers.clone(),
            body: Some(request.frames.clone()),
            ..RequestCase::default()
        };
        let response = send::<O>(&server, &request_case).await?;
        let input = received.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        match input {
            Some(input) => read_again(input.map_err(serde::de::Error::custom), &request.frames).await,
            None => Err(format!("it is rejected: {}", response.status())),
        }
    } else if model.event_stream(operation.input.as_deref()).is_some() {
        let response = send::<O>(&server, &whole_request(model, operation)?).await?;
        let wanted = case.response.as_ref().map(|message| message.frames.clone()).unwrap_or_default();
        same_frames(response.body(), &wanted)
    } else {
        let input = message(model, operation.input.as_deref(), operation, None)?;
        let input: O = read::structure(&input).map_err(|error| format!("no input can be made up: {error}"))?;
        let transport = Recorder::default();
        let client = client_over(transport.clone(), &format!("http://{}", server.address()))?;
        // Whether the client can read the response does not matter here.
        let _ = client.send(&input).await;
        let response = transport.take().ok_or("there is no response")?;
        let wanted = case.response.as_ref().map(|message| message.frames.clone()).unwrap_or_default();
        same_frames(response.body(), &wanted)
    };
    as_expected(case, outcome)
}

/// A request without events, and with a text in each header that it needs.
fn whole_request(model: &Model, operation: &Modeled) -> Result<RequestCase, String> {
    let http = operation.http.as_ref().ok_or("the operation has no method")?;
    let members = model.members_of(operation.input.as_deref()).iter();
    let headers = members.filter_map(|member| match &member.binding {
        Some(Binding::Header(name)) => Some((name.clone(), "a".to_owned())),
        _ => None,
    });
    let content_type = ("content-type".to_owned(), "application/vnd.amazon.eventstream".to_owned());
    Ok(RequestCase {
        method: http.method.clone(),
        path: http.uri.clone(),
        headers: headers.chain([content_type]).collect(),
        ..RequestCase::default()
    })
}

/// A case may say that the message is rejected, without an error of the model.
fn as_expected(case: &EventsCase, outcome: Result<(), String>) -> Result<(), String> {
    match (case.fails, outcome) {
        (true, Ok(())) => Err("it is accepted".to_owned()),
        (true, Err(_)) => Ok(()),
        (false, outcome) => outcome,
    }
}

/// The input or output with the parameters of its initial message, and the frames as its stream.
fn message(
    model: &Model,
    shape: Option<&str>,
    operation: &Modeled,
    given: Option<&EventsMessage>,
) -> Result<Value, String> {
    let mut value = sample(model, operation, shape, Extent::Required);
    let Value::Structure(fields) = &mut value else { return Ok(value) };
    let empty = serde_json::Value::Object(serde_json::Map::new());
    let given_params = given.map_or(&empty, |given| &given.params);
    let params = match shape {
        Some(shape) => params::value(model, shape, given_params)?,
        None => Value::Structure(Vec::new()),
    };
    let Value::Structure(params) = params else { return Ok(value) };
    for (field, param) in fields.iter_mut().zip(params) {
        set(field, param);
    }
    for (field, member) in fields.iter_mut().zip(model.members_of(shape)) {
        if model.target(member).is_event_stream() {
            field.value = Value::Bytes(given.map(|given| given.frames.to_vec()).unwrap_or_default());
        }
    }
    Ok(value)
}

fn set(field: &mut Field, param: Field) {
    if !matches!(param.value, Value::Absent) {
        field.value = param.value;
    }
}

/// Writes the events of a message again, and compares their frames.
async fn read_again(written: Result<Written, serde::de::value::Error>, frames: &Bytes) -> Result<(), String> {
    let written = written.map_err(|error| error.to_string())?;
    let Some(stream) = written.stream else { return Err("it has no stream".to_owned()) };
    let body = stream.open().await.map_err(|error| error.to_string())?;
    let got = body.bytes(1 << 24).await.map_err(|error| error.to_string())?;
    same_frames(&got, frames)
}

/// The frames in the signed frames of a request.
fn unsigned(bytes: &Bytes) -> Result<Bytes, String> {
    let payload = |frame: &Frame| match frame.header(":chunk-signature") {
        Some(FrameValue::Binary(_)) => Ok(frame.payload().to_vec()),
        _ => Err("a frame of the request is not signed".to_owned()),
    };
    let payloads = frames_in(bytes)?.iter().map(payload).collect::<Result<Vec<_>, _>>()?;
    Ok(payloads.concat().into())
}
