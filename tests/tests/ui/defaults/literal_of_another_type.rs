// mistakes: 1
// misuse: rustc
use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Project {
    #[aws(default = "1")]
    version: i32,
}

fn used(answer: &Response<Project>) -> i32 {
    answer.version
}

fn main() {
    let _ = used;
}
