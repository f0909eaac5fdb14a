//! A transport in memory.

use std::sync::{Arc, Mutex};

use aws_operation::{Body, Bytes, Client, Credentials, Transport, TransportFuture, http};

/// Responds to every request with one body, and stores the last request.
#[derive(Clone)]
pub struct Wire {
    body: &'static str,
    sent: Arc<Mutex<Option<http::Request<Bytes>>>>,
}

impl Wire {
    pub fn with_response(body: &'static str) -> Self {
        Self { body, sent: Arc::default() }
    }

    pub fn client(&self) -> Client {
        let builder = Client::builder().region("us-east-1").credentials(Credentials::new("AKID", "secret"));
        builder.transport(self.clone()).build().unwrap()
    }

    /// The method and the target of the last request.
    pub fn line(&self) -> String {
        self.last(|request| format!("{} {}", request.method(), request.uri().path_and_query().unwrap()))
    }

    pub fn body(&self) -> String {
        self.last(|request| String::from_utf8(request.body().to_vec()).unwrap())
    }

    pub fn header(&self, name: &str) -> Option<String> {
        self.last(|request| request.headers().get(name).map(|value| value.to_str().unwrap().to_owned()))
    }

    fn last<T>(&self, read: impl FnOnce(&http::Request<Bytes>) -> T) -> T {
        read(self.sent.lock().unwrap().as_ref().expect("a request was sent"))
    }
}

impl Transport for Wire {
    fn send(&self, request: http::Request<Body>) -> TransportFuture<'_> {
        *self.sent.lock().unwrap() = Some(request.map(|body| body.as_bytes().unwrap().clone()));
        Box::pin(async { Ok(http::Response::new(Body::from(self.body))) })
    }
}
