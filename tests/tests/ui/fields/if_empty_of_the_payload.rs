// mistakes: 1
// misuse: sent_as_of_payload
// right: #[aws(payload)]
// right: text: Option<String>,
#[path = "../given.rs"]
mod given;

use aws_operation::aws_operation;
use given::Service;

#[aws_operation(name = "PutText", output = ())]
#[aws(http = "PUT /text")]
struct PutText {
    #[aws(payload, if_empty = "none")]
    text: Option<String>,
}

fn main() {
    let _ = PutText { text: None };
}
