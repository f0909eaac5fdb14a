// mistakes: 1
// misuse: rustc
#[path = "../given.rs"]
mod given;

use aws_operation::Client;
use given::*;

async fn used(client: &Client) {
    #[aws_operation::aws_operation(name = "DeleteThing", idempotent = "token")]
    #[aws(http = "DELETE /things/{name}")]
    struct DeleteThing {
        name: String,
        #[aws(header = "X-Token")]
        token: Option<String>,
    }
    let input = DeleteThing { name: "paint".to_owned(), token: None };
    drop(input.send(client).await.is_ok());
}

fn main() {
    let _ = used;
}
