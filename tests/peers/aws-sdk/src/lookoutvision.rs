//! Lookout for Vision, over restJson1.

use std::time::Duration;

use aws_sdk_lookoutvision::config::Region;
use aws_sdk_lookoutvision::error::{ProvideErrorMetadata as _, SdkError};
use aws_sdk_lookoutvision::operation::RequestId as _;
use aws_sdk_lookoutvision::operation::describe_project::DescribeProjectError;
use aws_sdk_lookoutvision::primitives::ByteStream;
use aws_sdk_lookoutvision::types::{DatasetStatus, ModelStatus, OutputConfig, ResourceType, S3Location};
use aws_sdk_lookoutvision::{Client, Config};

use crate::{Checks, Outcome, Service};

/// The project of all checks.
const PROJECT: &str = "sdk-paint";

pub(crate) async fn run(service: &Service, checks: &mut Checks) -> Outcome {
    let client = client(service, &service.secret_key);
    projects(&client, checks).await?;
    pages(&client, checks).await?;
    wrong_secret(&self::client(service, "wrong"), checks).await;
    detection(&client, checks).await
}

fn client(service: &Service, secret_key: &str) -> Client {
    let config = Config::builder()
        .behavior_version_latest()
        .region(Region::from_static("us-east-1"))
        .credentials_provider(service.credentials(secret_key))
        .endpoint_url(&service.url);
    Client::from_conf(config.build())
}

async fn projects(client: &Client, checks: &mut Checks) -> Outcome {
    let create = || client.create_project().project_name(PROJECT);
    let made = create().client_token("sdk-token").send().await?;
    checks.check("create_project responds with a request ID", made.request_id().is_some());
    let made = made.project_metadata().ok_or("no metadata")?.clone();
    checks.check("create_project responds with the name", made.project_name() == Some(PROJECT));
    checks.check("the time is valid", made.creation_timestamp().is_some_and(|time| time.secs() > 1_700_000_000));
    let again = create().client_token("sdk-token").send().await?;
    checks.check("the same token returns the same project", again.project_metadata() == Some(&made));

    let rejected = create().send().await.map_err(SdkError::into_service_error);
    let conflict = rejected.as_ref().err().filter(|error| error.is_conflict_exception());
    checks.check("an existing name is a ConflictException", conflict.is_some());
    let rejected = client.create_project().project_name("no spaces").send().await.map_err(SdkError::into_service_error);
    checks.check("a bad name is a ValidationException", rejected.is_err_and(|error| error.is_validation_exception()));

    let described = client.describe_project().project_name(PROJECT).send().await?;
    let described = described.project_description().ok_or("no description")?;
    checks.check("describe_project finds it", described.project_arn() == made.project_arn());
    let rejected = client.describe_project().project_name("none").send().await.map_err(SdkError::into_service_error);
    let names_it = rejected.is_err_and(|error| match error {
        DescribeProjectError::ResourceNotFoundException(missing) => {
            missing.resource_id() == Some("none") && missing.resource_type() == Some(&ResourceType::Project)
        }
        _ => false,
    });
    checks.check("a missing resource is a ResourceNotFoundException that names it", names_it);
    Ok(())
}

async fn pages(client: &Client, checks: &mut Checks) -> Outcome {
    for number in 0..5 {
        client.create_project().project_name(format!("sdk-page-{number}")).send().await?;
    }
    let mut pages = client.list_projects().into_paginator().page_size(2).send();
    let (mut count, mut names) = (0, Vec::new());
    while let Some(page) = pages.next().await {
        count += 1;
        names.extend(page?.projects().iter().filter_map(|project| project.project_name().map(str::to_owned)));
    }
    let wanted = ["sdk-page-0", "sdk-page-1", "sdk-page-2", "sdk-page-3", "sdk-page-4", PROJECT];
    checks.check("list_projects returns every project once, over several pages", count == 3 && names == wanted);
    Ok(())
}

async fn wrong_secret(client: &Client, checks: &mut Checks) {
    let rejected = client.list_projects().send().await;
    let code = rejected.as_ref().err().and_then(|error| error.code());
    checks.check("a wrong secret is an InvalidSignatureException", code == Some("InvalidSignatureException"));
}

async fn detection(client: &Client, checks: &mut Checks) -> Outcome {
    host_model(client).await?;
    let detect = |image: &'static [u8], content_type: &str| {
        let body = ByteStream::from_static(image);
        client.detect_anomalies().project_name(PROJECT).model_version("1").content_type(content_type).body(body).send()
    };
    let seen = detect(b"a image", "image/png").await?;
    let seen = seen.detect_anomaly_result().ok_or("no result")?.clone();
    checks.check(
        "the image was sent with the request",
        seen.source().and_then(|source| source.r#type()) == Some("direct"),
    );
    checks.check("confidence is from 0 to 1", seen.confidence().is_some_and(|sure| (0.0..=1.0).contains(&sure)));
    checks.check(
        "the first anomaly is the background",
        seen.anomalies().first().and_then(|one| one.name()) == Some("background"),
    );
    let again = detect(b"a image", "image/jpeg").await?;
    checks.check("the same image has the same result", again.detect_anomaly_result() == Some(&seen));
    let rejected = detect(b"a text", "text/plain").await.map_err(SdkError::into_service_error);
    checks
        .check("a body of text is a ValidationException", rejected.is_err_and(|error| error.is_validation_exception()));
    Ok(())
}

/// Trains and starts the first model of the project.
async fn host_model(client: &Client) -> Outcome {
    client.create_dataset().project_name(PROJECT).dataset_type("train").send().await?;
    wait(async || {
        let described = client.describe_dataset().project_name(PROJECT).dataset_type("train").send().await?;
        Ok(described.dataset_description().and_then(|it| it.status()) == Some(&DatasetStatus::CreateComplete))
    })
    .await?;
    let output = OutputConfig::builder().s3_location(S3Location::builder().bucket("results").build()).build();
    client.create_model().project_name(PROJECT).output_config(output).send().await?;
    wait_for_model(client, &ModelStatus::Trained).await?;
    client.start_model().project_name(PROJECT).model_version("1").min_inference_units(1).send().await?;
    wait_for_model(client, &ModelStatus::Hosted).await
}

async fn wait_for_model(client: &Client, status: &ModelStatus) -> Outcome {
    wait(async || {
        let described = client.describe_model().project_name(PROJECT).model_version("1").send().await?;
        Ok(described.model_description().and_then(|model| model.status()) == Some(status))
    })
    .await
}

/// Polls until `holds` returns true.
async fn wait(holds: impl AsyncFn() -> Outcome<bool>) -> Outcome {
    for _ in 0..200 {
        if holds().await? {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(30)).await;
    }
    Err("the service did not get so far".into())
}
