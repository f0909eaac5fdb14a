// mistakes: 1
// misuse: PayloadMember
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation, aws_shape};
use given::{Error, Service};

#[aws_operation(name = "GetProject")]
#[aws(http = "GET /projects")]
struct GetProject {}

#[aws_shape]
struct GetProjectOutput {
    #[aws(payload)]
    content: Vec<String>,
}

async fn used(client: &Client) {
    match (GetProject {}).send(client).await {
        Ok(got) => drop(got.content.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
