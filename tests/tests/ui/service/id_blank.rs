// mistakes: 1
// misuse: empty_name
use aws_operation::aws_service;

#[aws_service(id = "  ", protocol = "restJson1")]
struct Vision;

fn main() {}
