// mistakes: 1
// misuse: serde_derive
// right: #[aws_shape]
// right: #[derive(Debug)]
// right: struct Project {
// right:     name: String,
// right: }
use aws_operation::aws_shape;

#[aws_shape]
#[derive(Debug, serde::Serialize, serde::Deserialize)]
struct Project {
    name: String,
}

fn main() {}
