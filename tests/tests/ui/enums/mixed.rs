// mistakes: 1
// misuse: mixed_enum
// right: enum Status {
// right:     Ready,
// right:     #[aws(unknown)]
// right:     Unknown(String),
// right: }
use aws_operation::{Response, aws_shape};

#[aws_shape]
enum Status {
    Ready,
    Failed { reason: String },
    #[aws(unknown)]
    Unknown(String),
}

fn used(response: &Response<Status>) -> usize {
    matches!(**response, Status::Ready) as usize + response.as_str().len()
}

fn main() {
    let _ = used;
}
