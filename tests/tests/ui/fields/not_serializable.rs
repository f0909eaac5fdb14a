// mistakes: 1
// misuse: WriteMember
// right: #[aws_shape]
// right: struct Money {
// right:     amount: u64,
// right: }
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

struct Money {
    amount: u64,
}

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
    price: Money,
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned(), price: Money { amount: 1 } };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
