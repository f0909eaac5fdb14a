// mistakes: 1
// misuse: reserved_header
use aws_operation::aws_service;

#[aws_service(id = "API Gateway", protocol = "restJson1", headers("User-Agent: me"))]
pub struct ApiGateway;

fn main() {
    let _ = ApiGateway;
}
