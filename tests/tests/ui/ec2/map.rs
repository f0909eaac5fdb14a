// mistakes: 1
// misuse: MapService
// right: tags: Vec<Tag>,
#[path = "../given.rs"]
mod given;

use std::collections::HashMap;

use aws_operation::{Client, SendError, aws_operation, aws_service};
use given::{CreateProjectOutput, Error};

#[aws_service(id = "EC2", protocol = "ec2Query", version = "2016-11-15", error = Error)]
struct Service;

#[aws_operation(name = "CreateProject")]
struct CreateProject {
    project_name: String,
    tags: HashMap<String, String>,
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned(), tags: HashMap::new() };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
