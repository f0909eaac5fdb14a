// mistakes: 1
// misuse: ReadUnion
// right: #[aws_shape]
// right: enum Event {
// right:     Said(Said),
// right: }
use aws_operation::{EventStream, aws_shape};

#[aws_shape]
struct TalkOutput {
    #[aws(payload)]
    events: EventStream<Said>,
}

#[aws_shape]
struct Said {
    text: String,
}

fn main() {}
