//! One `CreateProject` call, to measure the cost of its build.

use aws_operation::{Client, Credentials, Timestamp, aws_operation, aws_service, aws_shape};

#[aws_service(id = "LookoutVision", protocol = "restJson1")]
struct Service;

#[aws_operation(name = "CreateProject", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects")]
struct CreateProject {
    project_name: String,
    #[aws(header = "X-Amzn-Client-Token")]
    client_token: Option<String>,
}

#[aws_shape]
struct CreateProjectOutput {
    project_metadata: Option<ProjectMetadata>,
}

#[aws_shape]
#[allow(dead_code)]
struct ProjectMetadata {
    project_arn: Option<String>,
    project_name: Option<String>,
    creation_timestamp: Option<Timestamp>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let endpoint = std::env::args().nth(1).ok_or("usage: BIN URL")?;
    let client = Client::builder()
        .region("us-east-1")
        .credentials(Credentials::new("AKIDEXAMPLE", "bench-secret"))
        .endpoint_url(endpoint)
        .build()?;
    let made = CreateProject { project_name: "my-project".into(), client_token: None }.send(&client).await?;
    println!("{:?}", made.project_metadata.as_ref().and_then(|project| project.project_arn.as_deref()));
    Ok(())
}
