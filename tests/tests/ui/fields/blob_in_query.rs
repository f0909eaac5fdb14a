// mistakes: 1
// misuse: InQuery
#[path = "../given.rs"]
mod given;

use aws_operation::aws_operation;
use given::{CreateProjectOutput, Service};

use aws_operation::Blob;

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    #[aws(query)]
    content: Blob,
}

fn main() {}
