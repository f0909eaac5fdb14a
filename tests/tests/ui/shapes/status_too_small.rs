// mistakes: 1
// misuse: InStatus
use aws_operation::aws_shape;

#[aws_shape]
struct Project {
    #[aws(status)]
    status: u8,
}

fn main() {}
