// mistakes: 1
// misuse: wrong_item
use aws_operation::{Response, aws_shape};

#[aws_shape]
union Project {
    name: u32,
}

fn used(response: &Response<Project>) -> bool {
    serde_json::to_string(&**response).is_ok()
}

fn main() {
    let _ = used;
}
