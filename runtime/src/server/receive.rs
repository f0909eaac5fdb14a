//! Handles one request: find the operation, authenticate the caller, decode the input, execute the call once.

use std::borrow::Cow;
use std::sync::Arc;

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, HeaderValue, StatusCode};
use tokio::sync::oneshot;

use super::authenticate::authenticate;
use super::faults::Fault;
use super::find::{Found, Pairs, find, naming_parameters};
use super::idempotency::TokenKey;
#[cfg(feature = "event-stream")]
use super::received_events::{LateRejection, verified};
use super::recorded::LogEntry;
use super::rejection::{Cause, Rejection, UNREADABLE};
use super::request_body::{Received, RequestBody};
use super::route::{Caller, PendingCall, Route};
use super::signature::is_signature_parameter;
use super::tasks::catch_panic;
use super::{ParameterMismatch, State};
use crate::model::protocol::{Protocol as _, ReceivedRequest};
use crate::model::streamed_body::EventFormat;
use crate::model::structure::ABSENT_HINT;
#[cfg(any(feature = "aws-query", feature = "rest-xml"))]
use crate::protocol::RequestIdSlot;
use crate::protocol::{RestJson1, is_form, is_utf8, query_pairs};
#[cfg(feature = "checksums")]
use crate::sigv4::is_s3;
use crate::value::random::random_uuid;

/// The server's reply to a request.
pub(crate) enum Reply {
    Response(http::Response<Bytes>),
    /// The response, truncated in the middle of its body.
    Truncated(http::Response<Bytes>),
    /// Closes the connection without a response.
    Close,
    /// Resets the connection without a response.
    Reset,
}

/// Handles one request in a task of the server, so that the call continues if the client disconnects.
pub(crate) async fn receive(state: &Arc<State>, parts: Parts, body: Received) -> Reply {
    let entry = state.recorded.add(&parts);
    let (sender, reply) = oneshot::channel();
    let owned = Arc::clone(state);
    state.tasks.spawn(async move {
        let reply = respond(&owned, &parts, &body, entry).await;
        // If the client has disconnected, the receiver is gone.
        let _ = sender.send(reply);
    });
    // The task is cancelled when the server is dropped.
    reply.await.unwrap_or(Reply::Close)
}

/// Rejects a request whose body exceeds the limit.
pub(crate) async fn reject_body(state: &State, parts: &Parts) -> http::Response<Bytes> {
    let entry = state.recorded.add(parts);
    let message = format!("the body is longer than {} bytes", state.max_request_bytes);
    let rejection = reject(state, StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLargeException", &message);
    complete(state, rejection, entry).await
}

async fn respond(state: &State, parts: &Parts, body: &Received, entry: LogEntry) -> Reply {
    match reply(state, parts, body, entry).await {
        Reply::Response(response) => Reply::Response(complete(state, response, entry).await),
        Reply::Truncated(response) => Reply::Truncated(complete(state, response, entry).await),
        without_response => without_response,
    }
}

async fn reply(state: &State, parts: &Parts, body: &Received, entry: LogEntry) -> Reply {
    let query: Vec<_> = query_pairs(parts.uri.query().unwrap_or_default()).collect();
    let body = RequestBody::of(body);
    let naming = naming_parameters(&body.form(state, parts), &query);
    let Some((found, read)) = read_one(state, find(state, parts, &query, &naming), parts, &body, &query).await else {
        return Reply::Response(reject_unknown(state, parts));
    };
    state.recorded.update(entry, |request| request.operation = Some(found.route.operation().name));
    let ReadCall {
        call,
        caller,
        #[cfg(feature = "event-stream")]
        late_rejection,
    } = match read {
        Ok(read) => read,
        Err(rejection) => return Reply::Response(rejection.response(found.route)),
    };
    state.recorded.update(entry, |request| request.token = call.token().map(str::to_owned));
    let faults = state.faults.draw();
    if let Some(reply) = before_handler(found.route, &faults).await {
        return reply;
    }
    let response = catch_panic(execute(state, &found, call, caller)).await;
    let response = response.unwrap_or_else(|| Rejection::panicked(found.route).response(found.route));
    #[cfg(feature = "checksums")]
    let response = {
        let mut response = response;
        super::checksum::add(found.route.operation(), parts, &mut response);
        response
    };
    #[cfg(feature = "event-stream")]
    let response = {
        let mut response = match late_rejection {
            Some(late_rejection) => late_rejection.apply(found.route, response),
            None => response,
        };
        super::event_faults::apply(&mut response, &faults);
        response
    };
    after_handler(response, &faults)
}

type Read = Result<ReadCall, Rejection>;

/// A call that is ready to run.
struct ReadCall {
    call: Box<dyn PendingCall>,
    caller: Caller,
    /// Why its events are rejected, once they are.
    #[cfg(feature = "event-stream")]
    late_rejection: Option<LateRejection>,
}

/// Reads the request as the first of the operations whose input it is. If it is that of none, the first one rejects it.
async fn read_one<'s>(
    state: &State,
    operations: Vec<Found<'s>>,
    parts: &Parts,
    body: &RequestBody<'_>,
    query: &Pairs,
) -> Option<(Found<'s>, Read)> {
    let mut rejected = None;
    for found in operations {
        let read = catch_panic(async { read(state, &found, parts, body, query) }).await;
        match read.unwrap_or_else(|| Err(Rejection::panicked(found.route))) {
            Err(rejection) if rejection.code == UNREADABLE => {
                rejected.get_or_insert((found, Err(rejection)));
            }
            read => return Some((found, read)),
        }
    }
    rejected
}

