// mistakes: 1
// misuse: generic_service
// right: struct Service;
use aws_operation::aws_service;

#[aws_service(id = "LookoutVision", protocol = "restJson1")]
struct Service<const VERSION: u32>;

fn main() {}
