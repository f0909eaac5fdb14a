// mistakes: 1
// misuse: foreign_attribute
use aws_operation::{Response, aws_shape};

#[aws_shape]
#[serde(rename_all = "camelCase")]
struct Project {
    name: String,
}

fn used(answer: &Response<Project>) -> usize {
    answer.name.len() + serde_json::to_string(&**answer).map_or(0, |text| text.len())
}

fn main() {
    let _ = used;
}
