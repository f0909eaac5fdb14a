// mistakes: 1
// misuse: HasDefault
// right: #[aws_shape]
// right: struct Project {
// right:     created: Option<Timestamp>,
// right: }
use aws_operation::{Response, Timestamp, aws_shape};

#[aws_shape]
struct Project {
    #[aws(default)]
    created: Timestamp,
}

fn used(response: &Response<Project>) -> Timestamp {
    response.created
}

fn main() {
    let _ = used;
}