/// Authenticates the caller and decodes the input.
fn read(
    state: &State,
    Found { route, labels, .. }: &Found<'_>,
    parts: &Parts,
    body: &RequestBody<'_>,
    query: &Pairs,
) -> Read {
    let now = state.clock.now();
    #[cfg_attr(not(any(feature = "checksums", feature = "event-stream")), allow(unused_mut))] // keys are taken out
    let mut caller = authenticate(state, *route, parts, body, now)?;
    route.media_types().check(&parts.headers, body.received)?;
    #[cfg(feature = "event-stream")]
    let (stream, late_rejection) = verified(state, *route, body.events, caller.frames.take());
    #[cfg(not(feature = "event-stream"))]
    let stream = None;
    let is_of_operation = |(name, _): &&(String, String)| !(caller.signed_in_query && is_signature_parameter(name));
    let query: Vec<_> = query.iter().filter(is_of_operation).cloned().collect();
    #[cfg(feature = "checksums")]
    let upload = if is_s3(route.service().signing_name) {
        super::aws_chunked::decode(&parts.headers, body.received, caller.chunks.take())?
    } else {
        None
    };
    #[cfg(feature = "checksums")]
    let (headers, body) = match &upload {
        Some(upload) => {
            super::checksum::check(route.operation(), &upload.headers, &upload.body)?;
            (join_lines(&upload.headers), &*upload.body)
        }
        None => {
            super::checksum::check(route.operation(), &parts.headers, body.received)?;
            body.of_operation(state, route.operation(), join_lines(&parts.headers))?
        }
    };
    #[cfg(not(feature = "checksums"))]
    let (headers, body) = body.of_operation(state, route.operation(), join_lines(&parts.headers))?;
    let form = if is_form(&headers) { body } else { b"" };
    if ![parts.uri.query().unwrap_or_default().as_bytes(), form].into_iter().all(is_utf8) {
        return Err(Rejection::unreadable("a parameter is not UTF-8".to_owned()));
    }
    let events = EventFormat::Unsupported;
    let call = route.read(&ReceivedRequest { labels, query: &query, headers: &headers, body, stream, events });
    let call = call.map_err(|error| Rejection::unreadable(error.to_string().replace(ABSENT_HINT, "")))?;
    Ok(ReadCall {
        call,
        caller: Caller {
            access_key_id: caller.access_key_id,
            bearer_token: caller.bearer_token,
            region: state.region.clone(),
            time: now,
        },
        #[cfg(feature = "event-stream")]
        late_rejection,
    })
}

