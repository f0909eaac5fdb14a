//! Which certificates are trusted, in each of the libraries that TLS may come from.

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
    /// Reads certificates in PEM form; the error says what is wrong with them.
    pub(crate) fn parse(pem: &[u8]) -> Result<Self, String> {
        backend::parse(pem).map(Self)
    }
}

impl std::fmt::Debug for Bundle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Bundle")
    }
}

/// Which certificates a client trusts.
pub(super) enum Trusted<'a> {
    /// None: the client speaks plain HTTP.
    Nothing,
    /// Those of the platform.
    Platform,
    /// Those of a bundle alone.
    Bundle(&'a Bundle),
}

/// `builder` with what it trusts, and with the TLS library of the feature, whichever another crate of the program prefers.
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

#[cfg(all(test, any(feature = "rustls-ring", feature = "rustls-aws-lc-rs", feature = "native-tls")))]
mod tests {
    use super::*;

    #[test]
    fn what_holds_no_certificate_is_no_bundle() {
        for pem in ["", "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n"] {
            assert_eq!(Bundle::parse(pem.as_bytes()).unwrap_err(), "there is no certificate in PEM form");
        }
        let broken = Bundle::parse(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assert!(!broken.unwrap_err().contains('\n'));
        assert!(Bundle::parse(b"-----BEGIN CERTIFICATE-----\nAAAA\n").is_err());
    }
}
