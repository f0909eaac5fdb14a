// mistakes: 1
// misuse: duplicate_member
use aws_operation::{Response, aws_shape};

#[aws_shape]
enum Status {
    Ready,
    #[aws(rename = "Ready")]
    Done,
    #[aws(unknown)]
    Unknown(String),
}

fn used(answer: &Response<Status>) -> usize {
    matches!(**answer, Status::Ready) as usize + answer.as_str().len()
}

fn main() {
    let _ = used;
}
