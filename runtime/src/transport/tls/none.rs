//! Without a TLS feature: plain HTTP only.

use std::convert::Infallible;

use super::{Bundle, TransportError, Trusted};

pub(super) type Roots = ();

#[allow(clippy::unnecessary_wraps)] // same signature as with TLS
pub(super) fn parse(_: &[u8]) -> Result<Roots, String> {
    Ok(())
}

#[allow(clippy::unnecessary_wraps)] // same signature as with TLS
pub(super) fn config(trusted: &Trusted<'_>) -> Result<Option<Infallible>, TransportError> {
    match trusted {
        Trusted::Bundle(Bundle(())) | Trusted::Nothing | Trusted::Platform => Ok(None),
    }
}

#[cfg(feature = "http2")]
pub(super) fn for_http2(config: &Infallible, _: &Trusted<'_>) -> Result<Infallible, TransportError> {
    match *config {}
}

#[cfg(feature = "reqwest")]
pub(super) fn preconfigure(_: reqwest::ClientBuilder, config: Infallible) -> reqwest::ClientBuilder {
    match config {}
}

#[cfg(all(feature = "hyper", feature = "http2"))]
pub(in crate::transport) use streams::is_http2;
#[cfg(feature = "hyper")]
pub(in crate::transport) use streams::{Connector, Stream, connect, connector};

#[cfg(feature = "hyper")]
mod streams {
    use super::Infallible;
    use crate::value::body::BoxError;

    pub(in crate::transport) type Connector = Infallible;
    pub(in crate::transport) type Stream<S> = S;

    pub(in crate::transport) fn connector(config: Infallible) -> Connector {
        config
    }

    pub(in crate::transport) async fn connect<S>(to: &Connector, _: &str, _: S) -> Result<Stream<S>, BoxError> {
        match *to {}
    }

    #[cfg(feature = "http2")]
    pub(in crate::transport) fn is_http2<S>(_: &Stream<S>) -> bool {
        false
    }
}
