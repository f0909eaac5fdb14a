//! Opens a connection, directly or through a proxy, within the connect timeout.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use hyper_util::rt::TokioIo;
use tower_service::Service;

use super::connection::Connection;
use crate::transport::TransportError;
use crate::transport::tls::{TlsConnector, Trusted};
use crate::value::body::BoxError;
use crate::value::error_debug::debug_like_display;

type Connecting = Pin<Box<dyn Future<Output = Result<TokioIo<Connection>, BoxError>> + Send>>;

/// Connects to services.
#[derive(Clone)]
pub(super) struct Connector {
    first_hop: FirstHop,
    proxies: Option<Arc<Matcher>>,
    limit: Duration,
}

struct ConnectTimeout(Duration);

impl fmt::Display for ConnectTimeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the connection was not established within the connect timeout of {:?}", self.0)
    }
}

impl Error for ConnectTimeout {}

debug_like_display!(text ConnectTimeout);

impl Connector {
    pub(super) fn new(
        limit: Duration,
        proxies: Option<Arc<Matcher>>,
        trusted: &Trusted<'_>,
    ) -> Result<Self, TransportError> {
        Ok(Self { first_hop: FirstHop::new(limit, trusted)?, proxies, limit })
    }

    /// The same for HTTP/2, which TLS must agree on.
    #[cfg(feature = "http2")]
    pub(super) fn for_http2(mut self) -> Self {
        self.first_hop.http2 = true;
        self
    }

    async fn connect(self, service: Uri) -> Result<Connection, BoxError> {
        let proxy = self.proxies.as_ref().and_then(|proxies| proxies.intercept(&service));
        match proxy {
            None => self.first_hop.connect(&service).await,
            Some(proxy) if is_https(&service) => self.first_hop.tunnel(&proxy, service).await,
            Some(proxy) => Ok(self.first_hop.connect(proxy.uri()).await?.forwarded()),
        }
    }
}

impl Service<Uri> for Connector {
    type Response = TokioIo<Connection>;
    type Error = BoxError;
    type Future = Connecting;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, service: Uri) -> Connecting {
        let (limit, connector) = (self.limit, self.clone());
        Box::pin(async move {
            let connected = tokio::time::timeout(limit, connector.connect(service)).await;
            Ok(TokioIo::new(connected.map_err(|_| ConnectTimeout(limit))??))
        })
    }
}

/// Connects to the first hop: the service or a proxy.
#[derive(Clone)]
struct FirstHop {
    tcp: HttpConnector,
    tls: TlsConnector,
    #[cfg(feature = "http2")]
    http2: bool,
}

impl FirstHop {
    fn new(limit: Duration, trusted: &Trusted<'_>) -> Result<Self, TransportError> {
        const KEEPALIVE: Option<Duration> = Some(Duration::from_secs(15));
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        // The connector divides it among the addresses of the host.
        tcp.set_connect_timeout(Some(limit));
        tcp.set_keepalive(KEEPALIVE);
        tcp.set_keepalive_interval(KEEPALIVE);
        tcp.set_keepalive_retries(Some(3));
        #[cfg(any(target_os = "android", target_os = "fuchsia", target_os = "linux"))]
        tcp.set_tcp_user_timeout(Some(Duration::from_secs(30)));
        Ok(Self {
            tcp,
            tls: TlsConnector::new(trusted)?,
            #[cfg(feature = "http2")]
            http2: false,
        })
    }

    async fn connect(mut self, to: &Uri) -> Result<Connection, BoxError> {
        let stream = Connection::tcp(self.tcp.call(to.clone()).await?.into_inner());
        if is_https(to) { self.handshake(to, stream).await } else { Ok(stream) }
    }

    /// A connection to `service` through a tunnel that `proxy` opens.
    async fn tunnel(self, proxy: &Intercept, service: Uri) -> Result<Connection, BoxError> {
        #[cfg_attr(not(feature = "http2"), allow(unused_mut))] // only HTTP/2 differs
        let mut to_proxy = self.clone();
        #[cfg(feature = "http2")]
        {
            // Proxies speak HTTP/1.1.
            to_proxy.http2 = false;
        }
        let mut tunnel = Tunnel::new(proxy.uri().clone(), to_proxy);
        if let Some(password) = proxy.basic_auth() {
            tunnel = tunnel.with_auth(password.clone());
        }
        let stream = tunnel.call(service.clone()).await?.into_inner();
        self.handshake(&service, stream).await
    }

    async fn handshake(&self, to: &Uri, stream: Connection) -> Result<Connection, BoxError> {
        #[cfg(feature = "http2")]
        if self.http2 {
            let stream = self.tls.connect_http2(to.host().unwrap_or_default(), stream).await?;
            return Ok(Connection::tls(stream));
        }
        Ok(Connection::tls(self.tls.connect(to.host().unwrap_or_default(), stream).await?))
    }
}

impl Service<Uri> for FirstHop {
    type Response = TokioIo<Connection>;
    type Error = BoxError;
    type Future = Connecting;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, to: Uri) -> Connecting {
        let first_hop = self.clone();
        Box::pin(async move { Ok(TokioIo::new(first_hop.connect(&to).await?)) })
    }
}

fn is_https(uri: &Uri) -> bool {
    uri.scheme() == Some(&Scheme::HTTPS)
}
