//! Detection: a running model looks for anomalies in images.
//!
//! ```text
//! cargo run --example detection                 # made-up bytes instead of images
//! cargo run --example detection -- photo.jpg    # an image of yours
//! ```

#![allow(clippy::print_stdout)]

use std::path::Path;
use std::time::Duration;

use aws_operation::{ByteStream, Client};
use aws_operation_examples::local_service::LocalService;
use aws_operation_examples::lookoutvision::{
    CreateDataset, CreateModel, CreateProject, DetectAnomalies, DetectAnomalyResult, OutputConfig, S3Location,
    StartModel,
};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

const PROJECT: &str = "paint";
const STEP: Duration = Duration::from_millis(50);

#[tokio::main]
async fn main() -> Outcome {
    let service = LocalService::new().step(STEP);
    let server = service.server().credentials("AKIDEXAMPLE", "secret").bind("127.0.0.1:0").await?;
    let client = server.client()?;
    run_model(&client).await?;

    let files: Vec<_> = std::env::args().skip(1).collect();
    for file in &files {
        let is_png = Path::new(file).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("png"));
        let content_type = if is_png { "image/png" } else { "image/jpeg" };
        let image = ByteStream::from_path(file).await?;
        print(file, &detect(&client, image, content_type).await?);
    }
    if files.is_empty() {
        for number in 1..=5 {
            let name = format!("image {number}");
            print(&name, &detect(&client, name.as_str().into(), "image/jpeg").await?);
        }
    }
    Ok(())
}

async fn detect(client: &Client, image: ByteStream, content_type: &str) -> Outcome<DetectAnomalyResult> {
    let request = DetectAnomalies {
        project_name: PROJECT.into(),
        model_version: "latest".into(),
        content_type: content_type.into(),
        body: image,
    };
    request.send(client).await?.detect_anomaly_result.ok_or_else(|| "no result".into())
}

fn print(name: &str, result: &DetectAnomalyResult) {
    let verdict = if result.is_anomalous == Some(true) { "anomalous" } else { "normal" };
    println!("{name}: {verdict}, confidence {:.2}", result.confidence.unwrap_or_default());
    // The first item of the list is the background.
    for anomaly in result.anomalies.iter().flatten().skip(1) {
        let area = anomaly.pixel_anomaly.as_ref().and_then(|pixels| pixels.total_percentage_area);
        println!("  {} on {:.1} % of the image", anomaly.name.as_deref().unwrap_or_default(), area.unwrap_or_default());
    }
}

/// Creates a project with a dataset and a model, and starts the model. The example `models` shows these calls in
/// detail.
async fn run_model(client: &Client) -> Outcome {
    CreateProject { project_name: PROJECT.into(), client_token: None }.send(client).await?;
    let (project_name, client_token) = (PROJECT.to_owned(), None);
    let dataset = CreateDataset { project_name, dataset_type: "train".into(), dataset_source: None, client_token };
    dataset.send(client).await?;
    tokio::time::sleep(STEP).await;
    let model = CreateModel {
        project_name: PROJECT.into(),
        description: None,
        client_token: None,
        output_config: OutputConfig { s3_location: S3Location { bucket: "results".into(), prefix: None } },
        kms_key_id: None,
        tags: None,
    };
    model.send(client).await?;
    tokio::time::sleep(STEP).await;
    let start = StartModel {
        project_name: PROJECT.into(),
        model_version: "latest".into(),
        min_inference_units: 1,
        client_token: None,
        max_inference_units: None,
    };
    start.send(client).await?;
    tokio::time::sleep(STEP).await;
    Ok(())
}
