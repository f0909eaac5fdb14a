//! One operation at a server: from a received request to a response.

use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use http::StatusCode;
use http::header::CONTENT_LENGTH;
use http::request::Parts;
use serde_core::ser::Serialize;

use super::fingerprint::Fingerprint;
use super::handler::{Call, Handler};
use super::path_pattern::{PathPattern, Specificity};
use super::tasks::caught;
use crate::model::modeled_error::ModeledError;
use crate::model::operation::{Operation, OperationMeta, Service, ServiceMeta};
use crate::model::protocol::{DecodeError, InvalidRequest, Protocol, ReceivedRequest};
use crate::model::structure::{Binding, Bindings, MemberWriter, ReadMembers, Structure, WriteMembers};
use crate::protocol::text::{TimestampFormat, text_of};
use crate::protocol::{TARGET, target_of};

/// A future of one of the erased methods below.
pub(crate) type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// An operation with its handler, its types erased.
pub(crate) trait Route: Send + Sync {
    fn service(&self) -> &'static ServiceMeta;
    fn operation(&self) -> &'static OperationMeta;
    /// The name of the protocol.
    fn protocol(&self) -> &'static str;
    /// Where the members are that are not in the body.
    fn bindings(&self) -> Bindings;

    /// The labels' values if the request is one of this operation.
    fn matches(&self, asked: &Asked<'_>) -> Option<Vec<(usize, String)>>;

    fn specificity(&self) -> &Specificity;

    /// Reads the request.
    fn read(&self, request: &ReceivedRequest<'_>) -> Result<Box<dyn PendingCall>, DecodeError>;

    /// An error that no model names, in the protocol's form.
    fn rejection(&self, status: StatusCode, code: &str, message: &str) -> http::Response<Bytes>;
}

/// What of a request tells which operation it is of.
pub(crate) struct Asked<'a> {
    pub(crate) parts: &'a Parts,
    /// What follows the server's base path.
    pub(crate) path: &'a str,
    pub(crate) query: &'a [(String, String)],
    /// The names and values of a body that is a form.
    pub(crate) form: &'a [(String, String)],
}

/// A request that was read.
pub(crate) trait PendingCall: Send {
    /// The idempotency token in it; one that is empty or all spaces is none.
    fn token(&self) -> Option<&str>;

    /// All parameters but the token, comparable.
    fn fingerprint(&self) -> Fingerprint;

    /// Does the work.
    fn run(self: Box<Self>, caller: Caller) -> BoxFuture<'static, Responded>;
}

/// Who calls, and when.
pub(crate) struct Caller {
    pub(crate) access_key_id: String,
    pub(crate) region: String,
    pub(crate) time: crate::value::timestamp::Timestamp,
}

/// What a handler's result became.
pub(crate) struct Responded {
    pub(crate) message: http::Response<Bytes>,
    /// Whether the work was done, so that the response stands for later calls with the same token.
    pub(crate) done: bool,
}

pub(crate) struct OperationRoute<O, H> {
    handler: Arc<H>,
    entry: Entry,
    specificity: Specificity,
    operation: PhantomData<fn() -> O>,
}

/// By what a request is found to be of an operation.
enum Entry {
    /// Method and path.
    Path(PathPattern),
    /// The value of `X-Amz-Target`.
    Target(String),
    /// `Action` and `Version` in a form, or in the query where the body is none.
    Form(&'static str, &'static str),
}

impl<O: Operation, H> OperationRoute<O, H> {
    pub(crate) fn new(handler: H) -> Self {
        let entry = match &O::META.http {
            Some(http) => Entry::Path(PathPattern::new(http)),
            None if !O::Service::META.version.is_empty() => Entry::Form(O::META.name, O::Service::META.version),
            None => Entry::Target(target_of(O::Service::META.target_prefix, O::META.name)),
        };
        let specificity = match &entry {
            Entry::Path(pattern) => pattern.specificity(),
            Entry::Target(_) | Entry::Form(..) => Specificity::Name,
        };
        Self { handler: Arc::new(handler), entry, specificity, operation: PhantomData }
    }
}

type ProtocolOf<O> = <<O as Operation>::Service as Service>::Protocol;

impl<O, H> Route for OperationRoute<O, H>
where
    O: Operation<Output: WriteMembers> + ReadMembers + Send + 'static,
    H: Handler<O>,
{
    fn service(&self) -> &'static ServiceMeta {
        O::Service::META
    }

