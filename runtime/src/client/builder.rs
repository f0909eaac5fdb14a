//! The builder of a client.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::Client;
use crate::call::body_settings::BodySettings;
use crate::call::observe::Observe;
use crate::call::retry::RetryPolicy;
use crate::call::shared::{Hosts, Services, Shared};
use crate::call::{self, Limit, Limits};
use crate::config::config_error::ConfigError;
use crate::config::endpoint::account_id_mode::AccountIdEndpointMode;
#[cfg(feature = "rest-xml")]
use crate::config::endpoint::s3::S3Settings;
use crate::config::endpoint::{self, Endpoint, Variant, without_secrets};
use crate::config::environment::Environment;
#[cfg(feature = "sts")]
use crate::credentials::mfa::AskMfaCode;
use crate::credentials::{NoCredentials, ProvideCredentials};
use crate::transport::Transport;
use crate::value::clock::Clock;
use crate::value::token::TokenSource;
pub(crate) use auth::Auth;
pub(crate) use connections::CaBundle;
use connections::Connections;

/// The builder of a [`Client`], created by [`Client::builder`].
#[derive(Clone)]
#[must_use]
pub struct ClientBuilder {
    pub(crate) profile: Option<String>,
    pub(crate) region: Option<String>,
    pub(crate) credentials: Option<Arc<dyn ProvideCredentials>>,
    pub(crate) auth: Auth,
    #[cfg(feature = "sts")]
    pub(crate) mfa_code: Option<AskMfaCode>,
    pub(crate) endpoint_url: Option<String>,
    pub(crate) service_endpoint_urls: Vec<(String, String)>,
    pub(crate) ignore_configured_endpoint_urls: Option<bool>,
    pub(crate) use_fips_endpoint: Option<bool>,
    pub(crate) use_dualstack_endpoint: Option<bool>,
    pub(crate) account_id_endpoint_mode: Option<AccountIdEndpointMode>,
    pub(crate) disable_host_prefix_injection: Option<bool>,
    pub(crate) retry: Option<RetryPolicy>,
    signing_name: Option<String>,
    content_sha256: bool,
    allow_plain_http: bool,
    pub(crate) body_settings: BodySettings,
    #[cfg(feature = "rest-xml")]
    pub(crate) s3: S3Settings,
    pub(crate) transport: Option<Arc<dyn Transport>>,
    pub(crate) connections: Connections,
    attempt_timeout: Duration,
    operation_timeout: Duration,
    stream_idle_timeout: Limit<Option<Duration>>,
    max_response_bytes: usize,
    pub(crate) clock: Clock,
    tokens: TokenSource,
    observer: Option<Arc<dyn Observe>>,
    /// The environment of the Lambda function in which the client runs.
    pub(crate) lambda: Option<Arc<Environment>>,
}

impl ClientBuilder {
    pub(crate) fn new() -> Self {
        Self {
            profile: None,
            region: None,
            credentials: None,
            auth: Auth::default(),
            #[cfg(feature = "sts")]
            mfa_code: None,
            endpoint_url: None,
            service_endpoint_urls: Vec::new(),
            ignore_configured_endpoint_urls: None,
            use_fips_endpoint: None,
            use_dualstack_endpoint: None,
            account_id_endpoint_mode: None,
            disable_host_prefix_injection: None,
            retry: None,
            signing_name: None,
            content_sha256: false,
            allow_plain_http: false,
            body_settings: BodySettings::default(),
            #[cfg(feature = "rest-xml")]
            s3: S3Settings::default(),
            transport: None,
            connections: Connections::new(),
            attempt_timeout: Duration::from_secs(30),
            operation_timeout: Duration::from_secs(120),
            stream_idle_timeout: Limit::Default(Some(Duration::from_secs(20))),
            max_response_bytes: 64 * 1024 * 1024,
            clock: Clock::system(),
            tokens: TokenSource::random(),
            observer: None,
            lambda: None,
        }
    }

