// mistakes: 1
// misuse: malformed_argument
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, aws_operation, aws_shape};
use given::{Error, Service};

#[aws_shape]
struct ListProjectsOutput {
    projects: Option<Vec<String>>,
    next_token: Option<String>,
}

#[aws_operation(name = "ListProjects", error = Error, paginated)]
#[aws(http = "GET /projects")]
struct ListProjects {
    #[aws(query)]
    next_token: Option<String>,
}

async fn used(client: &Client, input: ListProjects) {
    let mut items = input.paginate(client).items();
    while let Some(Ok(project)) = items.next().await {
        drop(project.to_uppercase());
    }
}

fn main() {
    let _ = used;
}
