//! object_store, for S3 alone.

use std::process::ExitCode;
use std::sync::Arc;

use bench_meter::{ACCESS_KEY, BUCKET, Call, Error, REGION, SECRET_KEY, expect, unknown};
use object_store::ObjectStoreExt as _;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;

#[derive(Clone)]
struct Client {
    store: Arc<AmazonS3>,
    path: Path,
}

impl bench_meter::Client for Client {
    async fn new(url: &str, call: Call) -> Result<Self, Error> {
        let store = AmazonS3Builder::new()
            .with_region(REGION)
            .with_endpoint(url)
            .with_allow_http(true)
            .with_bucket_name(BUCKET)
            .with_access_key_id(ACCESS_KEY)
            .with_secret_access_key(SECRET_KEY)
            .with_unsigned_payload(call == Call::PutLargeUnsigned);
        Ok(Self { store: Arc::new(store.build()?), path: call.object().0.into() })
    }

    async fn call(&self, call: Call) -> Result<(), Error> {
        let (_, content) = call.object();
        match call.object_method() {
            Some("GET") => expect(self.store.get(&self.path).await?.bytes().await?.len(), content.len()),
            Some(_) => expect(self.store.put(&self.path, content.into()).await?.e_tag.is_some(), true),
            None => unknown(call),
        }
    }
}

fn main() -> ExitCode {
    bench_meter::main::<Client>()
}
