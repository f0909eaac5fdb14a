//! The light transport: hyper with the connection pool of hyper-util.

mod connection;
mod connector;

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use http::header::PROXY_AUTHORIZATION;
use http::uri::Scheme;
use http::{HeaderValue, Uri};
use hyper_util::client::legacy::{self, Client};
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use self::connector::Connector;
use super::proxy::Proxies;
use super::routes::{Routes, Settings};
use super::tls::Trusted;
use super::{NoProxy, Transport, TransportError, TransportFuture, set_host};
use crate::value::body::Body;

/// HTTP/1.1 with a connection pool, and HTTP/2 for events both ways; TLS is provided by the crate's TLS feature. It needs less CPU time and fewer crates than
/// `ReqwestTransport`.
///
/// With the feature `hyper` and without `reqwest`, a [`Client`](crate::Client) builds this transport from its settings. With
/// both features, pass it to the client:
///
/// ```
/// use std::time::Duration;
/// use aws_operation::{Client, Credentials, HyperTransport};
///
/// let builder = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
/// let client = builder.transport(HyperTransport::new(Duration::from_secs(3))).build()?;
/// # Ok::<(), aws_operation::ConfigError>(())
/// ```
///
/// A connection is closed after it was idle for 15 s. Proxies are read from `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and
/// `NO_PROXY`.
#[derive(Debug)]
pub struct HyperTransport(Routes<Pool>);

/// The connections of one route, to all hosts.
#[derive(Debug)]
struct Pool {
    client: Client<Connector, Body>,
    /// For requests whose events go both ways.
    #[cfg(feature = "http2")]
    http2: Client<Connector, Body>,
    proxies: Option<Arc<Matcher>>,
}

impl HyperTransport {
    /// A transport with this timeout for connection attempts.
    pub fn new(connect_timeout: Duration) -> Self {
        Self::with(Settings::new(connect_timeout))
    }

    pub(crate) fn with(settings: Settings) -> Self {
        Self(Routes::new(settings))
    }

    fn start(&self, mut request: http::Request<Body>) -> Result<legacy::ResponseFuture, TransportError> {
        let no_proxy = request.extensions().get::<NoProxy>().is_some();
        let pool = self.0.client(request.uri(), no_proxy, Pool::new)?;
        if let Some(password) = pool.forwarding_password(request.uri()) {
            request.headers_mut().insert(PROXY_AUTHORIZATION, password);
        }
        #[cfg(feature = "http2")]
        if request.version() == http::Version::HTTP_2 {
            super::check_http2(request.uri())?;
            return Ok(pool.http2.request(request));
        }
        set_host(&mut request);
        Ok(pool.client.request(request))
    }
}

impl Transport for HyperTransport {
    fn with_own_connections(&self) -> Option<Arc<dyn Transport>> {
        Some(Arc::new(Self::with(self.0.settings.clone())))
    }

    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        let started = self.start(request);
        Box::pin(async move { Ok(started?.await.map_err(classify)?.map(Body::response)) })
    }
}

impl Pool {
    fn new(settings: &Settings, proxies: &Proxies, trusted: &Trusted<'_>) -> Result<Self, TransportError> {
        let proxies = proxies.matcher().map(Arc::new);
        let connector = Connector::new(settings.connect_timeout, proxies.clone(), trusted)?;
        let mut builder = Client::builder(TokioExecutor::new());
        builder
            // The pool retries on another connection only if an idle connection was closed before a byte was written to it.
            .retry_canceled_requests(true)
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(settings.idle_timeout())
            .pool_max_idle_per_host(settings.max_idle);
        Ok(Self {
            #[cfg(feature = "http2")]
            http2: builder.clone().http2_only(true).build(connector.clone().for_http2()),
            client: builder.build(connector),
            proxies,
        })
    }

    /// The `Proxy-Authorization` header for a proxy that forwards plain HTTP without a tunnel.
    fn forwarding_password(&self, uri: &Uri) -> Option<HeaderValue> {
        let proxies = self.proxies.as_ref().filter(|_| uri.scheme() == Some(&Scheme::HTTP))?;
        proxies.intercept(uri)?.basic_auth().cloned()
    }
}

fn classify(error: legacy::Error) -> TransportError {
    if error.is_connect() || is_unwritten(&error) {
        TransportError::not_sent(error)
    } else {
        TransportError::lost(error)
    }
}

