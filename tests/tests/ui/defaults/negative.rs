// mistakes: 1
// misuse: rustc
use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Project {
    #[aws(default = -1)]
    version: u8,
}

fn used(response: &Response<Project>) -> u8 {
    response.version
}

fn main() {
    let _ = used;
}
