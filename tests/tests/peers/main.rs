//! This crate's client against independent servers that verify signatures: moto and MiniStack.
//!
//! `tests/peers/servers.py cargo test --test peers` starts them. Without them the tests are skipped.

mod clusters;
mod distributions;
mod instances;
mod items;
mod metrics;
mod records;
mod roles;
mod secrets;
mod streams;
mod topics;

use aws_operation::{Client, Credentials, RetryPolicy};

/// A client of the peer in the environment variable `name`, with `secret` instead of its own secret key if given.
fn client(name: &str, secret: Option<&str>) -> Option<Client> {
    let Ok(peer) = std::env::var(name) else {
        aws_operation_skip::skip("peers", format_args!("{name} is not set; tests/peers/servers.py sets it"));
        return None;
    };
    let [url, access_key, secret_key] = peer.split(' ').collect::<Vec<_>>().try_into().unwrap();
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new(access_key, secret.unwrap_or(secret_key)))
        .endpoint_url(url)
        // moto verifies the signatures of GET requests and of forms only with the hash of the body in this header.
        .content_sha256(name == "PEER_MOTO")
        // The peers have no other host for a part of a service.
        .disable_host_prefix_injection(true)
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    Some(client)
}

fn peers() -> Vec<Client> {
    ["PEER_MOTO", "PEER_MINISTACK"].into_iter().filter_map(|name| client(name, None)).collect()
}

/// A name that no earlier run used.
fn fresh(stem: &str) -> String {
    let nanoseconds = std::time::SystemTime::UNIX_EPOCH.elapsed().unwrap().as_nanos();
    format!("{stem}-{nanoseconds}")
}
