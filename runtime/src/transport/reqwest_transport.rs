//! The built-in transport: reqwest, without retries and redirects.

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
use super::{CONNECT_TIMEOUT, IDLE_TIMEOUT, NoProxy, Transport, TransportError, TransportFuture, set_host};
use crate::config::endpoint::is_metadata;
use crate::value::body::{Body, BoxError};
use crate::value::error_chain::chain;
use crate::value::error_debug::debug_like_display;

/// HTTP/1.1 with a connection pool; TLS is provided by the crate's TLS feature.
///
/// A connection is closed after it was idle for 15 s. Proxies are read from `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and
/// `NO_PROXY`. A [`Client`](crate::Client) has settings for all of this, and builds this transport from them.
///
/// # A client of your own
///
/// `ReqwestTransport::from(client)` sends through a [`reqwest::Client`] that the program has already, with its connections,
/// proxies and TLS. **Build that client with [`configure`](Self::configure)**: reqwest's defaults are not those of a signed
/// request, and cannot be changed afterwards.
///
/// ```no_run
/// use aws_operation::{Client, Credentials, ReqwestTransport};
///
/// let http = ReqwestTransport::configure(reqwest::Client::builder()).build()?;
/// let client = Client::builder()
///     .region("us-east-1")
///     .credentials(Credentials::new("AKID", "secret"))
///     .transport(ReqwestTransport::from(http.clone()))
///     .build()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// The client needs TLS of its own: a feature of your `reqwest` for it, such as `rustls`, or a provider of rustls installed
/// for the process. With `rustls-ring` or `rustls-aws-lc-rs` of this crate
/// alone there is none, and `build` of reqwest panics.
///
/// A client that was built without `configure`:
///
/// | what reqwest does | effect on the call |
/// |--|--|
/// | follows a redirect, with a signature that is no longer right | an error that names where it went; the response is not read, but the request has been sent there |
/// | retries, by a policy of the program's own | **not seen here**: an operation may run twice |
/// | decodes gzip, deflate, brotli or zstd | **not seen here**: an object that is stored compressed is read decompressed |
/// | keeps a connection idle for 90 s, longer than AWS does | more requests are lost, of which nobody knows whether they ran |
/// | adds default headers and cookies | they are sent, unsigned |
///
/// Metadata endpoints are called through another client, without proxies. The settings of connections in
/// [`ClientBuilder`](crate::ClientBuilder), such as `connect_timeout`, `proxy` and `ca_bundle`, have no effect; its limits
/// do.
///
/// A blocking client has no connections of its own then: it shares those of the program. Where an async runtime drives
/// these and one of its threads waits in a blocking call, that call may end by its limit of time. Give a blocking client a
/// `reqwest::Client` that async code does not use.
#[derive(Debug)]
pub struct ReqwestTransport {
    /// The program's own.
    given: Option<reqwest::Client>,
    routes: Routes<reqwest::Client>,
    /// For requests whose events go both ways.
    #[cfg(feature = "http2")]
    http2: Routes<reqwest::Client>,
}

impl ReqwestTransport {
    /// A transport with this timeout for connection attempts.
    pub fn new(connect_timeout: Duration) -> Self {
        Self::with(Settings::new(connect_timeout))
    }

    pub(crate) fn with(settings: Settings) -> Self {
        Self {
            given: None,
            #[cfg(feature = "http2")]
            http2: Routes::new(settings.clone()),
            routes: Routes::new(settings),
        }
    }

    /// Sets on `builder` all that a signed request asks of a client: HTTP/1.1, no redirects, no retries, no decompression,
    /// no `Referer`, and connections that are closed after 15 s without a request. What concerns TLS, proxies and
    /// names stays as it is.
    ///
    /// ```no_run
    /// use std::time::Duration;
    /// use aws_operation::ReqwestTransport;
    ///
    /// let builder = reqwest::Client::builder().connect_timeout(Duration::from_secs(1));
    /// let transport = ReqwestTransport::from(ReqwestTransport::configure(builder).build()?);
    /// # let _ = transport;
    /// # Ok::<(), reqwest::Error>(())
    /// ```
    pub fn configure(builder: reqwest::ClientBuilder) -> reqwest::ClientBuilder {
        builder
            .http1_only()
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .no_deflate()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .pool_idle_timeout(IDLE_TIMEOUT)
    }

    fn client(&self, uri: &http::Uri, no_proxy: bool) -> Result<&reqwest::Client, TransportError> {
        match &self.given {
            Some(given) if !no_proxy && !is_metadata(uri.host().unwrap_or_default()) => Ok(given),
            _ => self.routes.client(uri, no_proxy, create_client),
        }
    }
}

