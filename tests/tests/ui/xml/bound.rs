// mistakes: 1
// misuse: bound_twice
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject", http = "POST /projects")]
struct CreateProject {
    #[aws(header = "X-Tags", xml_flattened)]
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
