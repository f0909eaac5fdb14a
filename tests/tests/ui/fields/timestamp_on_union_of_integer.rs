// mistakes: 1
// misuse: TimestampMember
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, aws_operation, aws_shape};
use given::{CreateProjectOutput, Error, Service};

#[aws_shape]
enum Start {
    #[aws(timestamp = "date-time")]
    At(i64),
    Now(bool),
}

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    start: Start,
}

async fn used(client: &Client) {
    let _ = CreateProject { start: Start::Now(true) }.send(client).await;
    let _: Option<(Error, CreateProjectOutput)> = None;
}

fn main() {
    let _ = used;
}