fn create_client(
    settings: &Settings,
    proxies: &Proxies,
    trusted: &Trusted<'_>,
) -> Result<reqwest::Client, TransportError> {
    with_tls(configured(settings, proxies)?, trusted)?.build().map_err(TransportError::not_sent)
}

#[cfg(feature = "http2")]
fn create_http2_client(
    settings: &Settings,
    proxies: &Proxies,
    trusted: &Trusted<'_>,
) -> Result<reqwest::Client, TransportError> {
    let builder = configured(settings, proxies)?.http2_prior_knowledge();
    super::tls::with_tls_for_http2(builder, trusted)?.build().map_err(TransportError::not_sent)
}

fn configured(settings: &Settings, proxies: &Proxies) -> Result<reqwest::ClientBuilder, TransportError> {
    let builder = plain_client()
        .connect_timeout(settings.connect_timeout)
        .pool_idle_timeout(settings.idle_timeout())
        .pool_max_idle_per_host(settings.max_idle);
    proxies.apply(builder).map_err(TransportError::not_sent)
}

/// A client that changes neither requests nor responses, whatever features of reqwest the other crates of a program
/// enable: cargo builds reqwest once, with all of them.
fn plain_client() -> reqwest::ClientBuilder {
    ReqwestTransport::configure(reqwest::Client::builder()).no_hickory_dns()
}

impl From<reqwest::Client> for ReqwestTransport {
    /// Sends through `client`; [what it must be](Self#a-client-of-your-own).
    fn from(client: reqwest::Client) -> Self {
        Self { given: Some(client), ..Self::new(CONNECT_TIMEOUT) }
    }
}

impl Transport for ReqwestTransport {
    fn with_own_connections(&self) -> Option<Arc<dyn Transport>> {
        self.given.is_none().then(|| Arc::new(Self::with(self.routes.settings.clone())) as Arc<dyn Transport>)
    }

    fn send(&self, mut request: http::Request<Body>) -> TransportFuture<'_> {
        Box::pin(async move {
            // HTTP/2 has no such header, and the program's own client may use it.
            if self.given.is_none() && request.version() != http::Version::HTTP_2 {
                set_host(&mut request);
            }
            let no_proxy = request.extensions().get::<NoProxy>().is_some();
            #[cfg(feature = "http2")]
            let client = if request.version() == http::Version::HTTP_2 && self.given.is_none() {
                super::check_http2(request.uri())?;
                self.http2.client(request.uri(), no_proxy, create_http2_client)?
            } else {
                self.client(request.uri(), no_proxy)?
            };
            #[cfg(not(feature = "http2"))]
            let client = self.client(request.uri(), no_proxy)?;
            let signed = request.uri().clone();
            let request = reqwest::Request::try_from(request.map(body_of)).map_err(classify)?;
            let url = request.url();
            if !no_proxy && let Some(rewritten) = Rewritten::find(url, &signed) {
                return Err(TransportError::not_sent(rewritten));
            }
            let url = url.clone();
            let mut response = client.execute(request).await.map_err(classify)?;
            if *response.url() != url {
                return Err(TransportError::lost(Redirected::to(response.url())));
            }
            let (status, headers) = (response.status(), std::mem::take(response.headers_mut()));
            let mut response = http::Response::new(Body::new(reqwest::Body::from(response)));
            *response.status_mut() = status;
            *response.headers_mut() = headers;
            Ok(response)
        })
    }
}

fn body_of(body: Body) -> reqwest::Body {
    match body.as_bytes() {
        Some(bytes) => bytes.clone().into(),
        None => reqwest::Body::wrap(RequestBody(body)),
    }
}

/// A request's body. Its errors are opaque, so that they are not mistaken for errors of the request's connection.
struct RequestBody(Body);

impl http_body::Body for RequestBody {
    type Data = Bytes;
    type Error = RequestBodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, RequestBodyError>>> {
        Pin::new(&mut self.0).poll_frame(context).map_err(RequestBodyError)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.0.size_hint()
    }
}

/// An error of a request's body, without its sources: a connection that failed there is another than that of the request.
struct RequestBodyError(BoxError);

debug_like_display!(text RequestBodyError);

impl fmt::Display for RequestBodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&chain(self.0.as_ref()))
    }
}

impl StdError for RequestBodyError {}

/// The HTTP client would send what nobody signed: another host, or another path.
struct Rewritten {
    sent: String,
    signed: String,
}

impl fmt::Display for Rewritten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the HTTP client would send `{}` instead of the signed `{}`", self.sent, self.signed)
    }
}

