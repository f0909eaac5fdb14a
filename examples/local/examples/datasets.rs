//! Datasets: create one, add labelled images, list some of them, delete it.
//!
//! ```text
//! cargo run --example datasets
//! ```

#![allow(clippy::print_stdout)]

use std::time::Duration;

use aws_operation::Client;
use aws_operation_examples::local_service::LocalService;
use aws_operation_examples::lookoutvision::{
    CreateDataset, CreateProject, DatasetDescription, DatasetStatus, DeleteDataset, DescribeDataset,
    ListDatasetEntries, UpdateDatasetEntries,
};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

const PROJECT: &str = "paint";

#[tokio::main]
async fn main() -> Outcome {
    let server = LocalService::new().server().credentials("AKIDEXAMPLE", "secret").bind("127.0.0.1:0").await?;
    let client = server.client()?;
    CreateProject { project_name: PROJECT.into(), client_token: None }.send(&client).await?;

    println!("create the training dataset");
    let dataset = CreateDataset {
        project_name: PROJECT.into(),
        dataset_type: "train".into(),
        dataset_source: None,
        client_token: None,
    };
    dataset.send(&client).await?;
    wait_for(&client, &DatasetStatus::CreateComplete).await?;

    println!("add 130 images");
    let lines: Vec<_> = (0..130).map(entry).collect();
    let update = UpdateDatasetEntries {
        project_name: PROJECT.into(),
        dataset_type: "train".into(),
        changes: lines.join("\n").as_str().into(),
        client_token: None,
    };
    update.send(&client).await?;
    wait_for(&client, &DatasetStatus::UpdateComplete).await?;
    println!("  image statistics: {:?}", describe(&client).await?.image_stats);

    list_some(&client).await?;

    println!("delete it");
    let delete = DeleteDataset { project_name: PROJECT.into(), dataset_type: "train".into(), client_token: None };
    delete.send(&client).await?;
    println!("  {}", describe(&client).await?.status.as_ref().map_or("no status", DatasetStatus::as_str));
    Ok(())
}

async fn list_some(client: &Client) -> Outcome {
    println!("list the anomalous images whose source contains `/12`");
    let filtered = ListDatasetEntries {
        project_name: PROJECT.into(),
        dataset_type: "train".into(),
        anomaly_class: Some("anomaly".into()),
        source_ref_contains: Some("/12".into()),
        ..ListDatasetEntries::default()
    };
    let mut entries = filtered.paginate(client).items();
    while let Some(entry) = entries.next().await {
        println!("  {}", entry?);
    }
    Ok(())
}

/// The JSON line of an image. Every tenth image is anomalous.
fn entry(number: u32) -> String {
    let class = if number.is_multiple_of(10) { "anomaly" } else { "normal" };
    format!(r#"{{"source-ref": "s3://images/{number:03}.jpg", "anomaly-label-metadata": {{"class-name": "{class}"}}}}"#)
}

async fn describe(client: &Client) -> Outcome<DatasetDescription> {
    let dataset = DescribeDataset { project_name: PROJECT.into(), dataset_type: "train".into() };
    dataset.send(client).await?.dataset_description.ok_or_else(|| "no description".into())
}

async fn wait_for(client: &Client, wanted: &DatasetStatus) -> Outcome {
    loop {
        let status = describe(client).await?.status;
        println!("  {}", status.as_ref().map_or("no status", DatasetStatus::as_str));
        if status.as_ref() == Some(wanted) {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
