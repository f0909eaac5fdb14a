// mistakes: 1
// misuse: malformed_argument
use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Project {
    #[aws(default("paint"))]
    name: String,
}

fn used(response: &Response<Project>) -> bool {
    serde_json::to_string(&**response).is_ok() && response.name.is_empty()
}

fn main() {
    let _ = used;
}
