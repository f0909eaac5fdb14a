//! The connection settings of a client: limits, proxies, and trusted certificates.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use super::{ClientBuilder, ConfigError};
use crate::config::environment::Environment;
use crate::transport::{CONNECT_TIMEOUT, IDLE_TIMEOUT, Transport};

/// Half of the file descriptors that macOS allows a process by default, and an eighth of those on Linux. The rest is left
/// for the program.
const MAX_CONNECTIONS: usize = 128;

#[derive(Clone)]
#[cfg_attr(not(any(feature = "reqwest", feature = "hyper")), allow(dead_code))] // the built-in HTTP client's
pub(crate) struct Connections {
    connect_timeout: Duration,
    max: usize,
    max_idle: Option<usize>,
    max_idle_time: Duration,
    proxy: Proxy,
    trusted: Option<CaBundle>,
}

/// The source of the proxy.
#[derive(Clone)]
#[cfg_attr(not(any(feature = "reqwest", feature = "hyper")), allow(dead_code))]
enum Proxy {
    Variables,
    None,
    Url(String),
}

/// Certificates to trust.
#[derive(Clone)]
#[cfg_attr(not(any(feature = "reqwest", feature = "hyper")), allow(dead_code))]
pub(crate) struct CaBundle {
    /// The name for error messages.
    pub(crate) name: String,
    pub(crate) pem: Vec<u8>,
}

impl ClientBuilder {
    /// The time limit for opening a connection, 3.1 s by default. Only the built-in HTTP client uses it.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connections.connect_timeout = limit;
        self
    }

    /// The maximum number of connections that the client and its clones use at the same time, 128 by default and at least 1.
    /// Each connection needs a file descriptor.
    ///
    /// An attempt uses a connection until its response is read. If none is free, the call waits. Waiting calls are served in
    /// order. The wait is not part of an attempt, and is limited by the [`operation_timeout`](Self::operation_timeout). If
    /// that expires, the error is [`TimedOut::Connection`](crate::TimedOut::Connection), and the request was not sent.
    ///
    /// **A streamed response uses its connection until its body is read to the end or dropped.** If a program has as many
    /// open bodies as connections, its next call waits until it times out. A copy from one stream to another uses two
    /// connections.
    ///
    /// The following connections do not count: idle ones ([`max_idle_connections`](Self::max_idle_connections)), those of
    /// calls that load credentials, and those of a blocking client made of this one, which has the same limit of its own. For
    /// a moment, there may also be a few that are closed or become idle while the next attempt begins. With a custom
    /// [`transport`](Self::transport), the limit applies to concurrent requests.
    ///
    /// ```
    /// use aws_operation::{Client, Credentials};
    ///
    /// let builder = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
    /// let client = builder.max_connections(500).build()?;
    /// # Ok::<(), aws_operation::ConfigError>(())
    /// ```
    pub fn max_connections(mut self, max: usize) -> Self {
        self.connections.max = max;
        self
    }

    /// The maximum number of idle connections to one host, by default the same as
    /// [`max_connections`](Self::max_connections). With 0, each attempt opens a new connection. Only the built-in HTTP client
    /// uses it.
    pub fn max_idle_connections(mut self, max_of_host: usize) -> Self {
        self.connections.max_idle = Some(max_of_host);
        self
    }

    /// The time after which an idle connection is closed, 15 s by default. Only the built-in HTTP client uses it.
    ///
    /// The load balancers of AWS close idle connections after 60 s. If a request is sent at that moment, it is lost, and the
    /// client cannot know whether it ran. Use a value well below 60 s.
    pub fn max_connection_idle_time(mut self, limit: Duration) -> Self {
        self.connections.max_idle_time = limit;
        self
    }

    /// The proxy for all requests, instead of those in environment variables. Only the built-in HTTP client uses it.
    ///
    /// The URL is `http://host:port` or `https://host:port`, with `user:password@` before the host if the proxy requires
    /// authentication; both are percent-encoded. Requests to this machine and to metadata endpoints never use a proxy.
    ///
    /// By default, the variables `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` apply, or their names in lower case,
    /// also for [`build`](Self::build). [`no_proxy`](Self::no_proxy) disables them.
    ///
    /// ```
    /// use aws_operation::{Client, Credentials};
    ///
    /// let builder = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
    /// let client = builder.proxy("http://proxy.example:3128").build()?;
    /// # Ok::<(), aws_operation::ConfigError>(())
    /// ```
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.connections.proxy = Proxy::Url(url.into());
        self
    }

    /// Uses no proxy, and ignores the environment variables for proxies.
    pub fn no_proxy(mut self) -> Self {
        self.connections.proxy = Proxy::None;
        self
    }

    /// The certificates to trust instead of those of the platform, in PEM form. Only the built-in HTTP client uses them. They
    /// are needed for a proxy that decrypts TLS, or for a private service.
    ///
    /// By default, [`build_from_env`](Self::build_from_env) reads the file in `AWS_CA_BUNDLE` or in `ca_bundle` of the profile.
    /// If there is none, the certificates of the platform are trusted. On Linux, `SSL_CERT_FILE` and `SSL_CERT_DIR` can set
    /// them.
    ///
    /// ```no_run
    /// use aws_operation::{Client, Credentials};
    ///
    /// let builder = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
    /// let client = builder.ca_bundle(std::fs::read("proxy.pem")?).build()?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn ca_bundle(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.connections.trusted = Some(CaBundle { name: "the CA bundle".to_owned(), pem: pem.into() });
        self
    }
}

