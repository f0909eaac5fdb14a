//! The transport of choice: reqwest, with everything switched off that would send a request twice or elsewhere.

use std::sync::OnceLock;
use std::time::Duration;

use super::{NoProxy, Transport, TransportError, TransportFuture};
use crate::body::Body;
use crate::endpoint::{is_loopback, is_metadata};

/// HTTP/1.1 over one connection pool, with TLS by the feature chosen.
#[derive(Debug)]
pub struct ReqwestTransport {
    connect_timeout: Duration,
    // Each is made when first needed: the platform's certificates are slow to load, and many programs talk to
    // loopback only.
    plain: OnceLock<reqwest::Client>,
    direct: OnceLock<reqwest::Client>,
    proxied: OnceLock<reqwest::Client>,
}

impl ReqwestTransport {
    /// A transport that gives up a connection attempt after `connect_timeout`.
    pub fn new(connect_timeout: Duration) -> Self {
        Self { connect_timeout, plain: OnceLock::new(), direct: OnceLock::new(), proxied: OnceLock::new() }
    }

    fn client(&self, uri: &http::Uri, no_proxy: bool) -> Result<&reqwest::Client, TransportError> {
        let host = uri.host().unwrap_or_default();
        let local = no_proxy || is_loopback(host) || is_metadata(host);
        let plain = uri.scheme_str() == Some("http");
        let (cell, certificates) = match (local, plain) {
            (true, true) => (&self.plain, Certificates::None),
            (true, false) => (&self.direct, Certificates::Platform),
            (false, _) => (&self.proxied, Certificates::Platform),
        };
        if let Some(client) = cell.get() {
            return Ok(client);
        }
        let mut builder = reqwest::Client::builder()
            .connect_timeout(self.connect_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false);
        if local {
            builder = builder.no_proxy();
        }
        let client = with_tls(builder, certificates)?.build().map_err(TransportError::not_sent)?;
        Ok(cell.get_or_init(|| client))
    }
}

/// Which certificates a client trusts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Certificates {
    /// None: the client speaks plain HTTP.
    None,
    /// Those of the platform.
    Platform,
}

#[cfg(all(feature = "rustls-ring", not(any(feature = "rustls-aws-lc-rs", feature = "native-tls"))))]
fn with_tls(
    builder: reqwest::ClientBuilder,
    certificates: Certificates,
) -> Result<reqwest::ClientBuilder, TransportError> {
    use std::sync::Arc;

    use rustls_platform_verifier::BuilderVerifierExt as _;

    // Given whole, because reqwest would otherwise panic unless a process-wide provider is installed.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(TransportError::not_sent)?;
    let config = match certificates {
        Certificates::None => config.with_root_certificates(rustls::RootCertStore::empty()),
        Certificates::Platform => config.with_platform_verifier().map_err(TransportError::not_sent)?,
    };
    Ok(builder.tls_backend_preconfigured(config.with_no_client_auth()))
}

#[cfg(not(all(feature = "rustls-ring", not(any(feature = "rustls-aws-lc-rs", feature = "native-tls")))))]
#[allow(clippy::unnecessary_wraps)]
fn with_tls(builder: reqwest::ClientBuilder, _: Certificates) -> Result<reqwest::ClientBuilder, TransportError> {
    Ok(builder)
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            let client = self.client(request.uri(), request.extensions().get::<NoProxy>().is_some())?;
            let request = reqwest::Request::try_from(request).map_err(TransportError::not_sent)?;
            let mut response = client.execute(request).await.map_err(classify)?;
            let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
            let mut answer = http::Response::new(Body::new(reqwest::Body::from(response)));
            *answer.status_mut() = status;
            *answer.headers_mut() = headers;
            Ok(answer)
        })
    }
}

impl From<Body> for reqwest::Body {
    fn from(body: Body) -> Self {
        match body.as_bytes() {
            Some(bytes) => bytes.clone().into(),
            None => Self::wrap(body),
        }
    }
}

fn classify(error: reqwest::Error) -> TransportError {
    if error.is_connect() || error.is_builder() { TransportError::not_sent(error) } else { TransportError::lost(error) }
}

#[cfg(all(test, feature = "rustls-ring"))]
mod tests {
    use super::*;

    #[test]
    fn what_hands_out_credentials_is_asked_past_every_proxy() {
        let made = |url: &'static str, no_proxy| {
            let transport = ReqwestTransport::new(Duration::from_secs(1));
            transport.client(&http::Uri::from_static(url), no_proxy).unwrap();
            [&transport.plain, &transport.direct, &transport.proxied].map(|cell| cell.get().is_some())
        };
        let (plain, direct, proxied) = ([true, false, false], [false, true, false], [false, false, true]);
        assert_eq!(made("http://imds.example/latest", true), plain);
        assert_eq!(made("https://agent.example/creds", true), direct);
        assert_eq!(made("http://169.254.169.254/latest", false), plain);
        assert_eq!(made("http://imds.example/latest", false), proxied);
    }
}
