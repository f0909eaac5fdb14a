// mistakes: 1
// misuse: dots_in_host_prefix
// right: #[aws(http = "POST /projects", host_prefix = "data.")]
#[path = "../given.rs"]
mod given;

use aws_operation::aws_operation;
use given::{CreateProjectOutput, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects", host_prefix = "data..")]
struct CreateProject {
    project_name: String,
}

fn main() {}
