// mistakes: 1
// misuse: form_of_serde
use aws_operation::aws_shape;

#[aws_shape]
struct Project {
    size: Option<()>,
}

fn main() {}
