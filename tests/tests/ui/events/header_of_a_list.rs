// mistakes: 1
// misuse: InEventHeader
// right: #[aws(event_header)]
// right: part: i32,
use aws_operation::aws_shape;

#[aws_shape]
#[derive(Debug)]
struct Chunk {
    #[aws(event_header)]
    part: Vec<i32>,
}

fn main() {
    println!("{:?}", Chunk { part: Vec::new() });
}
