//! What a server does with one request: verify, find the operation, read, do the work once.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode};
use tokio::sync::oneshot;

use super::faults::Fault;
use super::idempotency::TokenKey;
use super::path_pattern::after_base;
use super::received::LogEntry;
use super::route::{Asked, Caller, PendingCall, Route};
use super::signature::{SignatureError, Signed, Wanted, is_of_signature, verify};
use super::tasks::caught;
use super::{Mismatch, State};
use crate::model::protocol::{Protocol as _, ReceivedRequest};
use crate::protocol::{RestJson1, form_of, query_pairs};
use crate::value::random::random_uuid;
use crate::value::timestamp::Timestamp;

/// What goes back to the client.
pub(crate) enum Reply {
    Response(http::Response<Bytes>),
    /// The response up to the middle of its body.
    Truncated(http::Response<Bytes>),
    /// No response; the connection is closed.
    Close,
    /// No response; the connection is reset.
    Reset,
}

/// Responds to one request, in a task that the server owns: the work goes on though the client goes away.
pub(crate) async fn receive(state: &Arc<State>, parts: Parts, body: Bytes) -> Reply {
    let entry = state.received.add(&parts);
    let (replying, reply) = oneshot::channel();
    let owned = Arc::clone(state);
    state.tasks.spawn(async move {
        let reply = respond(&owned, &parts, &body, entry).await;
        // Where the client has gone, nobody waits for it.
        let _ = replying.send(reply);
    });
    // There is none where the server is gone.
    reply.await.unwrap_or(Reply::Close)
}

/// Rejects one request, of which no more than its head is read.
pub(crate) async fn reject_body(state: &State, parts: &Parts) -> http::Response<Bytes> {
    let entry = state.received.add(parts);
    let message = format!("the body has more than {} bytes", state.max_request_bytes);
    let rejection = reject(state, StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLargeException", &message);
    complete(state, rejection, entry).await
}

async fn respond(state: &State, parts: &Parts, body: &Bytes, entry: LogEntry) -> Reply {
    match reply(state, parts, body, entry).await {
        Reply::Response(response) => Reply::Response(complete(state, response, entry).await),
        Reply::Truncated(response) => Reply::Truncated(complete(state, response, entry).await),
        cut => cut,
    }
}

async fn reply(state: &State, parts: &Parts, body: &Bytes, entry: LogEntry) -> Reply {
    let query = query_pairs(parts.uri.query().unwrap_or_default());
    let form = form_of(&parts.headers, body);
    let Some(found) = find(state, parts, &query, &form) else {
        let message = format!("no operation at {} {}", parts.method, parts.uri.path());
        return Reply::Response(reject(state, StatusCode::NOT_FOUND, "UnknownOperationException", &message));
    };
    state.received.note(entry, |received| received.operation = Some(found.route.operation().name));
    let read = caught(async { read(state, &found, parts, body, query) });
    let (call, caller) = match read.await.unwrap_or_else(|| Err(Rejection::panicked(found.route))) {
        Ok(read) => read,
        Err(rejection) => return Reply::Response(rejection.response(found.route)),
    };
    state.received.note(entry, |received| received.token = call.token().map(str::to_owned));
    let faults = state.faults.draw();
    if let Some(reply) = before_work(found.route, &faults).await {
        return reply;
    }
    let worked = caught(work(state, &found, call, caller)).await;
    after_work(worked.unwrap_or_else(|| Rejection::panicked(found.route).response(found.route)), &faults)
}

/// The call that the request makes, and who makes it.
fn read(
    state: &State,
    Found { route, labels, .. }: &Found<'_>,
    parts: &Parts,
    body: &Bytes,
    query: Vec<(String, String)>,
) -> Result<(Box<dyn PendingCall>, Caller), Rejection> {
    let now = state.clock.now();
    let signed = signed(state, *route, parts, body, now).map_err(|SignatureError { code, message }| Rejection {
        status: StatusCode::FORBIDDEN,
        code,
        message,
    })?;
    let query: Vec<_> = query.into_iter().filter(|(name, _)| !(signed.in_query && is_of_signature(name))).collect();
    let headers = lines_joined(&parts.headers);
    let call = route.read(&ReceivedRequest { labels, query: &query, headers: &headers, body });
    let call = call.map_err(|error| Rejection {
        status: StatusCode::BAD_REQUEST,
        code: "SerializationException",
        message: error.to_string(),
    })?;
    Ok((call, Caller { access_key_id: signed.access_key_id, region: state.region.clone(), time: now }))
}

/// Why a request is not worked on.
struct Rejection {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Rejection {
    /// The user's code panicked. What the panic said may be a secret; it went where panics go.
    fn panicked(route: &dyn Route) -> Self {
        let message = format!("a call of {} panicked", route.operation().name);
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, code: "InternalFailure", message }
    }

    fn response(&self, route: &dyn Route) -> http::Response<Bytes> {
        route.rejection(self.status, self.code, &self.message)
    }
}

/// Does the work of a call, or gives what was done for its token before.
async fn work(
    state: &State,
    Found { place, route, .. }: &Found<'_>,
    call: Box<dyn PendingCall>,
    caller: Caller,
) -> http::Response<Bytes> {
    let Some(token) = call.token().map(str::to_owned) else { return call.run(caller).await.message };
    let key = TokenKey { access_key_id: caller.access_key_id.clone(), route: *place, token: token.clone() };
    let fingerprint = call.fingerprint();
    match state.tokens.response(key, fingerprint, call.run(caller)).await {
        Ok(response) => response,
        Err(_) => (state.mismatch)(route.protocol(), &Mismatch { operation: route.operation().name, token }),
    }
}

/// Who signed the request; nobody where the operation asks for no signature.
fn signed(
    state: &State,
    route: &dyn Route,
    parts: &Parts,
    body: &Bytes,
    now: Timestamp,
) -> Result<Signed, SignatureError> {
    if route.operation().no_auth {
        return Ok(Signed::default());
    }
    let wanted = Wanted {
        region: &state.region,
        service: route.service().signing_name,
        credentials: &state.credentials,
        now,
        members: route.bindings(),
    };
    verify(parts, body, &wanted)
}

/// The headers with the lines of each name in one, as they are signed: where one line ends and the next begins is not.
fn lines_joined(headers: &HeaderMap) -> Cow<'_, HeaderMap> {
    if headers.keys_len() == headers.len() {
        return Cow::Borrowed(headers);
    }
    let joined = headers.keys().filter_map(|name| {
        let lines: Vec<_> = headers.get_all(name).iter().map(HeaderValue::as_bytes).collect();
        Some((name.clone(), HeaderValue::from_bytes(&lines.join(&b","[..])).ok()?))
    });
    Cow::Owned(joined.collect())
}

