// mistakes: 1
// misuse: unknown_argument
use aws_operation::{Response, aws_shape};

#[aws_shape]
enum Status {
    #[aws(renam = "READY")]
    Ready,
    #[aws(unknown)]
    Unknown(String),
}

fn used(response: &Response<Status>) -> usize {
    matches!(**response, Status::Ready) as usize + response.as_str().len()
}

fn main() {
    let _ = used;
}
