// mistakes: 1
// misuse: InHostLabel
// right: account_id: String,
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

#[aws_operation(name = "CreateProject", host_prefix = "{account_id}.")]
#[aws(http = "POST /projects")]
struct CreateProject {
    #[aws(host_label)]
    account_id: Option<String>,
}

async fn used(client: &Client, input: CreateProject) {
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
