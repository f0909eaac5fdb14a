// mistakes: 1
// misuse: member_beside_event_payload
// right: #[aws(event_payload)]
// right: bytes: Blob,
// right: #[aws(event_header)]
// right: part: i32,
use aws_operation::{Blob, aws_shape};

#[aws_shape]
#[derive(Debug)]
struct Chunk {
    #[aws(event_payload)]
    bytes: Blob,
    part: i32,
}

fn main() {
    println!("{:?}", Chunk { bytes: Blob::default(), part: 1 });
}
