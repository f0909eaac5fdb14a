//! A client's settings.

mod connections;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::Client;
use crate::call::observe::Observe;
use crate::call::retry::RetryPolicy;
use crate::call::shared::{Services, Shared};
use crate::call::{self, Limit, Limits};
use crate::config::config_error::ConfigError;
use crate::config::endpoint::{self, Endpoint, Variant, without_secrets};
use crate::config::environment::Environment;
use crate::credentials::{NoCredentials, ProvideCredentials};
use crate::transport::Transport;
use crate::value::clock::Clock;
use crate::value::token::TokenSource;
pub(crate) use connections::CaBundle;
use connections::Connections;

/// A client's settings; made by [`Client::builder`].
#[derive(Clone)]
#[must_use]
pub struct ClientBuilder {
    pub(crate) profile: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) credentials: Option<Arc<dyn ProvideCredentials>>,
    pub(crate) endpoint_url: Option<String>,
    pub(crate) service_endpoint_urls: Vec<(String, String)>,
    pub(crate) ignore_configured_endpoint_urls: Option<bool>,
    pub(crate) use_fips_endpoint: Option<bool>,
    pub(crate) use_dualstack_endpoint: Option<bool>,
    pub(crate) disable_host_prefix_injection: Option<bool>,
    pub(crate) retry: Option<RetryPolicy>,
    signing_name: Option<String>,
    allow_plain_http: bool,
    pub(crate) transport: Option<Arc<dyn Transport>>,
    pub(crate) connections: Connections,
    attempt_timeout: Duration,
    operation_timeout: Duration,
    stream_idle_timeout: Option<Duration>,
    max_response_bytes: usize,
    pub(crate) clock: Clock,
    tokens: TokenSource,
    observer: Option<Arc<dyn Observe>>,
}

impl ClientBuilder {
    pub(crate) fn new() -> Self {
        Self {
            profile: None,
            region: None,
            credentials: None,
            endpoint_url: None,
            service_endpoint_urls: Vec::new(),
            ignore_configured_endpoint_urls: None,
            use_fips_endpoint: None,
            use_dualstack_endpoint: None,
            disable_host_prefix_injection: None,
            retry: None,
            signing_name: None,
            allow_plain_http: false,
            transport: None,
            connections: Connections::new(),
            attempt_timeout: Duration::from_secs(30),
            operation_timeout: Duration::from_secs(120),
            stream_idle_timeout: Some(Duration::from_secs(20)),
            max_response_bytes: 64 * 1024 * 1024,
            clock: Clock::system(),
            tokens: TokenSource::random(),
            observer: None,
        }
    }

    /// The profile to read, in place of that of `AWS_PROFILE`; for [`build_from_env`](Self::build_from_env). Its
    /// credentials come before those in variables.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// The region to sign for, and to find the endpoint in. `fips-x` and `x-fips` mean `x` with
    /// [`use_fips_endpoint`](Self::use_fips_endpoint), and `aws-global` is `us-east-1`, as for botocore.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// What to sign with: [`Credentials`](crate::Credentials), or a source of them.
    pub fn credentials(mut self, source: impl ProvideCredentials) -> Self {
        self.credentials = Some(Arc::new(source));
        self
    }

    /// Nothing to sign with: a client for operations with `auth = "none"`, which looks for no credentials. A call that
    /// needs them is [`SendError::Credentials`](crate::SendError::Credentials), and nothing is sent.
    ///
    /// ```
    /// let client = aws_operation::Client::builder().region("us-east-1").no_credentials().build()?;
    /// # Ok::<(), aws_operation::ConfigError>(())
    /// ```
    pub fn no_credentials(self) -> Self {
        self.credentials(NoCredentials)
    }

