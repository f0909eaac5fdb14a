// mistakes: 1
// misuse: LiteralDefault
use aws_operation::{Document, Response, aws_shape};

#[aws_shape]
struct Project {
    #[aws(default = b"paint")]
    owner: Document,
}

fn used(answer: &Response<Project>) -> bool {
    answer.owner.is_null()
}

fn main() {
    let _ = used;
}
