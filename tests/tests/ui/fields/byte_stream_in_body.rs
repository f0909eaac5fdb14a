// mistakes: 1
// misuse: stream_not_payload
#[path = "../given.rs"]
mod given;

use aws_operation::aws_operation;
use given::{CreateProjectOutput, Service};

use aws_operation::ByteStream;

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    content: ByteStream,
}

fn main() {}
