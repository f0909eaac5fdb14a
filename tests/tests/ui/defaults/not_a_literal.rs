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

fn used(answer: &Response<Project>) -> bool {
    serde_json::to_string(&**answer).is_ok() && answer.name.is_empty()
}

fn main() {
    let _ = used;
}
