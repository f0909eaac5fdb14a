// mistakes: 1
// misuse: two_kinds_of_retry
// right: #[aws(throttling)]
// right: ThrottlingException { message: String },
use aws_operation::aws_error;

#[aws_error]
#[derive(Debug)]
enum Error {
    #[aws(throttling, transient)]
    ThrottlingException { message: String },
}

fn main() {}
