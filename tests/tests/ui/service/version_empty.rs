// mistakes: 1
// misuse: empty_name
use aws_operation::aws_service;

#[aws_service(id = "STS", protocol = "awsQuery", version = "")]
struct Sts;

fn main() {}
