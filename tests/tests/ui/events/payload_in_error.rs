// mistakes: 1
// misuse: event_binding_outside_event
use aws_operation::aws_error;

#[aws_error]
#[derive(Debug)]
enum Error {
    ThrottlingException {
        #[aws(event_payload)]
        message: String,
    },
}

fn main() {
    drop(Error::ThrottlingException { message: String::new() });
}
