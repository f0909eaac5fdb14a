//! The client: one for every service, cheap to clone.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::call::auth::AuthSettings;
use crate::call::retry::RetryPolicy;
use crate::call::shared::{Hosts, Services, Shared};
use crate::call::{Limit, Limits};
use crate::config::endpoint::{Endpoint, Variant};
use crate::credentials::{ProvideBearerToken, ProvideCredentials};
use crate::model::operation::Service;

use crate::config::config_error::ConfigError;
pub use builder::ClientBuilder;
use builder::checked_region;
pub(crate) use builder::{Auth, CaBundle};

/// Sends operations: signs requests, retries them, and pools connections.
///
/// The guide begins with [a first call](crate::guide::_01_start), and says [what else a client does](crate::guide::_04_call).
///
/// One client serves all services of a region. Cloning it is cheap. The clones share connections, signing keys, and the retry
/// quota of each service. The clients that the `with_..` methods return share them too, except as documented there. Calls
/// need a tokio runtime with a timer and I/O (`enable_all`). Code without a runtime uses `blocking::Client` (feature
/// `blocking`).
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
/// # Other settings for single calls
///
/// Each `with_..` method returns a client with one other setting. The original client does not change.
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
/// | | shared with the original client | new |
/// |--|--|--|
/// | [`with_retry`](Self::with_retry), `with_.._timeout`, [`with_max_response_bytes`](Self::with_max_response_bytes), [`with_idempotency_key`](Self::with_idempotency_key) | all | |
/// | [`with_credentials`](Self::with_credentials) | all but the credentials | |
/// | [`with_region`](Self::with_region), [`with_endpoint_url`](Self::with_endpoint_url) | credentials, connections, limits | for each service: endpoint, signing keys, clock offset, retry quota |
///
/// A method of the first row makes one allocation, `with_credentials` makes a few, so they are cheap enough for each call.
/// The state in the column "new" is created at the first call to a service. Keep such a client if several calls need it.
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
    limits: Arc<Limits>,
}

impl Client {
    /// A builder for a client whose settings are in code. It reads only two settings from the environment: the
    /// [proxies](ClientBuilder::proxy) of `HTTPS_PROXY` and similar variables, and the platform's
    /// [certificates](ClientBuilder::ca_bundle), which `SSL_CERT_FILE` can set.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// The region that requests are signed for.
    pub fn region(&self) -> &str {
        &self.shared.region
    }

    /// The units that are left in the retry quota of service `S`; see [`RetryPolicy::quota`].
    pub fn retry_quota<S: Service>(&self) -> u32 {
        self.shared.service(S::META).map_or(self.shared.quota.1, |service| service.quota.units())
    }

    /// A client with this operation timeout: the time limit of a call with all attempts and delays. It also replaces the
    /// limit of operations with an `attempt_timeout`.
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

    /// A client with this attempt timeout. It also replaces the `attempt_timeout` of an operation.
    #[must_use]
    pub fn with_attempt_timeout(&self, limit: Duration) -> Self {
        self.with(|limits| limits.attempt_timeout = Limit::OfCall(limit))
    }

    /// A client with this stream idle timeout, see [`ClientBuilder::stream_idle_timeout`].
    #[must_use]
    pub fn with_stream_idle_timeout(&self, limit: impl Into<Option<Duration>>) -> Self {
        let limit = limit.into();
        self.with(|limits| limits.stream_idle_timeout = Limit::OfCall(limit))
    }

    /// A client that accepts responses of at most this many bytes.
    #[must_use]
    pub fn with_max_response_bytes(&self, limit: usize) -> Self {
        self.with(|limits| limits.max_response_bytes = limit)
    }

    /// A client with this retry policy.
    ///
    /// Both clients share the retry quota of each service. Its size does not change: [`quota`](RetryPolicy::quota) and
    /// [`initial_quota`](RetryPolicy::initial_quota) of `policy` have no effect. For a client with its own quota, use
    /// [`ClientBuilder::retry`].
    #[must_use]
    pub fn with_retry(&self, policy: RetryPolicy) -> Self {
        self.with(|limits| limits.retry = policy)
    }

