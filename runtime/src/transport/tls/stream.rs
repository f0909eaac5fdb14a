//! TLS over a byte stream.

use tokio::io::{AsyncRead, AsyncWrite};

pub(in crate::transport) use super::backend::Stream as TlsStream;
use super::backend::{self, Connector};
use super::{TransportError, Trusted};
use crate::value::body::BoxError;

/// Performs TLS handshakes with services and proxies; `None` if the client uses plain HTTP.
#[derive(Clone)]
pub(in crate::transport) struct TlsConnector(Option<Connector>);

impl TlsConnector {
    pub(in crate::transport) fn new(trusted: &Trusted<'_>) -> Result<Self, TransportError> {
        match trusted {
            Trusted::Nothing => Ok(Self(None)),
            Trusted::Platform | Trusted::Bundle(_) => Ok(Self(backend::config(trusted)?.map(backend::connector))),
        }
    }

    /// Performs the handshake with `host`, the host of a URL.
    pub(in crate::transport) async fn connect<S>(&self, host: &str, stream: S) -> Result<TlsStream<S>, BoxError>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let connector =
            self.0.as_ref().ok_or("no TLS: enable the feature `rustls-ring`, `rustls-aws-lc-rs` or `native-tls`")?;
        let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        backend::connect(connector, address.unwrap_or(host), stream).await
    }
}
