//! Selects the HTTP client for a request: the clients of a transport differ in proxies and trusted certificates.

use std::sync::OnceLock;
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;

use super::proxy::Proxies;
use super::tls::{Bundle, Trusted};
use super::{IDLE_TIMEOUT, TransportError};
use crate::config::endpoint::{is_loopback, is_metadata};
use crate::config::environment::Environment;

/// The settings of connections.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) connect_timeout: Duration,
    /// The maximum number of idle connections for each host.
    pub(crate) max_idle: usize,
    pub(crate) idle_timeout: Duration,
    /// If `None`, proxies are read from the variables of the process.
    pub(crate) proxies: Option<Proxies>,
    /// The certificates to trust in place of the platform's.
    pub(crate) trusted: Option<Bundle>,
}

impl Settings {
    pub(super) fn new(connect_timeout: Duration) -> Self {
        let (max_idle, idle_timeout) = (usize::MAX, IDLE_TIMEOUT);
        Self { connect_timeout, max_idle, idle_timeout, proxies: None, trusted: None }
    }

    /// The idle timeout, bounded: HTTP clients add it to the current time, which must not overflow.
    pub(super) fn idle_timeout(&self) -> Duration {
        const MAX: Duration = Duration::from_secs(10 * 365 * 24 * 3600);
        self.idle_timeout.min(MAX)
    }
}

/// The HTTP clients of a transport. Each is created when first needed: the platform's certificates are slow to load, and
/// many programs connect only to loopback.
#[derive(Debug)]
pub(super) struct Routes<C> {
    pub(super) settings: Settings,
    /// To loopback and metadata endpoints, without TLS.
    plain: OnceLock<C>,
    /// To loopback and metadata endpoints, with TLS.
    direct: OnceLock<C>,
    /// To all other hosts.
    proxied: OnceLock<C>,
}

impl<C> Routes<C> {
    pub(super) fn new(settings: Settings) -> Self {
        Self { settings, plain: OnceLock::new(), direct: OnceLock::new(), proxied: OnceLock::new() }
    }

    /// The client for a request to `uri`. `create` creates it on first use.
    pub(super) fn client(
        &self,
        uri: &Uri,
        no_proxy: bool,
        create: impl FnOnce(&Settings, &Proxies, &Trusted<'_>) -> Result<C, TransportError>,
    ) -> Result<&C, TransportError> {
        let host = uri.host().unwrap_or_default();
        let direct = no_proxy || is_loopback(host) || is_metadata(host);
        let plain = uri.scheme() == Some(&Scheme::HTTP);
        let tls_trust = self.settings.trusted.as_ref().map_or(Trusted::Platform, Trusted::Bundle);
        let (cell, trusted) = match (direct, plain) {
            (true, true) => (&self.plain, Trusted::Nothing),
            (true, false) => (&self.direct, tls_trust),
            (false, _) => (&self.proxied, tls_trust),
        };
        if let Some(client) = cell.get() {
            return Ok(client);
        }
        let proxies = match &self.settings.proxies {
            _ if direct => Proxies::default(),
            Some(proxies) => proxies.clone(),
            None => Proxies::from_environment(&Environment::process()).map_err(TransportError::not_sent)?,
        };
        let client = create(&self.settings, &proxies, &trusted)?;
        Ok(cell.get_or_init(|| client))
    }

    #[cfg(test)]
    pub(super) fn created(&self) -> [bool; 3] {
        [&self.plain, &self.direct, &self.proxied].map(|cell| cell.get().is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_and_metadata_endpoints_are_reached_without_a_proxy() {
        let created = |url: &str, no_proxy| {
            let routes = Routes::new(Settings::new(Duration::from_secs(1)));
            routes.client(&url.parse().unwrap(), no_proxy, |_, _, _| Ok(())).unwrap();
            routes.created()
        };
        let (plain, direct, proxied) = ([true, false, false], [false, true, false], [false, false, true]);
        assert_eq!(created("http://imds.example/latest", true), plain);
        assert_eq!(created("https://agent.example/creds", true), direct);
        for host in ["169.254.169.254", "169.254.170.2", "169.254.170.23", "[fd00:ec2::254]", "[fd00:ec2::23]"] {
            assert_eq!(created(&format!("http://{host}/latest"), false), plain, "{host}");
        }
        for host in ["localhost", "api.LocalHost.", "127.8.8.8", "[::1]"] {
            assert_eq!(created(&format!("https://{host}/"), false), direct, "{host}");
        }
        for host in ["169.254.170.1", "[fd00:ec2::1]", "notlocalhost", "localhost.example"] {
            assert_eq!(created(&format!("https://{host}/"), false), proxied, "{host}");
        }
        assert_eq!(created("http://imds.example/latest", false), proxied);
    }
}
