// mistakes: 1
// misuse: member_beside_payload
#[path = "../given.rs"]
mod given;

use aws_operation::aws_operation;
use given::{CreateProjectOutput, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    project_name: String,
    description: String,
    #[aws(payload)]
    content: String,
}

fn main() {}
