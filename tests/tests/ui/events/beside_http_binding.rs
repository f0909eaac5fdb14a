// mistakes: 1
// misuse: event_beside_binding
// right: #[aws(event_header)]
// right: part: i32,
// right: #[aws(event_header)]
// right: kind: String,
use aws_operation::aws_shape;

#[aws_shape]
#[derive(Debug)]
struct Chunk {
    #[aws(event_header)]
    part: i32,
    #[aws(header = "X-Kind")]
    kind: String,
}

fn main() {
    println!("{:?}", Chunk { part: 1, kind: String::new() });
}
