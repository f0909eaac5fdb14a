// mistakes: 1
// misuse: binding_on_shape
use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Project {
    #[aws(host_label)]
    name: String,
}

fn used(response: &Response<Project>) -> usize {
    response.name.len()
}

fn main() {
    let _ = used;
}
