// mistakes: 1
// misuse: PaginatedItems
// right: #[aws_operation(
// right:     name = "ListProjects",
// right:     paginated(input = "next_token", output = "next_token", items = "projects")
// right: )]
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation, aws_shape};
use given::{Error, Service};

#[aws_shape]
struct ListProjectsOutput {
    projects: Vec<String>,
    next_token: Option<String>,
}

#[aws_operation(name = "ListProjects", paginated(input = "next_token", output = "next_token"))]
#[aws(http = "GET /projects")]
struct ListProjects {
    #[aws(query)]
    next_token: Option<String>,
}

async fn used(client: &Client) {
    let input = ListProjects { next_token: None };
    let mut items = input.paginate(client).items();
    while let Some(item) = items.next().await {
        drop(item.map_err(|error: SendError<Error>| error.to_string()));
    }
}

fn main() {
    let _ = used;
}
