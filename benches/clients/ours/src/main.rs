//! This crate, with structs as `aws-operation add` writes them.

#[cfg(feature = "dynamodb")]
#[path = "dynamodb.rs"]
mod service;
#[cfg(feature = "ec2")]
#[path = "ec2.rs"]
mod service;
#[cfg(feature = "lookoutvision")]
#[path = "lookoutvision.rs"]
mod service;
#[cfg(feature = "s3")]
#[path = "s3.rs"]
mod service;
#[cfg(feature = "secretsmanager")]
#[path = "secretsmanager.rs"]
mod service;
#[cfg(feature = "sqs")]
#[path = "sqs.rs"]
mod service;
#[cfg(feature = "ssm")]
#[path = "ssm.rs"]
mod service;

use std::process::ExitCode;

use aws_operation::Credentials;
use bench_meter::{ACCESS_KEY, Call, Error, REGION, SECRET_KEY};

#[derive(Clone)]
struct Client(aws_operation::Client);

impl bench_meter::Client for Client {
    async fn new(url: &str) -> Result<Self, Error> {
        let credentials = Credentials::new(ACCESS_KEY, SECRET_KEY);
        Ok(Self(aws_operation::Client::builder().region(REGION).credentials(credentials).endpoint_url(url).build()?))
    }

    async fn call(&self, call: Call) -> Result<(), Error> {
        service::call(&self.0, call).await
    }
}

fn main() -> ExitCode {
    bench_meter::main::<Client>()
}
