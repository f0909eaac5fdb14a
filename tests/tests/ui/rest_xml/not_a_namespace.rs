// mistakes: 1
// misuse: not_a_namespace
// right: #[aws(xml_namespace = "https://example.com/doc/")]
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation, aws_service};
use given::{CreateProjectOutput, Error};

#[aws_service(id = "Documents", protocol = "restXml", error = Error)]
struct Service;

#[aws_operation(name = "CreateProject", http = "POST /projects")]
struct CreateProject {
    project_name: String,
    #[aws(xml_namespace = "example com")]
    kind: String,
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned(), kind: String::new() };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
