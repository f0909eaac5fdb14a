// mistakes: 1
// misuse: empty_name
#[path = "../given.rs"]
mod given;

use aws_operation::aws_operation;
use given::{CreateProjectOutput, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    #[aws(rename = "")]
    project_name: String,
}

fn main() {}
