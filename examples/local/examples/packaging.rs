//! Packaging: turn a model into a Greengrass component that runs on a device.
//!
//! ```text
//! cargo run --example packaging
//! ```

#![allow(clippy::print_stdout)]

use std::time::Duration;

use aws_operation::Client;
use aws_operation_examples::local_service::LocalService;
use aws_operation_examples::lookoutvision::{
    CreateDataset, CreateModel, CreateProject, DescribeModelPackagingJob, GreengrassConfiguration,
    ListModelPackagingJobs, ModelPackagingConfiguration, ModelPackagingJobStatus, OutputConfig, S3Location,
    StartModelPackagingJob, TargetDevice,
};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

const PROJECT: &str = "paint";
const STEP: Duration = Duration::from_millis(200);

#[tokio::main]
async fn main() -> Outcome {
    let service = LocalService::new().step(STEP);
    let server = service.server().credentials("AKIDEXAMPLE", "secret").bind("127.0.0.1:0").await?;
    let client = server.client()?;
    train_model(&client).await?;

    let job = StartModelPackagingJob {
        project_name: PROJECT.into(),
        model_version: "latest".into(),
        job_name: None,
        configuration: ModelPackagingConfiguration {
            greengrass: GreengrassConfiguration {
                compiler_options: None,
                target_device: Some(TargetDevice::JetsonXavier),
                target_platform: None,
                s3_output_location: S3Location { bucket: "components".into(), prefix: None },
                component_name: "scratch.finder".into(),
                component_version: Some("1.2.0".into()),
                component_description: Some("Finds scratches".into()),
                tags: None,
            },
        },
        description: Some("for the door assembly line".into()),
        client_token: None,
    };
    let job_name = job.send(&client).await?.job_name.ok_or("no name")?;
    println!("started {job_name}");
    wait_for(&client, &job_name).await?;

    let list = ListModelPackagingJobs { project_name: PROJECT.into(), ..ListModelPackagingJobs::default() };
    let mut jobs = list.paginate(&client).items();
    while let Some(job) = jobs.next().await {
        let job = job?;
        let (name, status) = (job.job_name.unwrap_or_default(), job.status);
        println!("listed {name}: {}", status.as_ref().map_or("?", ModelPackagingJobStatus::as_str));
    }
    Ok(())
}

/// Polls the job until it is done. Prints each status message, and then the ARN of the component.
async fn wait_for(client: &Client, job_name: &str) -> Outcome {
    loop {
        let job = DescribeModelPackagingJob { project_name: PROJECT.into(), job_name: job_name.into() };
        let job = job.send(client).await?.model_packaging_description.ok_or("no description")?;
        println!("  {}", job.status_message.unwrap_or_default());
        if let Some(component) = job.model_packaging_output_details.and_then(|output| output.greengrass) {
            println!("  {}", component.component_version_arn.unwrap_or_default());
            return Ok(());
        }
        tokio::time::sleep(STEP).await;
    }
}

/// Creates a project with a dataset and a model. The example `models` shows these calls in detail.
async fn train_model(client: &Client) -> Outcome {
    CreateProject { project_name: PROJECT.into(), client_token: None }.send(client).await?;
    let (project_name, client_token) = (PROJECT.to_owned(), None);
    let dataset = CreateDataset { project_name, dataset_type: "train".into(), dataset_source: None, client_token };
    dataset.send(client).await?;
    tokio::time::sleep(STEP).await;
    let s3_location = S3Location { bucket: "results".into(), prefix: None };
    let (project_name, output_config) = (PROJECT.to_owned(), OutputConfig { s3_location });
    let (description, client_token, kms_key_id, tags) = (None, None, None, None);
    let model = CreateModel { project_name, description, client_token, output_config, kms_key_id, tags };
    model.send(client).await?;
    tokio::time::sleep(STEP).await;
    Ok(())
}