    /// The profile that [`build_from_env`](Self::build_from_env) reads, instead of the one in `AWS_PROFILE`. Its credentials
    /// take precedence over those in variables.
    pub fn profile(mut self, name: impl Into<String>) -> Self {
        self.profile = Some(name.into());
        self
    }

    /// The region of the signature and of the endpoints. `fips-x` and `x-fips` mean `x` with
    /// [`use_fips_endpoint`](Self::use_fips_endpoint), and `aws-global` means `us-east-1`, as in botocore.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// The [`Credentials`](crate::Credentials) to sign with, or a provider of them.
    pub fn credentials(mut self, source: impl ProvideCredentials) -> Self {
        self.credentials = Some(Arc::new(source));
        self.auth.has_credentials = true;
        self
    }

    /// Returns the code of an MFA device, for a profile that assumes a role with `mfa_serial`. The callback gets the serial
    /// number or ARN of the device. It is called each time the role is assumed, on a thread of its own, so it may wait for the
    /// user for up to two minutes. A longer `duration_seconds` in the profile makes that rare.
    ///
    /// ```no_run
    /// # async fn example() -> Result<(), aws_operation::ConfigError> {
    /// let builder = aws_operation::Client::builder().profile("admin").mfa_code(|device| {
    ///     eprintln!("code of {device}:");
    ///     let mut code = String::new();
    ///     std::io::stdin().read_line(&mut code)?;
    ///     Ok(code)
    /// });
    /// let client = builder.build_from_env().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// For a role in code, use [`AssumeRole::refreshing_with_mfa`](crate::sts::AssumeRole::refreshing_with_mfa).
    #[cfg(feature = "sts")]
    pub fn mfa_code(mut self, ask: impl Fn(&str) -> std::io::Result<String> + Send + Sync + 'static) -> Self {
        self.mfa_code = Some(Arc::new(ask));
        self
    }

    /// A client without credentials, for operations with `auth = "none"` or `auth = "bearer"`. Any other call returns
    /// [`SendError::Credentials`](crate::SendError::Credentials), and nothing is sent.
    ///
    /// ```
    /// let client = aws_operation::Client::builder().region("us-east-1").no_credentials().build()?;
    /// # Ok::<(), aws_operation::ConfigError>(())
    /// ```
    pub fn no_credentials(mut self) -> Self {
        self = self.credentials(NoCredentials::Chosen);
        self.auth.has_credentials = false;
        self
    }