/// Executes a call, or replays the stored response of its token.
async fn execute(
    state: &State,
    Found { index, route, .. }: &Found<'_>,
    call: Box<dyn PendingCall>,
    caller: Caller,
) -> http::Response<Bytes> {
    let Some(token) = call.token().map(str::to_owned) else { return call.run(caller).await.response };
    let key =
        TokenKey { caller: (caller.access_key_id.clone(), caller.bearer_token), route: *index, token: token.clone() };
    let fingerprint = call.fingerprint();
    match state.tokens.response(key, fingerprint, call.run(caller)).await {
        Ok(response) => response,
        Err(_) => (state.mismatch)(*route, &ParameterMismatch { operation: route.operation().name, token }),
    }
}

/// The headers with repeated lines joined by commas, as in the canonical request. The signature does not cover how a value is
/// split into lines.
fn join_lines(headers: &HeaderMap) -> Cow<'_, HeaderMap> {
    if headers.keys_len() == headers.len() {
        return Cow::Borrowed(headers);
    }
    let joined = headers.keys().filter_map(|name| {
        let lines: Vec<_> = headers.get_all(name).iter().map(HeaderValue::as_bytes).collect();
        Some((name.clone(), HeaderValue::from_bytes(&lines.join(&b","[..])).ok()?))
    });
    Cow::Owned(joined.collect())
}

/// Applies the faults that precede the handler.
async fn before_handler(route: &dyn Route, faults: &[Fault]) -> Option<Reply> {
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
                return Some(Reply::Response(route.rejection(status, "InternalFailure", "an injected fault")));
            }
            Fault::DropResponse | Fault::Truncate => {}
            #[cfg(feature = "event-stream")]
            Fault::Event { .. } => {}
        }
    }
    None
}

/// Applies the faults that follow the handler.
fn after_handler(response: http::Response<Bytes>, faults: &[Fault]) -> Reply {
    if faults.contains(&Fault::DropResponse) || (faults.contains(&Fault::Truncate) && response.body().is_empty()) {
        Reply::Close
    } else if faults.contains(&Fault::Truncate) {
        Reply::Truncated(response)
    } else {
        Reply::Response(response)
    }
}

fn reject_unknown(state: &State, parts: &Parts) -> http::Response<Bytes> {
    let message = format!("no operation matches {} {}", parts.method, parts.uri.path());
    match state.routes.first() {
        Some(route) => {
            Rejection::of(Cause::UnknownOperation, route.protocol(), route.service(), message).response(route.as_ref())
        }
        None => RestJson1::encode_unmodeled(StatusCode::NOT_FOUND, "UnknownOperationException", &message),
    }
}

/// An error response to a request that matches no operation, in the protocol of the first operation.
fn reject(state: &State, status: StatusCode, code: &str, message: &str) -> http::Response<Bytes> {
    match state.routes.first() {
        Some(route) => route.rejection(status, code, message),
        None => RestJson1::encode_unmodeled(status, code, message),
    }
}

/// Adds the headers of every response, request ID and date, and the ID in the body; records the status.
async fn complete(state: &State, mut response: http::Response<Bytes>, entry: LogEntry) -> http::Response<Bytes> {
    let id = random_uuid().unwrap_or_default().to_string();
    #[cfg(any(feature = "aws-query", feature = "rest-xml"))]
    RequestIdSlot::fill(&mut response, &id);
    if let Ok(id) = HeaderValue::try_from(id) {
        response.headers_mut().insert("x-amzn-requestid", id);
    }
    // The user's clock may panic; then hyper sets the date.
    let now = catch_panic(async { state.clock.now() }).await;
    if let Some(Ok(date)) = now.map(|now| HeaderValue::try_from(now.to_http_date())) {
        response.headers_mut().insert(http::header::DATE, date);
    }
    state.recorded.update(entry, |request| request.status = Some(response.status().as_u16()));
    response
}
