// mistakes: 1
// misuse: AsText
#[path = "../given.rs"]
mod given;

use aws_operation::aws_operation;
use given::{CreateProjectOutput, Service};

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects", host_prefix = "{account_id}.")]
struct CreateProject {
    #[aws(host_label)]
    account_id: Vec<String>,
}

fn main() {}
