// mistakes: 1
// misuse: skipped_but_needed
use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Project {
    name: String,
    #[aws(skip, default = "paint")]
    note: String,
}

fn used(response: &Response<Project>) -> bool {
    serde_json::to_string(&**response).is_ok() && response.name == response.note
}

fn main() {
    let _ = used;
}
