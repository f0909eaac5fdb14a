//! Generated inputs and outputs, sent over a connection and compared at the other end.

use std::collections::{HashMap, HashSet};
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use aws_operation::codec::{Binding, Bindings, Structure};
use aws_operation::server::{IncomingCall, Server, ServerBuilder};
use aws_operation::{Body, Client, Credentials, Transport, TransportFuture};
use aws_operation_cli::model::{Binding as ModelBinding, Model};
use http::header::HOST;
use http::{HeaderValue, Uri};

use super::{Operation, Outcome, response};
use crate::BuiltInTransport;
use crate::conformance::cases::Suite;
use crate::conformance::params::has_bindings;
use crate::conformance::sample::{Extent, sample};
use crate::conformance::sample_events::values_in;
use crate::conformance::value::Field;
use crate::conformance::wire_body::is_checksum;
use crate::conformance::write::{self, Written};
use crate::conformance::{Value, read};

const EXTENTS: [(Extent, &str); 2] = [(Extent::Full, "full"), (Extent::Required, "required")];

/// The bearer token of operations that have no signature.
const TOKEN: &str = "a-bearer-token";

type Trip = Box<dyn Fn(Client) -> Pin<Box<dyn Future<Output = Vec<Outcome>>>>>;

/// The operations of one service, and the servers for them.
pub(super) struct Trips {
    suite: Arc<Suite>,
    /// One, and another one for operations that a server cannot tell from others.
    halves: Vec<Half>,
    desk: Arc<Desk>,
}

/// A server, and the operations that it serves.
struct Half {
    server: ServerBuilder,
    routes: HashSet<String>,
    trips: Vec<Trip>,
}

/// The values that client and server exchange, by operation.
#[derive(Default)]
struct Desk {
    responses: Mutex<HashMap<&'static str, Value>>,
    received: Mutex<HashMap<&'static str, Result<Written, String>>>,
}

impl Trips {
    pub(super) fn new(suite: Arc<Suite>) -> Self {
        Self { suite, halves: Vec::new(), desk: Arc::default() }
    }

    pub(super) fn add<O: Operation>(&mut self, name: &'static str) {
        let route = route(&self.suite.model, name);
        let half = half_for(&mut self.halves, &route);
        half.routes.insert(route);
        let desk = Arc::clone(&self.desk);
        let server = std::mem::replace(&mut half.server, Server::builder());
        half.server = server.operation::<O, _>(move |call: IncomingCall<O>| {
            let received = write::structure(&call.input).map_err(|error| error.to_string());
            lock(&desk.received).insert(name, received);
            let response = lock(&desk.responses).remove(name).unwrap_or(Value::Absent);
            // Only values that can be read are stored.
            let output = read::structure(&response);
            async move {
                match output {
                    Ok(output) => Ok(output),
                    Err(_) => std::future::pending().await,
                }
            }
        });
        let (suite, desk) = (Arc::clone(&self.suite), Arc::clone(&self.desk));
        half.trips.push(Box::new(move |client| {
            let (suite, desk) = (Arc::clone(&suite), Arc::clone(&desk));
            Box::pin(async move {
                let mut outcomes = Vec::new();
                for (extent, case) in EXTENTS {
                    let failure = trip::<O>(&suite, &desk, name, extent, &client).await.err();
                    outcomes.push(Outcome { operation: name.to_owned(), case: case.to_owned(), failure });
                }
                outcomes
            })
        }));
    }

    pub(super) async fn run(self, write: fn(&Outcome)) {
        for half in self.halves {
            half.run(write).await;
        }
    }
}

impl Half {
    fn new() -> Self {
        let server = Server::builder().credentials("AKIDEXAMPLE", "secret").bearer_token(TOKEN);
        Self { server, routes: HashSet::new(), trips: Vec::new() }
    }

    async fn run(self, write: fn(&Outcome)) {
        let server = self.server.bind("127.0.0.1:0").await;
        let client = server.as_ref().map_err(ToString::to_string).and_then(|server| client(&server.address()));
        for trip in self.trips {
            match &client {
                Ok(client) => trip(client.clone()).await.iter().for_each(write),
                Err(error) => {
                    let failure = Some(error.clone());
                    write(&Outcome { operation: String::new(), case: "server".to_owned(), failure });
                }
            }
        }
    }
}

