//! One call: signed attempts until a success, a final error or a limit. Nothing here is generic.

pub(crate) mod access_denied;
mod address;
pub(crate) mod auth;
#[cfg(any(feature = "checksums", feature = "compression"))]
mod body_rules;
pub(crate) mod body_settings;
#[cfg(feature = "rest-xml")]
mod bucket;
mod connections;
mod credentials;
pub(crate) mod discovery;
mod dry_run;
mod echo;
#[cfg(feature = "event-stream")]
mod event_signing;
mod exchange;
#[cfg(feature = "rest-xml")]
mod express_session;
#[cfg(feature = "blocking")]
pub(crate) mod fork;
#[cfg(feature = "rest-xml")]
pub(crate) mod form;
pub(crate) mod idempotency_key;
mod invocation;
mod lambda_trace;
mod limits;
#[cfg(feature = "metrics")]
pub(crate) mod metrics_observer;
mod mismatch;
#[cfg(feature = "rest-xml")]
mod nested;
mod next_step;
mod no_response;
pub(crate) mod observation;
pub(crate) mod observe;
mod payload;
pub(crate) mod prepared;
pub(crate) mod presigned;
mod received;
pub(crate) mod response;
#[cfg(feature = "checksums")]
mod response_checksum;
pub(crate) mod retry;
mod runtime;
#[cfg(feature = "rest-xml")]
mod s3;
pub(crate) mod send_error;
pub(crate) mod service_clock;
pub(crate) mod service_endpoint;
#[cfg(feature = "rest-xml")]
mod settle;
pub(crate) mod shared;
pub(crate) mod signature_mismatch;
mod signing;
mod unsent;
mod upload;
mod verdict;

use std::sync::Arc;

use bytes::Bytes;
use tracing::Instrument as _;

use crate::call::access_denied::AccessDenied;
use crate::call::response::request_id;
use crate::call::retry::{Failure, HeldUnits, is_throttling, judge_error_response, judge_transport_error};
use crate::call::send_error::{Facts, Invalid, TimedOut};
use crate::model::auth::AuthScheme;
use crate::model::endpoint_params::EndpointParams;
use crate::model::modeled_error::ErrorShape;
use crate::model::operation::{OperationMeta, ServiceMeta};
use crate::model::protocol::{EncodedRequest, ErrorFacts, FaultInSuccess};
use crate::model::streamed_body::Streams;
#[cfg(feature = "checksums")]
use crate::protocol::aws_chunked::AwsChunked;
use crate::sigv4::is_s3;
use crate::transport::{TransportErrorKind, TransportFuture};
use crate::value::body::{Body, BodyError};
use service_endpoint::ServiceEndpoint;
use shared::{ServiceClient, Shared};

use auth::Identity;
use connections::Connection;
pub(crate) use connections::Connections;
use exchange::Exchanged;
use invocation::InvocationId;
use limits::Deadline;
pub(crate) use limits::{Limit, Limits, Timeouts};
pub(crate) use no_response::NoResponse;
use observation::Observation;
use observe::NextStep;
pub(crate) use received::Response;
use runtime::{has_runtime, missing_io};
use signing::Signing;
use upload::Upload;
use verdict::Verdict;

