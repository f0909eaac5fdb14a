// mistakes: 1
// misuse: rustc
use aws_operation::aws_shape;

#[aws_shape]
struct Project {
    name: String,
    name: String,
}

fn main() {}
