// mistakes: 1
// misuse: second_binding
use aws_operation::{Blob, aws_shape};

#[aws_shape]
#[derive(Debug)]
struct Chunk {
    #[aws(event_payload)]
    bytes: Blob,
    #[aws(event_payload)]
    more: Blob,
}

fn main() {
    println!("{:?}", Chunk { bytes: Blob::default(), more: Blob::default() });
}
