// mistakes: 1
// misuse: two_roots
// right: #[aws_operation(name = "CreateProject", http = "POST /projects")]
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation, aws_service, aws_shape};
use given::{CreateProjectOutput, Error};

#[aws_service(id = "Documents", protocol = "restXml", error = Error)]
struct Service;

#[aws_operation(name = "CreateProject", http = "POST /projects", xml_name = "Project")]
struct CreateProject {
    #[aws(payload)]
    project: Project,
}

#[aws_shape]
struct Project {
    name: String,
}

async fn used(client: &Client) {
    let input = CreateProject { project: Project { name: "paint".to_owned() } };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
