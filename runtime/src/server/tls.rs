//! TLS of a server, with rustls.

use std::io;
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::TlsAcceptor;

/// The name of HTTP/2 in ALPN.
#[cfg(feature = "http2")]
pub(super) const HTTP2: &[u8] = b"h2";

/// The certificate of a server and its private key, in PEM form.
pub(super) struct Identity {
    pub(super) certificates: Vec<u8>,
    pub(super) key: Vec<u8>,
}

#[cfg(not(feature = "rustls-aws-lc-rs"))]
fn provider() -> CryptoProvider {
    rustls::crypto::ring::default_provider()
}

#[cfg(feature = "rustls-aws-lc-rs")]
fn provider() -> CryptoProvider {
    rustls::crypto::aws_lc_rs::default_provider()
}

/// Accepts TLS connections. With the feature `http2`, ALPN offers HTTP/2.
pub(super) fn acceptor(Identity { certificates, key }: &Identity) -> io::Result<TlsAcceptor> {
    let invalid = |what: &str, error: &dyn std::fmt::Display| {
        io::Error::new(io::ErrorKind::InvalidInput, format!("the {what} of the server cannot be used: {error}"))
    };
    let chain = CertificateDer::pem_slice_iter(certificates).collect::<Result<Vec<_>, _>>();
    let chain = chain.map_err(|error| invalid("certificate", &error))?;
    let key = PrivateKeyDer::from_pem_slice(key).map_err(|error| invalid("private key", &error))?;
    let config = ServerConfig::builder_with_provider(Arc::new(provider()))
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?;
    #[cfg_attr(not(feature = "http2"), allow(unused_mut))] // HTTP/1.1 needs no ALPN
    let mut config =
        config.with_no_client_auth().with_single_cert(chain, key).map_err(|error| invalid("certificate", &error))?;
    #[cfg(feature = "http2")]
    {
        config.alpn_protocols = vec![HTTP2.to_vec(), b"http/1.1".to_vec()];
    }
    Ok(Arc::new(config).into())
}
