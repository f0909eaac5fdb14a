// mistakes: 1
// misuse: header_within_prefix
// right: #[aws(header = "X-Project-Name")]
// right: project_name: String,
// right: #[aws(prefix_headers = "x-amz-meta-")]
// right: metadata: HashMap<String, String>,
#[path = "../given.rs"]
mod given;

use aws_operation::aws_operation;
use given::{CreateProjectOutput, Service};

use std::collections::HashMap;

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
struct CreateProject {
    #[aws(prefix_headers = "x-amz-meta-")]
    metadata: HashMap<String, String>,
    #[aws(header = "X-Amz-Meta-Name")]
    project_name: String,
}

fn main() {}
