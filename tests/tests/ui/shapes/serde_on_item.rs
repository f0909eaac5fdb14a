// mistakes: 1
// misuse: serde_attribute
use aws_operation::{Response, aws_shape};

#[aws_shape]
#[serde(rename_all = "camelCase")]
struct Project {
    name: String,
}

fn used(response: &Response<Project>) -> usize {
    response.name.len() + serde_json::to_string(&**response).map_or(0, |text| text.len())
}

fn main() {
    let _ = used;
}
