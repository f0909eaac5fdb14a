//! The official SDK.

#[cfg(feature = "dynamodb")]
use aws_sdk_dynamodb as sdk;
#[cfg(feature = "ec2")]
use aws_sdk_ec2 as sdk;
#[cfg(feature = "lookoutvision")]
use aws_sdk_lookoutvision as sdk;
#[cfg(feature = "s3")]
use aws_sdk_s3 as sdk;
#[cfg(feature = "secretsmanager")]
use aws_sdk_secretsmanager as sdk;
#[cfg(feature = "sqs")]
use aws_sdk_sqs as sdk;
#[cfg(feature = "ssm")]
use aws_sdk_ssm as sdk;

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

use aws_credential_types::Credentials;
use bench_meter::{ACCESS_KEY, Call, Error, REGION, SECRET_KEY};

#[derive(Clone)]
struct Client(sdk::Client);

impl bench_meter::Client for Client {
    async fn new(url: &str, _: Call) -> Result<Self, Error> {
        let credentials = Credentials::new(ACCESS_KEY, SECRET_KEY, None, None, "static");
        Ok(Self(sdk::Client::from_conf(config(url, credentials).await)))
    }

    async fn call(&self, call: Call) -> Result<(), Error> {
        service::call(&self.0, call).await
    }
}

/// With aws-config, the settings are those of its defaults, retries among them.
#[cfg(feature = "full")]
async fn config(url: &str, credentials: Credentials) -> sdk::Config {
    let loader = aws_config::defaults(aws_config::BehaviorVersion::latest()).region(REGION);
    let shared = loader.credentials_provider(credentials).endpoint_url(url).load().await;
    service::settings(sdk::config::Builder::from(&shared)).build()
}

#[cfg(not(feature = "full"))]
async fn config(url: &str, credentials: Credentials) -> sdk::Config {
    let builder = sdk::Config::builder().region(sdk::config::Region::new(REGION)).endpoint_url(url);
    service::settings(builder.credentials_provider(credentials)).build()
}

fn main() -> ExitCode {
    bench_meter::main::<Client>()
}
