// mistakes: 1
// misuse: default_of_payload
// right: #[aws_shape]
// right: struct Project {
// right:     #[aws(payload)]
// right:     text: String,
// right: }
use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Project {
    #[aws(payload, default = "paint")]
    text: String,
}

fn used(response: &Response<Project>) -> bool {
    response.text.is_empty()
}

fn main() {
    let _ = used;
}