    /// The address of every service, in place of AWS's own; its path comes before every path.
    ///
    /// Without it, a service is at `https://<endpoint prefix>.<region>.<domain of the partition>`. By the rule sets of
    /// botocore 1.44.5 that is so for 305 of the 373 services with JSON protocols. Of the others,
    ///
    /// - most of the newest have dual-stack endpoints only, as S3 Vectors: [`use_dualstack_endpoint`];
    /// - some are in one region, as Organizations and Cost Explorer in `us-east-1`: that [`region`](Self::region);
    /// - a few have hosts of their own, as Budgets, IAM and Route 53: their URL, and the region that they sign for.
    ///
    /// [`use_dualstack_endpoint`]: Self::use_dualstack_endpoint
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint_url = Some(url.into());
        self
    }

    /// Whether [`build_from_env`](Self::build_from_env) leaves alone the endpoint URLs that it finds.
    pub fn ignore_configured_endpoint_urls(mut self, ignore: bool) -> Self {
        self.ignore_configured_endpoint_urls = Some(ignore);
        self
    }

    /// Whether to call the endpoints whose cryptography FIPS 140 validates; not with an endpoint URL. Off by default.
    pub fn use_fips_endpoint(mut self, fips: bool) -> Self {
        self.use_fips_endpoint = Some(fips);
        self
    }

    /// Whether to call the endpoints that have IPv6 and IPv4; not with an endpoint URL. Off by default.
    pub fn use_dualstack_endpoint(mut self, dual_stack: bool) -> Self {
        self.use_dualstack_endpoint = Some(dual_stack);
        self
    }

    /// Whether the host stays as it is where an operation has a `host_prefix`, for a local server. Off by default.
    pub fn disable_host_prefix_injection(mut self, disable: bool) -> Self {
        self.disable_host_prefix_injection = Some(disable);
        self
    }

    /// The name to sign for, in place of each service's own: for a service behind something that verifies first, as
    /// `execute-api` does at API Gateway.
    pub fn signing_name(mut self, name: impl Into<String>) -> Self {
        self.signing_name = Some(name.into());
        self
    }

    /// Allows plain `http://` to other machines, where anyone on the way can read what is sent. Off by default.
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.allow_plain_http = allow;
        self
    }

    /// How requests are sent, in place of the built-in HTTP client.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// When and how often a call is sent again; [`RetryPolicy::standard`] by default.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// How long one attempt may take from its first byte to the last of its response, 30 s by default. Where the body of
    /// the request is a stream it begins when that is sent, and where the response's is one it ends with the headers.
    ///
    /// An operation with a longer `attempt_timeout` of its own raises it: see [all limits](crate::limits).
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = limit;
        self
    }

    /// How long a call may take with all its attempts and waits, 120 s by default. An `attempt_timeout` of the
    /// operation's own is added to it.
    pub fn operation_timeout(mut self, limit: Duration) -> Self {
        self.operation_timeout = limit;
        self
    }

    /// How long a streamed body may stand still, 20 s by default; `None` is no limit.
    ///
    /// Of a response it limits each wait for the next bytes, so that a slow reader never meets it; such a wait ends in
    /// [`BodyError::TimedOut`](crate::BodyError::TimedOut). Of a request it limits each pause in which the transport takes
    /// nothing of what the stream has; the call ends in [`TimedOut::StreamIdle`](crate::TimedOut::StreamIdle). See
    /// [all limits](crate::limits).
    ///
    /// ```
    /// use std::time::Duration;
    /// use aws_operation::Client;
    ///
    /// let patient = Client::builder().stream_idle_timeout(Duration::from_secs(60));
    /// let endless = Client::builder().stream_idle_timeout(None);
    /// # let _ = (patient, endless);
    /// ```
    pub fn stream_idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.stream_idle_timeout = limit.into();
        self
    }

    /// How many bytes the body of a response may have, 64 MiB by default.
    pub fn max_response_bytes(mut self, limit: usize) -> Self {
        self.max_response_bytes = limit;
        self
    }

    /// The clock to sign by.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// Where idempotency tokens come from.
    pub fn tokens(mut self, tokens: TokenSource) -> Self {
        self.tokens = tokens;
        self
    }

    /// What gets a report of every attempt and of every call, those included by which the client gets its credentials from
    /// STS: see [`observability`](crate::observability). A second observer takes the place of the first.
    pub fn observe(mut self, observer: impl Observe) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// The transport that was given, or the built-in one with the proxies of `environment`.
    pub(crate) fn transport_in(&self, environment: &Environment) -> Result<Arc<dyn Transport>, ConfigError> {
        self.transport.clone().map_or_else(|| self.connections.transport(environment), Ok)
    }

    /// The same for the service that gives this client its credentials, which is elsewhere.
    pub(crate) fn for_credentials(&self) -> Self {
        let elsewhere = Self { endpoint_url: None, service_endpoint_urls: Vec::new(), ..self.clone() };
        Self { credentials: None, signing_name: None, ..elsewhere }
    }

    /// The client, with nothing but what was set in code, and the proxies of the process's variables unless
    /// [`proxy`](Self::proxy) or [`no_proxy`](Self::no_proxy) was called.
    ///
    /// # Errors
    /// [`ConfigError`] names the setting that is missing or wrong.
    pub fn build(self) -> Result<Client, ConfigError> {
        if let Some(profile) = self.profile {
            return Err(ConfigError::ProfileNotRead(profile));
        }
        let transport = self.transport_in(&Environment::process());
        let connections = call::Connections::new(self.connections.max()?);
        let (region, fips) = checked_region(self.region.ok_or(ConfigError::NoRegion)?)?;
        let variant = Variant {
            fips: fips || self.use_fips_endpoint.unwrap_or(false),
            dual_stack: self.use_dualstack_endpoint.unwrap_or(false),
        };
        // Those of single services are only looked at when the service is called.
        if let Some(url) = &self.endpoint_url {
            Endpoint::custom(url, variant).map_err(|error| ConfigError::InvalidEndpoint(error.to_string()))?;
        }
        let retry = self.retry.unwrap_or_else(RetryPolicy::standard);
        let shared = Arc::new(Shared {
            region,
            credentials: self.credentials.ok_or(ConfigError::NoCredentials)?,
            endpoint_url: self.endpoint_url,
            service_endpoint_urls: self.service_endpoint_urls,
            variant,
            signing_name: self.signing_name,
            host_prefixes: !self.disable_host_prefix_injection.unwrap_or(false),
            allow_plain_http: self.allow_plain_http,
            transport: transport?,
            connections: Arc::new(connections),
            quota: (retry.quota, retry.initial_quota),
            clock: self.clock,
            tokens: self.tokens,
            observer: self.observer,
            services: Services::default(),
        });
        let limits = Arc::new(Limits {
            retry,
            attempt_timeout: Limit::OfClient(self.attempt_timeout),
            operation_timeout: Limit::OfClient(self.operation_timeout),
            stream_idle_timeout: Limit::OfClient(self.stream_idle_timeout),
            max_response_bytes: self.max_response_bytes,
        });
        Ok(Client { shared, limits })
    }
}

/// A region as it is signed for, and whether its name asks for FIPS.
pub(super) fn checked_region(given: String) -> Result<(String, bool), ConfigError> {
    let (region, fips) = endpoint::region_of(&given);
    if endpoint::is_host_label(&region) { Ok((region, fips)) } else { Err(ConfigError::InvalidRegion(given)) }
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("region", &self.region)
            .field("endpoint_url", &self.endpoint_url.as_deref().map(without_secrets))
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}
