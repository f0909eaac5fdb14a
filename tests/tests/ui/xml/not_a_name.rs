// mistakes: 1
// misuse: not_an_xml_name
// right: #[aws(xml_member = "item")]
#[path = "../given.rs"]
mod given;

use std::collections::HashMap;

use aws_operation::{Client, SendError, aws_operation, aws_service};
use given::{CreateProjectOutput, Error};

#[aws_service(id = "CloudFormation", protocol = "awsQuery", version = "2010-05-15", error = Error)]
struct Service;

#[aws_operation(name = "CreateProject")]
struct CreateProject {
    project_name: String,
    #[aws(xml_member = "an item")]
    tags: Vec<String>,
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned(), tags: <Vec<String>>::default() };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
    let _: Option<HashMap<String, String>> = None;
}
