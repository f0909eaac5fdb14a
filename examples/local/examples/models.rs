//! Models: train one, start it, stop it, delete it, and print each change of its status.
//!
//! ```text
//! cargo run --example models
//! ```

#![allow(clippy::print_stdout)]

use std::time::Duration;

use aws_operation::Client;
use aws_operation_examples::local_service::LocalService;
use aws_operation_examples::lookoutvision::{
    CreateDataset, CreateModel, CreateProject, DeleteModel, DescribeModel, ListModels, ModelStatus, OutputConfig,
    S3Location, StartModel, StopModel,
};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

const PROJECT: &str = "paint";
const VERSION: &str = "1";

#[tokio::main]
async fn main() -> Outcome {
    let step = Duration::from_millis(300);
    let service = LocalService::new().step(step);
    let server = service.server().credentials("AKIDEXAMPLE", "secret").bind("127.0.0.1:0").await?;
    let client = server.client()?;
    CreateProject { project_name: PROJECT.into(), client_token: None }.send(&client).await?;
    let dataset = CreateDataset {
        project_name: PROJECT.into(),
        dataset_type: "train".into(),
        dataset_source: None,
        client_token: None,
    };
    dataset.send(&client).await?;
    tokio::time::sleep(step).await;

    train(&client).await?;
    wait_for(&client, &ModelStatus::Trained).await?;
    start(&client).await?;
    wait_for(&client, &ModelStatus::Hosted).await?;

    println!("stop it, because a running model costs money");
    StopModel { project_name: PROJECT.into(), model_version: VERSION.into(), client_token: None }.send(&client).await?;
    wait_for(&client, &ModelStatus::Trained).await?;

    println!("delete it");
    let delete = DeleteModel { project_name: PROJECT.into(), model_version: VERSION.into(), client_token: None };
    println!("  {}", delete.send(&client).await?.model_arn.as_deref().unwrap_or_default());
    tokio::time::sleep(step).await;
    let remaining = ListModels { project_name: PROJECT.into(), ..ListModels::default() }.send(&client).await?;
    println!("  remaining models: {}", remaining.models.iter().flatten().count());
    Ok(())
}

async fn train(client: &Client) -> Outcome {
    println!("train version {VERSION}");
    let model = CreateModel {
        project_name: PROJECT.into(),
        description: Some("first.try".into()),
        client_token: None,
        output_config: OutputConfig { s3_location: S3Location { bucket: "results".into(), prefix: None } },
        kms_key_id: None,
        tags: None,
    };
    model.send(client).await?;
    Ok(())
}

async fn start(client: &Client) -> Outcome {
    println!("start it");
    let start = StartModel {
        project_name: PROJECT.into(),
        model_version: VERSION.into(),
        min_inference_units: 1,
        client_token: None,
        max_inference_units: Some(2),
    };
    start.send(client).await?;
    Ok(())
}

/// Polls the model until its status is `wanted`, and prints each change.
async fn wait_for(client: &Client, wanted: &ModelStatus) -> Outcome {
    let mut previous = None;
    loop {
        let model = DescribeModel { project_name: PROJECT.into(), model_version: VERSION.into() }.send(client).await?;
        let model = model.model_description.ok_or("no description")?;
        if model.status != previous {
            println!("  {}", model.status.as_ref().map_or("no status", ModelStatus::as_str));
        }
        if model.status.as_ref() == Some(wanted) {
            return Ok(());
        }
        previous = model.status;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
