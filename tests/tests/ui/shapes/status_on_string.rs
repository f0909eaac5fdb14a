// mistakes: 1
// misuse: InStatus
// right: #[aws(status)]
// right: code: u16,
use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Project {
    name: String,
    #[aws(status)]
    code: String,
}

fn used(response: &Response<Project>) -> usize {
    response.name.len() + serde_json::to_string(&**response).map_or(0, |text| text.len())
}

fn main() {
    let _ = used;
}
