//! Trusted certificates, for each supported TLS library.

#[cfg(feature = "native-tls")]
#[path = "tls/native.rs"]
mod backend;
#[cfg(not(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs", feature = "native-tls")))]
#[path = "tls/none.rs"]
mod backend;
#[cfg(all(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs"), not(feature = "native-tls")))]
#[path = "tls/rustls.rs"]
mod backend;
#[cfg(feature = "hyper")]
mod stream;

#[cfg(feature = "hyper")]
pub(in crate::transport) use stream::{TlsConnector, TlsStream};

use super::TransportError;

/// Certificates to trust in place of the platform's.
#[derive(Clone)]
pub(crate) struct Bundle(backend::Roots);

impl Bundle {
    /// Parses certificates in PEM format.
    pub(crate) fn parse(pem: &[u8]) -> Result<Self, String> {
        backend::parse(pem).map(Self)
    }
}

impl std::fmt::Debug for Bundle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Bundle")
    }
}

/// The certificates that a client trusts.
pub(super) enum Trusted<'a> {
    /// No certificates: the client uses plain HTTP.
    Nothing,
    /// The platform's certificates.
    Platform,
    /// Only the certificates of a bundle.
    Bundle(&'a Bundle),
}

/// Configures TLS on `builder` with the trusted certificates, and with the TLS library of this crate's feature, even if
/// another crate enables a different one in reqwest.
#[cfg(feature = "reqwest")]
pub(super) fn with_tls(
    builder: reqwest::ClientBuilder,
    trusted: &Trusted<'_>,
) -> Result<reqwest::ClientBuilder, TransportError> {
    Ok(match backend::config(trusted)? {
        Some(config) => backend::preconfigure(builder, config),
        None => builder,
    })
}

/// The same for HTTP/2 alone.
#[cfg(all(feature = "reqwest", feature = "http2"))]
pub(super) fn with_tls_for_http2(
    builder: reqwest::ClientBuilder,
    trusted: &Trusted<'_>,
) -> Result<reqwest::ClientBuilder, TransportError> {
    Ok(match backend::config(trusted)? {
        Some(config) => backend::preconfigure(builder, backend::for_http2(&config, trusted)?),
        None => builder,
    })
}

#[cfg(all(test, any(feature = "rustls-ring", feature = "rustls-aws-lc-rs", feature = "native-tls")))]
mod tests {
    use super::*;

    #[test]
    fn a_bundle_without_certificates_is_an_error() {
        for pem in ["", "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n"] {
            assert_eq!(Bundle::parse(pem.as_bytes()).unwrap_err(), "it contains no certificate in PEM format");
        }
        let broken = Bundle::parse(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assert!(!broken.unwrap_err().contains('\n'));
        assert!(Bundle::parse(b"-----BEGIN CERTIFICATE-----\nAAAA\n").is_err());
    }
}
