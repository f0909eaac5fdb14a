// mistakes: 1
// misuse: form_of_serde
use aws_operation::{aws_shape};

#[aws_shape]
enum Value {
    Text(String),
    Bytes(Vec<u8>),
}

fn used(value: &Value) -> bool {
    value.as_bytes().is_some() || value.as_text().is_some()
}

fn main() {
    let _ = used;
}
