// mistakes: 1
// misuse: TimestampMember
// right: #[aws(timestamp = "date-time")]
// right: made: Timestamp,
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
    #[aws(timestamp = "date-time")]
    made: i64,
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned(), made: 0 };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
