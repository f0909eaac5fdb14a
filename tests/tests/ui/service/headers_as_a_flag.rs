// mistakes: 1
// misuse: not_a_string
use aws_operation::aws_service;

#[aws_service(id = "API Gateway", protocol = "restJson1", headers)]
pub struct ApiGateway;

fn main() {
    let _ = ApiGateway;
}
