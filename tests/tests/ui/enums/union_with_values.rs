// mistakes: 1
// misuse: union_variant_fields
use aws_operation::aws_shape;

#[aws_shape]
enum Value {
    S(String),
    N(i64),
    L(Vec<String>),
    Null,
    Pair(String, String),
}

fn used(value: &Value) -> Option<&String> {
    value.as_s()
}

fn main() {
    let _ = used;
}
