// mistakes: 1
// misuse: not_a_constant_header
// right: #[aws_service(id = "API Gateway", protocol = "restJson1", headers("Accept: application/json"))]
use aws_operation::aws_service;

#[aws_service(id = "API Gateway", protocol = "restJson1", headers("application/json"))]
pub struct ApiGateway;

fn main() {
    let _ = ApiGateway;
}
