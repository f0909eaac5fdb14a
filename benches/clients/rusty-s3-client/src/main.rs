//! rusty-s3, which presigns URLs, over reqwest. It has no retries and no limits, and its payloads are unsigned.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use bench_meter::{ACCESS_KEY, BUCKET, Call, Error, KEY, OBJECT, OBJECT_BYTES, REGION, SECRET_KEY, expect, unknown};
use rusty_s3::{Bucket, Credentials, S3Action as _, UrlStyle};

const EXPIRES: Duration = Duration::from_secs(3600);

#[derive(Clone)]
struct Client {
    http: reqwest::Client,
    shared: Arc<(Bucket, Credentials)>,
}

impl bench_meter::Client for Client {
    async fn new(url: &str) -> Result<Self, Error> {
        let bucket = Bucket::new(url.parse()?, UrlStyle::Path, BUCKET, REGION)?;
        let shared = Arc::new((bucket, Credentials::new(ACCESS_KEY, SECRET_KEY)));
        Ok(Self { http: reqwest::Client::new(), shared })
    }

    async fn call(&self, call: Call) -> Result<(), Error> {
        let (bucket, credentials) = &*self.shared;
        match call {
            Call::GetObject => {
                let url = bucket.get_object(Some(credentials), KEY).sign(EXPIRES);
                let response = self.http.get(url).send().await?.error_for_status()?;
                expect(response.bytes().await?.len(), OBJECT_BYTES)
            }
            Call::PutObject => {
                let url = bucket.put_object(Some(credentials), KEY).sign(EXPIRES);
                let response = self.http.put(url).body(OBJECT.to_vec()).send().await?.error_for_status()?;
                expect(response.headers().contains_key("etag"), true)
            }
            _ => unknown(call),
        }
    }
}

fn main() -> ExitCode {
    bench_meter::main::<Client>()
}
