// mistakes: 1
// misuse: NotOptional
use aws_operation::{Response, aws_shape};

#[aws_shape]
struct Page<T> {
    #[aws(default)]
    items: Option<Vec<T>>,
}

fn used(answer: &Response<Page<String>>) -> bool {
    answer.items.is_some()
}

fn main() {
    let _ = used;
}
