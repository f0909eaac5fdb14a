// mistakes: 1
// misuse: LiteralDefault
// right: #[aws_shape]
// right: struct Project {
// right:     #[aws(default)]
// right:     owner: Owner,
// right: }
use aws_operation::{Response, aws_shape};

#[aws_shape]
#[derive(Default)]
struct Owner {
    name: Option<String>,
}

#[aws_shape]
struct Project {
    #[aws(default = "paint")]
    owner: Owner,
}

fn used(response: &Response<Project>) -> bool {
    response.owner.name.is_some()
}

fn main() {
    let _ = used;
}
