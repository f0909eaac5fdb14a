//! The least that a client over hyper can cost: it sends the bytes of the call without a signature, and does not decode
//! the response.

use std::process::ExitCode;

use bench_meter::{Call, Error, expect, wire};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::Request;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

#[derive(Clone)]
struct Client {
    http: hyper_util::client::legacy::Client<HttpConnector, Full<Bytes>>,
    requests: Vec<(Call, Request<Full<Bytes>>, usize)>,
}

impl bench_meter::Client for Client {
    async fn new(url: &str, _: Call) -> Result<Self, Error> {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let http = hyper_util::client::legacy::Client::builder(TokioExecutor::new()).build(connector);
        let requests = Call::ALL.into_iter().map(|call| prepared(url, call)).collect::<Result<_, _>>()?;
        Ok(Self { http, requests })
    }

    async fn call(&self, call: Call) -> Result<(), Error> {
        let (_, request, bytes) =
            self.requests.iter().find(|(prepared, ..)| *prepared == call).ok_or("no such call")?;
        let response = self.http.request(request.clone()).await?;
        expect(response.status().as_u16(), 200)?;
        expect(response.into_body().collect().await?.to_bytes().len(), *bytes)
    }
}

fn prepared(url: &str, call: Call) -> Result<(Call, Request<Full<Bytes>>, usize), Error> {
    let wire::Request { method, path, headers, body } = wire::request(call);
    let mut request = Request::builder().method(method).uri(format!("{url}{path}"));
    for (name, value) in headers {
        request = request.header(name, value);
    }
    Ok((call, request.body(Full::from(body))?, wire::response(call).body.len()))
}

fn main() -> ExitCode {
    bench_meter::main::<Client>()
}
