// mistakes: 1
// misuse: unknown_missing
// right: enum Status {
// right:     Ready,
// right:     #[aws(unknown)]
// right:     Unknown(String),
// right: }
use aws_operation::{Response, aws_shape};

#[aws_shape]
enum Status {
    Ready,
    Busy,
}

fn used(response: &Response<Status>) -> usize {
    matches!(**response, Status::Ready) as usize + response.as_str().len()
}

fn main() {
    let _ = used;
}
