//! Trusted certificates, for each supported TLS library.

use super::TransportError;

/// Certificates to trust in place of the platform's.
#[derive(Clone, Debug)]
pub(crate) struct Bundle(backend::Roots);

impl Bundle {
    /// Parses certificates in PEM format.
    pub(crate) fn parse(pem: &[u8]) -> Result<Self, String> {
        backend::parse(pem).map(Self)
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

/// Configures TLS on `builder` with the trusted certificates.
pub(super) fn with_tls(
    builder: reqwest::ClientBuilder,
    trusted: &Trusted<'_>,
) -> Result<reqwest::ClientBuilder, TransportError> {
    backend::with_tls(builder, trusted)
}

/// rustls with ring. The crypto provider is passed explicitly: reqwest would panic without a process-wide provider.
#[cfg(all(feature = "rustls-ring", not(any(feature = "rustls-aws-lc-rs", feature = "native-tls"))))]
mod backend {
    use std::sync::Arc;

    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject as _;
    use rustls_platform_verifier::BuilderVerifierExt as _;

    use super::{Bundle, TransportError, Trusted};

    pub(super) type Roots = Arc<rustls::RootCertStore>;

    pub(super) fn parse(pem: &[u8]) -> Result<Roots, String> {
        let mut roots = rustls::RootCertStore::empty();
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate = certificate.map_err(|error| error.to_string())?;
            roots.add(certificate).map_err(|error| error.to_string())?;
        }
        if roots.is_empty() { Err("it contains no certificate in PEM format".to_owned()) } else { Ok(Arc::new(roots)) }
    }

    pub(super) fn with_tls(
        builder: reqwest::ClientBuilder,
        trusted: &Trusted<'_>,
    ) -> Result<reqwest::ClientBuilder, TransportError> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(TransportError::not_sent)?;
        let config = match trusted {
            Trusted::Nothing => config.with_root_certificates(rustls::RootCertStore::empty()),
            Trusted::Platform => config.with_platform_verifier().map_err(TransportError::not_sent)?,
            Trusted::Bundle(Bundle(roots)) => config.with_root_certificates(Arc::clone(roots)),
        };
        Ok(builder.tls_backend_preconfigured(config.with_no_client_auth()))
    }
}

/// The TLS backends built into reqwest.
#[cfg(any(feature = "rustls-aws-lc-rs", feature = "native-tls"))]
#[allow(clippy::unnecessary_wraps)] // same signature as with ring
mod backend {
    use super::{Bundle, TransportError, Trusted};
    use crate::value::error_chain::chain;

    pub(super) type Roots = Vec<reqwest::Certificate>;

    pub(super) fn parse(pem: &[u8]) -> Result<Roots, String> {
        let roots = reqwest::Certificate::from_pem_bundle(pem).map_err(|error| chain(&error))?;
        if roots.is_empty() {
            return Err("it contains no certificate in PEM format".to_owned());
        }
        // Some backends parse certificates only when a client is built.
        let client =
            select_backend(reqwest::Client::builder().no_proxy()).tls_certs_only(roots.iter().cloned()).build();
        client.map(|_| roots).map_err(|error| chain(&error))
    }

    /// Selects the TLS library of this crate's feature, even if another crate enables a different one in reqwest.
    fn select_backend(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
        #[cfg(feature = "native-tls")]
        return builder.tls_backend_native();
        #[cfg(not(feature = "native-tls"))]
        return builder.tls_backend_rustls();
    }

    pub(super) fn with_tls(
        builder: reqwest::ClientBuilder,
        trusted: &Trusted<'_>,
    ) -> Result<reqwest::ClientBuilder, TransportError> {
        let builder = select_backend(builder);
        Ok(match trusted {
            Trusted::Bundle(Bundle(roots)) => builder.tls_certs_only(roots.iter().cloned()),
            Trusted::Nothing | Trusted::Platform => builder,
        })
    }
}

/// Without a TLS feature: plain HTTP only.
#[cfg(not(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs", feature = "native-tls")))]
#[allow(clippy::unnecessary_wraps)] // same signature as with ring
mod backend {
    use super::{Bundle, TransportError, Trusted};

    pub(super) type Roots = ();

    pub(super) fn parse(_: &[u8]) -> Result<Roots, String> {
        Ok(())
    }

    pub(super) fn with_tls(
        builder: reqwest::ClientBuilder,
        trusted: &Trusted<'_>,
    ) -> Result<reqwest::ClientBuilder, TransportError> {
        match trusted {
            Trusted::Bundle(Bundle(())) | Trusted::Nothing | Trusted::Platform => Ok(builder),
        }
    }
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
