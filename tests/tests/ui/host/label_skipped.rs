// mistakes: 1
// misuse: skipped_but_needed
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject", host_prefix = "{account_id}.")]
#[aws(http = "POST /projects")]
struct CreateProject {
    #[aws(skip)]
    account_id: String,
}

async fn used(client: &Client) {
    let input = CreateProject { account_id: "1".to_owned() };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