/// What a server knows an operation by, if its input has only what it must have: S3 has operations whose successors, or
/// others at another host, have the same method and path.
fn route(model: &Model, name: &str) -> String {
    let Some(operation) = model.operations.get(name).filter(|_| has_bindings(model)) else { return name.to_owned() };
    let http = operation.http.iter().flat_map(|http| [http.method.clone(), without_names(&http.uri)]);
    let members = model.members_of(operation.input.as_deref()).iter().filter(|member| member.required);
    let required = members.filter_map(|member| match &member.binding {
        Some(ModelBinding::Query(name) | ModelBinding::Header(name)) => Some(name.to_lowercase()),
        _ => None,
    });
    http.chain(required).collect::<Vec<_>>().join(" ")
}

/// A path without the names of its labels, which do not matter to a server.
fn without_names(path: &str) -> String {
    let mut is_name = false;
    path.chars()
        .filter(|&c| {
            is_name = (is_name || c == '{') && c != '}';
            !is_name || "{+".contains(c)
        })
        .collect()
}

/// The first one without an operation of the same route.
fn half_for<'h>(halves: &'h mut Vec<Half>, route: &str) -> &'h mut Half {
    let place = halves.iter().position(|half| !half.routes.contains(route)).unwrap_or(halves.len());
    if place == halves.len() {
        halves.push(Half::new());
    }
    &mut halves[place]
}

/// A client of the server at `address`, with any host prefix.
fn client(address: &SocketAddr) -> Result<Client, String> {
    client_over(near(address))
}

/// A transport that sends every request to the server at `address`.
pub(super) fn near(address: &SocketAddr) -> impl Transport + use<> {
    Near { transport: BuiltInTransport::new(Duration::from_secs(3)), address: address.to_string() }
}

pub(super) fn client_over(transport: impl Transport) -> Result<Client, String> {
    Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
        .bearer_token(TOKEN)
        .endpoint_url("https://service.example.com")
        .transport(transport)
        .build()
        .map_err(|error| error.to_string())
}

/// Sends every request to one address, for all host names.
struct Near {
    transport: BuiltInTransport,
    address: String,
}

