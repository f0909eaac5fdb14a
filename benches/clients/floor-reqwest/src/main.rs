//! The least that a client over reqwest can cost: it sends the bytes of the call without a signature, and does not
//! decode the response.

use std::process::ExitCode;
use std::sync::Arc;

use bench_meter::{Call, Error, expect, wire};
use reqwest::Method;

#[derive(Clone)]
struct Client {
    http: reqwest::Client,
    requests: Arc<Vec<Prepared>>,
}

struct Prepared {
    call: Call,
    url: String,
    request: wire::Request,
    response_bytes: usize,
}

impl bench_meter::Client for Client {
    async fn new(url: &str, _: Call) -> Result<Self, Error> {
        let prepared = |call| {
            let request = wire::request(call);
            let url = format!("{url}{}", request.path);
            Prepared { call, url, request, response_bytes: wire::response(call).body.len() }
        };
        Ok(Self { http: reqwest::Client::new(), requests: Arc::new(Call::ALL.into_iter().map(prepared).collect()) })
    }

    async fn call(&self, call: Call) -> Result<(), Error> {
        let prepared = self.requests.iter().find(|prepared| prepared.call == call).ok_or("no such call")?;
        let method = Method::from_bytes(prepared.request.method.as_bytes())?;
        let mut request = self.http.request(method, &prepared.url).body(prepared.request.body.clone());
        for (name, value) in &prepared.request.headers {
            request = request.header(*name, value);
        }
        let response = request.send().await?.error_for_status()?;
        expect(response.bytes().await?.len(), prepared.response_bytes)
    }
}

fn main() -> ExitCode {
    bench_meter::main::<Client>()
}
