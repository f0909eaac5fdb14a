// mistakes: 1
// misuse: rustc
// when: The output type is not in scope. Without the argument `output`, it is the operation's name followed by `Output`.
// right: // The operation returns nothing:
// right: #[aws_operation(name = "DeleteProject", output = ())]
// right:
// right: // Or its output is a shape of this name:
// right: #[aws_shape]
// right: struct DeleteProjectOutput {
// right:     project_arn: Option<String>,
// right: }
// right:
// right: // Or its output has another name:
// right: #[aws_operation(name = "DeleteProject", output = OtherName)]
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation};
use given::{Error, Service};

#[aws_operation(name = "DeleteProject")]
#[aws(http = "DELETE /projects/{project_name}")]
struct DeleteProject {
    project_name: String,
}

async fn used(client: &Client) {
    let input = DeleteProject { project_name: "paint".to_owned() };
    match input.send(client).await {
        Ok(deleted) => drop(deleted),
        Err(SendError::Service(Error::ConflictException { message }, _)) => drop(message),
        Err(other) => eprintln!("{other}"),
    }
}

fn main() {
    let _ = used;
}