    /// A client whose calls have an idempotency token that is derived from `key`, the program's own name for the call, such
    /// as an order number.
    ///
    /// A token that is generated is lost if the program ends before it stores the token. A program that is started again
    /// sends the call with the same key, and so with the same token: the operation runs at most once, as long as the service
    /// remembers the token. The token depends on the service, the operation and the key alone, and on no version of this
    /// crate. So use one key for one call of an operation in a region and account.
    ///
    /// A token that the input sets is sent instead. If the input of the second call differs, the service rejects it, and the
    /// error says so.
    ///
    /// ```
    /// use aws_operation::{Client, Credentials, aws_operation, aws_service};
    ///
    /// #[aws_service(id = "LookoutVision", protocol = "restJson1")]
    /// pub struct Service;
    ///
    /// #[aws_operation(name = "CreateProject", idempotent = "client_token", output = ())]
    /// #[aws(http = "POST /2020-11-20/projects")]
    /// pub struct CreateProject {
    ///     pub project_name: String,
    ///     #[aws(header = "X-Amzn-Client-Token")]
    ///     pub client_token: Option<String>,
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).build()?;
    /// let create = CreateProject { project_name: "paint".into(), client_token: None };
    /// // create.send(&client.with_idempotency_key("order-4711")).await?
    /// let prepared = create.prepare(&client.with_idempotency_key("order-4711")).await?;
    /// assert_eq!(prepared.idempotency_token(), Some("09d09d20-deab-8103-a32f-751bf2bb8d9d"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// An operation without a token field is [`Invalid::IdempotencyKey`](crate::Invalid::IdempotencyKey), unless it is
    /// `readonly` or `idempotent`.
    #[must_use]
    pub fn with_idempotency_key(&self, key: impl Into<String>) -> Self {
        self.with(|limits| limits.idempotency_key = Some(key.into().into()))
    }

    /// A client with other credentials, such as those of a tenant's account. It shares the state for each service, for
    /// example the retry quota.
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
        let auth = Arc::new(AuthSettings { has_credentials: true, ..(*self.shared.auth).clone() });
        let shared = Shared { credentials: Arc::new(source), auth, ..self.shared.copy() };
        Self { shared: Arc::new(shared), limits: Arc::clone(&self.limits) }
    }

    /// A client with another bearer token, such as that of a tenant. It is used as one that
    /// [`ClientBuilder::bearer_token`] set.
    ///
    /// ```
    /// let client = aws_operation::Client::builder().region("us-east-1").bearer_token("token").build()?;
    /// let of_tenant = client.with_bearer_token("token of the tenant");
    /// # let _ = of_tenant;
    /// # Ok::<(), aws_operation::ConfigError>(())
    /// ```
    #[must_use]
    pub fn with_bearer_token(&self, source: impl ProvideBearerToken) -> Self {
        let auth = Arc::new(AuthSettings { token: Some(Arc::new(source)), ..(*self.shared.auth).clone() });
        let shared = Shared { auth, ..self.shared.copy() };
        Self { shared: Arc::new(shared), limits: Arc::clone(&self.limits) }
    }

    /// A client for another region, with the same credentials, connections and limits. The name is as in
    /// [`ClientBuilder::region`]. The state for each service is new, for example the retry quota.
    ///
    /// If the client has an endpoint URL, it keeps it. Its requests are signed for the new region.
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
        let name = region.into();
        let (region, fips) = checked_region(name.clone())?;
        let named_region = Some(name).filter(|name| *name != region);
        let variant = Variant { fips: fips || self.shared.variant.fips, ..self.shared.variant };
        if let Some(url) = &self.shared.endpoint_url {
            Endpoint::custom(url, variant).map_err(|error| ConfigError::InvalidEndpoint(error.to_string()))?;
        }
        let shared = Shared {
            region,
            named_region,
            variant,
            services: Services::default(),
            hosts: Hosts::default(),
            ..self.shared.copy()
        };
        Ok(Self { shared: Arc::new(shared), limits: Arc::clone(&self.limits) })
    }

    /// A client for another endpoint, with the same credentials, connections and limits. `url` is as in
    /// [`ClientBuilder::endpoint_url`]. The state for each service is new, for example the retry quota.
    ///
    /// Some services have an operation that returns the endpoint for other calls, such as `GetDataEndpoint` of Kinesis Video
    /// Streams. That of Timestream is called by itself; see [customizations](crate::customizations).
    ///
    /// ```
    /// use aws_operation::{Client, Credentials};
    ///
    /// let client = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret")).build()?;
    /// let endpoint = "https://s-1a2b3c4d.kinesisvideo.us-east-1.amazonaws.com";
    /// let of_stream = client.with_endpoint_url(endpoint)?;
    /// # let _ = of_stream;
    /// # Ok::<(), aws_operation::ConfigError>(())
    /// ```
    ///
    /// # Errors
    /// [`ConfigError::InvalidEndpoint`] if the URL is not a valid endpoint.
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

    /// Whether two clients share their connections.
    #[cfg(feature = "blocking")]
    pub(crate) fn shares_connections(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.shared.transport, &other.shared.transport)
    }

    /// A client with its own connections, if the transport has connections that a runtime drives.
    #[cfg(feature = "blocking")]
    pub(crate) fn with_own_connections(self) -> Self {
        match self.shared.transport.with_own_connections() {
            Some(transport) => {
                let connections = Arc::new(self.shared.connections.with_same_limit());
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

// Below the main impl, so that the documentation begins with it.
mod builder;
pub(crate) mod call;
mod discovery;
pub(crate) mod endpoint;
#[cfg(feature = "rest-xml")]
mod form;
pub(crate) mod paginate;
#[cfg(feature = "aws-query")]
mod presign_copy;
pub(crate) mod request;
pub(crate) mod send;
pub(crate) mod wait;

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
