// mistakes: 1
// misuse: not_an_error_variant
use aws_operation::aws_error;

#[aws_error]
#[derive(Debug)]
enum Error {
    ConflictException(String),
    NotFoundException(String),
    LimitException { message: String },
    OtherException(String, u64),
    LastException(u64),
}

fn main() {}
