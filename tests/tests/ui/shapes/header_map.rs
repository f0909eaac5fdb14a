// mistakes: 1
// misuse: InHeader
use std::collections::BTreeMap;

use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Project {
    name: String,
    #[aws(header = "X-Tags")]
    tags: BTreeMap<String, String>,
}

fn used(response: &Response<Project>) -> usize {
    response.name.len() + serde_json::to_string(&**response).map_or(0, |text| text.len())
}

fn main() {
    let _ = used;
}