impl Connections {
    pub(crate) fn new() -> Self {
        Self {
            connect_timeout: CONNECT_TIMEOUT,
            max: MAX_CONNECTIONS,
            max_idle: None,
            max_idle_time: IDLE_TIMEOUT,
            proxy: Proxy::Variables,
            trusted: None,
        }
    }

    /// The maximum number of connections in use.
    pub(crate) fn max(&self) -> Result<usize, ConfigError> {
        NonZeroUsize::new(self.max).map(NonZeroUsize::get).ok_or_else(|| ConfigError::InvalidSetting {
            name: "max_connections".to_owned(),
            value: self.max.to_string(),
            expected: "a number of connections, 1 or more",
        })
    }

    /// Sets the trusted certificates, unless code has set them.
    pub(crate) fn trusted_or(
        &mut self,
        find: impl FnOnce() -> Result<Option<CaBundle>, ConfigError>,
    ) -> Result<(), ConfigError> {
        if self.trusted.is_none() {
            self.trusted = find()?;
        }
        Ok(())
    }

    /// The built-in HTTP client. It uses the proxies of `environment`, unless code has set one.
    #[cfg(any(feature = "reqwest", feature = "hyper"))]
    pub(crate) fn transport(&self, environment: &Environment) -> Result<Arc<dyn Transport>, ConfigError> {
        #[cfg(not(feature = "reqwest"))]
        use crate::transport::HyperTransport as BuiltIn;
        #[cfg(feature = "reqwest")]
        use crate::transport::ReqwestTransport as BuiltIn;
        use crate::transport::{Bundle, Proxies, Settings};

        let proxies = match &self.proxy {
            Proxy::Variables => Proxies::from_environment(environment)?,
            Proxy::None => Proxies::default(),
            Proxy::Url(url) => Proxies::all(url)?,
        };
        let parse = |CaBundle { name, pem }: &CaBundle| {
            Bundle::parse(pem).map_err(|reason| ConfigError::InvalidCaBundle { name: name.clone(), reason })
        };
        Ok(Arc::new(BuiltIn::with(Settings {
            connect_timeout: self.connect_timeout,
            max_idle: self.max_idle.unwrap_or(self.max),
            idle_timeout: self.max_idle_time,
            proxies: Some(proxies),
            trusted: self.trusted.as_ref().map(parse).transpose()?,
        })))
    }

    #[cfg(not(any(feature = "reqwest", feature = "hyper")))]
    #[allow(clippy::unused_self)] // a build with it needs all
    pub(crate) fn transport(&self, _: &Environment) -> Result<Arc<dyn Transport>, ConfigError> {
        Err(ConfigError::NoTransport)
    }
}

#[cfg(all(test, not(any(feature = "reqwest", feature = "hyper"))))]
mod tests {
    use super::*;

    #[test]
    fn without_a_transport_the_error_names_the_features_that_provide_one() {
        let error = crate::Client::builder().region("us-east-1").no_credentials().build().unwrap_err();
        assert_eq!(error, ConfigError::NoTransport);
        assert!(error.to_string().contains("enable the feature `reqwest` or `hyper`"), "{error}");
    }
}
