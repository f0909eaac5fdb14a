// mistakes: 1
// misuse: NotOptional
// right: #[aws_shape]
// right: struct Project {
// right:     #[aws(default)]
// right:     name: String,
// right: }
use aws_operation::{Response, aws_shape};

type Maybe<T> = Option<T>;

#[aws_shape]
struct Project {
    #[aws(default)]
    name: Maybe<String>,
}

fn used(answer: &Response<Project>) -> bool {
    answer.name.is_some() && serde_json::to_string(&**answer).is_ok()
}

fn main() {
    let _ = used;
}
