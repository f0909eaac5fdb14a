// mistakes: 1
// misuse: member_beside_payload
// right: #[aws(payload)]
// right: content: String,
// right: #[aws(header = "X-Name")]
// right: project_name: String,
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
    #[aws(payload)]
    content: String,
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned(), content: String::new() };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
