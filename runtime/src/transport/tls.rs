//! Which certificates are trusted, in each of the libraries that TLS may come from.

use super::TransportError;

/// Certificates to trust in place of the platform's.
#[derive(Clone, Debug)]
pub(crate) struct Bundle(backend::Roots);

impl Bundle {
    /// Reads certificates in PEM form; the error says what is wrong with them.
    pub(crate) fn parse(pem: &[u8]) -> Result<Self, String> {
        backend::parse(pem).map(Self)
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

/// `builder` with what it trusts.
pub(super) fn with_tls(
    builder: reqwest::ClientBuilder,
    trusted: &Trusted<'_>,
) -> Result<reqwest::ClientBuilder, TransportError> {
    backend::with_tls(builder, trusted)
}

/// rustls with ring, which is given whole: reqwest would panic unless a process-wide provider is installed.
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
        if roots.is_empty() { Err("there is no certificate in PEM form".to_owned()) } else { Ok(Arc::new(roots)) }
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

/// What reqwest has by itself.
#[cfg(any(feature = "rustls-aws-lc-rs", feature = "native-tls"))]
#[allow(clippy::unnecessary_wraps)] // as with ring
mod backend {
    use super::{Bundle, TransportError, Trusted};
    use crate::value::error_chain::chain;

    pub(super) type Roots = Vec<reqwest::Certificate>;

    pub(super) fn parse(pem: &[u8]) -> Result<Roots, String> {
        let roots = reqwest::Certificate::from_pem_bundle(pem).map_err(|error| chain(&error))?;
        if roots.is_empty() {
            return Err("there is no certificate in PEM form".to_owned());
        }
        // Some backends look into certificates only now.
        let client = ours(reqwest::Client::builder().no_proxy()).tls_certs_only(roots.iter().cloned()).build();
        client.map(|_| roots).map_err(|error| chain(&error))
    }

    /// The library that the feature asks for, whichever another crate of the program prefers.
    fn ours(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
        #[cfg(feature = "native-tls")]
        return builder.tls_backend_native();
        #[cfg(not(feature = "native-tls"))]
        return builder.tls_backend_rustls();
    }

    pub(super) fn with_tls(
        builder: reqwest::ClientBuilder,
        trusted: &Trusted<'_>,
    ) -> Result<reqwest::ClientBuilder, TransportError> {
        let builder = ours(builder);
        Ok(match trusted {
            Trusted::Bundle(Bundle(roots)) => builder.tls_certs_only(roots.iter().cloned()),
            Trusted::Nothing | Trusted::Platform => builder,
        })
    }
}

/// Plain HTTP only.
#[cfg(not(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs", feature = "native-tls")))]
#[allow(clippy::unnecessary_wraps)] // as with ring
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
    fn what_holds_no_certificate_is_no_bundle() {
        for pem in ["", "-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n"] {
            assert_eq!(Bundle::parse(pem.as_bytes()).unwrap_err(), "there is no certificate in PEM form");
        }
        let broken = Bundle::parse(b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assert!(!broken.unwrap_err().contains('\n'));
        assert!(Bundle::parse(b"-----BEGIN CERTIFICATE-----\nAAAA\n").is_err());
    }
}
