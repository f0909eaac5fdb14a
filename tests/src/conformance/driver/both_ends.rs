//! Checks the server half: it reads the request of a case, and writes the response of a case.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use aws_operation::server::{IncomingCall, Server};
use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{Body, Bytes, Client, Credentials, Timestamp, Transport, TransportFuture};
use aws_operation_cli::model::Model;
use http::HeaderValue;
use http::header::HOST;

use super::Operation;
use super::request::same_body;
use super::response::compare;
use super::round_trip::{client_over, lock, near, without_others};
use crate::BuiltInTransport;
use crate::conformance::cases::{RequestCase, ResponseCase};
use crate::conformance::sample::{Extent, sample};
use crate::conformance::{Value, params, read, write};

/// Sends the request of the case to a server, and compares what it reads.
pub(super) async fn request<O: Operation>(model: &Model, name: &str, case: &RequestCase) -> Result<(), String> {
    let Some(operation) = model.operations.get(name) else { return Err("the operation is gone".to_owned()) };
    let value = match &operation.input {
        Some(shape) => params::value(model, shape, &case.params)?,
        None => Value::Structure(Vec::new()),
    };
    let wanted: O = read::structure(&value).map_err(|error| format!("the parameters do not fit: {error}"))?;
    let wanted = write::structure(&wanted).map_err(|error| error.to_string())?;
    let received: Arc<Mutex<Option<Result<write::Written, String>>>> = Arc::default();
    let kept = Arc::clone(&received);
    let server =
        Server::builder().credentials("AKIDEXAMPLE", "secret").operation::<O, _>(move |call: IncomingCall<O>| {
            *lock(&kept) = Some(write::structure(&call.input).map_err(|error| error.to_string()));
            std::future::pending()
        });
    let server = server.bind("127.0.0.1:0").await.map_err(|error| error.to_string())?;
    let meta = <O::Service as aws_operation::Service>::META;
    let request = signed(case, meta.signing_name, &server.address())?;
    let transport = BuiltInTransport::new(std::time::Duration::from_secs(3));
    // The handler never responds.
    let rejected = tokio::time::timeout(std::time::Duration::from_millis(500), transport.send(request)).await;
    let Some(got) = lock(&received).take() else {
        let why =
            rejected.map(|end| end.map(|response| response.status().to_string()).map_err(|error| error.to_string()));
        return Err(format!("the server does not accept the request: {why:?}"));
    };
    let got = without_others(O::MEMBERS, O::BINDINGS, got?, &wanted);
    compare(got, wanted).await.map_err(|error| format!("at the server: {error}"))
}

fn signed(case: &RequestCase, signing_name: &str, address: &SocketAddr) -> Result<http::Request<Body>, String> {
    let query = if case.query.is_empty() { String::new() } else { format!("?{}", case.query.join("&")) };
    let uri = format!("http://{address}{}{query}", case.path);
    let mut request = http::Request::builder().method(case.method.as_str()).uri(uri);
    for (name, value) in &case.headers {
        request = request.header(name, value);
    }
    let (mut parts, ()) = request.body(()).map_err(|error| error.to_string())?.into_parts();
    let host = HeaderValue::try_from(address.to_string()).map_err(|error| error.to_string())?;
    parts.headers.insert(HOST, host);
    let body = case.body.clone().unwrap_or_default();
    let credentials = Credentials::new("AKIDEXAMPLE", "secret");
    Signer::new("us-east-1", signing_name)
        .sign(&mut parts, Payload::Bytes(&body), &credentials, Timestamp::now())
        .map_err(|error| error.to_string())?;
    Ok(http::Request::from_parts(parts, Body::from(body)))
}

/// Makes a server return the output of the case, and compares the response.
pub(super) async fn response<O: Operation>(model: &Model, name: &str, case: &ResponseCase) -> Result<(), String> {
    let Some(operation) = model.operations.get(name) else { return Err("the operation is gone".to_owned()) };
    let value = match &operation.output {
        Some(shape) => params::value(model, shape, &case.params)?,
        None => Value::Structure(Vec::new()),
    };
    let server = Server::builder().credentials("AKIDEXAMPLE", "secret").operation::<O, _>(move |_: IncomingCall<O>| {
        let output = read::structure(&value);
        async move {
            match output {
                Ok(output) => Ok(output),
                Err(_) => std::future::pending().await,
            }
        }
    });
    let server = server.bind("127.0.0.1:0").await.map_err(|error| error.to_string())?;
    let input = sample(model, operation, operation.input.as_deref(), Extent::Required);
    let input: O = read::structure(&input).map_err(|error| format!("no input can be made up: {error}"))?;
    let last = Arc::default();
    let client: Client = client_over(Recorded { transport: near(&server.address()), last: Arc::clone(&last) })?;
    let end = client.send(&input).await;
    let Some(sent) = lock(&last).take() else {
        return Err(format!("at the server: {}", end.err().map(|error| error.to_string()).unwrap_or_default()));
    };
    if sent.status().as_u16() != case.status {
        return Err(format!("at the server: the status is {}, not {}", sent.status(), case.status));
    }
    for (name, value) in &case.headers {
        let got = sent.headers().get(name).map(|got| String::from_utf8_lossy(got.as_bytes()).into_owned());
        if got.as_ref() != Some(value) {
            return Err(format!("at the server: header {name} is {got:?}, not {value}"));
        }
    }
    let Some(expected) = case.body.as_ref().filter(|body| !body.is_empty()) else { return Ok(()) };
    same_body(sent.headers(), sent.body(), expected).map_err(|error| format!("at the server: {error}"))
}

/// Keeps the last response.
struct Recorded<T> {
    transport: T,
    last: Arc<Mutex<Option<http::Response<Bytes>>>>,
}

impl<T: Transport> Transport for Recorded<T> {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async {
            let (parts, body) = self.transport.send(request).await?.into_parts();
            let body = body.bytes(1 << 24).await.unwrap_or_default();
            *lock(&self.last) = Some(http::Response::from_parts(parts.clone(), body.clone()));
            Ok(http::Response::from_parts(parts, Body::from(body)))
        })
    }
}
