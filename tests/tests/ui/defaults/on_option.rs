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

fn used(response: &Response<Project>) -> bool {
    response.name.is_some() && serde_json::to_string(&**response).is_ok()
}

fn main() {
    let _ = used;
}
