// mistakes: 1
// misuse: Handler
// right: Server::builder().operation::<CreateProject, _>(|call: IncomingCall<CreateProject>| async move {
// right:     Ok(CreateProjectOutput { project_arn: Some(call.project_name.clone()) })
// right: })
#[path = "../given.rs"]
mod given;

use aws_operation::aws_operation;
use aws_operation::server::{Server, ServerBuilder};
use given::{CreateProjectOutput, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
}

struct Maker;

fn served() -> ServerBuilder {
    Server::builder().operation::<CreateProject, _>(Maker)
}

fn used() {
    drop(served());
}

fn main() {
    let _ = used;
}
