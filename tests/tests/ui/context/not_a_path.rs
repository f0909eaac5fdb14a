// mistakes: 1
// misuse: not_a_context_path
// right: #[aws_operation(name = "CreateProject", context(Project = "Tags[*].ProjectName"))]
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject", context(Project = "Tags[0].ProjectName"))]
#[aws(http = "POST /projects")]
struct CreateProject {
    tags: Vec<String>,
}

async fn used(client: &Client) {
    let input = CreateProject { tags: Vec::new() };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
