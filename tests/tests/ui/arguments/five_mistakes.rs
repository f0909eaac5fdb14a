// mistakes: 5
// misuse: unknown_argument not_an_operation_name label_without_field not_a_header_name duplicate_member
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "create-project", idempotant = "client_token")]
#[aws(http = "POST /projects/{project_nam}")]
struct CreateProject {
    project_name: String,
    #[aws(header = "X Token")]
    client_token: Option<String>,
    title: String,
    #[aws(rename = "Title")]
    heading: String,
}

async fn used(client: &Client) {
    let (project_name, title, heading) = ("paint".to_owned(), String::new(), String::new());
    let input = CreateProject { project_name, client_token: None, title, heading };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
