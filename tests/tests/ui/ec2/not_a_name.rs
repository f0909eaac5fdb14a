// mistakes: 1
// misuse: not_a_form_name
// right: #[aws(ec2_query_name = "Tag")]
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation, aws_service};
use given::{CreateProjectOutput, Error};

#[aws_service(id = "EC2", protocol = "ec2Query", version = "2016-11-15", error = Error)]
struct Service;

#[aws_operation(name = "CreateProject")]
struct CreateProject {
    project_name: String,
    #[aws(ec2_query_name = "Tag.1")]
    tags: Vec<String>,
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned(), tags: Vec::new() };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
