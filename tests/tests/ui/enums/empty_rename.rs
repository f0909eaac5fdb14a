// mistakes: 1
// misuse: empty_name
use aws_operation::aws_shape;

#[aws_shape]
enum Status {
    #[aws(rename = " ")]
    Ready,
    #[aws(unknown)]
    Unknown(String),
}

fn main() {}
