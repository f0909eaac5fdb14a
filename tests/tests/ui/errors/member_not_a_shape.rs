// mistakes: 1
// misuse: WriteMember
use aws_operation::aws_error;

#[derive(Debug)]
struct Money(u64);

#[aws_error]
#[derive(Debug)]
enum Error {
    BudgetException { spent: Money, limits: Vec<Money> },
    OtherException { message: String, #[aws(header = "X-Left")] left: Option<Money> },
}

fn main() {}
