// mistakes: 1
// misuse: InHeader
// right: #[aws(prefix_headers = "X-Meta-")]
// right: labels: HashMap<String, String>,
#[path = "../given.rs"]
mod given;

use std::collections::HashMap;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    #[aws(header = "X-Labels")]
    labels: HashMap<String, String>,
    client_token: Option<String>,
}

async fn used(client: &Client) {
    let input = CreateProject { labels: HashMap::new(), client_token: None };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
