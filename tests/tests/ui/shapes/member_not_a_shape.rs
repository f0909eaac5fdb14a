// mistakes: 1
// misuse: WriteMember
use aws_operation::{Response, aws_shape};

struct Money(u64);

#[aws_shape]
struct Project {
    name: String,
    price: Money,
}

fn used(response: &Response<Project>) -> u64 {
    response.price.0
}

fn main() {
    let _ = used;
}
