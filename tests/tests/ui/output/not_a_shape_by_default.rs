// mistakes: 1
// misuse: ReadMembers
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, aws_operation};
use given::{Error, Service};

#[aws_operation(name = "DeleteProject", error = Error)]
#[aws(http = "DELETE /projects/{project_name}")]
struct DeleteProject {
    project_name: String,
}

struct DeleteProjectOutput {
    project_arn: Option<String>,
}

async fn used(client: &Client) {
    let input = DeleteProject { project_name: "paint".to_owned() };
    if let Ok(deleted) = input.send(client).await {
        drop(deleted.project_arn.clone());
    }
}

fn main() {
    let _ = used;
}
