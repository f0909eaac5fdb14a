// mistakes: 1
// misuse: LiteralDefault
use aws_operation::{Document, Response, aws_shape};

#[aws_shape]
struct Project {
    #[aws(default = b"paint")]
    owner: Document,
}

fn used(response: &Response<Project>) -> bool {
    response.owner.is_null()
}

fn main() {
    let _ = used;
}
