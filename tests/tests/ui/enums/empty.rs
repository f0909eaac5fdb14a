// mistakes: 1
// misuse: empty_enum
// right: enum Status {
// right:     Ready,
// right:     #[aws(unknown)]
// right:     Unknown(String),
// right: }
use aws_operation::{Response, aws_shape};

#[aws_shape]
enum Status {}

fn used(response: &Response<Option<Status>>) -> bool {
    serde_json::to_string(&**response).is_ok()
}

fn main() {
    let _ = used;
}
