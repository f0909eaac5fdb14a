//! The transport of choice: reqwest, with everything switched off that would send a request twice or elsewhere.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;

use super::proxy::Proxies;
use super::routes::{Routes, Settings};
use super::tls::{Trusted, with_tls};
use super::{NoProxy, Transport, TransportError, TransportFuture};
use crate::value::body::{Body, BoxError};
use crate::value::error_chain::chain;

/// HTTP/1.1 over one connection pool, with TLS by the feature chosen.
///
/// A connection that rests for 15 s is closed. The proxies of `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` are
/// taken. A [`Client`](crate::Client) has settings for all of this, and makes this transport of them.
#[derive(Debug)]
pub struct ReqwestTransport(Routes<reqwest::Client>);

impl ReqwestTransport {
    /// A transport that gives up a connection attempt after `connect_timeout`.
    pub fn new(connect_timeout: Duration) -> Self {
        Self::with(Settings::new(connect_timeout))
    }

    pub(crate) fn with(settings: Settings) -> Self {
        Self(Routes::new(settings))
    }
}

fn client(settings: &Settings, proxies: &Proxies, trusted: &Trusted<'_>) -> Result<reqwest::Client, TransportError> {
    let builder = plain_client()
        .connect_timeout(settings.connect_timeout)
        .pool_idle_timeout(settings.max_idle_time())
        .pool_max_idle_per_host(settings.max_idle);
    let builder = proxies.apply(builder).map_err(TransportError::not_sent)?;
    with_tls(builder, trusted)?.build().map_err(TransportError::not_sent)
}

/// A client that changes neither requests nor responses, whatever features of reqwest the other crates of a program
/// switch on: cargo builds it once, with all of them.
fn plain_client() -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .http1_only()
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate()
        .no_hickory_dns()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
}

impl Transport for ReqwestTransport {
    fn with_own_connections(&self) -> Option<Arc<dyn Transport>> {
        Some(Arc::new(Self::with(self.0.settings.clone())))
    }

    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            let for_credentials = request.extensions().get::<NoProxy>().is_some();
            let client = self.0.of(request.uri(), for_credentials, client)?;
            let signed = request.uri().clone();
            let request = reqwest::Request::try_from(request).map_err(classify)?;
            let url = request.url();
            if !for_credentials && let Some(rewritten) = Rewritten::find(url, &signed) {
                return Err(TransportError::not_sent(rewritten));
            }
            let mut response = client.execute(request).await.map_err(classify)?;
            let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
            let mut response = http::Response::new(Body::new(reqwest::Body::from(response)));
            *response.status_mut() = status;
            *response.headers_mut() = headers;
            Ok(response)
        })
    }
}

impl From<Body> for reqwest::Body {
    fn from(body: Body) -> Self {
        match body.as_bytes() {
            Some(bytes) => bytes.clone().into(),
            None => Self::wrap(Sent(body)),
        }
    }
}

/// A request's body, whose errors say nothing of how the request fared.
struct Sent(Body);

impl http_body::Body for Sent {
    type Data = Bytes;
    type Error = Opaque;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, Opaque>>> {
        Pin::new(&mut self.0).poll_frame(context).map_err(Opaque)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.0.size_hint()
    }
}

/// An error of a request's body, without its sources: a connection that failed there is another than that of the request.
#[derive(Debug)]
struct Opaque(BoxError);

impl fmt::Display for Opaque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&chain(self.0.as_ref()))
    }
}

impl StdError for Opaque {}

/// The HTTP client would send what nobody signed: another host, or another path.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client would send `{sent}` in place of `{signed}`")]
struct Rewritten {
    sent: String,
    signed: String,
}

