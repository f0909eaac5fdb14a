// mistakes: 1
// misuse: form_of_serde
use aws_operation::aws_shape;

#[aws_shape]
struct Project {
    trained: std::time::Duration,
}

fn main() {}
