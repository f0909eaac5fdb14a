// mistakes: 1
// misuse: InHeader
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation, aws_shape};
use given::{CreateProjectOutput, Error, Service};

#[aws_shape]
struct Tag {
    key: String,
}

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    #[aws(header = "X-Tags")]
    tags: Option<Vec<Tag>>,
}

async fn used(client: &Client) {
    let input = CreateProject { tags: Some(vec![Tag { key: "a".to_owned() }]) };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