/// Whether the connection was closed before a byte of the request was written to it. Deeper sources are not inspected: they
/// may be of another connection, from which the request's body is read.
fn is_unwritten(error: &legacy::Error) -> bool {
    error.source().and_then(|source| source.downcast_ref()).is_some_and(hyper::Error::is_canceled)
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::pin::Pin;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::task::{Context, Poll, Waker};

    use hyper::rt::{Read, ReadBufCursor, Write};
    use hyper_util::client::legacy::connect::{Connected, Connection};

    use super::*;
    use crate::config::environment::Environment;
    use crate::transport::TransportErrorKind;

    /// A service that responds once on each connection. If it `closes` a connection, the client notices at the next use. If
    /// it `loses` requests, it closes the connection instead of responding.
    #[derive(Clone, Default)]
    struct Service {
        closes: Arc<AtomicBool>,
        loses: bool,
        requests: Arc<AtomicUsize>,
    }

    struct Opened {
        service: Service,
        written: bool,
        read: bool,
        reader: Option<Waker>,
    }

    impl Connection for Opened {
        fn connected(&self) -> Connected {
            Connected::new()
        }
    }

    impl Read for Opened {
        fn poll_read(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
            mut to: ReadBufCursor<'_>,
        ) -> Poll<io::Result<()>> {
            if self.service.closes.load(Ordering::SeqCst) || (self.service.loses && self.written) {
                return Poll::Ready(Ok(()));
            }
            if !self.written || std::mem::replace(&mut self.read, true) {
                self.reader = Some(context.waker().clone());
                return Poll::Pending;
            }
            to.put_slice(b"HTTP/1.1 204 None\r\n\r\n");
            Poll::Ready(Ok(()))
        }
    }

    impl Write for Opened {
        fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
            self.service.requests.fetch_add(1, Ordering::SeqCst);
            self.written = true;
            self.reader.take().into_iter().for_each(Waker::wake);
            Poll::Ready(Ok(bytes.len()))
        }

        fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }

        fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }
    }

    impl tower_service::Service<Uri> for Service {
        type Response = Opened;
        type Error = io::Error;
        type Future = std::future::Ready<io::Result<Opened>>;

        fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }

        fn call(&mut self, _: Uri) -> Self::Future {
            std::future::ready(Ok(Opened { service: self.clone(), written: false, read: false, reader: None }))
        }
    }

    fn request() -> http::Request<Body> {
        http::Request::get("http://service/").body(Body::empty()).unwrap()
    }

    #[tokio::test]
    async fn a_request_is_not_sent_if_its_connection_closed_before_a_byte_was_written() {
        let service = Service::default();
        let client = Client::builder(TokioExecutor::new()).retry_canceled_requests(false).build(service.clone());
        client.request(request()).await.unwrap();
        tokio::task::yield_now().await;
        service.closes.store(true, Ordering::SeqCst);
        let error = classify(client.request(request()).await.unwrap_err());
        assert_eq!(
            (error.kind(), service.requests.load(Ordering::SeqCst)),
            (TransportErrorKind::NotSent, 1),
            "{error:?}"
        );

        let service = Service { loses: true, ..Service::default() };
        let client = Client::builder(TokioExecutor::new()).build(service.clone());
        let error = classify(client.request(request()).await.unwrap_err());
        assert_eq!((error.kind(), service.requests.load(Ordering::SeqCst)), (TransportErrorKind::Lost, 1), "{error:?}");
    }

    #[test]
    fn no_password_of_a_proxy_is_shown() {
        let environment = Environment::empty().with_variable("HTTP_PROXY", "http://user:kept-by-nobody@h:1");
        let proxies = Some(Proxies::from_environment(&environment).unwrap());
        let transport = HyperTransport::with(Settings { proxies, ..Settings::new(Duration::from_secs(1)) });
        let uri = Uri::from_static("http://example.com/");
        let pool = transport.0.client(&uri, false, Pool::new).unwrap();
        let password = pool.forwarding_password(&uri);
        assert!(password.as_ref().is_some_and(http::HeaderValue::is_sensitive));
        let shown = format!("{transport:?} {transport:#?} {password:?}");
        assert!(!shown.contains("kept-by-nobody"), "{shown}");
    }
}
