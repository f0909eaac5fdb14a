//! Calls that a call makes: a look at an object, a session of S3 Express. They are calls of their own, with the limits of
//! the client, and within the time that the outer call has left.

use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use http::Method;

use super::limits::Deadline;
use super::observation::Observation;
use super::service_endpoint::ServiceEndpoint;
use super::{Call, NoResponse, Response, Timeouts, run};
use crate::call::send_error::Facts;
use crate::model::auth::AuthScheme;
use crate::model::header_list::HeaderList;
use crate::model::operation::OperationMeta;
use crate::model::protocol::EncodedRequest;
use crate::model::streamed_body::Streams;

/// What a call inside of another has of its own. It has no body.
pub(super) struct Nested {
    pub(super) operation: &'static OperationMeta,
    pub(super) method: Method,
    pub(super) target: Bytes,
    pub(super) headers: HeaderList,
    pub(super) endpoint: Arc<ServiceEndpoint>,
    pub(super) auth: Option<AuthScheme>,
}

/// The end of a call. Boxed, because a call contains it.
pub(super) type Nest<'c> = Pin<Box<dyn Future<Output = Result<Box<Response>, NoResponse>> + Send + 'c>>;

impl Call<'_> {
    /// Makes a call to the same service.
    pub(super) fn nest(&self, nested: Nested, deadline: Deadline) -> Nest<'_> {
        let Nested { operation, method, target, headers, endpoint, auth } = nested;
        let request = EncodedRequest {
            method,
            host_prefix: String::new(),
            target,
            headers,
            body: Bytes::new().into(),
            has_blob: false,
            token: None,
        };
        let mut timeouts = Timeouts::of(self.limits, operation, Streams::No);
        timeouts.operation = timeouts.operation.min(deadline.remaining());
        let mut call = Call {
            client: self.client,
            limits: self.limits,
            timeouts,
            service: Arc::clone(&self.service),
            meta: self.meta,
            operation,
            modeled: &[],
            error_facts: self.error_facts,
            corruption: self.corruption,
            fault_in_success: |_| None,
            request_id: self.request_id,
            streams: Streams::No,
            #[cfg(feature = "event-stream")]
            has_initial_message: false,
            auth,
            request,
            #[cfg(feature = "checksums")]
            chunked: None,
            #[cfg(feature = "checksums")]
            body_hash: None,
            endpoint_params: self.endpoint_params.clone(),
            endpoint,
            in_endpoint: self.in_endpoint.clone(),
        };
        Box::pin(async move {
            let mut facts = Facts { operation: operation.name, ..Facts::default() };
            let mut observation = Observation::begin(self.client, self.meta, operation);
            let end = run(&mut call, &mut facts, &mut observation).await;
            if end.as_ref().is_ok_and(|response| response.error.is_none()) {
                observation.decoded();
            }
            end
        })
    }
}
