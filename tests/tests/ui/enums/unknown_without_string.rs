// mistakes: 1
// misuse: unknown_holds_no_string
// right: #[aws(unknown)]
// right: Unknown(String),
use aws_operation::{Response, aws_shape};

#[aws_shape]
enum Status {
    Ready,
    #[aws(unknown)]
    Unknown,
}

fn used(response: &Response<Status>) -> usize {
    matches!(**response, Status::Ready) as usize + response.as_str().len()
}

fn main() {
    let _ = used;
}
