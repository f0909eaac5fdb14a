// mistakes: 1
// misuse: rustc
use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Project {
    #[aws(default = "1")]
    version: i32,
}

fn used(response: &Response<Project>) -> i32 {
    response.version
}

fn main() {
    let _ = used;
}
