// mistakes: 1
// misuse: unknown_holds_no_string
use aws_operation::{Response, aws_shape};

#[aws_shape]
enum Status {
    Ready,
    #[aws(unknown)]
    Unknown(u8),
}

fn used(answer: &Response<Status>) -> usize {
    matches!(**answer, Status::Ready) as usize + answer.as_str().len()
}

fn main() {
    let _ = used;
}
