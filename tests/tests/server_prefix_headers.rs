//! A map of headers at the server contains the caller's entries, and no headers of the signature or of HTTP.

mod served;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use aws_operation::server::{Faults, IdempotencyWindow, IncomingCall, Server};
use aws_operation::sigv4::{Payload, Signer};
use aws_operation::{Body, Call as _, Credentials, Timestamp, aws_error, aws_operation, aws_service, aws_shape};
use served::RawConnection;

#[aws_service(id = "Tags", protocol = "restJson1", error = Error)]
struct Service;

#[aws_error]
#[derive(Debug)]
enum Error {
    #[aws(status = 409)]
    ConflictException { message: String },
}

type Map = BTreeMap<String, String>;

macro_rules! operations {
    ($($name:ident $text:literal $http:literal $prefix:literal)*) => {
        $(
            #[aws_operation(name = $text, output = TaggedOutput, idempotent = "token", http = $http)]
            #[derive(Clone, Debug)]
            struct $name {
                #[aws(query = "token")]
                token: Option<String>,
                #[aws(prefix_headers = $prefix)]
                map: Option<Map>,
                text: Option<String>,
            }
        )*
    };
}

operations! {
    TagAll "TagAll" "POST /all" ""
    TagAws "TagAws" "POST /aws" "X-Amz-"
    TagA "TagA" "POST /a" "a"
}

#[aws_shape]
#[derive(Debug)]
struct TaggedOutput {
    number: u32,
}

/// A server, and the maps that its handlers received, with the `Debug` text of their calls.
struct Seen {
    server: Server,
    maps: Arc<Mutex<Vec<(Map, String)>>>,
}

impl Seen {
    async fn new() -> Self {
        let (made, maps) = (Arc::new(AtomicU32::new(0)), Arc::new(Mutex::new(Vec::new())));
        let credentials = Credentials::new("AKID", "secret").session_token("session");
        let mut server = Server::builder().accept_credentials(credentials);
        macro_rules! serve {
            ($($name:ident)*) => {
                $({
                    let (made, maps) = (Arc::clone(&made), Arc::clone(&maps));
                    server = server.operation::<$name, _>(move |call: IncomingCall<$name>| {
                        maps.lock().unwrap().push((call.map.clone().unwrap_or_default(), format!("{call:?}")));
                        let number = made.fetch_add(1, Ordering::SeqCst) + 1;
                        async move { Ok(TaggedOutput { number }) }
                    });
                })*
            };
        }
        serve! { TagAll TagAws TagA }
        let server = server.idempotency(IdempotencyWindow::hours(8), |mismatch| Error::ConflictException {
            message: mismatch.operation.into(),
        });
        Self { server: server.bind("127.0.0.1:0").await.unwrap(), maps }
    }

    fn last(&self) -> (Map, String) {
        self.maps.lock().unwrap().last().unwrap().clone()
    }
}

fn map(entries: &[(&str, &str)]) -> Map {
    entries.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test]
async fn a_map_contains_the_callers_entries() {
    let seen = Seen::new().await;
    let client = seen.server.client().unwrap();
    macro_rules! holds {
        ($($name:ident $sent:expr;)*) => {
            $({
                let sent = map($sent);
                let text = Some("t".to_owned());
                $name { token: None, map: Some(sent.clone()), text }.send(&client).await.unwrap();
                let (map, debug) = seen.last();
                assert_eq!(map, sent);
                assert!(!debug.contains("session") && !debug.contains("AWS4"), "{debug}");
            })*
        };
    }
    holds! {
        TagAll &[];
        TagAll &[("x-tag", "1"), ("x-amz-meta-a", "b"), ("cache-control", "no-store")];
        TagAws &[];
        TagAws &[("meta-a", "b"), ("acl", "private")];
        TagA &[];
        TagA &[("-tag", "1"), ("lpha", "2")];
    }
}

#[tokio::test]
async fn a_retry_has_the_same_parameters_despite_added_headers() {
    let seen = Seen::new().await;
    let client = served::client_of(&seen.server);
    let client = client.credentials(Credentials::new("AKID", "secret").session_token("session")).build().unwrap();
    macro_rules! holds {
        ($($name:ident)*) => {
            $({
                seen.server.inject_faults(&Faults::new().drop_response_once());
                let call = $name { token: Some("t".into()), map: Some(map(&[("-b", "c")])), text: None };
                let first = call.clone().call(&client).await.unwrap();
                assert_eq!(first.attempts(), 2);
                assert_eq!(call.send(&client).await.unwrap().number, first.number);
            })*
        };
    }
    holds! { TagAll TagAws TagA }
    assert_eq!(seen.maps.lock().unwrap().len(), 3);
}

/// Headers that HTTP clients and proxies add after signing.
#[tokio::test]
async fn headers_added_after_signing_need_not_be_signed() {
    let seen = Seen::new().await;
    let request = http::Request::post(format!("{}/all", seen.server.url())).header("x-tag", "1");
    let (mut parts, ()) = request.body(()).unwrap().into_parts();
    let credentials = Credentials::new("AKID", "secret").session_token("session");
    let payload = Payload::Bytes(b"{}");
    Signer::new("us-east-1", "tags").sign(&mut parts, payload, &credentials, Timestamp::now()).unwrap();
    for name in [
        "accept",
        "accept-encoding",
        "amz-sdk-invocation-id",
        "amz-sdk-request",
        "baggage",
        "connection",
        "content-type",
        "expect",
        "forwarded",
        "keep-alive",
        "proxy-note",
        "te",
        "traceparent",
        "tracestate",
        "user-agent",
        "via",
        "x-amzn-trace-id",
        "x-forwarded-for",
    ] {
        let value = match name {
            "connection" => "keep-alive",
            "accept" => "*/*",
            "content-type" => "application/json",
            _ => "other",
        };
        parts.headers.insert(name, value.parse().unwrap());
    }
    let mut wire = RawConnection::open(&seen.server).await;
    let (status, body) = wire.send(&http::Request::from_parts(parts.clone(), Body::from("{}"))).await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(seen.last().0, map(&[("x-tag", "1")]));
    // Headers that are entries of the map must be signed.
    parts.headers.insert("x-other", "1".parse().unwrap());
    let (status, body) = wire.send(&http::Request::from_parts(parts, Body::from("{}"))).await;
    assert!(status == 403 && body.contains("the header `x-other` must be signed"), "{status} {body}");
}
