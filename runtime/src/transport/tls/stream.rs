//! TLS over a stream of bytes.

use tokio::io::{AsyncRead, AsyncWrite};

pub(in crate::transport) use super::backend::Stream as TlsStream;
use super::backend::{self, Connector};
use super::{TransportError, Trusted};
use crate::value::body::BoxError;

/// Shakes hands with services and proxies; not at all if the client speaks plain HTTP.
#[derive(Clone)]
pub(in crate::transport) struct TlsConnector(Option<Connector>);

impl TlsConnector {
    pub(in crate::transport) fn new(trusted: &Trusted<'_>) -> Result<Self, TransportError> {
        match trusted {
            Trusted::Nothing => Ok(Self(None)),
            Trusted::Platform | Trusted::Bundle(_) => Ok(Self(backend::config(trusted)?.map(backend::connector))),
        }
    }

    /// TLS with `host`, which is the host of a URL.
    pub(in crate::transport) async fn connect<S>(&self, host: &str, stream: S) -> Result<TlsStream<S>, BoxError>
    where
        S: AsyncRead + AsyncWrite + Unpin,
    {
        let connector = self.0.as_ref().ok_or("no TLS: switch on the feature `rustls-ring`, or another one of TLS")?;
        let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        backend::connect(connector, address.unwrap_or(host), stream).await
    }
}
