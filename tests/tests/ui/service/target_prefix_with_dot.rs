// mistakes: 1
// misuse: target_prefix_with_dot
// right: #[aws_service(id = "CodeBuild", protocol = "awsJson1_1", target_prefix = "CodeBuild_20161006")]
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation, aws_service};
use given::{CreateProjectOutput, Error};

#[aws_service(id = "CodeBuild", protocol = "awsJson1_1", target_prefix = "CodeBuild_20161006.")]
struct Vision;

#[aws_operation(name = "CreateProject", service = Vision, error = Error)]
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
