// mistakes: 1
// misuse: rustc
use aws_operation::aws_service;

#[aws_service(id = "LookoutVision", protocol = "restJson1")]
struct Service<T>;

fn main() {}
