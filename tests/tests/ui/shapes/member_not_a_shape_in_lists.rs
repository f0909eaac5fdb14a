// mistakes: 1
// misuse: WriteMember
use aws_operation::aws_shape;

struct Money(u64);

#[aws_shape]
struct Project {
    price: Money,
    #[aws(header = "X-Rebate")]
    rebate: Option<Money>,
    #[aws(xml_flattened)]
    payments: Vec<Money>,
    #[aws(default)]
    limits: std::collections::HashMap<String, Money>,
}

fn used(project: Project) -> usize {
    project.payments.len()
}

fn main() {
    let _ = used;
}
