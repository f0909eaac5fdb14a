// mistakes: 1
// misuse: union_variant_fields
// right: enum Source {
// right:     Bucket(String),
// right:     Table(Table),
// right: }
use aws_operation::{Response, aws_shape};

#[aws_shape]
enum Source {
    Bucket(String),
    Table(String, u32),
}

fn used(response: &Response<Option<Source>>) -> bool {
    serde_json::to_string(&**response).is_ok()
}

fn main() {
    let _ = used;
}