    /// The endpoint URL of all services, instead of those of AWS. Its path is prepended to the path of each request.
    ///
    /// The default endpoint of a service is `https://<endpoint prefix>.<region>.<domain of the partition>`, unless the service
    /// has [endpoint rules](macro@crate::aws_service#endpoint-rules).
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint_url = Some(url.into());
        self
    }

    /// Whether [`build_from_env`](Self::build_from_env) ignores endpoint URLs in the environment and in profiles.
    pub fn ignore_configured_endpoint_urls(mut self, ignore: bool) -> Self {
        self.ignore_configured_endpoint_urls = Some(ignore);
        self
    }

    /// Whether to call FIPS endpoints, whose cryptography is validated under FIPS 140. It cannot be combined with an endpoint
    /// URL. Off by default.
    pub fn use_fips_endpoint(mut self, fips: bool) -> Self {
        self.use_fips_endpoint = Some(fips);
        self
    }

    /// Whether to call endpoints of single accounts, where a service has them. The default is
    /// [`Preferred`](AccountIdEndpointMode::Preferred); the account is that of the credentials, if their source reports it, or
    /// that of an ARN in the input.
    pub fn account_id_endpoint_mode(mut self, mode: AccountIdEndpointMode) -> Self {
        self.account_id_endpoint_mode = Some(mode);
        self
    }

    /// Whether to call dual-stack endpoints, which support IPv6 and IPv4. It cannot be combined with an endpoint URL. Off by
    /// default.
    pub fn use_dualstack_endpoint(mut self, dual_stack: bool) -> Self {
        self.use_dualstack_endpoint = Some(dual_stack);
        self
    }

    /// Whether to ignore the `host_prefix` of operations, for example for a local server. Off by default.
    pub fn disable_host_prefix_injection(mut self, disable: bool) -> Self {
        self.disable_host_prefix_injection = Some(disable);
        self
    }

    /// The signing name, instead of that of each service. It is needed for a service behind another one that verifies the
    /// signature, such as API Gateway with `execute-api`.
    pub fn signing_name(mut self, name: impl Into<String>) -> Self {
        self.signing_name = Some(name.into());
        self
    }

    /// Whether to send the hash of the payload as `X-Amz-Content-Sha256` to every service. Off by default: the header is
    /// sent to the services that [`sigv4::Settings::for_service`](crate::sigv4::Settings::for_service) lists, to those
    /// with `content_sha256` in `#[aws_service]`, and with unsigned payloads. Some emulators of AWS require it.
    ///
    /// ```
    /// let emulator = aws_operation::Client::builder().endpoint_url("http://localhost:5000").content_sha256(true);
    /// # let _ = emulator;
    /// ```
    pub fn content_sha256(mut self, send: bool) -> Self {
        self.content_sha256 = send;
        self
    }

    /// Allows unencrypted `http://` to other machines. Anyone on the network can read the requests. Off by default.
    pub fn allow_plain_http(mut self, allow: bool) -> Self {
        self.allow_plain_http = allow;
        self
    }

    /// The transport that sends requests, instead of the built-in HTTP client.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// The retry policy; [`RetryPolicy::standard`] by default.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = Some(policy);
        self
    }

    /// The time limit for one attempt, from the first byte of the request to the last byte of the response, 30 s by default.
    /// For a streamed request it begins when the body is sent. For a streamed response it ends with the headers.
    ///
    /// A longer `attempt_timeout` of an operation raises it: see [all limits](crate::limits).
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = limit;
        self
    }

    /// The time limit for a call with all attempts and delays, 120 s by default. The `attempt_timeout` of an operation is
    /// added to it.
    pub fn operation_timeout(mut self, limit: Duration) -> Self {
        self.operation_timeout = limit;
        self
    }

    /// The time limit for each pause in a streamed body, 20 s by default; `None` disables it. By default, event streams have
    /// none, because a service may be silent between two events.
    ///
    /// In a response, it limits each wait for the next bytes. Such a wait ends with
    /// [`BodyError::TimedOut`](crate::BodyError::TimedOut). The time that the reader takes between two waits does not count.
    /// In a request, it limits each pause in which the stream has bytes, but the transport takes none. The call ends with
    /// [`TimedOut::StreamIdle`](crate::TimedOut::StreamIdle). See [all limits](crate::limits).
    ///
    /// ```
    /// use std::time::Duration;
    /// use aws_operation::Client;
    ///
    /// let patient = Client::builder().stream_idle_timeout(Duration::from_secs(60));
    /// let unlimited = Client::builder().stream_idle_timeout(None);
    /// # let _ = (patient, unlimited);
    /// ```
    pub fn stream_idle_timeout(mut self, limit: impl Into<Option<Duration>>) -> Self {
        self.stream_idle_timeout = Limit::OfClient(limit.into());
        self
    }

    /// The maximum size of the body of a response in bytes, 64 MiB by default.
    pub fn max_response_bytes(mut self, limit: usize) -> Self {
        self.max_response_bytes = limit;
        self
    }

    /// The clock for signatures.
    pub fn clock(mut self, clock: Clock) -> Self {
        self.clock = clock;
        self
    }

    /// The source of idempotency tokens.
    pub fn tokens(mut self, tokens: TokenSource) -> Self {
        self.tokens = tokens;
        self
    }

    /// The observer, which gets a report of every attempt and of every call. That includes calls to STS and to SSO by which
    /// the client loads its credentials. See [`observability`](crate::observability). A second observer replaces the first.
    pub fn observe(mut self, observer: impl Observe) -> Self {
        self.observer = Some(Arc::new(observer));
        self
    }

    /// The transport that was set, or the built-in one with the proxies of `environment`.
    pub(crate) fn transport_in(&self, environment: &Environment) -> Result<Arc<dyn Transport>, ConfigError> {
        self.transport.clone().map_or_else(|| self.connections.transport(environment), Ok)
    }

    /// The builder of the client that loads credentials. Endpoint URLs and signing name do not apply to that service.
    pub(crate) fn for_credentials(&self) -> Self {
        let without_urls = Self { endpoint_url: None, service_endpoint_urls: Vec::new(), ..self.clone() };
        Self { credentials: None, auth: Auth::default(), signing_name: None, ..without_urls }
    }

    /// Builds the client with the settings in code. Unless [`proxy`](Self::proxy) or [`no_proxy`](Self::no_proxy) was called,
    /// it reads proxies from the environment variables of the process.
    ///
    /// # Errors
    /// [`ConfigError`] names the setting that is missing or wrong.
    pub fn build(self) -> Result<Client, ConfigError> {
        if let Some(profile) = self.profile {
            return Err(ConfigError::ProfileNotRead(profile));
        }
        let transport = self.transport_in(&Environment::process());
        let connections = call::Connections::new(self.connections.max()?);
        let name = self.region.ok_or(ConfigError::NoRegion)?;
        let (region, fips) = checked_region(name.clone())?;
        let variant = Variant {
            fips: fips || self.use_fips_endpoint.unwrap_or(false),
            dual_stack: self.use_dualstack_endpoint.unwrap_or(false),
        };
        // The endpoint URLs of single services are checked when the service is called.
        if let Some(url) = &self.endpoint_url {
            Endpoint::custom(url, variant).map_err(|error| ConfigError::InvalidEndpoint(error.to_string()))?;
        }
        let retry = self.retry.unwrap_or_else(RetryPolicy::standard);
        let shared = Arc::new(Shared {
            named_region: Some(name).filter(|name| *name != region),
            region,
            credentials: self
                .credentials
                .or_else(|| self.auth.without_credentials())
                .ok_or(ConfigError::NoCredentials)?,
            auth: Arc::new(self.auth.settings()),
            endpoint_url: self.endpoint_url,
            service_endpoint_urls: self.service_endpoint_urls,
            variant,
            account_id_mode: self.account_id_endpoint_mode.unwrap_or_default(),
            signing_name: self.signing_name,
            content_sha256: self.content_sha256,
            host_prefixes: !self.disable_host_prefix_injection.unwrap_or(false),
            allow_plain_http: self.allow_plain_http,
            body_settings: self.body_settings,
            #[cfg(feature = "rest-xml")]
            s3: self.s3,
            transport: transport?,
            connections: Arc::new(connections),
            quota: (retry.quota, retry.initial_quota),
            clock: self.clock,
            tokens: self.tokens,
            observer: self.observer,
            lambda: self.lambda,
            services: Services::default(),
            hosts: Hosts::default(),
        });
        let limits = Arc::new(Limits {
            retry,
            attempt_timeout: Limit::OfClient(self.attempt_timeout),
            operation_timeout: Limit::OfClient(self.operation_timeout),
            stream_idle_timeout: self.stream_idle_timeout,
            max_response_bytes: self.max_response_bytes,
            idempotency_key: None,
        });
        Ok(Client { shared, limits })
    }
}

/// The region for the signature, and whether its name selects FIPS endpoints.
pub(super) fn checked_region(name: String) -> Result<(String, bool), ConfigError> {
    let (region, fips) = endpoint::region_of(&name);
    if endpoint::is_host_label(&region) { Ok((region, fips)) } else { Err(ConfigError::InvalidRegion(name)) }
}

// Below the main impl, so that the documentation begins with it.
mod auth;
mod body;
mod connections;
#[cfg(feature = "rest-xml")]
mod s3;

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("region", &self.region)
            .field("endpoint_url", &self.endpoint_url.as_deref().map(without_secrets))
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}
