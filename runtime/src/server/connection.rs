//! Accepts connections. They speak HTTP/1.1, or HTTP/2 with the feature `http2`.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use http::request::Parts;
use hyper::body::Incoming;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

use super::State;
use super::http1;
#[cfg(feature = "http2")]
use super::http2;
use super::receive::{Reply, receive, reject_body};
use super::request_body::{BodyFailure, Received, read_body};
use super::response_body::{ResponseBody, complete, truncate};

/// Accepts and serves connections until the task is aborted, which also ends the connections.
pub(crate) async fn accept(listener: TcpListener, state: Arc<State>) {
    let mut connections = JoinSet::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                connections.spawn(serve(stream, Arc::clone(&state)));
            }
            // The process may be out of file descriptors. Wait until connections end and free some.
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(10)).await,
        }
        while connections.try_join_next().is_some() {}
    }
}

async fn serve(stream: TcpStream, state: Arc<State>) {
    // Without this option, small responses are delayed. If it cannot be set, the connection still works.
    let _ = stream.set_nodelay(true);
    #[cfg(any(feature = "rustls-ring", feature = "rustls-aws-lc-rs"))]
    if let Some(acceptor) = &state.tls {
        // A client that does not trust the certificate has closed the connection.
        let Ok(stream) = acceptor.accept(stream).await else { return };
        #[cfg(feature = "http2")]
        if stream.get_ref().1.alpn_protocol() == Some(super::tls::HTTP2) {
            return http2::serve(stream, state).await;
        }
        return http1::serve(stream, state, |stream| stream.get_ref().0).await;
    }
    #[cfg(feature = "http2")]
    if http2::is_prior_knowledge(&stream).await {
        return http2::serve(stream, state).await;
    }
    http1::serve(stream, state, |stream| stream).await;
}

/// Why a connection closes without a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Close {
    Close,
    Reset,
}

impl fmt::Display for Close {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Close => f.write_str("the connection is closed by an injected fault, or before the end of a request"),
            Self::Reset => f.write_str("the connection is reset by an injected fault"),
        }
    }
}

impl Error for Close {}

/// Responds to one request.
pub(super) async fn respond(
    state: &Arc<State>,
    parts: Parts,
    body: Incoming,
) -> Result<http::Response<ResponseBody>, Close> {
    let received = match received(state, &parts, body).await {
        Ok(received) => received,
        Err(BodyFailure::TooLong) => return Ok(complete(reject_body(state, &parts).await)),
        Err(BodyFailure::Broken) => return Err(Close::Close),
    };
    match receive(state, parts, received).await {
        Reply::Response(response) => Ok(complete(response)),
        Reply::Truncated(response) => Ok(truncate(response)),
        Reply::Close => Err(Close::Close),
        Reply::Reset => Err(Close::Reset),
    }
}

/// The body of a request: in memory, unless its operation reads events.
async fn received(state: &State, parts: &Parts, body: Incoming) -> Result<Received, BodyFailure> {
    #[cfg(feature = "event-stream")]
    if super::received_events::reads_events(state, parts) {
        return Ok(Received::events(crate::value::body::Body::new(body)));
    }
    read_body(parts, body, state.max_request_bytes).await.map(Received::bytes)
}
