// mistakes: 1
// misuse: wrong_item
use aws_operation::{Response, aws_shape};

#[aws_shape]
#[derive(Debug)]
struct Project(String);

fn used(response: &Response<Project>) -> usize {
    response.0.len()
}

fn main() {
    let _ = used;
}
