//! Serves an HTTP/2 connection: after ALPN, or to a client that knows in advance that the server speaks it.

use std::sync::Arc;
use std::time::Duration;

use http::HeaderValue;
use http::header::HOST;
use hyper::body::Incoming;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

use super::State;
use super::connection::respond;

/// The first bytes of an HTTP/2 connection: RFC 9113, section 3.4. No method of HTTP/1.1 begins like them.
const PREFACE: [u8; 4] = *b"PRI ";

/// How often the server looks for the rest of the first bytes. A client that sends them so slowly is served HTTP/1.1, whose
/// reader is woken by bytes alone.
const LOOKS: usize = 100;

/// Whether the client begins with HTTP/2.
pub(super) async fn is_prior_knowledge(stream: &TcpStream) -> bool {
    let mut first = [0; PREFACE.len()];
    for _ in 0..LOOKS {
        match stream.peek(&mut first).await {
            Ok(0) | Err(_) => return false,
            Ok(length) if first.get(..length) != PREFACE.get(..length) => return false,
            Ok(length) if length == PREFACE.len() => return true,
            // The rest of the first bytes is on its way; there is no event for it.
            Ok(_) => tokio::time::sleep(Duration::from_millis(10)).await,
        }
    }
    false
}

/// Serves one connection. An injected fault that closes or resets it resets the stream of the request alone.
pub(super) async fn serve<S>(stream: S, state: Arc<State>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |request: http::Request<Incoming>| {
        let state = Arc::clone(&state);
        Box::pin(async move {
            let (mut parts, body) = request.into_parts();
            // The signature covers the host, which HTTP/2 has in `:authority`.
            if let Some(host) = parts.uri.authority()
                && let Ok(host) = HeaderValue::from_str(host.as_str())
            {
                parts.headers.entry(HOST).or_insert(host);
            }
            respond(&state, parts, body).await
        })
    });
    // Connection errors are ignored, as in HTTP/1.1.
    let _ = http2::Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(stream), service).await;
}
