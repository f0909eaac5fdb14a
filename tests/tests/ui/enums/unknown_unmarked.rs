// mistakes: 1
// misuse: mixed_enum
use aws_operation::{Response, aws_shape};

#[aws_shape]
enum Status {
    Ready,
    Unknown(String),
}

fn used(answer: &Response<Status>) -> usize {
    matches!(**answer, Status::Ready) as usize + answer.as_str().len()
}

fn main() {
    let _ = used;
}
