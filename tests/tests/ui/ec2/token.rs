// mistakes: 1
// misuse: form_name_of_filled
// right: #[aws(rename = "Token")]
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation, aws_service};
use given::{CreateProjectOutput, Error};

#[aws_service(id = "EC2", protocol = "ec2Query", version = "2016-11-15", error = Error)]
struct Service;

#[aws_operation(name = "CreateProject", idempotent = "client_token")]
struct CreateProject {
    project_name: String,
    #[aws(ec2_query_name = "Token")]
    client_token: Option<String>,
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned(), client_token: None };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
