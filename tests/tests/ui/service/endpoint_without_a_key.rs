// mistakes: 1
// misuse: not_an_endpoint_rule
// right: #[aws_service(id = "Account", protocol = "restJson1", endpoint("account{-fips}.{global}.{suffix} region={global}"))]
use aws_operation::aws_service;

#[aws_service(id = "Account", protocol = "restJson1", endpoint("account{-fips}.{global}.{suffix} {global}"))]
struct Service;

fn main() {
    let _ = Service;
}
