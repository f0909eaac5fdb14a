// mistakes: 1
// misuse: rustc
use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Project {
    #[aws(default = 300)]
    version: i8,
}

fn used(response: &Response<Project>) -> i8 {
    response.version
}

fn main() {
    let _ = used;
}
