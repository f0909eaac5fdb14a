// mistakes: 1
// misuse: stream_not_payload
// right: #[aws(payload)]
// right: events: EventStream<Event>,
use aws_operation::{EventStream, aws_shape};

#[aws_shape]
#[derive(Debug)]
struct TalkOutput {
    events: EventStream<Event>,
}

#[aws_shape]
#[derive(Debug)]
enum Event {
    Said(Said),
}

#[aws_shape]
#[derive(Debug)]
struct Said {
    text: String,
}

fn main() {
    let said = Said { text: String::new() };
    println!("{:?}", TalkOutput { events: EventStream::from_events([Event::Said(said)]) });
}
