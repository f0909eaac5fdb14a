// mistakes: 1
// misuse: ReadMember
// right: #[aws_shape]
// right: struct Money {
// right:     amount: u64,
// right: }
use aws_operation::{Response, aws_shape};

#[derive(serde::Serialize)]
struct Money {
    amount: u64,
}

#[aws_shape]
struct Project {
    name: String,
    price: Money,
}

fn used(response: &Response<Project>) -> u64 {
    response.price.amount
}

fn main() {
    let _ = used;
}
