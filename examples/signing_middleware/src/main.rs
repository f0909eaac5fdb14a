//! A middleware for `reqwest-middleware` that signs every request, for a service that is called with `reqwest`.
//!
//! ```text
//! cargo run -p signing_middleware
//! ```
//!
//! It calls a service on this machine that verifies signatures: first without the middleware, then with it. Add it after
//! middleware that retries or changes requests, so that each attempt is signed as it is sent.

use aws_operation::server::{IncomingCall, Server};
use aws_operation::{Bytes, Client, aws_operation, aws_service, aws_shape, http};
use reqwest_middleware::{ClientBuilder, Error, Middleware, Next, Result};

/// Signs requests with the credentials of a client, for the service with this signing name.
struct Signing {
    client: Client,
    signing_name: &'static str,
}

#[async_trait::async_trait]
impl Middleware for Signing {
    async fn handle(
        &self,
        request: reqwest::Request,
        extensions: &mut http::Extensions,
        next: Next<'_>,
    ) -> Result<reqwest::Response> {
        let (parts, body) = http::Request::<reqwest::Body>::try_from(request)?.into_parts();
        let Some(bytes) = body.as_bytes().map(Bytes::copy_from_slice) else {
            return Err(Error::middleware(std::io::Error::other("the body is a stream, which cannot be signed")));
        };
        let signed = self.client.sign(http::Request::from_parts(parts, bytes), self.signing_name).await;
        let signed = signed.map_err(Error::middleware)?;
        next.run(reqwest::Request::try_from(signed)?, extensions).await
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
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let server = Server::builder()
        .credentials("AKIDEXAMPLE", "secret")
        .operation::<PutLabel, _>(|call: IncomingCall<PutLabel>| async move {
            Ok(PutLabelOutput { length: call.input.text.len() })
        })
        .bind("127.0.0.1:0")
        .await?;
    let url = format!("{}/labels", server.url());
    let label = || reqwest::Body::from("{\"Text\":\"oak\"}");
    // The `reqwest` of this workspace has no TLS of its own; with a feature for it, such as `rustls`, this is not needed.
    let ring = rustls::crypto::ring::default_provider();
    ring.install_default().map_err(|_| "another TLS provider is installed")?;
    let reqwest = reqwest::Client::new();

    let unsigned = reqwest.post(&url).header("content-type", "application/json").body(label()).send().await?;
    println!("without the middleware: {}", unsigned.status());

    let signing = Signing { client: server.client()?, signing_name: "labels" };
    let client = ClientBuilder::new(reqwest).with(signing).build();
    let response = client.post(&url).header("content-type", "application/json").body(label()).send().await?;
    let is_signed = response.status().is_success();
    println!("with the middleware: {} {}", response.status(), response.text().await?);
    if is_signed { Ok(()) } else { Err("the signed request was rejected".into()) }
}
