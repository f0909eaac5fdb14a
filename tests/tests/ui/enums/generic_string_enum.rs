// mistakes: 1
// misuse: generic_string_enum
// right: enum Status {
// right:     Ready,
// right:     #[aws(unknown)]
// right:     Unknown(String),
// right: }
use std::borrow::Cow;

use aws_operation::{Response, aws_shape};

#[aws_shape]
enum Status<'a> {
    Ready,
    #[aws(unknown)]
    Unknown(Cow<'a, str>),
}

fn used(response: &Response<Status<'_>>) -> usize {
    matches!(**response, Status::Ready) as usize + response.as_str().len()
}

fn main() {
    let _ = used;
}
