// mistakes: 1
// misuse: OfMediaType
// right: #[aws(payload)]
// right: content: Tag,
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
    #[aws(payload = "text/plain")]
    content: Tag,
}

async fn used(client: &Client) {
    let input = CreateProject { content: Tag { key: "a".to_owned() } };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
