// mistakes: 1
// misuse: stream_not_payload
use aws_operation::{ByteStream, aws_shape};

#[aws_shape]
struct GetObjectOutput {
    body: Option<ByteStream>,
}

fn main() {}
