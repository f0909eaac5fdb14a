//! rusty-s3, which presigns URLs, over reqwest. It has no retries and no limits, and its payloads are unsigned.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use bench_meter::{ACCESS_KEY, BUCKET, Call, Error, REGION, SECRET_KEY, expect, unknown};
use rusty_s3::{Bucket, Credentials, S3Action as _, UrlStyle};

const EXPIRES: Duration = Duration::from_secs(3600);

#[derive(Clone)]
struct Client {
    http: reqwest::Client,
    shared: Arc<(Bucket, Credentials)>,
}

impl bench_meter::Client for Client {
    async fn new(url: &str, _: Call) -> Result<Self, Error> {
        let bucket = Bucket::new(url.parse()?, UrlStyle::Path, BUCKET, REGION)?;
        let shared = Arc::new((bucket, Credentials::new(ACCESS_KEY, SECRET_KEY)));
        Ok(Self { http: reqwest::Client::new(), shared })
    }

    async fn call(&self, call: Call) -> Result<(), Error> {
        let (bucket, credentials) = &*self.shared;
        let (key, content) = call.object();
        match call.object_method() {
            Some("GET") => {
                let url = bucket.get_object(Some(credentials), key).sign(EXPIRES);
                let response = self.http.get(url).send().await?.error_for_status()?;
                expect(response.bytes().await?.len(), content.len())
            }
            Some(_) => {
                let url = bucket.put_object(Some(credentials), key).sign(EXPIRES);
                let response = self.http.put(url).body(content).send().await?.error_for_status()?;
                expect(response.headers().contains_key("etag"), true)
            }
            None => unknown(call),
        }
    }
}

fn main() -> ExitCode {
    bench_meter::main::<Client>()
}
