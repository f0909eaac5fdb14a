//! The client: one for every service, cheap to clone.

mod builder;
pub(crate) mod call;
pub(crate) mod paginate;
pub(crate) mod send;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::call::retry::RetryPolicy;
use crate::call::shared::{Services, Shared};
use crate::call::{Limit, Limits};
use crate::config::endpoint::{Endpoint, Variant};
use crate::credentials::ProvideCredentials;
use crate::model::operation::Service;

use crate::config::config_error::ConfigError;
pub(crate) use builder::CaBundle;
pub use builder::ClientBuilder;
use builder::checked_region;

/// Sends operations: signs, retries, and keeps the connections.
///
/// One client serves every service of a region. Cloning it is cheap, and the clones share connections, signing keys
/// and the quota of retries of each service; so do the clients that `with_..` gives, but for what their documentation says. Calls are made on a tokio runtime with its timer and its I/O (`enable_all`); without one there
/// is `blocking::Client` (feature `blocking`).
///
/// ```
/// use aws_operation::{Client, Credentials};
///
/// let client = Client::builder()
///     .region("us-east-1")
///     .credentials(Credentials::new("AKIDEXAMPLE", "secret"))
///     .endpoint_url("http://127.0.0.1:4577")
///     .build()?;
/// # Ok::<(), aws_operation::ConfigError>(())
/// ```
///
/// # One call that differs
///
/// Each `with_..` gives a client like this one for the calls that differ; this one stays as it is.
///
/// ```
/// use aws_operation::{Client, Credentials, RetryPolicy};
///
/// let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).build()?;
/// let once = client.with_retry(RetryPolicy::never());
/// let of_tenant = client.with_region("eu-central-1")?.with_credentials(Credentials::new("AKIDTENANT", "secret"));
/// // CreateProject { .. }.send(&of_tenant).await
/// # let _ = (once, of_tenant);
/// # Ok::<(), aws_operation::ConfigError>(())
/// ```
///
/// | | shared with this client | begins anew |
/// |--|--|--|
/// | [`with_retry`](Self::with_retry), `with_.._timeout`, [`with_max_response_bytes`](Self::with_max_response_bytes) | all | |
/// | [`with_credentials`](Self::with_credentials) | all but the credentials | |
/// | [`with_region`](Self::with_region), [`with_endpoint_url`](Self::with_endpoint_url) | credentials, connections, limits | for each service: endpoint, signing keys, clock offset, quota of retries |
///
/// A method of the first row makes one allocation, `with_credentials` three: call them for each call if need be. What begins
/// anew is found at the first call to a service: keep such a client where more than one call differs.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    limits: Arc<Limits>,
}

impl Client {
    /// A client with every setting in code. Of the environment it takes only what connections pass through and trust:
    /// the [proxies](ClientBuilder::proxy) of `HTTPS_PROXY` and its like, and the platform's
    /// [certificates](ClientBuilder::ca_bundle), which `SSL_CERT_FILE` may name.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// The region that requests are signed for.
    pub fn region(&self) -> &str {
        &self.shared.region
    }

    /// How many units of retries are left for service `S`; see [`RetryPolicy::quota`].
    pub fn retry_quota<S: Service>(&self) -> u32 {
        self.shared.service(S::META).map_or(self.shared.quota.1, |service| service.quota.units())
    }

    /// The same client, sharing all that it keeps, for calls that may take this long with all their attempts and waits,
    /// also where the operation has an `attempt_timeout` of its own.
    ///
    /// ```
    /// use std::time::Duration;
    /// use aws_operation::{Client, Credentials, RetryPolicy};
    ///
    /// let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).build()?;
    /// let patient = client.with_operation_timeout(Duration::from_secs(600)).with_retry(RetryPolicy::never());
    /// # let _ = patient;
    /// # Ok::<(), aws_operation::ConfigError>(())
    /// ```
    #[must_use]
    pub fn with_operation_timeout(&self, limit: Duration) -> Self {
        self.with(|limits| limits.operation_timeout = Limit::OfCall(limit))
    }

    /// The same client for calls of which one attempt may take this long, also where the operation has an
    /// `attempt_timeout` of its own.
    #[must_use]
    pub fn with_attempt_timeout(&self, limit: Duration) -> Self {
        self.with(|limits| limits.attempt_timeout = Limit::OfCall(limit))
    }

    /// The same client for calls whose streamed bodies may stand still for this long, as
    /// [`ClientBuilder::stream_idle_timeout`] has it.
    #[must_use]
    pub fn with_stream_idle_timeout(&self, limit: impl Into<Option<Duration>>) -> Self {
        let limit = limit.into();
        self.with(|limits| limits.stream_idle_timeout = Limit::OfCall(limit))
    }

    /// The same client for calls whose responses may have this many bytes.
    #[must_use]
    pub fn with_max_response_bytes(&self, limit: usize) -> Self {
        self.with(|limits| limits.max_response_bytes = limit)
    }

