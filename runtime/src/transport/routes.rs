//! Which of a transport's HTTP clients a request takes: they differ in proxies and in what they trust.

use std::sync::OnceLock;
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;

use super::proxy::Proxies;
use super::tls::{Bundle, Trusted};
use super::{MAX_IDLE_TIME, TransportError};
use crate::config::endpoint::{is_loopback, is_metadata};
use crate::config::environment::Environment;

/// What connections are made and kept by.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) connect_timeout: Duration,
    /// How many may rest, of one host.
    pub(crate) max_idle: usize,
    pub(crate) max_idle_time: Duration,
    /// Those in the variables of the process if `None`.
    pub(crate) proxies: Option<Proxies>,
    /// What to trust in place of the platform's certificates.
    pub(crate) trusted: Option<Bundle>,
}

impl Settings {
    pub(super) fn new(connect_timeout: Duration) -> Self {
        let (max_idle, max_idle_time) = (usize::MAX, MAX_IDLE_TIME);
        Self { connect_timeout, max_idle, max_idle_time, proxies: None, trusted: None }
    }

    /// HTTP clients add this time to the present one, which must not overflow.
    pub(super) fn max_idle_time(&self) -> Duration {
        const FAR: Duration = Duration::from_secs(10 * 365 * 24 * 3600);
        self.max_idle_time.min(FAR)
    }
}

/// The HTTP clients of a transport. Each is made when first needed: the platform's certificates are slow to load, and many
/// programs talk to loopback only.
#[derive(Debug)]
pub(super) struct Routes<C> {
    pub(super) settings: Settings,
    /// To this machine without TLS.
    plain: OnceLock<C>,
    /// Past every proxy.
    direct: OnceLock<C>,
    proxied: OnceLock<C>,
}

impl<C> Routes<C> {
    pub(super) fn new(settings: Settings) -> Self {
        Self { settings, plain: OnceLock::new(), direct: OnceLock::new(), proxied: OnceLock::new() }
    }

    /// The client for a request to `uri`, which `make` makes.
    pub(super) fn of(
        &self,
        uri: &Uri,
        no_proxy: bool,
        make: impl FnOnce(&Settings, &Proxies, &Trusted<'_>) -> Result<C, TransportError>,
    ) -> Result<&C, TransportError> {
        let host = uri.host().unwrap_or_default();
        let local = no_proxy || is_loopback(host) || is_metadata(host);
        let plain = uri.scheme() == Some(&Scheme::HTTP);
        let of_tls = self.settings.trusted.as_ref().map_or(Trusted::Platform, Trusted::Bundle);
        let (cell, trusted) = match (local, plain) {
            (true, true) => (&self.plain, Trusted::Nothing),
            (true, false) => (&self.direct, of_tls),
            (false, _) => (&self.proxied, of_tls),
        };
        if let Some(client) = cell.get() {
            return Ok(client);
        }
        let proxies = match &self.settings.proxies {
            _ if local => Proxies::default(),
            Some(proxies) => proxies.clone(),
            None => Proxies::of(&Environment::process()).map_err(TransportError::not_sent)?,
        };
        let client = make(&self.settings, &proxies, &trusted)?;
        Ok(cell.get_or_init(|| client))
    }

    #[cfg(test)]
    pub(super) fn made(&self) -> [bool; 3] {
        [&self.plain, &self.direct, &self.proxied].map(|cell| cell.get().is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hands_out_credentials_is_asked_past_every_proxy() {
        let made = |url: &str, no_proxy| {
            let routes = Routes::new(Settings::new(Duration::from_secs(1)));
            routes.of(&url.parse().unwrap(), no_proxy, |_, _, _| Ok(())).unwrap();
            routes.made()
        };
        let (plain, direct, proxied) = ([true, false, false], [false, true, false], [false, false, true]);
        assert_eq!(made("http://imds.example/latest", true), plain);
        assert_eq!(made("https://agent.example/creds", true), direct);
        for host in ["169.254.169.254", "169.254.170.2", "169.254.170.23", "[fd00:ec2::254]", "[fd00:ec2::23]"] {
            assert_eq!(made(&format!("http://{host}/latest"), false), plain, "{host}");
        }
        for host in ["localhost", "api.LocalHost.", "127.8.8.8", "[::1]"] {
            assert_eq!(made(&format!("https://{host}/"), false), direct, "{host}");
        }
        for host in ["169.254.170.1", "[fd00:ec2::1]", "notlocalhost", "localhost.example"] {
            assert_eq!(made(&format!("https://{host}/"), false), proxied, "{host}");
        }
        assert_eq!(made("http://imds.example/latest", false), proxied);
    }
}
