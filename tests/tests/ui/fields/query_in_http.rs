// mistakes: 1
// misuse: query_in_http
// right: #[aws(http = "POST /projects")]
// right: struct CreateProject {
// right:     #[aws(query = "type")]
// right:     kind: String,
// right: }
#[path = "../given.rs"]
mod given;

use aws_operation::aws_operation;
use given::{CreateProjectOutput, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects?type=image")]
struct CreateProject {
    #[aws(query = "type")]
    kind: String,
}

fn main() {}
