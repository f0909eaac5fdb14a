//! The client: one for every service, cheap to clone.

mod builder;
mod config_error;
mod environment;

use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use http::HeaderValue;

use crate::call::{Connections, Limit, Limits};
use crate::clock::{Clock, ServiceClock};
use crate::credentials::ProvideCredentials;
use crate::endpoint::{Endpoint, Variant};
use crate::operation::{Service, ServiceMeta};
use crate::retry::{RetryPolicy, RetryQuota};
use crate::send_error::Invalid;
use crate::sigv4::Signer;
use crate::token::TokenSource;
use crate::transport::Transport;

pub use builder::ClientBuilder;
pub use config_error::ConfigError;

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
    shared: Arc<Inner>,
    limits: Arc<Limits>,
}

pub(crate) struct Inner {
    pub(crate) region: String,
    pub(crate) credentials: Arc<dyn ProvideCredentials>,
    pub(crate) endpoint_url: Option<String>,
    /// Endpoint URLs of single services, by the service ID as in `AWS_ENDPOINT_URL_<ID>`.
    pub(crate) service_endpoint_urls: Vec<(String, String)>,
    pub(crate) variant: Variant,
    pub(crate) signing_name: Option<String>,
    /// Whether operations put their prefixes before the host.
    pub(crate) host_prefixes: bool,
    pub(crate) allow_plain_http: bool,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) connections: Arc<Connections>,
    /// The units of retries that each service has, and those it has at the start.
    pub(crate) quota: (u32, u32),
    pub(crate) clock: Clock,
    pub(crate) tokens: TokenSource,
    pub(crate) services: RwLock<Vec<(&'static ServiceMeta, Arc<ServiceClient>)>>,
}

/// What a client keeps for one service.
pub(crate) struct ServiceClient {
    pub(crate) endpoint: Endpoint,
    pub(crate) signer: Signer,
    pub(crate) quota: RetryQuota,
    pub(crate) clock: ServiceClock,
    /// Whether the endpoint is one that the user set, whose clock credentials do not end by.
    pub(crate) is_custom: bool,
    pub(crate) user_agent: HeaderValue,
}

impl Client {
    /// A client with every setting in code. Of the environment it takes only what connections pass through and trust:
    /// the [proxies](ClientBuilder::proxy) of `HTTPS_PROXY` and its like, and the platform's
    /// [certificates](ClientBuilder::ca_bundle), which `SSL_CERT_FILE` may name.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::new()
    }

    /// A client with all settings of the environment: variables first, then the profile that `AWS_PROFILE` names
    /// (`default` if none) in `~/.aws/config` and `~/.aws/credentials`.
    ///
    /// | | variables | profile |
    /// |--|--|--|
    /// | region | `AWS_REGION`, `AWS_DEFAULT_REGION` | `region` |
    /// | credentials | `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_SESSION_TOKEN` | `aws_access_key_id` .., `credential_process`, `role_arn` |
    /// | (then) | `AWS_WEB_IDENTITY_TOKEN_FILE`, `AWS_CONTAINER_CREDENTIALS_RELATIVE_URI`, `_FULL_URI`; the EC2 instance | |
    /// | endpoint | `AWS_ENDPOINT_URL_<ID>`, `AWS_ENDPOINT_URL` | `services`, `endpoint_url` |
    /// | no such endpoint | `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` | `ignore_configured_endpoint_urls` |
    /// | FIPS | `AWS_USE_FIPS_ENDPOINT` | `use_fips_endpoint` |
    /// | IPv6 and IPv4 | `AWS_USE_DUALSTACK_ENDPOINT` | `use_dualstack_endpoint` |
    /// | hosts as they are | `AWS_DISABLE_HOST_PREFIX_INJECTION` | `disable_host_prefix_injection` |
    /// | attempts | `AWS_MAX_ATTEMPTS` | `max_attempts` |
    /// | retries | `AWS_RETRY_MODE` | `retry_mode` |
    /// | certificates to trust | `AWS_CA_BUNDLE` | `ca_bundle` |
    /// | proxies | `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`; also in lower case | |
    ///
    /// Retries are [`RetryPolicy::standard`]; the modes `adaptive` and `legacy` get that too, with a warning in the
    /// trace. To set some of these in code, end a builder with [`build_from_env`](ClientBuilder::build_from_env).
    ///
    /// Credentials that are not at hand are loaded at the first call and kept ([`CredentialsCache`]); the region is the
    /// instance's, on EC2, where nothing else tells it.
    ///
    /// # Errors
    /// [`ConfigError`] names the variable that is missing or wrong, or the file and the line that are.
    ///
    /// [`CredentialsCache`]: crate::CredentialsCache
    pub async fn from_env() -> Result<Self, ConfigError> {
        Self::builder().build_from_env().await
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

    /// The same client for calls whose answers may have this many bytes.
    #[must_use]
    pub fn with_max_answer_bytes(&self, limit: usize) -> Self {
        self.with(|limits| limits.max_answer_bytes = limit)
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
        let shared = Inner {
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
                Self { shared: Arc::new(Inner { transport, connections, ..self.shared.copy() }), ..self }
            }
            None => self,
        }
    }

    fn with(&self, change: impl FnOnce(&mut Limits)) -> Self {
        let mut client = self.clone();
        change(Arc::make_mut(&mut client.limits));
        client
    }

    pub(crate) fn inner(&self) -> &Inner {
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
            .field("max_answer_bytes", &self.limits.max_answer_bytes)
            .finish_non_exhaustive()
    }
}

