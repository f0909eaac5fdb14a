// mistakes: 1
// misuse: rustc
#[path = "../given.rs"]
mod given;

use aws_operation::{Client, aws_operation};
use given::*;

#[aws_operation(name = "DescribeProject")]
#[aws(http = "POST /projects/{project_name}")]
pub struct DescribeProject<'a, T> {
    pub project_name: &'a str,
    pub filter: T,
}

async fn used(client: &Client) {
    let input = DescribeProject { project_name: "paint", filter: "all" };
    drop(input.send(client).await.is_ok());
}

fn main() {
    let _ = used;
}
