// mistakes: 1
// misuse: PaginatedItems
#[path = "../given.rs"]
mod given;

use aws_operation::{blocking, aws_operation, aws_shape};
use given::Service;

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

fn used(client: &blocking::Client) {
    let input = ListProjects { next_token: None };
    let mut items = client.paginate(input).items();
    while let Some(item) = items.next() {
        drop(item.map_err(|error| error.to_string()));
    }
}

fn main() {
    let _ = used;
}