impl Inner {
    fn copy(&self) -> Self {
        Self {
            region: self.region.clone(),
            credentials: Arc::clone(&self.credentials),
            endpoint_url: self.endpoint_url.clone(),
            service_endpoint_urls: self.service_endpoint_urls.clone(),
            variant: self.variant,
            signing_name: self.signing_name.clone(),
            host_prefixes: self.host_prefixes,
            allow_plain_http: self.allow_plain_http,
            transport: Arc::clone(&self.transport),
            connections: Arc::clone(&self.connections),
            quota: self.quota,
            clock: self.clock.clone(),
            tokens: self.tokens.clone(),
            services: RwLock::new(self.services.read().unwrap_or_else(PoisonError::into_inner).clone()),
        }
    }

    /// What is kept for `meta`; made at the first call.
    pub(crate) fn service(&self, meta: &'static ServiceMeta) -> Result<Arc<ServiceClient>, Invalid> {
        let known = self.services.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, service)) = known.iter().find(|(known, _)| *known == meta) {
            return Ok(Arc::clone(service));
        }
        drop(known);
        let made = Arc::new(self.make_service(meta)?);
        let mut known = self.services.write().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, service)) = known.iter().find(|(known, _)| *known == meta) {
            return Ok(Arc::clone(service));
        }
        known.push((meta, Arc::clone(&made)));
        Ok(made)
    }

    fn make_service(&self, meta: &'static ServiceMeta) -> Result<ServiceClient, Invalid> {
        let id = environment::service_id(meta.id);
        let of_service = self.service_endpoint_urls.iter().find(|(service, _)| *service == id).map(|(_, url)| url);
        let url = of_service.or(self.endpoint_url.as_ref());
        let endpoint = match url {
            Some(url) => Endpoint::custom(url, self.variant),
            None => Endpoint::of_region(meta, &self.region, self.variant),
        };
        Ok(ServiceClient {
            endpoint: endpoint.map_err(|error| Invalid::Endpoint(error.to_string()))?,
            signer: Signer::new(self.region.as_str(), self.signing_name.as_deref().unwrap_or(meta.signing_name)),
            clock: ServiceClock::default(),
            is_custom: url.is_some(),
            quota: RetryQuota::new(self.quota.0, self.quota.1),
            user_agent: user_agent(meta),
        })
    }
}

/// The user agent in AWS's form `ua/2.1`.
fn user_agent(meta: &ServiceMeta) -> HeaderValue {
    let id: String =
        meta.id.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let text = format!(
        "aws-operation/{} ua/2.1 api/{id} os/{} md/arch#{} lang/rust",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH
    );
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("aws-operation"))
}
