// mistakes: 1
// misuse: empty_name
use aws_operation::aws_error;

#[aws_error]
#[derive(Debug)]
enum Error {
    #[aws(exception = "")]
    ConflictException { message: String },
}

fn main() {}
