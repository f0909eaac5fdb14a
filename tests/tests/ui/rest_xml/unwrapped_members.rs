// mistakes: 1
// misuse: unwrapped_members
// right: #[aws_shape]
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation, aws_service, aws_shape};
use given::Error;

#[aws_service(id = "Documents", protocol = "restXml", error = Error)]
struct Service;

#[aws_operation(name = "CreateProject", http = "POST /projects", output = Project)]
struct CreateProject {
    name: String,
}

#[aws_shape(xml_unwrapped)]
struct Project {
    project_arn: Option<String>,
    name: String,
}

async fn used(client: &Client) {
    let input = CreateProject { name: "paint".to_owned() };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