    /// The same client for calls that are retried by this policy.
    ///
    /// Both clients share the quota of retries of each service: what the calls of one take, those of the other lack. Its
    /// size stays the one that the client was built with, and [`quota`](RetryPolicy::quota) and
    /// [`initial_quota`](RetryPolicy::initial_quota) of `policy` have no effect. A client with a quota of its own comes from
    /// [`ClientBuilder::retry`].
    #[must_use]
    pub fn with_retry(&self, policy: RetryPolicy) -> Self {
        self.with(|limits| limits.retry = policy)
    }

    /// The same client for calls that are signed with other credentials, such as those of a tenant's account. What is kept
    /// of services stays shared, as the quota of retries.
    ///
    /// ```
    /// use aws_operation::{Client, Credentials};
    ///
    /// let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).build()?;
    /// let of_tenant = client.with_credentials(Credentials::new("AKIDTENANT", "secret"));
    /// # let _ = of_tenant;
    /// # Ok::<(), aws_operation::ConfigError>(())
    /// ```
    #[must_use]
    pub fn with_credentials(&self, source: impl ProvideCredentials) -> Self {
        let shared = Shared { credentials: Arc::new(source), ..self.shared.copy() };
        Self { shared: Arc::new(shared), limits: Arc::clone(&self.limits) }
    }

    /// The same client for calls to another region, with the same credentials, connections and limits; the name is as in
    /// [`ClientBuilder::region`]. What is kept of services, as the quota of retries, begins anew.
    ///
    /// An endpoint URL that the client has stays: the calls go there, signed for the region.
    ///
    /// ```
    /// use aws_operation::{Client, Credentials};
    ///
    /// let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).build()?;
    /// assert_eq!(client.with_region("eu-central-1")?.region(), "eu-central-1");
    /// # Ok::<(), aws_operation::ConfigError>(())
    /// ```
    ///
    /// # Errors
    /// [`ConfigError::InvalidRegion`] if the name cannot be part of a host, and [`ConfigError::InvalidEndpoint`] if it asks
    /// for FIPS beside an endpoint URL.
    pub fn with_region(&self, region: impl Into<String>) -> Result<Self, ConfigError> {
        let (region, fips) = checked_region(region.into())?;
        let variant = Variant { fips: fips || self.shared.variant.fips, ..self.shared.variant };
        if let Some(url) = &self.shared.endpoint_url {
            Endpoint::custom(url, variant).map_err(|error| ConfigError::InvalidEndpoint(error.to_string()))?;
        }
        let shared = Shared { region, variant, services: Services::default(), ..self.shared.copy() };
        Ok(Self { shared: Arc::new(shared), limits: Arc::clone(&self.limits) })
    }

    /// The same client for calls to another endpoint, with the same credentials, connections and limits; `url` is of the
    /// form of [`ClientBuilder::endpoint_url`]. What is kept of services, as the quota of retries, begins anew.
    ///
    /// For services that tell themselves where to send calls, as Amazon Timestream does by `DescribeEndpoints`: Smithy's
    /// `clientEndpointDiscovery`.
    ///
    /// ```
    /// use aws_operation::{Client, Credentials};
    ///
    /// let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).build()?;
    /// let told = "query-cell1.timestream.us-east-1.amazonaws.com";
    /// let timestream = client.with_endpoint_url(format!("https://{told}"))?;
    /// # let _ = timestream;
    /// # Ok::<(), aws_operation::ConfigError>(())
    /// ```
    ///
    /// # Errors
    /// [`ConfigError::InvalidEndpoint`] if no request can go to the URL.
    pub fn with_endpoint_url(&self, url: impl Into<String>) -> Result<Self, ConfigError> {
        let (url, shared) = (url.into(), &self.shared);
        Endpoint::custom(&url, shared.variant).map_err(|error| ConfigError::InvalidEndpoint(error.to_string()))?;
        let shared = Shared {
            endpoint_url: Some(url),
            service_endpoint_urls: Vec::new(),
            services: Services::default(),
            ..shared.copy()
        };
        Ok(Self { shared: Arc::new(shared), limits: Arc::clone(&self.limits) })
    }

    /// Whether two clients have the same connections.
    #[cfg(feature = "blocking")]
    pub(crate) fn shares_connections(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared.transport, &other.shared.transport)
    }

    /// The same client with connections of its own, if its transport has any that a runtime drives.
    #[cfg(feature = "blocking")]
    pub(crate) fn with_own_connections(self) -> Self {
        match self.shared.transport.with_own_connections() {
            Some(transport) => {
                let connections = Arc::new(self.shared.connections.anew());
                Self { shared: Arc::new(Shared { transport, connections, ..self.shared.copy() }), ..self }
            }
            None => self,
        }
    }

    fn with(&self, change: impl FnOnce(&mut Limits)) -> Self {
        let mut client = self.clone();
        change(Arc::make_mut(&mut client.limits));
        client
    }

    pub(crate) fn inner(&self) -> &Shared {
        &self.shared
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.limits
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("region", &self.shared.region)
            .field("endpoint_url", &self.shared.endpoint_url)
            .field("retry", &self.limits.retry)
            .field("attempt_timeout", &self.limits.attempt_timeout.value())
            .field("operation_timeout", &self.limits.operation_timeout.value())
            .field("stream_idle_timeout", &self.limits.stream_idle_timeout.value())
            .field("max_response_bytes", &self.limits.max_response_bytes)
            .finish_non_exhaustive()
    }
}
