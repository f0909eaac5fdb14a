// mistakes: 1
// misuse: NotOptional
use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Project {
    #[aws(default = "paint")]
    name: Option<String>,
}

fn used(response: &Response<Project>) -> bool {
    response.name.is_some() && serde_json::to_string(&**response).is_ok()
}

fn main() {
    let _ = used;
}
