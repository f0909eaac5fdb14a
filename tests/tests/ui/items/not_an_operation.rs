// mistakes: 1
// misuse: Operation
// right: #[aws_operation(name = "CreateProject")]
// right: #[aws(http = "POST /projects")]
// right: struct CreateProject {
// right:     project_name: String,
// right: }
use aws_operation::Operation;

struct CreateProject {
    project_name: String,
}

fn name<O: Operation>(_: &O) -> &'static str {
    O::META.name
}

fn used() -> &'static str {
    name(&CreateProject { project_name: "paint".to_owned() })
}

fn main() {
    let _ = used;
}
