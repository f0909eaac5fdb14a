// mistakes: 1
// misuse: WriteMember
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, aws_operation, aws_shape};
use given::{Error, Service};

struct Project {
    name: String,
}

#[aws_shape]
struct ListProjectsOutput {
    projects: Option<Vec<Project>>,
    next_token: Option<String>,
}

#[aws_operation(name = "ListProjects", error = Error, paginated(input = "next_token", output = "next_token", items = "projects"))]
#[aws(http = "GET /projects")]
struct ListProjects {
    #[aws(query)]
    next_token: Option<String>,
}

async fn used(client: &Client, input: ListProjects) {
    let mut items = input.paginate(client).items();
    while let Some(Ok(project)) = items.next().await {
        drop(project.name);
    }
}

fn main() {
    let _ = used;
}
