// mistakes: 1
// misuse: rustc
use aws_operation::{ModeledError as _, aws_error};

#[aws_error]
#[derive(Debug)]
enum Error {
    ConflictException {
        message: String,
        #[aws(default = true)]
        resource_id: String,
    },
}

fn used(error: &Error) -> bool {
    let Error::ConflictException { message, resource_id } = error;
    error.code() == message && resource_id.is_empty()
}

fn main() {
    let _ = used;
}
