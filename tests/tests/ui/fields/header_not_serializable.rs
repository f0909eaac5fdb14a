// mistakes: 1
// misuse: WriteMember
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{CreateProjectOutput, Error, Service};

struct Money(u64);

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
    #[aws(header = "X-Price")]
    price: Option<Money>,
}

async fn used(client: &Client) {
    let input = CreateProject { project_name: "paint".to_owned(), price: Some(Money(1)) };
    match input.send(client).await {
        Ok(made) => drop(made.project_arn.clone()),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
