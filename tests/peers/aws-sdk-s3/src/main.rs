//! The official SDK of S3, with its default integrity settings, calls the local S3: checksums in trailers of chunked
//! bodies, odd keys, pages, parts, conditions, errors, and presigned URLs.
//!
//! usage: aws-operation-peer-aws-sdk-s3 URL ACCESS_KEY SECRET_KEY

#[path = "../../checks.rs"]
mod checks;
mod errors;
mod keys;
mod listing;
mod objects;
mod presigned;
mod uploads;

use std::error::Error;

use aws_credential_types::Credentials;
use aws_sdk_s3::config::Region;
use aws_sdk_s3::config::retry::RetryConfig;
use aws_sdk_s3::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_s3::{Client, Config};
use checks::Checks;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const BUCKET: &str = "b";

#[tokio::main]
async fn main() -> Outcome {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [url, access_key, secret_key] = arguments.as_slice() else {
        return Err("usage: aws-operation-peer-aws-sdk-s3 URL ACCESS_KEY SECRET_KEY".into());
    };
    let (s3, mut checks) = (client(url, access_key, secret_key), Checks::default());
    buckets(&s3, &mut checks).await?;
    objects::run(&s3, &mut checks).await?;
    keys::run(&s3, &mut checks).await?;
    listing::run(&s3, &mut checks).await?;
    uploads::run(&s3, &mut checks).await?;
    presigned::run(&s3, &mut checks).await?;
    errors::run(&s3, &client(url, access_key, "wrong"), &mut checks).await?;
    checks.finish("aws-sdk s3")
}

/// A client that repeats nothing, so that no failure is hidden.
fn client(url: &str, access_key: &str, secret_key: &str) -> Client {
    let config = Config::builder()
        .behavior_version_latest()
        .region(Region::from_static("us-east-1"))
        .credentials_provider(Credentials::from_keys(access_key, secret_key, None))
        .endpoint_url(url)
        .force_path_style(true)
        .retry_config(RetryConfig::disabled());
    Client::from_conf(config.build())
}

async fn buckets(s3: &Client, checks: &mut Checks) -> Outcome {
    let made = s3.create_bucket().bucket(BUCKET).send().await?;
    checks.check("a bucket is made", made.location() == Some("/b"));
    let again = s3.create_bucket().bucket(BUCKET).send().await;
    checks.check("the same bucket again", failure(&again) == (Some("BucketAlreadyOwnedByYou"), Some(409)));
    let list = s3.list_buckets().send().await?;
    let names: Vec<_> = list.buckets().iter().filter_map(|bucket| bucket.name()).collect();
    checks.check("it is listed", names == [BUCKET]);
    let head = s3.head_bucket().bucket(BUCKET).send().await?;
    checks.check("its region", head.bucket_region() == Some("us-east-1"));
    let location = s3.get_bucket_location().bucket(BUCKET).send().await?;
    let constraint = location.location_constraint().map(|constraint| constraint.as_str());
    checks.check("us-east-1 is no constraint", constraint.unwrap_or_default().is_empty());
    Ok(())
}

/// Bytes that repeat only after a prime number of them.
fn bytes(length: usize) -> Vec<u8> {
    (0..=250).cycle().take(length).collect()
}

/// The code and the status of an error.
fn failure<T, E: ProvideErrorMetadata>(result: &Result<T, SdkError<E>>) -> (Option<&str>, Option<u16>) {
    let error = result.as_ref().err();
    let response = error.and_then(|error| error.raw_response());
    (error.and_then(|error| error.code()), response.map(|response| response.status().as_u16()))
}
