// mistakes: 1
// misuse: default_of_request
use aws_operation::aws_shape;

#[aws_shape]
struct Tag<'a> {
    key: &'a str,
    #[aws(default = "")]
    value: &'a str,
}

fn used(tag: &Tag<'_>) -> bool {
    tag.key == tag.value && serde_json::to_string(tag).is_ok()
}

fn main() {
    let _ = used;
}
