// mistakes: 1
// misuse: second_binding
// right: #[aws(query_params)]
// right: first: HashMap<String, String>,
// right: second: HashMap<String, String>,
#[path = "../given.rs"]
mod given;

use std::collections::HashMap;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    #[aws(query_params)]
    first: HashMap<String, String>,
    #[aws(query_params)]
    second: HashMap<String, String>,
}

async fn used(client: &Client) {
    let input = CreateProject { first: HashMap::new(), second: HashMap::new() };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
