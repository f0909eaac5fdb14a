// mistakes: 1
// misuse: AsText
#[path = "../given.rs"]
mod given;

use aws_operation::aws_operation;
use given::Service;

#[aws_operation(name = "GetHostedZones", output = ())]
#[aws(http = "GET /hostedzones")]
struct GetHostedZones {
    #[aws(query = "id", last_segment)]
    ids: Vec<String>,
}

fn main() {
    let _ = GetHostedZones { ids: Vec::new() };
}
