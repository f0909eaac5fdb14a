// mistakes: 1
// misuse: NotOptional
use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Page<T> {
    #[aws(default)]
    items: Option<Vec<T>>,
}

fn used(response: &Response<Page<String>>) -> bool {
    response.items.is_some()
}

fn main() {
    let _ = used;
}
