use aws_operation::{Client, ServiceError, Timestamp, aws_operation, aws_service, aws_shape};
use bench_meter::{Call, Error, PROJECT, expect};

#[aws_service(id = "LookoutVision", protocol = "restJson1", error = ServiceError)]
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

pub async fn call(client: &Client, _: Call) -> Result<(), Error> {
    let create = CreateProject { project_name: PROJECT.into(), client_token: None };
    let output = create.send(client).await?;
    expect(output.project_metadata.and_then(|project| project.project_name).as_deref(), Some(PROJECT))
}
