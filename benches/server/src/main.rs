//! Responds to the calls of the benchmarks on a loopback port with canned bytes, on one thread.
//!
//! ```text
//! bench-server [DELAY_MS [LOSE_EVERY]]
//! ```
//!
//! It prints its URL. Each response waits for the delay. Of each `LOSE_EVERY` requests, it reads one and then closes
//! the connection. `GET /counts` returns how many requests there were, how many of them had no signature or called
//! nothing that is known, and how many different idempotency tokens those of CreateProject had. Below `/transfer/` are
//! the objects of `transfer.rs`.

mod transfer;

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::rc::Rc;
use std::time::Duration;

use bench_calls::{Call, Error, wire};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Either, Full};
use hyper::body::Incoming;
use hyper::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use transfer::{ResponseBody, Transfers};

struct Server {
    responses: Vec<(Call, HeaderMap, Bytes)>,
    /// The paths of the objects, with the calls of each.
    objects: Vec<(String, Call)>,
    delay: Duration,
    lose_every: u64,
    requests: Cell<u64>,
    unsigned: Cell<u64>,
    unknown: Cell<u64>,
    tokens: RefCell<HashSet<HeaderValue>>,
    transfers: Transfers,
}

fn main() -> Result<(), Error> {
    let numbers = std::env::args().skip(1).map(|number| number.parse()).collect::<Result<Vec<u64>, _>>()?;
    let number = |index| numbers.get(index).copied().unwrap_or(0);
    let of_objects = Call::ALL.into_iter().filter(|call| call.object_method().is_some());
    let server = Rc::new(Server {
        responses: Call::ALL.into_iter().map(response).collect(),
        objects: of_objects.map(|call| (wire::object_path(call.object().0), call)).collect(),
        delay: Duration::from_millis(number(0)),
        lose_every: number(1),
        requests: Cell::default(),
        unsigned: Cell::default(),
        unknown: Cell::default(),
        tokens: RefCell::default(),
        transfers: Transfers::default(),
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    tokio::task::LocalSet::new().block_on(&runtime, serve(server))
}

fn response(call: Call) -> (Call, HeaderMap, Bytes) {
    let wire::Response { headers, body } = wire::response(call);
    let header = |(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value));
    (call, headers.into_iter().map(header).collect(), body)
}

async fn serve(server: Rc<Server>) -> Result<(), Error> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let server = Rc::clone(&server);
        tokio::task::spawn_local(async move {
            let service = service_fn(|request| server.respond(request));
            // Clients close connections as they like, and those that lose a response end with an error.
            let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

impl Server {
    async fn respond(&self, request: Request<Incoming>) -> Result<Response<ResponseBody>, Error> {
        let (head, body) = request.into_parts();
        if head.uri.path().starts_with(transfer::PREFIX) {
            return self.transfers.respond(&head, body).await;
        }
        let body = body.collect().await?.to_bytes();
        if head.uri.path() == "/counts" {
            return Ok(Response::new(Either::Left(Full::from(self.counts()))));
        }
        add_one(&self.requests);
        if !head.headers.contains_key(AUTHORIZATION) {
            add_one(&self.unsigned);
        }
        if let Some(token) = head.headers.get("x-amzn-client-token").filter(|_| self.lose_every > 0) {
            self.tokens.borrow_mut().insert(token.clone());
        }
        if !self.delay.is_zero() {
            tokio::time::sleep(self.delay).await;
        }
        if self.lose_every > 0 && self.requests.get().is_multiple_of(self.lose_every) {
            return Err("this response is lost".into());
        }
        let target = head.headers.get("x-amz-target").map(HeaderValue::as_bytes);
        let called = self.called(&head.method, head.uri.path(), target, &body);
        let Some((_, headers, body)) = self.responses.iter().find(|(call, ..)| Some(*call) == called) else {
            add_one(&self.unknown);
            let mut response = Response::new(Either::Left(Full::default()));
            *response.status_mut() = StatusCode::NOT_FOUND;
            return Ok(response);
        };
        let mut response = Response::new(Either::Left(Full::from(body.clone())));
        *response.headers_mut() = headers.clone();
        Ok(response)
    }

    fn called(&self, method: &Method, path: &str, target: Option<&[u8]>, body: &[u8]) -> Option<Call> {
        if let Some(target) = target {
            return Call::ALL.into_iter().find(|call| call.target().is_some_and(|(name, _)| name.as_bytes() == target));
        }
        if let Some(form) = body.strip_prefix(b"Action=") {
            let action = form.split(|byte| *byte == b'&').next()?;
            return Call::of(std::str::from_utf8(action).ok()?);
        }
        if path == "/2020-11-20/projects" {
            return (method == Method::POST).then_some(Call::CreateProject);
        }
        let is_called = |call: &Call| call.object_method() == Some(method.as_str());
        let (_, call) = self.objects.iter().find(|(of, call)| of == path && is_called(call))?;
        Some(*call)
    }

    fn counts(&self) -> String {
        format!(
            r#"{{"requests":{},"unsigned":{},"unknown":{},"tokens":{},{}}}"#,
            self.requests.get(),
            self.unsigned.get(),
            self.unknown.get(),
            self.tokens.borrow().len(),
            self.transfers.counts()
        )
    }
}

fn add_one(counter: &Cell<u64>) {
    counter.set(counter.get() + 1);
}
