// mistakes: 1
// misuse: not_a_string
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, SendError, aws_operation, aws_shape};
use given::{Error, Service};

#[aws_shape]
struct ListProjectsOutput {
    projects: Vec<String>,
    next_token: Option<String>,
}

#[aws_operation(name = "ListProjects", paginated(input = "next_token", output = "next_token", more = true))]
#[aws(http = "GET /projects")]
struct ListProjects {
    #[aws(query)]
    next_token: Option<String>,
}

async fn used(client: &Client) {
    let input = ListProjects { next_token: None };
    let mut pages = input.paginate(client);
    while let Some(page) = pages.next().await {
        drop(page.map_err(|error: SendError<Error>| error.to_string()));
    }
}

fn main() {
    let _ = used;
}
