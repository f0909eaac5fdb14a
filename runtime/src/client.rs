//! The client: one for every service, cheap to clone.

mod builder;
pub(crate) mod call;
pub(crate) mod paginate;
pub(crate) mod send;

use std::fmt;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use crate::call::retry::RetryPolicy;
use crate::call::shared::Shared;
use crate::call::{Limit, Limits};
use crate::config::endpoint::Endpoint;
use crate::model::operation::Service;

use crate::config::config_error::ConfigError;
pub(crate) use builder::CaBundle;
pub use builder::ClientBuilder;

/// Sends operations: signs, retries, and keeps the connections.
///
/// One client serves every service of a region. Cloning it is cheap, and the clones share connections, signing keys
/// and the quota of retries. Calls are made on a tokio runtime with its timer and its I/O (`enable_all`); without one there
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

    /// The same client for calls that are sent again by this policy; the quota of retries stays that of the client.
    #[must_use]
    pub fn with_retry(&self, policy: RetryPolicy) -> Self {
        self.with(|limits| limits.retry = policy)
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
            services: RwLock::new(Vec::new()),
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
