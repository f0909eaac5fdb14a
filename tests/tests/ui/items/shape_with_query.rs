// mistakes: 1
// misuse: binding_on_shape
// right: #[aws(header = "name")]
// right: name: String,
use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Project {
    #[aws(query = "name")]
    name: String,
}

fn used(response: &Response<Project>) -> usize {
    response.name.len()
}

fn main() {
    let _ = used;
}
