// mistakes: 1
// misuse: second_binding
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
    #[aws(prefix_headers = "x-amz-tag-")]
    tags: HashMap<String, String>,
}

fn main() {}