impl StdError for Rewritten {}

debug_like_display!(text Rewritten);

impl Rewritten {
    /// Only the first part that differs, because a path may contain sensitive members.
    fn find(url: &reqwest::Url, signed: &http::Uri) -> Option<Self> {
        let hosts = (url.host_str().unwrap_or_default(), signed.host().unwrap_or_default());
        let parts = [hosts, (url.path(), signed.path())];
        let (sent, signed) = parts.into_iter().find(|(sent, signed)| sent != signed)?;
        Some(Self { sent: sent.to_owned(), signed: signed.to_owned() })
    }
}

/// The HTTP client is one of the program's own, and followed a redirect.
#[derive(Debug)]
struct Redirected(String);

impl fmt::Display for Redirected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the HTTP client followed a redirect to `{}`, where the signature is not valid: build it with \
             `ReqwestTransport::configure`",
            self.0
        )
    }
}

impl StdError for Redirected {}

impl Redirected {
    /// Without the path, which may hold sensitive members.
    fn to(url: &reqwest::Url) -> Self {
        Self(url.origin().ascii_serialization())
    }
}

fn classify(mut error: reqwest::Error) -> TransportError {
    // The path and the query may contain sensitive members or a signature.
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

    /// A connection that never receives data.
    struct Silent;

    impl Read for Silent {
        fn poll_read(self: Pin<&mut Self>, _: &mut Context<'_>, _: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
            Poll::Pending
        }
    }

    impl Write for Silent {
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

    #[derive(Debug)]
    struct Outer(hyper::Error);

    impl fmt::Display for Outer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("outer")
        }
    }

    impl StdError for Outer {
        fn source(&self) -> Option<&(dyn StdError + 'static)> {
            Some(&self.0)
        }
    }

    #[tokio::test]
    async fn a_request_is_unwritten_if_its_connection_closed_first() {
        let (mut sender, connection) = http1::handshake::<_, Body>(Silent).await.unwrap();
        drop(connection);
        let error = sender.send_request(http::Request::new(Body::from(""))).await.unwrap_err();
        assert!(is_unwritten(&Outer(error)));

        let (mut sender, connection) = http1::handshake::<_, Body>(Silent).await.unwrap();
        let sent = sender.send_request(http::Request::new(Body::from("")));
        let mut connection = Box::pin(connection);
        std::future::poll_fn(|context| {
            assert!(connection.as_mut().poll(context).is_pending());
            Poll::Ready(())
        })
        .await;
        drop(connection);
        assert!(!is_unwritten(&Outer(sent.await.unwrap_err())));
    }

    #[tokio::test]
    async fn a_uri_that_the_http_client_would_rewrite_is_not_sent() {
        let transport = ReqwestTransport::new(Duration::from_secs(1));
        for uri in ["http://LocalHost:1/", "http://localhost:1/a/../b", "http://localhost:1/a\\b", "http://127.1:1/"] {
            let request = http::Request::get(uri).body(Body::from("")).unwrap();
            let error = transport.send(request).await.unwrap_err();
            assert_eq!(error.kind(), crate::transport::TransportErrorKind::NotSent);
            assert!(error.to_string().contains("instead of the signed"), "{uri}: {error}");
        }
    }

    #[test]
    fn a_given_client_is_not_asked_for_credentials() {
        let given = with_tls(ReqwestTransport::configure(reqwest::Client::builder()), &Trusted::Nothing).unwrap();
        let transport = ReqwestTransport::from(given.build().unwrap());
        let own = |url: &'static str, no_proxy| {
            let client = transport.client(&http::Uri::from_static(url), no_proxy).unwrap();
            !std::ptr::eq(client, transport.given.as_ref().unwrap())
        };
        assert!(own("http://imds.example/latest", true) && own("http://169.254.169.254/latest", false));
        assert!(!own("http://127.0.0.1:1/", false) && !own("https://example.com/", false));
    }

    #[test]
    fn no_password_of_a_proxy_is_shown() {
        let environment = crate::config::environment::Environment::empty()
            .with_variable("HTTPS_PROXY", "http://user:kept-by-nobody@h:1");
        let proxies = Some(Proxies::from_environment(&environment).unwrap());
        let transport = ReqwestTransport::with(Settings { proxies, ..Settings::new(Duration::from_secs(1)) });
        transport.client(&http::Uri::from_static("https://example.com/"), false).unwrap();
        assert_eq!(transport.routes.created(), [false, false, true]);
        let shown = format!("{transport:?} {transport:#?}");
        assert!(!shown.contains("kept-by-nobody"), "{shown}");
    }
}
