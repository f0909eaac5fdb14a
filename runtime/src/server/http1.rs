//! Serves an HTTP/1.1 connection, and closes it early for injected faults.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;

use super::State;
use super::connection::{Close, respond};

/// Serves one connection. `tcp` is the connection under it.
pub(super) async fn serve<S>(stream: S, state: Arc<State>, tcp: impl FnOnce(&S) -> &TcpStream)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let reset = AtomicBool::new(false);
    let service = service_fn(|request: http::Request<Incoming>| {
        let (state, reset) = (&state, &reset);
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let response = respond(state, parts, body).await;
            if response.as_ref().err() == Some(&Close::Reset) {
                reset.store(true, Ordering::Relaxed);
            }
            response
        })
    });
    let mut connection = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    // Connection errors are ignored. The connection is reset only for an injected fault.
    let _ = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    let stream = connection.into_parts().io.into_inner();
    if reset.load(Ordering::Relaxed) {
        let _ = tcp(&stream).set_zero_linger();
    }
}
