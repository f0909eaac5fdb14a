// mistakes: 1
// misuse: ReadMembers
#[path = "../given.rs"]
mod given;

use aws_operation::{aws_operation, aws_shape};
use given::{Error, Service};

#[aws_operation(name = "DeleteProject", error = Error)]
#[aws(http = "DELETE /projects/{project_name}")]
struct DeleteProject {
    project_name: String,
}

#[aws_shape]
struct DeleteProjectOutput {
    project_arn: &'static str,
}

fn main() {}