/// The faults that keep a server from its work.
async fn before_work(route: &dyn Route, faults: &[Fault]) -> Option<Reply> {
    for fault in faults {
        match fault {
            Fault::Delay(delay) => tokio::time::sleep(*delay).await,
            Fault::Reset => return Some(Reply::Reset),
            Fault::Throttle => {
                let status = StatusCode::TOO_MANY_REQUESTS;
                return Some(Reply::Response(route.rejection(status, "ThrottlingException", "slow down")));
            }
            Fault::Status(status) => {
                let status = StatusCode::from_u16(*status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
                return Some(Reply::Response(route.rejection(status, "InternalFailure", "a fault on purpose")));
            }
            Fault::DropResponse | Fault::Truncate => {}
        }
    }
    None
}

/// The faults that keep a response from its client.
fn after_work(response: http::Response<Bytes>, faults: &[Fault]) -> Reply {
    if faults.contains(&Fault::DropResponse) || (faults.contains(&Fault::Truncate) && response.body().is_empty()) {
        Reply::Close
    } else if faults.contains(&Fault::Truncate) {
        Reply::Truncated(response)
    } else {
        Reply::Response(response)
    }
}

type Labels = Vec<(usize, String)>;
type Pairs = [(String, String)];

/// An operation of the server's that a request is of.
struct Found<'s> {
    /// Its place among those of the server.
    place: usize,
    route: &'s dyn Route,
    labels: Labels,
}

/// The operation that the request is one of; the most specific if several are.
fn find<'s>(state: &'s State, parts: &Parts, query: &Pairs, form: &Pairs) -> Option<Found<'s>> {
    let path = after_base(&state.base_path, parts.uri.path())?;
    let asked = Asked { parts, path, query, form };
    let matching = state.routes.iter().enumerate().filter_map(|(place, route)| {
        let labels = route.matches(&asked)?;
        Some(Found { place, route: route.as_ref(), labels })
    });
    // Patterns that are equally specific conflict. Their names settle it, so that the order of registration does not.
    matching.max_by_key(|found| (found.route.specificity(), found.route.service().id, found.route.operation().name))
}

/// A rejection before any operation is found, in the protocol of the first.
fn reject(state: &State, status: StatusCode, code: &str, message: &str) -> http::Response<Bytes> {
    match state.routes.first() {
        Some(route) => route.rejection(status, code, message),
        None => RestJson1::encode_unmodeled(status, code, message),
    }
}

/// A response with what every response has: a request ID, and the time by the server's clock. It is recorded.
async fn complete(state: &State, mut response: http::Response<Bytes>, entry: LogEntry) -> http::Response<Bytes> {
    let id = random_uuid().unwrap_or_default().to_string();
    if let Ok(id) = HeaderValue::try_from(id) {
        response.headers_mut().insert("x-amzn-requestid", id);
    }
    // The clock may be the user's, and panic; then the system's stands in.
    let now = caught(async { state.clock.now() }).await;
    if let Some(Ok(date)) = now.map(|now| HeaderValue::try_from(now.to_http_date())) {
        response.headers_mut().insert(http::header::DATE, date);
    }
    state.received.note(entry, |received| received.status = Some(response.status().as_u16()));
    response
}
