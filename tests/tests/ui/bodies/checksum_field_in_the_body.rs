// mistakes: 1
// misuse: checksum_field_without_header
// right: #[aws(header = "x-amz-sdk-checksum-algorithm")]
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject", checksum(algorithm = "checksum_algorithm"))]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
    checksum_algorithm: Option<String>,
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned(), checksum_algorithm: None };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
