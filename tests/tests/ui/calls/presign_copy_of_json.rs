// mistakes: 1
// misuse: QueryProtocol
// right: let _ = op.presign(client, std::time::Duration::from_secs(60)).await;
use aws_operation::{Client, aws_operation, aws_service};

#[aws_service(id = "Things", protocol = "restJson1")]
struct Service;

#[aws_operation(name = "CopyThing", http = "POST /things", output = ())]
struct CopyThing;

async fn used(client: &Client) {
    let op = CopyThing;
    let _ = client.presign_copy(&op, "us-west-2").await;
}

fn main() {
    let _ = used;
}
