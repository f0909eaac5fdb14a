//! A local S3, and clients of it.

#![allow(dead_code, unreachable_pub)] // each test uses a part

pub mod corruption;

use std::time::Duration;

#[cfg(not(feature = "reqwest"))]
pub use aws_operation::HyperTransport as HttpTransport;
#[cfg(feature = "reqwest")]
pub use aws_operation::ReqwestTransport as HttpTransport;
use aws_operation::server::{Faults, Server};
use aws_operation::{
    Body, Bytes, ChecksumPolicy, Client, ClientBuilder, Credentials, RetryPolicy, Transport as _, http,
};
use aws_operation_examples::local_s3::LocalS3;
use aws_operation_s3::CreateBucket;

pub const MIB: usize = 1 << 20;
/// The least part that S3 accepts.
pub const PART: usize = 5 * MIB;

pub struct Served {
    pub local: LocalS3,
    pub server: Server,
}

impl Served {
    /// A local S3 with the bucket `b`.
    pub async fn new() -> Self {
        Self::with_faults(&Faults::new()).await
    }

    /// The faults begin when the bucket is there.
    pub async fn with_faults(faults: &Faults) -> Self {
        let local = LocalS3::default();
        let server = local.server().credentials("AKID", "secret").bind("127.0.0.1:0").await.unwrap();
        let service = Self { local, server };
        CreateBucket::new("b").send(&service.client()).await.unwrap();
        service.server.inject_faults(faults);
        service
    }

    /// With the defaults for a server outside of AWS: without checksums.
    pub fn builder(&self) -> ClientBuilder {
        Client::builder()
            .region("us-east-1")
            .credentials(Credentials::new("AKID", "secret"))
            .endpoint_url(self.server.url())
            .retry(RetryPolicy::standard().jitter(|| 0.0))
    }

    pub fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    /// As at an endpoint of AWS: with checksums.
    pub fn checking(&self) -> Client {
        let supported = ChecksumPolicy::WhenSupported;
        self.builder().request_checksum_calculation(supported).response_checksum_validation(supported).build().unwrap()
    }

    pub fn object(&self, key: &str) -> Vec<u8> {
        self.local.object("b", key).unwrap_or_else(|| panic!("there is no object `{key}`")).to_vec()
    }

    /// The number of requests of this operation so far.
    pub fn count(&self, operation: &str) -> usize {
        self.server.recorded_requests().iter().filter(|request| request.operation == Some(operation)).count()
    }
}

/// Sends a request as it is, as other programs do.
pub async fn fetch(request: http::Request<Body>) -> http::Response<Bytes> {
    let response = HttpTransport::new(Duration::from_secs(3)).send(request).await.unwrap();
    let (parts, body) = response.into_parts();
    http::Response::from_parts(parts, body.bytes(64 * MIB).await.unwrap())
}

/// Bytes that differ everywhere, so that no two parts are the same.
pub fn bytes(length: usize) -> Vec<u8> {
    let mut state = length as u64;
    let next = std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33).to_le_bytes()
    });
    next.flat_map(|word| [word[0], word[1], word[2], word[3]]).take(length).collect()
}
