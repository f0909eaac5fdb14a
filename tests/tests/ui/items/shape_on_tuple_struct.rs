// mistakes: 1
// misuse: wrong_item
use aws_operation::{Response, aws_shape};

#[aws_shape]
#[derive(Debug)]
struct Project(String);

fn used(answer: &Response<Project>) -> usize {
    answer.0.len()
}

fn main() {
    let _ = used;
}
