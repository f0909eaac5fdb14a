// mistakes: 1
// misuse: unknown_timestamp_format
// right: #[aws(timestamp = "date-time")]
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, Timestamp, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
    #[aws(timestamp = "datetime")]
    made: Timestamp,
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned(), made: Timestamp::from_second(0).unwrap() };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