impl Transport for Near {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        let (mut parts, body) = request.into_parts();
        let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
        let host = parts.uri.authority().and_then(|host| HeaderValue::try_from(host.as_str()).ok());
        let near = Uri::try_from(format!("http://{}{target}", self.address));
        if let (Some(host), Ok(near)) = (host, near) {
            parts.headers.insert(HOST, host);
            parts.uri = near;
        }
        self.transport.send(http::Request::from_parts(parts, body))
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn trip<O: Operation>(
    suite: &Suite,
    desk: &Desk,
    name: &'static str,
    extent: Extent,
    client: &Client,
) -> Result<(), String> {
    let Some(operation) = suite.model.operations.get(name) else { return Err("the operation is gone".to_owned()) };
    let given = sample(&suite.model, operation, operation.input.as_deref(), extent);
    let response = sample(&suite.model, operation, operation.output.as_deref(), extent);
    let input: O = read::structure(&given).map_err(|error| format!("no input can be made up: {error}"))?;
    let mut written = write::structure(&input).map_err(|error| error.to_string())?;
    whole(&given, &written, O::MEMBERS.len()).map_err(|lost| format!("input: {lost}"))?;
    whole_events(&suite.model, operation.input.as_deref(), &given, &mut written)
        .await
        .map_err(|lost| format!("input: {lost}"))?;
    // Its events were read.
    let input: O = read::structure(&given).map_err(|error| format!("no input can be made up: {error}"))?;
    let output: O::Output = read::structure(&response).map_err(|error| format!("no output can be made up: {error}"))?;
    let mut expected = write::structure(&output).map_err(|error| error.to_string())?;
    whole(&response, &expected, <O::Output as Structure>::MEMBERS.len()).map_err(|lost| format!("output: {lost}"))?;
    whole_events(&suite.model, operation.output.as_deref(), &response, &mut expected)
        .await
        .map_err(|lost| format!("output: {lost}"))?;
    lock(&desk.responses).insert(name, response.clone());
    lock(&desk.received).remove(name);
    let response = client.send(&input).await;
    let received = lock(&desk.received).remove(name);
    match received {
        Some(received) => {
            let received = without_others(O::MEMBERS, O::BINDINGS, received?, &written);
            let received = without_checksums(O::MEMBERS, O::BINDINGS, received, &written);
            response::compare(received, written).await.map_err(|error| format!("input: {error}"))?;
        }
        None => {
            let end = response.err().map(|error| error.to_string()).unwrap_or_default();
            return Err(format!("the request did not arrive: {end}"));
        }
    }
    let response = response.map_err(|error| format!("output: {error}"))?;
    let got = write::structure(&response).map_err(|error| error.to_string())?;
    let got = without_others(<O::Output as Structure>::MEMBERS, <O::Output as Structure>::BINDINGS, got, &expected);
    let got = without_checksums(<O::Output as Structure>::MEMBERS, <O::Output as Structure>::BINDINGS, got, &expected);
    response::compare(got, expected).await.map_err(|error| format!("output: {error}"))
}

/// Checks that no event of a stream was lost, and no part of one. The events are read for it, and put back.
async fn whole_events(model: &Model, shape: Option<&str>, given: &Value, written: &mut Written) -> Result<(), String> {
    let Value::Structure(fields) = given else { return Ok(()) };
    let mut members = model.members_of(shape).iter().zip(fields);
    let events = members.find(|(member, _)| model.target(member).is_event_stream());
    let Some((_, Field { value: Value::Bytes(frames), .. })) = events else { return Ok(()) };
    let Some(stream) = written.stream.take() else { return Ok(()) };
    let body = stream.open().await.map_err(|error| error.to_string())?;
    let read = body.bytes(1 << 24).await.map_err(|error| error.to_string())?;
    let (given, found) = (values_in(&frames.clone().into())?, values_in(&read)?);
    if given != found {
        return Err(format!("of the events with values {given:?} the struct holds {found:?}"));
    }
    written.stream = Some(read.into());
    Ok(())
}

/// Removes the query parameters and headers of other members and of HTTP from maps of all parameters or headers, where
/// Smithy requires them.
pub(super) fn without_others(names: &[&str], bindings: Bindings, mut received: Written, sent: &Written) -> Written {
    let is_of_all = |binding: &Binding| matches!(binding, Binding::QueryParams | Binding::PrefixHeaders(""));
    let of_all = bindings.iter().find(|(_, binding)| is_of_all(binding)).and_then(|(place, _)| names.get(*place));
    let (Some(name), Value::Map(members), Value::Map(sent)) = (of_all, &mut received.value, &sent.value) else {
        return received;
    };
    let sent = sent.iter().find(|(other, _)| other == name).map(|(_, value)| value);
    for (_, value) in members.iter_mut().filter(|(other, _)| other == name) {
        if let Value::Map(entries) = value {
            let is_sent =
                |key: &str| matches!(sent, Some(Value::Map(sent)) if sent.iter().any(|(other, _)| other == key));
            entries.retain(|(key, _)| is_sent(key));
        }
    }
    members.retain(|(other, _)| other != name || sent.is_some());
    received
}

/// Removes the checksums that the other side computed.
fn without_checksums(names: &[&str], bindings: Bindings, mut received: Written, sent: &Written) -> Written {
    let checksums =
        bindings.iter().filter(|(_, binding)| matches!(binding, Binding::Header(name) if is_checksum(name)));
    let checksums: Vec<_> = checksums.filter_map(|(place, _)| names.get(*place)).collect();
    let (Value::Map(members), Value::Map(sent)) = (&mut received.value, &sent.value) else { return received };
    members.retain(|(name, _)| !checksums.contains(&&name.as_str()) || sent.iter().any(|(other, _)| other == name));
    received
}

/// Checks that no part of a value was lost in the conversion to its struct and back.
fn whole(given: &Value, written: &Written, members: usize) -> Result<(), String> {
    let Value::Structure(fields) = given else { return Ok(()) };
    let stream = usize::from(written.stream.is_some());
    let (expected, found) = (given.count(), written.value.count() + stream);
    if fields.len() != members || expected == found {
        return Ok(());
    }
    Err(format!("of {expected} values the struct holds {found}"))
}
