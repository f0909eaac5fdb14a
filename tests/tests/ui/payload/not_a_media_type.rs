// mistakes: 1
// misuse: not_a_media_type
// right: #[aws(payload = "text/plain")]
// right: content: String,
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    #[aws(payload = "plain text")]
    content: String,
}

async fn used(client: &Client) {
    let input = CreateProject { content: String::new() };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
