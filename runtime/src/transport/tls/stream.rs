//! TLS over a byte stream.

use tokio::io::{AsyncRead, AsyncWrite};

pub(in crate::transport) use super::backend::Stream as TlsStream;
use super::backend::{self, Connector};
use super::{TransportError, Trusted};
use crate::value::body::BoxError;

/// Performs TLS handshakes with services and proxies; `None` if the client uses plain HTTP.
#[derive(Clone)]
pub(in crate::transport) struct TlsConnector {
    connector: Option<Connector>,
    #[cfg(feature = "http2")]
    http2: Option<Connector>,
}

impl TlsConnector {
    pub(in crate::transport) fn new(trusted: &Trusted<'_>) -> Result<Self, TransportError> {
        let config = match trusted {
            Trusted::Nothing => None,
            Trusted::Platform | Trusted::Bundle(_) => backend::config(trusted)?,
        };
        Ok(Self {
            #[cfg(feature = "http2")]
            http2: {
                let config = config.as_ref().map(|config| backend::for_http2(config, trusted)).transpose()?;
                config.map(backend::connector)
            },
            connector: config.map(backend::connector),
        })
    }

    /// Performs the handshake with `host`, which must choose HTTP/2.
    #[cfg(feature = "http2")]
    pub(in crate::transport) async fn connect_http2<S>(&self, host: &str, stream: S) -> Result<TlsStream<S>, BoxError>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let stream = handshake(self.http2.as_ref(), host, stream).await?;
        if backend::is_http2(&stream) { Ok(stream) } else { Err("the service does not speak HTTP/2".into()) }
    }

    /// Performs the handshake with `host`, the host of a URL.
    pub(in crate::transport) async fn connect<S>(&self, host: &str, stream: S) -> Result<TlsStream<S>, BoxError>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        handshake(self.connector.as_ref(), host, stream).await
    }
}

async fn handshake<S>(connector: Option<&Connector>, host: &str, stream: S) -> Result<TlsStream<S>, BoxError>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let connector = connector.ok_or("no TLS: enable the feature `rustls-ring`, `rustls-aws-lc-rs` or `native-tls`")?;
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    backend::connect(connector, address.unwrap_or(host), stream).await
}
