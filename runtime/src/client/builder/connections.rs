//! Settings of connections: how many there are, whom they trust, and what they pass through.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::time::Duration;

use super::{ClientBuilder, ConfigError};
use crate::config::environment::Environment;
use crate::transport::{MAX_IDLE_TIME, Transport};

/// Half of the files that macOS allows a process by default, and an eighth of those that Linux does: a client must leave
/// the rest of its program some.
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

/// Where the proxy is found.
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
    /// What the user knows them by.
    pub(crate) name: String,
    pub(crate) pem: Vec<u8>,
}

impl ClientBuilder {
    /// How long a connection may take to come about, 3.1 s by default; the built-in HTTP client's setting.
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connections.connect_timeout = limit;
        self
    }

    /// How many connections the client and its clones use at once, 128 by default; each takes a file descriptor. At
    /// least 1.
    ///
    /// An attempt uses one until its response is read. A call that finds none free waits for one, in the order of calls
    /// and no longer than its [`operation_timeout`](Self::operation_timeout); the wait is no part of an attempt. If that
    /// limit ends the wait, the error is [`TimedOut::Connection`](crate::TimedOut::Connection), and the request was not
    /// sent.
    ///
    /// **A response that is streamed uses its connection until its body is read to the end or dropped.** A program that
    /// keeps as many bodies open as there are connections, and then calls again, waits in vain. A copy from one stream to
    /// another takes two.
    ///
    /// Not counted are connections that rest ([`max_idle_connections`](Self::max_idle_connections)), those of the calls
    /// that load credentials, those of a blocking client made of this one, which has as many of its own, and for a moment
    /// a few that are being closed or laid to rest while the next attempt begins. With a
    /// [`transport`](Self::transport) of your own this is the number of requests under way.
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

    /// How many connections to one host may rest until the next call; as many as
    /// [`max_connections`](Self::max_connections) by default. With 0, each attempt has a connection of its own. The
    /// built-in HTTP client's setting.
    pub fn max_idle_connections(mut self, max_of_host: usize) -> Self {
        self.connections.max_idle = Some(max_of_host);
        self
    }

    /// How long a connection may rest before it is closed, 15 s by default; the built-in HTTP client's setting.
    ///
    /// AWS's load balancers close one after 60 s. A request that crosses such a close is lost, and nobody knows whether it
    /// ran: stay well below.
    pub fn max_connection_idle_time(mut self, limit: Duration) -> Self {
        self.connections.max_idle_time = limit;
        self
    }

    /// The proxy that all requests pass through, in place of those in variables; the built-in HTTP client's setting.
    ///
    /// Its URL is `http://host:port` or `https://host:port`, with `user:password@` before the host if it asks for them,
    /// both percent-encoded. Requests to this machine and to the addresses that hand out credentials go past every proxy.
    ///
    /// Without it, the proxies of `HTTPS_PROXY`, `HTTP_PROXY` and `ALL_PROXY` (or their names in lower case) are taken, and
    /// `NO_PROXY` is obeyed, also by [`build`](Self::build); [`no_proxy`](Self::no_proxy) is to take none.
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

    /// No proxy, whatever variables say.
    pub fn no_proxy(mut self) -> Self {
        self.connections.proxy = Proxy::None;
        self
    }

    /// The certificates to trust in place of the platform's, in PEM form; the built-in HTTP client's setting. For a proxy
    /// that opens TLS, or a service of your own.
    ///
    /// Without it, [`build_from_env`](Self::build_from_env) takes those of the file that `AWS_CA_BUNDLE` or the profile's
    /// `ca_bundle` names, and else the platform's are trusted; on Linux these are also found by `SSL_CERT_FILE` and
    /// `SSL_CERT_DIR`.
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
            connect_timeout: Duration::from_millis(3100),
            max: MAX_CONNECTIONS,
            max_idle: None,
            max_idle_time: MAX_IDLE_TIME,
            proxy: Proxy::Variables,
            trusted: None,
        }
    }

    /// How many may be in use at once.
    pub(crate) fn max(&self) -> Result<usize, ConfigError> {
        NonZeroUsize::new(self.max).map(NonZeroUsize::get).ok_or_else(|| ConfigError::InvalidSetting {
            name: "max_connections".to_owned(),
            value: self.max.to_string(),
            expected: "a number of connections, 1 or more",
        })
    }

    /// Certificates to trust unless code set some.
    pub(crate) fn trusted_or(
        &mut self,
        find: impl FnOnce() -> Result<Option<CaBundle>, ConfigError>,
    ) -> Result<(), ConfigError> {
        if self.trusted.is_none() {
            self.trusted = find()?;
        }
        Ok(())
    }

    /// The built-in HTTP client, with the proxies of `environment` unless code set one.
    #[cfg(any(feature = "reqwest", feature = "hyper"))]
    pub(crate) fn transport(&self, environment: &Environment) -> Result<Arc<dyn Transport>, ConfigError> {
        #[cfg(not(feature = "reqwest"))]
        use crate::transport::HyperTransport as BuiltIn;
        #[cfg(feature = "reqwest")]
        use crate::transport::ReqwestTransport as BuiltIn;
        use crate::transport::{Bundle, Proxies, Settings};

        let proxies = match &self.proxy {
            Proxy::Variables => Proxies::of(environment)?,
            Proxy::None => Proxies::default(),
            Proxy::Url(url) => Proxies::all(url)?,
        };
        let parse = |CaBundle { name, pem }: &CaBundle| {
            Bundle::parse(pem).map_err(|reason| ConfigError::InvalidCaBundle { name: name.clone(), reason })
        };
        Ok(Arc::new(BuiltIn::with(Settings {
            connect_timeout: self.connect_timeout,
            max_idle: self.max_idle.unwrap_or(self.max),
            max_idle_time: self.max_idle_time,
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
    fn a_build_without_a_transport_names_the_features_that_bring_one() {
        let error = crate::Client::builder().region("us-east-1").no_credentials().build().unwrap_err();
        assert_eq!(error, ConfigError::NoTransport);
        assert!(error.to_string().contains("switch on the feature `reqwest` or `hyper`"), "{error}");
    }
}
