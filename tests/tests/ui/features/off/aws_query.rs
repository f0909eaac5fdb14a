// mistakes: 1
// misuse: protocol_without_feature
// right: aws-operation = { version = "0.2", features = ["aws-query"] }
#[path = "../../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation, aws_service};
use given::{CreateProjectOutput, Error};

#[aws_service(id = "STS", protocol = "awsQuery", version = "2011-06-15")]
struct CodeBuild;

#[aws_operation(name = "CreateProject", service = CodeBuild, error = Error)]
struct CreateProject {
    project_name: String,
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned() };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
