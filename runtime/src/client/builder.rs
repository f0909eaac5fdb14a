//! A client's settings.

use std::fmt;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use super::{Client, Inner};
use crate::clock::Clock;
use crate::credentials::ProvideCredentials;
use crate::endpoint::{Endpoint, without_secrets};
use crate::environment::FileError;
use crate::retry::RetryPolicy;
use crate::token::TokenSource;
use crate::transport::Transport;

/// A client's settings; made by [`Client::builder`].
#[must_use]
pub struct ClientBuilder {
    region: Option<String>,
    credentials: Option<Arc<dyn ProvideCredentials>>,
    endpoint_url: Option<String>,
    service_endpoint_urls: Vec<(String, String)>,
    allow_plain_http: bool,
    transport: Option<Arc<dyn Transport>>,
    retry: RetryPolicy,
    connect_timeout: Duration,
    attempt_timeout: Duration,
    operation_timeout: Duration,
    max_answer_bytes: usize,
    clock: Clock,
    tokens: TokenSource,
}

/// Settings that make no client.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// No region.
    #[error("no region: call `.region(\"us-east-1\")`, set AWS_REGION, or write `region` into the profile")]
    NoRegion,
    /// A profile file that cannot be read, or is malformed.
    #[error(transparent)]
    File(#[from] FileError),
    /// A profile that was asked for, but that no file has.
    #[error("there is no profile `{name}` in {files}")]
    NoProfile {
        /// The profile.
        name: String,
        /// The files that were searched.
        files: String,
    },
    /// A profile that names a section which is not in the config file.
    #[error(
        "the profile `{profile}` says `services = {section}`, but the config file has no section `[services {section}]`"
    )]
    NoServices {
        /// The profile.
        profile: String,
        /// The name of the section.
        section: String,
    },
    /// A region that cannot be part of a host name.
    #[error("`{0}` is not a region: a region is letters, digits and hyphens, like us-east-1")]
    InvalidRegion(String),
    /// No credentials.
    #[error(
        "no credentials: call `.credentials(Credentials::new(..))`, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
    )]
    NoCredentials,
    /// Half an access key in the environment.
    #[error("{set} is set, but {missing} is not")]
    HalfAKey {
        /// The variable that is set.
        set: &'static str,
        /// The variable that is missing.
        missing: &'static str,
    },
    /// An endpoint URL that no request can go to.
    #[error("{0}")]
    InvalidEndpoint(String),
    /// No transport, in a build without one.
    #[error("no transport: call `.transport(..)`, or switch on the feature `reqwest`")]
    NoTransport,
}

impl ClientBuilder {
    pub(super) fn new() -> Self {
        Self {
            region: None,
            credentials: None,
            endpoint_url: None,
            service_endpoint_urls: Vec::new(),
            allow_plain_http: false,
            transport: None,
            retry: RetryPolicy::standard(),
            connect_timeout: Duration::from_millis(3100),
            attempt_timeout: Duration::from_secs(30),
            operation_timeout: Duration::from_secs(120),
            max_answer_bytes: 64 * 1024 * 1024,
            clock: Clock::system(),
            tokens: TokenSource::random(),
        }
    }

    /// The region to sign for, and to find the endpoint in.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// What to sign with: [`Credentials`](crate::Credentials), or a source of them.
    pub fn credentials(mut self, source: impl ProvideCredentials) -> Self {
        self.credentials = Some(Arc::new(source));
        self
    }

    /// The address of every service, in place of AWS's own; its path comes before every path.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint_url = Some(url.into());
        self
    }

    pub(super) fn service_endpoint_urls(mut self, urls: Vec<(String, String)>) -> Self {
        self.service_endpoint_urls = urls;
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
        self.retry = policy;
        self
    }

    /// How long a connection may take to come about, 3.1 s by default; the built-in HTTP client's setting.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// How long one attempt may take from its first byte to the last of its answer, 30 s by default.
    pub fn attempt_timeout(mut self, limit: Duration) -> Self {
        self.attempt_timeout = limit;
        self
    }

    /// How long a call may take with all its attempts and waits, 120 s by default.
    pub fn operation_timeout(mut self, limit: Duration) -> Self {
        self.operation_timeout = limit;
        self
    }

    /// How many bytes the body of an answer may have, 64 MiB by default.
    pub fn max_answer_bytes(mut self, limit: usize) -> Self {
        self.max_answer_bytes = limit;
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

    /// The client.
    ///
    /// # Errors
    /// [`ConfigError`] names the setting that is missing or wrong.
    pub fn build(self) -> Result<Client, ConfigError> {
        let region = self.region.ok_or(ConfigError::NoRegion)?;
        if region.is_empty() || !region.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return Err(ConfigError::InvalidRegion(region));
        }
        let given = self.endpoint_url.iter().chain(self.service_endpoint_urls.iter().map(|(_, url)| url));
        for url in given {
            Endpoint::parse(url).map_err(|error| ConfigError::InvalidEndpoint(error.to_string()))?;
        }
        let transport = self.transport.or_else(|| default_transport(self.connect_timeout));
        Ok(Client(Arc::new(Inner {
            region,
            credentials: self.credentials.ok_or(ConfigError::NoCredentials)?,
            endpoint_url: self.endpoint_url,
            service_endpoint_urls: self.service_endpoint_urls,
            allow_plain_http: self.allow_plain_http,
            transport: transport.ok_or(ConfigError::NoTransport)?,
            retry: self.retry,
            attempt_timeout: self.attempt_timeout,
            operation_timeout: self.operation_timeout,
            max_answer_bytes: self.max_answer_bytes,
            clock: self.clock,
            tokens: self.tokens,
            services: RwLock::new(Vec::new()),
        })))
    }
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

#[cfg(feature = "reqwest")]
#[allow(clippy::unnecessary_wraps)] // a build without it has none
fn default_transport(connect_timeout: Duration) -> Option<Arc<dyn Transport>> {
    Some(Arc::new(crate::transport::ReqwestTransport::new(connect_timeout)))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: Duration) -> Option<Arc<dyn Transport>> {
    None
}
