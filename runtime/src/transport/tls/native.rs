//! The platform's TLS library: OpenSSL, Secure Transport or `SChannel`.

use native_tls::{Certificate, TlsConnector, TlsConnectorBuilder};

use super::{Bundle, TransportError, Trusted};
use crate::value::error_chain::chain;

pub(super) type Roots = Vec<Certificate>;

pub(super) fn parse(pem: &[u8]) -> Result<Roots, String> {
    let roots = Certificate::stack_from_pem(pem).map_err(|error| chain(&error))?;
    if roots.is_empty() { Err("it contains no certificate in PEM format".to_owned()) } else { Ok(roots) }
}

pub(super) fn config(trusted: &Trusted<'_>) -> Result<Option<TlsConnector>, TransportError> {
    builder(trusted).build().map(Some).map_err(TransportError::not_sent)
}

/// The configuration that asks for HTTP/2 alone.
#[cfg(feature = "http2")]
pub(super) fn for_http2(_: &TlsConnector, trusted: &Trusted<'_>) -> Result<TlsConnector, TransportError> {
    builder(trusted).request_alpns(&["h2"]).build().map_err(TransportError::not_sent)
}

fn builder(trusted: &Trusted<'_>) -> TlsConnectorBuilder {
    let mut builder = TlsConnector::builder();
    if !matches!(trusted, Trusted::Platform) {
        builder.disable_built_in_roots(true);
    }
    if let Trusted::Bundle(Bundle(roots)) = trusted {
        for root in roots {
            builder.add_root_certificate(root.clone());
        }
    }
    builder
}

#[cfg(feature = "reqwest")]
pub(super) fn preconfigure(builder: reqwest::ClientBuilder, config: TlsConnector) -> reqwest::ClientBuilder {
    builder.tls_backend_preconfigured(config)
}

#[cfg(all(feature = "hyper", feature = "http2"))]
pub(in crate::transport) use streams::is_http2;
#[cfg(feature = "hyper")]
pub(in crate::transport) use streams::{Connector, Stream, connect, connector};

#[cfg(feature = "hyper")]
mod streams {
    use tokio::io::{AsyncRead, AsyncWrite};
    pub(in crate::transport) use tokio_native_tls::{TlsConnector as Connector, TlsStream as Stream};

    use crate::value::body::BoxError;

    pub(in crate::transport) fn connector(config: native_tls::TlsConnector) -> Connector {
        config.into()
    }

    pub(in crate::transport) async fn connect<S>(to: &Connector, host: &str, stream: S) -> Result<Stream<S>, BoxError>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        Ok(to.connect(host, stream).await?)
    }

    #[cfg(feature = "http2")]
    pub(in crate::transport) fn is_http2<S>(stream: &Stream<S>) -> bool
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        stream.get_ref().negotiated_alpn().ok().flatten().is_some_and(|name| name == b"h2")
    }
}