    fn operation(&self) -> &'static OperationMeta {
        O::META
    }

    fn protocol(&self) -> &'static str {
        ProtocolOf::<O>::NAME
    }

    fn bindings(&self) -> Bindings {
        O::BINDINGS
    }

    fn matches(&self, asked: &Asked<'_>) -> Option<Vec<(usize, String)>> {
        let Asked { parts, path, query, form } = *asked;
        let is_named = match &self.entry {
            Entry::Path(pattern) => return pattern.matches(parts.method.as_str(), path, query),
            Entry::Target(target) => {
                parts.method == http::Method::POST
                    && parts.headers.get(TARGET).is_some_and(|named| named.as_bytes() == target.as_bytes())
            }
            Entry::Form(action, version) => {
                let pairs = if form.is_empty() { query } else { form };
                let says = |name, value| pairs.iter().any(|(key, said)| key == name && said == value);
                says("Action", *action) && says("Version", *version)
            }
        };
        is_named.then(Vec::new)
    }

    fn specificity(&self) -> &Specificity {
        &self.specificity
    }

    fn read(&self, request: &ReceivedRequest<'_>) -> Result<Box<dyn PendingCall>, DecodeError> {
        let input = ProtocolOf::<O>::decode_input::<O>(request).map_err(DecodeError::of)?;
        let mut parameters = Parameters::of::<O>();
        if parameters.token_member.is_some() {
            input.write_members(&mut parameters).map_err(DecodeError::of)?;
        }
        let fingerprint = Fingerprint::of_all(&parameters.others);
        Ok(Box::new(Pending { input, handler: Arc::clone(&self.handler), token: parameters.token, fingerprint }))
    }

    fn rejection(&self, status: StatusCode, code: &str, message: &str) -> http::Response<Bytes> {
        ProtocolOf::<O>::encode_unmodeled(status, code, message)
    }
}

struct Pending<O, H> {
    input: O,
    handler: Arc<H>,
    token: Option<String>,
    fingerprint: Fingerprint,
}

impl<O, H> PendingCall for Pending<O, H>
where
    O: Operation<Output: WriteMembers> + Send + 'static,
    H: Handler<O>,
{
    fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }

    fn run(self: Box<Self>, caller: Caller) -> BoxFuture<'static, Responded> {
        let Caller { access_key_id, region, time } = caller;
        Box::pin(async move {
            let worked = caught(async move {
                let call = Call { input: self.input, access_key_id, region, time };
                let result = self.handler.handle(call).await;
                let done = result.is_ok();
                let encoded = match &result {
                    Ok(output) => encode_output::<O>(output),
                    Err(error) => encode_error::<ProtocolOf<O>, _>(error),
                };
                let message = encoded.unwrap_or_else(|error| internal_failure::<O>(&error.to_string()));
                Responded { message, done }
            });
            // What the panic said may be a secret; it went where panics go.
            worked.await.unwrap_or_else(|| {
                let message = internal_failure::<O>(&format!("the handler of {} panicked", O::META.name));
                Responded { message, done: false }
            })
        })
    }
}

/// The error that says that the server is at fault.
fn internal_failure<O: Operation>(message: &str) -> http::Response<Bytes> {
    ProtocolOf::<O>::encode_unmodeled(StatusCode::INTERNAL_SERVER_ERROR, "InternalFailure", message)
}

/// The output with the operation's status of success, unless a member of it is the status, or the status is one that
/// HTTP has no body for and there is something to say.
fn encode_output<O: Operation<Output: WriteMembers>>(
    output: &O::Output,
) -> Result<http::Response<Bytes>, InvalidRequest> {
    let mut response = ProtocolOf::<O>::encode_output(O::META.name, output)?;
    let tells = O::Output::BINDINGS.iter().any(|(_, binding)| *binding == Binding::Status);
    let code = O::META.http.filter(|_| !tells).and_then(|http| StatusCode::from_u16(http.code).ok());
    let is_silent = response.body().is_empty() || response.body().as_ref() == b"{}";
    if let Some(code) = code.filter(|code| is_silent || !BODILESS.contains(code)) {
        *response.status_mut() = code;
    }
    // A length that a member tells is right or would cut the response off; that of HEAD is of a body that is not sent.
    if O::META.http.is_none_or(|http| http.method != "HEAD") {
        response.headers_mut().remove(CONTENT_LENGTH);
    }
    Ok(response)
}

/// Statuses of responses without a body: RFC 9110, 6.4.1 and 15.3.6.
const BODILESS: [StatusCode; 3] = [StatusCode::NO_CONTENT, StatusCode::RESET_CONTENT, StatusCode::NOT_MODIFIED];

/// As a function of its own, since the error's type is a projection that the call cannot name.
fn encode_error<P: Protocol, E: ModeledError>(error: &E) -> Result<http::Response<Bytes>, InvalidRequest> {
    P::encode_error(error)
}

/// Collects a call's token, and all other parameters.
struct Parameters {
    token_member: Option<usize>,
    token: Option<String>,
    /// By their places, absent ones as well: names may be those of others.
    others: Vec<Fingerprint>,
}

impl Parameters {
    fn of<O: Operation + Structure>() -> Self {
        Self { token_member: O::META.idempotency_token, token: None, others: Vec::new() }
    }
}

impl MemberWriter for Parameters {
    type Error = serde_json::Error;

    fn member<T: Serialize + ?Sized>(&mut self, index: usize, value: &T) -> Result<(), serde_json::Error> {
        if self.token_member == Some(index) {
            let text = text_of(value, TimestampFormat::DateTime).map_err(serde_core::ser::Error::custom)?;
            self.token = text.into_one().filter(|token| !token.trim().is_empty());
        } else {
            self.others.push(Fingerprint::of(value)?);
        }
        Ok(())
    }
}
