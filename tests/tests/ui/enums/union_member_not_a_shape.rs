// mistakes: 1
// misuse: WriteMember
use aws_operation::aws_shape;

struct Money(u64);

#[aws_shape]
enum Price {
    Once(Money),
    #[aws(xml_flattened)]
    Parts(Vec<Money>),
    Free(bool),
}

fn used(price: &Price) -> Option<&Money> {
    price.as_once()
}

fn main() {
    let _ = used;
}