impl Rewritten {
    /// The first part that differs, and no other: a path may hold sensitive members.
    fn find(url: &reqwest::Url, signed: &http::Uri) -> Option<Self> {
        let hosts = (url.host_str().unwrap_or_default(), signed.host().unwrap_or_default());
        let parts = [hosts, (url.path(), signed.path())];
        let (sent, signed) = parts.into_iter().find(|(sent, signed)| sent != signed)?;
        Some(Self { sent: sent.to_owned(), signed: signed.to_owned() })
    }
}

fn classify(mut error: reqwest::Error) -> TransportError {
    // Its path and its query may hold sensitive members, or a signature.
    if let Some(url) = error.url_mut() {
        url.set_path("");
        url.set_query(None);
    }
    if error.is_connect() || error.is_builder() || is_unwritten(&error) {
        TransportError::not_sent(error)
    } else {
        TransportError::lost(error)
    }
}

/// Whether the connection was closed before a byte of the request was written to it.
fn is_unwritten(error: &(dyn StdError + 'static)) -> bool {
    let is_canceled = error.downcast_ref().is_some_and(hyper::Error::is_canceled);
    is_canceled || error.source().is_some_and(is_unwritten)
}

#[cfg(all(test, feature = "rustls-ring"))]
mod tests {
    use std::io;

    use hyper::client::conn::http1;
    use hyper::rt::{Read, ReadBufCursor, Write};

    use super::*;

    /// A connection at which nothing arrives.
    struct Rested;

    impl Read for Rested {
        fn poll_read(self: Pin<&mut Self>, _: &mut Context<'_>, _: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
            Poll::Pending
        }
    }

    impl Write for Rested {
        fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
            Poll::Ready(Ok(bytes.len()))
        }

        fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }

        fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
            Poll::Ready(Ok(()))
        }
    }

    #[derive(Debug, thiserror::Error)]
    #[error("around")]
    struct Around(#[source] hyper::Error);

    #[tokio::test]
    async fn a_connection_closed_before_a_byte_was_written_sent_nothing() {
        let (mut sender, connection) = http1::handshake::<_, Body>(Rested).await.unwrap();
        drop(connection);
        let error = sender.send_request(http::Request::new(Body::from(""))).await.unwrap_err();
        assert!(is_unwritten(&Around(error)));

        let (mut sender, connection) = http1::handshake::<_, Body>(Rested).await.unwrap();
        let sent = sender.send_request(http::Request::new(Body::from("")));
        let mut connection = Box::pin(connection);
        std::future::poll_fn(|context| {
            assert!(connection.as_mut().poll(context).is_pending());
            Poll::Ready(())
        })
        .await;
        drop(connection);
        assert!(!is_unwritten(&Around(sent.await.unwrap_err())));
    }

    #[tokio::test]
    async fn what_would_be_sent_in_another_form_is_not_sent() {
        let transport = ReqwestTransport::new(Duration::from_secs(1));
        for uri in ["http://LocalHost:1/", "http://localhost:1/a/../b", "http://localhost:1/a\\b", "http://127.1:1/"] {
            let request = http::Request::get(uri).body(Body::from("")).unwrap();
            let error = transport.send(request).await.unwrap_err();
            assert_eq!(error.kind(), crate::transport::TransportErrorKind::NotSent);
            let source = StdError::source(&error).unwrap().to_string();
            assert!(source.contains("in place of"), "{uri}: {source}");
        }
    }

    #[test]
    fn no_password_of_a_proxy_is_shown() {
        let environment = crate::config::environment::Environment::empty()
            .with_variable("HTTPS_PROXY", "http://user:kept-by-nobody@h:1");
        let proxies = Some(Proxies::of(&environment).unwrap());
        let transport = ReqwestTransport::with(Settings { proxies, ..Settings::new(Duration::from_secs(1)) });
        transport.0.of(&http::Uri::from_static("https://example.com/"), false, client).unwrap();
        assert_eq!(transport.0.made(), [false, false, true]);
        let shown = format!("{transport:?} {transport:#?}");
        assert!(!shown.contains("kept-by-nobody"), "{shown}");
    }
}
