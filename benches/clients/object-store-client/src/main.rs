//! object_store, for S3 alone.

use std::process::ExitCode;
use std::sync::Arc;

use bench_meter::{ACCESS_KEY, BUCKET, Call, Error, KEY, OBJECT, OBJECT_BYTES, REGION, SECRET_KEY, expect, unknown};
use object_store::ObjectStoreExt as _;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;

#[derive(Clone)]
struct Client {
    store: Arc<AmazonS3>,
    path: Path,
}

impl bench_meter::Client for Client {
    async fn new(url: &str) -> Result<Self, Error> {
        let store = AmazonS3Builder::new()
            .with_region(REGION)
            .with_endpoint(url)
            .with_allow_http(true)
            .with_bucket_name(BUCKET)
            .with_access_key_id(ACCESS_KEY)
            .with_secret_access_key(SECRET_KEY);
        Ok(Self { store: Arc::new(store.build()?), path: KEY.into() })
    }

    async fn call(&self, call: Call) -> Result<(), Error> {
        match call {
            Call::GetObject => {
                let content = self.store.get(&self.path).await?.bytes().await?;
                expect(content.len(), OBJECT_BYTES)
            }
            Call::PutObject => {
                let put = self.store.put(&self.path, OBJECT.to_vec().into()).await?;
                expect(put.e_tag.is_some(), true)
            }
            _ => unknown(call),
        }
    }
}

fn main() -> ExitCode {
    bench_meter::main::<Client>()
}
