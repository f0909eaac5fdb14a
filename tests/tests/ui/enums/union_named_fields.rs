// mistakes: 1
// misuse: union_variant_fields
use aws_operation::{Response, aws_shape};

#[aws_shape]
enum Source {
    Bucket(String),
    Table { name: String },
}

fn used(response: &Response<Option<Source>>) -> bool {
    serde_json::to_string(&**response).is_ok()
}

fn main() {
    let _ = used;
}