/// An encoded call, ready to run.
pub(crate) struct Call<'a> {
    pub(crate) client: &'a Shared,
    pub(crate) limits: &'a Limits,
    pub(crate) timeouts: Timeouts,
    pub(crate) service: Arc<ServiceClient>,
    pub(crate) meta: &'static ServiceMeta,
    pub(crate) operation: &'static OperationMeta,
    pub(crate) modeled: &'static [ErrorShape],
    pub(crate) error_facts: fn(&http::Response<Bytes>) -> ErrorFacts,
    /// Finds what is wrong with the bytes of a body.
    pub(crate) corruption: fn(&ServiceMeta, &http::Response<Bytes>) -> Option<BodyError>,
    /// Finds what is wrong with a 2xx response.
    pub(crate) fault_in_success: fn(&http::Response<Bytes>) -> Option<FaultInSuccess>,
    /// Reads the request ID from the body, for a response without one in its headers.
    pub(crate) request_id: fn(&http::Response<Bytes>) -> Option<String>,
    /// Whether the caller reads the body of a successful response, as a stream.
    pub(crate) streams: Streams,
    /// Whether the first event holds members of the output.
    #[cfg(feature = "event-stream")]
    pub(crate) has_initial_message: bool,
    /// `None` if the request is unsigned.
    pub(crate) auth: Option<AuthScheme>,
    pub(crate) request: EncodedRequest,
    /// The encoding in which each attempt sends the body.
    #[cfg(feature = "checksums")]
    pub(crate) chunked: Option<Box<AwsChunked>>,
    /// The hash of the body for the signature, if it was computed with a checksum.
    #[cfg(feature = "checksums")]
    pub(crate) body_hash: Option<String>,
    /// What the operation and its input add to the choice of the endpoint. Empty for almost all operations.
    pub(crate) endpoint_params: EndpointParams,
    pub(crate) endpoint: Arc<ServiceEndpoint>,
    /// The beginning of the path that is in the endpoint instead: the bucket of S3.
    #[cfg(feature = "rest-xml")]
    pub(crate) in_endpoint: Option<Arc<str>>,
}

/// The result of one attempt. The failure is `None` after a success. An error ends the call without a retry.
type Attempted = Result<(Result<Box<Response>, NoResponse>, Option<Failure>), NoResponse>;

/// The state of a call across its attempts.
struct Progress<'a, 'o> {
    facts: &'a mut Facts,
    observation: &'a mut Observation<'o>,
    /// The service's time minus the local time in seconds, from the `Date` header of the last response.
    clock_offset: Option<i64>,
    /// The offset in seconds that was added to the local time to sign the last attempt.
    signed_with: i64,
    /// Whether expired credentials were replaced. That is done at most once in a call.
    was_renewed: bool,
    /// Whether the request was sent to another region. That is done at most once in a call.
    #[cfg(feature = "rest-xml")]
    was_redirected: bool,
    /// What a look at the object found, after a write of S3 whose response was lost.
    #[cfg(feature = "rest-xml")]
    found: Option<Box<settle::Found>>,
    quota: HeldUnits<'a>,
}

impl<'a, 'o> Progress<'a, 'o> {
    fn of(service: &'a ServiceClient, facts: &'a mut Facts, observation: &'a mut Observation<'o>) -> Self {
        Self {
            facts,
            observation,
            clock_offset: None,
            signed_with: 0,
            was_renewed: false,
            #[cfg(feature = "rest-xml")]
            was_redirected: false,
            #[cfg(feature = "rest-xml")]
            found: None,
            quota: service.quota.hold(),
        }
    }
}

/// What IAM denied, if the message of an error response says so.
fn denied(end: &Result<Box<Response>, NoResponse>) -> Option<Box<AccessDenied>> {
    let message = end.as_ref().ok()?.error.as_ref()?.message.as_deref()?;
    AccessDenied::read(message).map(Box::new)
}

/// A signed attempt, which the transport sends when it is polled.
struct Attempt<'a> {
    sending: TransportFuture<'a>,
    connection: Connection,
    /// `None` for a short body in memory.
    upload: Option<Upload>,
}

/// Runs all attempts of a call, and completes the facts about it. Each value that the loop moves or keeps enlarges the future
/// of every call, so it gets the call by reference, responses are boxed, and so is what few calls wait for.
pub(crate) async fn run(
    call: &mut Call<'_>,
    facts: &mut Facts,
    observation: &mut Observation<'_>,
) -> Result<Box<Response>, NoResponse> {
    let span = observation.run(&call.endpoint.url);
    let deadline = Deadline::of(&call.timeouts);
    if let Err(unsent) = call.complete(deadline).await {
        let end = Err(unsent);
        observation.ended(&end);
        return end;
    }
    let service = Arc::clone(&call.service);
    let mut progress = Progress::of(&service, facts, observation);
    let end = call.attempts(deadline, &mut progress).instrument(span).await;
    let end = end.map_err(|no_response| call.or_ambiguous(no_response, &mut progress));
    progress.quota.spend();
    progress.observation.ended(&end);
    end
}

