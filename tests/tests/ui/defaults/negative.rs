// mistakes: 1
// misuse: rustc
use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Project {
    #[aws(default = -1)]
    version: u8,
}

fn used(answer: &Response<Project>) -> u8 {
    answer.version
}

fn main() {
    let _ = used;
}
