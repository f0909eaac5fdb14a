//! A layer for `tower` that signs every request, for a service that is called with an HTTP client of your own.
//!
//! ```text
//! cargo run -p signing_layer
//! ```
//!
//! It calls a service on this machine that verifies signatures: first without the layer, then with it. Put the layer
//! beneath layers that retry or change requests, so that each attempt is signed as it is sent.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use aws_operation::server::{IncomingCall, Server};
use aws_operation::{Bytes, Client, aws_operation, aws_service, aws_shape, http};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy;
use hyper_util::rt::TokioExecutor;
use tower_layer::Layer;
use tower_service::Service;

type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// Signs requests with the credentials of a client, for the service with this signing name.
#[derive(Clone)]
struct SigningLayer {
    client: Client,
    signing_name: &'static str,
}

impl<S> Layer<S> for SigningLayer {
    type Service = Signing<S>;

    fn layer(&self, inner: S) -> Signing<S> {
        Signing { layer: self.clone(), inner }
    }
}

#[derive(Clone)]
struct Signing<S> {
    layer: SigningLayer,
    inner: S,
}

impl<S> Service<http::Request<Bytes>> for Signing<S>
where
    S: Service<http::Request<Full<Bytes>>, Future: Send, Error: Into<BoxError>> + Clone + Send + 'static,
{
    type Response = S::Response;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<S::Response, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, request: http::Request<Bytes>) -> Self::Future {
        let SigningLayer { client, signing_name } = self.layer.clone();
        // The clone need not be ready, so the one that is ready is used.
        let clone = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, clone);
        Box::pin(async move {
            let signed = client.sign(request, signing_name).await?;
            inner.call(signed.map(Full::new)).await.map_err(Into::into)
        })
    }
}

#[aws_service(id = "Labels", protocol = "restJson1", signing_name = "labels")]
struct Labels;

#[aws_operation(name = "PutLabel", service = Labels, http = "POST /labels")]
struct PutLabel {
    text: String,
}

#[aws_shape]
struct PutLabelOutput {
    length: usize,
}

#[tokio::main]
async fn main() -> Result<(), BoxError> {
    let server = Server::builder()
        .credentials("AKIDEXAMPLE", "secret")
        .operation::<PutLabel, _>(|call: IncomingCall<PutLabel>| async move {
            Ok(PutLabelOutput { length: call.input.text.len() })
        })
        .bind("127.0.0.1:0")
        .await?;
    let url = format!("{}/labels", server.url());
    let hyper: legacy::Client<_, Full<Bytes>> = legacy::Client::builder(TokioExecutor::new()).build_http();

    let unsigned = hyper.request(put(&url)?.map(Full::new)).await?;
    println!("without the layer: {}", unsigned.status());

    let layer = SigningLayer { client: server.client()?, signing_name: "labels" };
    let response = layer.layer(hyper).call(put(&url)?).await?;
    let status = response.status();
    let body = response.into_body().collect().await?.to_bytes();
    println!("with the layer: {status} {}", String::from_utf8_lossy(&body));
    if unsigned.status() != 403 || status != 200 {
        return Err("only the signed request should be accepted".into());
    }
    Ok(())
}

fn put(url: &str) -> http::Result<http::Request<Bytes>> {
    http::Request::post(url).header("content-type", "application/json").body(Bytes::from_static(b"{\"Text\":\"oak\"}"))
}
