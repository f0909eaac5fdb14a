// mistakes: 1
// misuse: wrong_item
use aws_operation::aws_operation;

#[aws_operation(name = "CreateProject")]
#[aws(http = "POST /projects")]
pub async fn create_project(project_name: String) -> usize {
    project_name.len()
}

async fn used() -> usize {
    create_project("paint".to_owned()).await
}

fn main() {
    let _ = used;
}
