// mistakes: 3
// misuse: rustc
#[path = "../given.rs"]
mod given;

use aws_operation::{aws_error, aws_operation, aws_shape};
use given::{CreateProjectOutput, Service};

#[aws_operation(name = "CreateProject", http = "POST /projects")]
struct CreateProject {
    colors: Option<Vec<Colour>>,
}

#[aws_shape]
struct Project {
    color: Colour,
}

#[aws_error]
#[derive(Debug)]
enum Rejected {
    #[aws(status = 409)]
    Taken { color: Option<Colour> },
}

fn main() {}
