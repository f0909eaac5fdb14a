//! Checks that responses are read as a case requires.

use aws_operation::{Bytes, ModeledError, SendError};
use aws_operation_cli::model::{Model, Operation as Modeled};

use super::Operation;
use super::canned::Canned;
use crate::conformance::cases::ResponseCase;
use crate::conformance::sample::{Extent, sample};
use crate::conformance::write::{self, Written};
use crate::conformance::{Value, params, read};

/// Calls a service with the response of the case, and compares the result.
pub(super) async fn check<O: Operation>(model: &Model, operation: &str, case: &ResponseCase) -> Result<(), String> {
    let Some(operation) = model.operations.get(operation) else { return Err("the operation is gone".to_owned()) };
    let input = sample(model, operation, operation.input.as_deref(), Extent::Required);
    let input: O = read::structure(&input).map_err(|error| format!("no input can be made up: {error}"))?;
    let service = Canned::new(response(case)?);
    let end = service.client("https://example.com")?.send(&input).await;
    match (&case.error, end) {
        (None, Ok(got)) => {
            let expected = match &operation.output {
                Some(shape) => params::value(model, shape, &case.params)?,
                None => Value::Structure(Vec::new()),
            };
            output(&got, &expected).await
        }
        (Some(error), Err(SendError::Service(got, _))) => service_error(model, &got, error, &case.params),
        (None, Err(error)) => Err(format!("it is rejected: {error}")),
        (Some(error), Ok(_)) => Err(format!("it is an output, not {error}")),
        (Some(error), Err(got)) if is_modeled(model, operation, error) => Err(format!("it is no {error}: {got}")),
        (Some(error), Err(got)) if got.code() == Some(error.as_str()) => Ok(()),
        (Some(error), Err(got)) => Err(format!("its code is not {error}: {got}")),
    }
}

/// Whether the operation has an error with this name or code.
fn is_modeled(model: &Model, operation: &Modeled, error: &str) -> bool {
    let code = |name: &String| model.shapes.get(name)?.error.as_ref()?.code.as_deref();
    operation.errors.iter().any(|name| name == error || code(name) == Some(error))
}

fn response(case: &ResponseCase) -> Result<http::Response<Bytes>, String> {
    let mut response = http::Response::builder().status(case.status);
    for (name, value) in &case.headers {
        response = response.header(name, value);
    }
    response.body(case.body.clone().unwrap_or_default()).map_err(|error| error.to_string())
}

/// Compares an output with the output of the parameters.
pub(super) async fn output<T: aws_operation::codec::ReadMembers + aws_operation::codec::WriteMembers>(
    got: &T,
    expected: &Value,
) -> Result<(), String> {
    let unfit = |error| format!("the parameters do not fit: {error}");
    let wanted = read::structure::<T>(expected).map_err(unfit)?;
    match (write::structure(got), write::structure(&wanted)) {
        (Ok(got), Ok(wanted)) => compare(got, wanted).await,
        // An unknown member of a union cannot be written. The error has its name.
        (Err(got), Err(wanted)) if got.to_string() == wanted.to_string() => Ok(()),
        (Err(error), _) => Err(error.to_string()),
        (_, Err(error)) => Err(unfit(error)),
    }
}

/// Compares two structures, with their streams.
pub(super) async fn compare(got: Written, wanted: Written) -> Result<(), String> {
    if got.value != wanted.value {
        return Err(difference(&got.value, &wanted.value));
    }
    let (Some(got), Some(wanted)) = (got.stream, wanted.stream) else { return Ok(()) };
    let read = async |stream: aws_operation::ByteStream| {
        let body = stream.open().await.map_err(|error| error.to_string())?;
        body.bytes(1 << 24).await.map_err(|error| error.to_string())
    };
    let (got, wanted) = (read(got).await?, read(wanted).await?);
    if got == wanted { Ok(()) } else { Err(format!("the stream is {got:?}, not {wanted:?}")) }
}

/// The first difference of two structures.
fn difference(got: &Value, wanted: &Value) -> String {
    let (Value::Map(got), Value::Map(wanted)) = (got, wanted) else { return format!("{got:?} is not {wanted:?}") };
    let is_in = |entries: &[(String, Value)], entry: &(String, Value)| entries.contains(entry);
    let differs = wanted.iter().find(|entry| !is_in(got, entry)).or(got.iter().find(|entry| !is_in(wanted, entry)));
    let Some((name, _)) = differs else { return "some members are there more than once".to_owned() };
    let of_name = |entries: &[(String, Value)], others: &[(String, Value)]| {
        let own = entries.iter().find(|entry| entry.0 == *name && !is_in(others, entry));
        own.map_or(Value::Absent, |(_, value)| value.clone())
    };
    let mut text = format!("{name} is {:?}, not {:?}", of_name(got, wanted), of_name(wanted, got));
    if let Some((end, _)) = text.char_indices().nth(400) {
        text.truncate(end);
    }
    text
}

fn service_error<E: ModeledError>(
    model: &Model,
    got: &E,
    error: &str,
    given: &serde_json::Value,
) -> Result<(), String> {
    let shapes = model.shapes.values().filter(|shape| shape.error.is_some());
    let code = |shape: &aws_operation_cli::model::Shape| {
        shape.error.as_ref().and_then(|traits| traits.code.clone()).unwrap_or_else(|| shape.name.clone())
    };
    let mut named = shapes.filter(|shape| shape.name == error || code(shape) == error);
    let Some(shape) = named.next() else {
        // Without modeled errors, the operation's error is any code.
        let is_any = got.code() == error;
        return if is_any { Ok(()) } else { Err(format!("the model has no error {error}, and it is {}", got.code())) };
    };
    let wanted_code = code(shape);
    if got.code() != shape.name && got.code() != wanted_code {
        return Err(format!("it is {}, not {error}", got.code()));
    }
    let value = params::value(model, &shape.name, given)?;
    let wanted = read::error::<E>(got.shape(), &value).or_else(|_| read::error(got.shape(), &with_message(value)));
    let wanted = wanted.and_then(|wanted| write::error(&wanted)).map_err(|error| error.to_string())?;
    let got = write::error(got).map_err(|error| error.to_string())?;
    if got == wanted { Ok(()) } else { Err(difference(&got, &wanted)) }
}

/// Adds the empty message that replaces an absent message.
fn with_message(mut value: Value) -> Value {
    if let Value::Structure(fields) = &mut value {
        for field in fields.iter_mut().filter(|field| field.name.eq_ignore_ascii_case("message")) {
            field.value = Value::Text(String::new());
        }
    }
    value
}
