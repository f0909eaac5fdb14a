// mistakes: 1
// misuse: empty_name
use aws_operation::aws_shape;

#[aws_shape]
struct Project {
    #[aws(rename = "")]
    name: String,
}

fn main() {}
