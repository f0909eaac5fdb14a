//! Endpoints that the service itself reports: Smithy's `clientDiscoveredEndpoint`.
//!
//! Source: Smithy's `aws.api#clientEndpointDiscovery`; the times are those of botocore's `discovery.py`.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::auth::Identity;
use super::limits::Deadline;
use super::{Call, NoResponse, Response, run};
use crate::call::observation::Observation;
use crate::call::send_error::Facts;
use crate::call::service_endpoint::ServiceEndpoint;
use crate::call::shared::ServiceClient;

/// How long an expired endpoint is used on, if the service cannot report another one.
const GRACE: Duration = Duration::from_secs(60);

/// The endpoints that a service reported, each for the access key that it was reported to. While one call asks for the
/// endpoint, the others wait.
#[derive(Default)]
pub(crate) struct Discovered(Mutex<Vec<Entry>>);

struct Entry {
    access_key_id: String,
    endpoint: Arc<ServiceEndpoint>,
    until: Instant,
}

/// An endpoint that a service has just reported.
pub(crate) struct Reported {
    pub(crate) endpoint: Arc<ServiceEndpoint>,
    pub(crate) valid_for: Duration,
}

/// Asks the service for the endpoint.
pub(crate) type Ask<'c> = &'c (dyn Fn() -> Asked<'c> + Send + Sync);
/// What [`Ask`] gives.
pub(crate) type Asked<'c> = Pin<Box<dyn Future<Output = Result<Reported, NoResponse>> + Send + 'c>>;

/// Runs a call at the endpoint that its service reports. If the service says that the endpoint is no longer the right
/// one, it is asked once more.
pub(crate) async fn run_discovered(
    call: &mut Call<'_>,
    ask: Ask<'_>,
    facts: &mut Facts,
    observation: &mut Observation<'_>,
) -> Result<Box<Response>, NoResponse> {
    let (home, started) = (Arc::clone(&call.service), Instant::now());
    if let Err(unsent) = call.discover(&home, ask).await {
        let end = Err(unsent);
        observation.ended(&end);
        return end;
    }
    let end = run(call, facts, observation).await;
    let may_retry = facts.attempts < call.limits.retry.attempts_of(call.meta) && call.request.body.is_repeatable();
    if home.is_custom || !is_outdated(&end) || !may_retry {
        return end;
    }
    home.discovered.0.lock().await.retain(|known| !Arc::ptr_eq(&known.endpoint, &call.endpoint));
    call.timeouts.operation = call.timeouts.operation.saturating_sub(started.elapsed());
    match call.discover(&home, ask).await {
        Ok(()) => run(call, facts, observation).await,
        // The first error says more.
        Err(_) => end,
    }
}

/// Whether the service does not serve the caller at this endpoint. It did not run the request.
fn is_outdated(end: &Result<Box<Response>, NoResponse>) -> bool {
    let Ok(response) = end else { return false };
    let code = response.error.as_ref().and_then(|error| error.code.as_deref());
    response.message.status() == StatusCode::MISDIRECTED_REQUEST || code == Some("InvalidEndpointException")
}

impl Call<'_> {
    /// Sets the endpoint of the call. An endpoint that the user set is kept.
    async fn discover(&mut self, home: &ServiceClient, ask: Ask<'_>) -> Result<(), NoResponse> {
        if home.is_custom {
            return Ok(());
        }
        let identity = self.identity(Deadline::of(&self.timeouts)).await?;
        let access_key_id = match &identity {
            Identity::Credentials(credentials) => credentials.access_key_id(),
            Identity::None | Identity::Token(_) => "",
        };
        let mut known = home.discovered.0.lock().await;
        let now = Instant::now();
        let mine = known.iter_mut().find(|entry| entry.access_key_id == access_key_id);
        if let Some(entry) = mine.as_ref().filter(|entry| now < entry.until) {
            self.endpoint = Arc::clone(&entry.endpoint);
            return Ok(());
        }
        match (ask().await, mine) {
            (Ok(Reported { endpoint, valid_for }), _) => {
                // Keys of temporary credentials are never used again.
                known.retain(|entry| now < entry.until);
                self.endpoint = Arc::clone(&endpoint);
                known.push(Entry { access_key_id: access_key_id.to_owned(), endpoint, until: now + valid_for });
            }
            (Err(_), Some(old)) => {
                old.until = now + GRACE;
                self.endpoint = Arc::clone(&old.endpoint);
            }
            (Err(error), None) => return Err(error),
        }
        Ok(())
    }
}
