// mistakes: 5
// misuse: UnknownArgument NotAnOperationName LabelWithoutField NotAHeaderName DuplicateMember
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
    #[aws(rename = "ProjectName")]
    title: String,
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned(), client_token: None, title: String::new() };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
