// mistakes: 1
// misuse: rustc
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, aws_operation};
use given::*;

#[aws_operation(
    name = "ListProjects",
    paginated(input = "next_token", output = "next_token", items = "projects", more = "is_truncated")
)]
#[aws(http = "GET /projects")]
#[deprecated]
pub struct ListProjects {
    #[aws(query)]
    pub next_token: Option<String>,
}

#[allow(deprecated)]
async fn used(client: &Client) {
    let mut pages = ListProjects { next_token: None }.paginate(client);
    while let Some(Ok(page)) = pages.next().await {
        drop(page.projects);
    }
}

fn main() {
    let _ = used;
}