impl Call<'_> {
    /// Does what is done once, before the first attempt is signed.
    async fn complete(&mut self, deadline: Deadline) -> Result<(), NoResponse> {
        if self.service.depends_on_account {
            Box::pin(self.find_endpoint_of_account(deadline)).await?;
        }
        #[cfg(any(feature = "checksums", feature = "compression"))]
        self.apply_body_rules(deadline).await?;
        Ok(())
    }

    async fn attempts(
        &mut self,
        deadline: Deadline,
        progress: &mut Progress<'_, '_>,
    ) -> Result<Box<Response>, NoResponse> {
        has_runtime()?;
        #[cfg_attr(not(feature = "rest-xml"), allow(unused_mut))] // only S3 has other regions
        let mut uri = self.uri()?;
        let invocation = InvocationId::new();
        let payload_hash = self.payload_hash(deadline).await?;
        let mut renewed = None;
        loop {
            let identity = match renewed.take() {
                Some(renewed) => Identity::Credentials(renewed),
                None => self.identity(deadline).await?,
            };
            let connection = self.client.connections.take(deadline).await?;
            progress.observation.signing();
            let body = self.body(deadline).await?;
            let signing = Signing {
                uri: &uri,
                invocation: &invocation,
                payload_hash: payload_hash.as_deref(),
                identity: &identity,
                now: self.client.clock.now(),
                offset: self.service.clock.offset(),
                attempt: progress.facts.attempts + 1,
                clock_offset: progress.clock_offset,
            };
            let attempt = self.begin(&signing, body, connection, deadline, progress)?;
            let attempted = self.attempt(attempt, deadline, progress).await;
            progress.observation.attempted(&attempted, progress.facts, &identity);
            #[cfg_attr(not(feature = "rest-xml"), allow(unused_mut))] // only writes of S3 are settled
            let (mut end, failure) = attempted?;
            let Some(failure) = failure else {
                progress.observation.attempt_ended(NextStep::Done, deadline);
                return end;
            };
            #[cfg(feature = "rest-xml")]
            if self.follow_bucket(&end, progress.was_redirected) {
                progress.was_redirected = true;
                progress.observation.attempt_ended(NextStep::IN_OTHER_REGION, deadline);
                uri = self.uri()?;
                continue;
            }
            if failure.expired_credentials {
                renewed = Box::pin(self.renew(identity.credentials(), deadline, progress)).await;
            }
            if renewed.is_some() {
                progress.observation.attempt_ended(NextStep::WITH_OTHER_CREDENTIALS, deadline);
                continue;
            }
            #[cfg(feature = "rest-xml")]
            let Some(failure) = self.settled(&mut end, failure, deadline, progress).await else {
                progress.observation.attempt_ended(NextStep::Done, deadline);
                return end;
            };
            let next = self.next_step(failure, deadline, progress).await;
            progress.observation.attempt_ended(next, deadline);
            let NextStep::Retry { delay, .. } = next else {
                progress.facts.mismatch = self.explain(&end, &signing);
                let end = end.map(|response| response.without_secrets_of(&identity, progress.facts));
                progress.facts.denied = denied(&end);
                return end;
            };
            deadline.sleep(delay).await?;
        }
    }

    /// Signs a request and gives it to the transport.
    fn begin(
        &self,
        signing: &Signing<'_>,
        body: Body,
        connection: Connection,
        deadline: Deadline,
        progress: &mut Progress<'_, '_>,
    ) -> Result<Attempt<'_>, NoResponse> {
        let parts = self.sign(signing)?;
        #[cfg(feature = "checksums")]
        let body = self.encoded(body, &parts, signing)?;
        deadline.leaves_time()?;
        progress.signed_with = signing.offset;
        progress.facts.begin_attempt();
        progress.observation.attempt_began();
        #[cfg(feature = "event-stream")]
        let body = self.with_signed_events(body, &parts, signing)?;
        let (body, upload) = Upload::track(body, self.limits.stream_idle_timeout.value());
        let sending = self.client.transport.send(http::Request::from_parts(parts, body));
        Ok(Attempt { sending, connection, upload })
    }

    /// Sends one request, and judges the response.
    async fn attempt(
        &self,
        Attempt { sending, connection, upload }: Attempt<'_>,
        deadline: Deadline,
        progress: &mut Progress<'_, '_>,
    ) -> Attempted {
        let sent = self.bounded_exchange(sending, connection, upload.as_ref(), deadline).await;
        if let (Err(_) | Ok(Err(_)), Some(failure)) = (&sent, upload.and_then(|upload| upload.failure())) {
            // A retry would most likely read the same broken stream. The service may have received its first part.
            let is_unsent = matches!(&sent, Ok(Err(error)) if error.kind() == TransportErrorKind::NotSent);
            progress.facts.ambiguous |= !is_unsent;
            return Err(NoResponse::Invalid(Invalid::Payload(failure)));
        }
        Ok(match sent {
            Ok(Ok(exchanged)) => self.judge(exchanged, progress),
            Ok(Err(error)) => {
                if let Some(reason) = missing_io(&error) {
                    progress.facts.attempts -= 1;
                    progress.observation.attempt_undone();
                    return Err(NoResponse::Invalid(reason));
                }
                let failure = judge_transport_error(&error);
                (Err(NoResponse::Transport(error)), Some(failure))
            }
            // The operation timeout has expired, so there is no retry.
            Err(over @ TimedOut::Operation(_)) => {
                progress.facts.ambiguous = true;
                return Err(NoResponse::Timeout(over));
            }
            Err(over) => (Err(NoResponse::Timeout(over)), Some(Failure::TIMED_OUT)),
        })
    }

    fn judge(
        &self,
        Exchanged { mut response, clock_offset }: Exchanged,
        progress: &mut Progress<'_, '_>,
    ) -> (Result<Box<Response>, NoResponse>, Option<Failure>) {
        let message = &response.message;
        progress.facts.status = Some(message.status());
        let id = request_id(message.headers()).map(str::to_owned);
        progress.facts.request_id = id.or_else(|| (self.request_id)(message));
        progress.clock_offset = clock_offset;
        let signed_with = progress.signed_with;
        let clock_corrected = self.service.clock.observe(clock_offset, signed_with) && self.is_signed();
        #[cfg(feature = "checksums")]
        {
            progress.facts.checksum = response.checksum;
        }
        let (mut error, status) = match Verdict::of(self, &response) {
            Verdict::Error(error, status) => {
                #[cfg(feature = "rest-xml")]
                {
                    progress.facts.extended_request_id = self.extended_request_id(message.headers());
                }
                (error, status)
            }
            Verdict::Unreadable => return (Ok(response), Some(Failure::UNREADABLE)),
            Verdict::Success => {
                progress.quota.succeed();
                return (Ok(response), None);
            }
        };
        // A request that is no operation has a service of its own, and the endpoint of S3.
        let is_of_s3 = is_s3(self.meta.signing_name) || is_s3(self.endpoint.signer.service());
        let failure = judge_error_response(message, status, &error, is_of_s3, self.modeled, clock_corrected);
        progress.facts.throttling = is_throttling(&error, status, self.modeled);
        let code = error.code.get_or_insert_with(|| message.status().as_u16().to_string());
        progress.facts.code = Some(error.query_code.clone().unwrap_or_else(|| code.clone()));
        response.error = Some(error);
        (Ok(response), Some(failure))
    }
}
