//! rustls. The crypto provider is passed explicitly, so that the program does not need to install one.

use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt as _;

use super::{Bundle, TransportError, Trusted};

pub(super) type Roots = Arc<RootCertStore>;

pub(super) fn parse(pem: &[u8]) -> Result<Roots, String> {
    let mut roots = RootCertStore::empty();
    for certificate in CertificateDer::pem_slice_iter(pem) {
        let certificate = certificate.map_err(|error| error.to_string())?;
        roots.add(certificate).map_err(|error| error.to_string())?;
    }
    if roots.is_empty() { Err("it contains no certificate in PEM format".to_owned()) } else { Ok(Arc::new(roots)) }
}

#[cfg(not(feature = "rustls-aws-lc-rs"))]
fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

/// The provider that the program installed, if any: it may be one that is validated for FIPS 140.
#[cfg(feature = "rustls-aws-lc-rs")]
fn provider() -> Arc<CryptoProvider> {
    let installed = CryptoProvider::get_default().cloned();
    installed.unwrap_or_else(|| Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
}

pub(super) fn config(trusted: &Trusted<'_>) -> Result<Option<ClientConfig>, TransportError> {
    let config = ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .map_err(TransportError::not_sent)?;
    let config = match trusted {
        Trusted::Nothing => config.with_root_certificates(RootCertStore::empty()),
        Trusted::Platform => config.with_platform_verifier().map_err(TransportError::not_sent)?,
        Trusted::Bundle(Bundle(roots)) => config.with_root_certificates(Arc::clone(roots)),
    };
    Ok(Some(config.with_no_client_auth()))
}

/// The name of HTTP/2 in ALPN.
#[cfg(feature = "http2")]
const HTTP2: &[u8] = b"h2";

/// The same configuration, which asks for HTTP/2 alone.
#[cfg(feature = "http2")]
#[allow(clippy::unnecessary_wraps)] // same signature as with other TLS libraries
pub(super) fn for_http2(config: &ClientConfig, _: &Trusted<'_>) -> Result<ClientConfig, TransportError> {
    let mut config = config.clone();
    config.alpn_protocols = vec![HTTP2.to_vec()];
    Ok(config)
}

#[cfg(feature = "reqwest")]
pub(super) fn preconfigure(builder: reqwest::ClientBuilder, config: ClientConfig) -> reqwest::ClientBuilder {
    builder.tls_backend_preconfigured(config)
}

#[cfg(all(feature = "hyper", feature = "http2"))]
pub(in crate::transport) use streams::is_http2;
#[cfg(feature = "hyper")]
pub(in crate::transport) use streams::{Connector, Stream, connect, connector};

#[cfg(feature = "hyper")]
mod streams {
    use rustls::pki_types::ServerName;
    use tokio::io::{AsyncRead, AsyncWrite};
    pub(in crate::transport) use tokio_rustls::TlsConnector as Connector;
    pub(in crate::transport) use tokio_rustls::client::TlsStream as Stream;

    use super::{Arc, ClientConfig};
    use crate::value::body::BoxError;

    pub(in crate::transport) fn connector(config: ClientConfig) -> Connector {
        Arc::new(config).into()
    }

    pub(in crate::transport) async fn connect<S>(to: &Connector, host: &str, stream: S) -> Result<Stream<S>, BoxError>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        Ok(to.connect(ServerName::try_from(host.to_owned())?, stream).await?)
    }

    #[cfg(feature = "http2")]
    pub(in crate::transport) fn is_http2<S>(stream: &Stream<S>) -> bool {
        stream.get_ref().1.alpn_protocol() == Some(super::HTTP2)
    }
}
