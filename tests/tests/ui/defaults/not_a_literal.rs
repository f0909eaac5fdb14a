// mistakes: 1
// misuse: default_not_a_literal
// right: #[aws_shape]
// right: struct Project {
// right:     #[aws(default = "paint")]
// right:     name: String,
// right: }
use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Project {
    #[aws(default = String::from("paint"))]
    name: String,
}

fn used(response: &Response<Project>) -> bool {
    serde_json::to_string(&**response).is_ok() && response.name.is_empty()
}

fn main() {
    let _ = used;
}
