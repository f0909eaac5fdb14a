// mistakes: 1
// misuse: skipped_but_needed
#[path = "../given.rs"]
mod given;

use aws_operation::aws_operation;
use given::{CreateProjectOutput, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    #[aws(skip, rename = "Name")]
    project_name: String,
}

fn main() {}
