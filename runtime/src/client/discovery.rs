//! `DescribeEndpoints`, with which a service reports the endpoint of its other operations.

use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crate::call::discovery::{Asked, Reported, run_discovered};
use crate::call::observation::Observation;
use crate::call::send_error::{Facts, Invalid};
use crate::call::{Call, NoResponse, Response};
use crate::client::Client;
use crate::model::endpoint_params::EndpointParams;
use crate::model::modeled_error::ServiceError;
use crate::model::operation::{Operation, OperationMeta, Service};
use crate::model::structure::{MemberWriter, Structure, WriteMembers};
use crate::transport::TransportError;
use crate::value::document::Document;

/// Runs a call at the endpoint that its service reports.
pub(super) type RunDiscovered =
    for<'c> fn(&'c mut Call<'_>, &'c Client, &'c mut Facts, &'c mut Observation<'_>) -> Ends<'c>;
type Ends<'c> = Pin<Box<dyn Future<Output = Result<Box<Response>, NoResponse>> + Send + 'c>>;

/// Runs a call of service `S`. Only programs with such operations contain this code.
pub(super) fn run<'c, S: Service>(
    call: &'c mut Call<'_>,
    client: &'c Client,
    facts: &'c mut Facts,
    observation: &'c mut Observation<'_>,
) -> Ends<'c> {
    Box::pin(async move { run_discovered(call, &|| ask::<S>(client), facts, observation).await })
}

fn ask<S: Service>(client: &Client) -> Asked<'_> {
    Box::pin(async move {
        let asked = client.send(&DescribeEndpoints::<S>(PhantomData)).await;
        let output = asked.map_err(|error| NoResponse::Transport(TransportError::not_sent(error)))?;
        let reported = &output["Endpoints"][0];
        let Some(address) = reported["Address"].as_str() else {
            return Err(NoResponse::Transport(TransportError::not_sent("`DescribeEndpoints` reported no endpoint")));
        };
        let minutes = reported["CachePeriodInMinutes"].as_u64().unwrap_or_default().min(MAX_MINUTES);
        let invalid = |reason: &dyn std::fmt::Display| NoResponse::Invalid(Invalid::Endpoint(reason.to_string()));
        let there = client.with_endpoint_url(format!("https://{address}")).map_err(|error| invalid(&error))?;
        let endpoint = there.inner().locate(S::META, &EndpointParams::new(), Ok(None)).map_err(NoResponse::Invalid)?;
        Ok(Reported { endpoint: Arc::new(endpoint), valid_for: Duration::from_secs(60 * minutes) })
    })
}

/// A week. Services report a day.
const MAX_MINUTES: u64 = 7 * 24 * 60;

/// The operation `DescribeEndpoints` of any service.
struct DescribeEndpoints<S>(PhantomData<fn() -> S>);

impl<S> Structure for DescribeEndpoints<S> {
    const NAME: &'static str = "DescribeEndpoints";
    const MEMBERS: &'static [&'static str] = &[];
}

impl<S> WriteMembers for DescribeEndpoints<S> {
    fn write_members<W: MemberWriter>(&self, _: &mut W) -> Result<(), W::Error> {
        Ok(())
    }
}

impl<S: Service> Operation for DescribeEndpoints<S> {
    type Service = S;
    type Output = Document;
    type Error = ServiceError;
    const META: &'static OperationMeta = &OperationMeta::new("DescribeEndpoints").readonly();
}
