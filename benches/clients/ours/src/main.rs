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

use aws_operation::{Client as AwsClient, Credentials};
use bench_meter::{ACCESS_KEY, Call, Error, REGION, SECRET_KEY};

#[derive(Clone)]
struct Client(AwsClient);

impl bench_meter::Client for Client {
    async fn new(url: &str, call: Call) -> Result<Self, Error> {
        let credentials = Credentials::new(ACCESS_KEY, SECRET_KEY);
        let builder = AwsClient::builder().region(REGION).credentials(credentials).endpoint_url(url);
        Ok(Self(settings(builder, call).build()?))
    }

    async fn call(&self, call: Call) -> Result<(), Error> {
        service::call(&self.0, call).await
    }
}

#[cfg(feature = "s3")]
use service::settings;

#[cfg(not(feature = "s3"))]
fn settings(builder: aws_operation::ClientBuilder, _: Call) -> aws_operation::ClientBuilder {
    builder
}

fn main() -> ExitCode {
    bench_meter::main::<Client>()
}
