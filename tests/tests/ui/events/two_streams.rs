// mistakes: 1
// misuse: member_beside_payload
use aws_operation::{EventStream, aws_shape};

#[aws_shape]
#[derive(Debug)]
struct TalkOutput {
    #[aws(payload)]
    events: EventStream<Event>,
    #[aws(payload)]
    more: EventStream<Event>,
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
    let said = || Event::Said(Said { text: String::new() });
    let events = || EventStream::from_events([said()]);
    println!("{:?}", TalkOutput { events: events(), more: events() });
}
