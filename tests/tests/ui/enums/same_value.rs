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

fn used(response: &Response<Status>) -> usize {
    matches!(**response, Status::Ready) as usize + response.as_str().len()
}

fn main() {
    let _ = used;
}
