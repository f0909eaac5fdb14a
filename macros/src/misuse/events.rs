//! Mistakes in event streams and their events.

use super::Misuse;

/// Only the members of an event are in a frame: those of a shape that a variant of a union holds.
pub(crate) fn event_binding_outside_event(binding: &str) -> Misuse {
    Misuse::new(
        format!("`{binding}` binds a member of an event"),
        "remove it: only a struct with `#[aws_shape]` that a variant of an event stream's union holds is an event",
    )
}

/// An event is in a frame and not in an HTTP message, so its members have no HTTP bindings.
pub(crate) fn event_beside_binding(event: &str, field: &str, binding: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is bound to `{binding}` of an HTTP message, but `{event}` to the frame of an event"),
        format!("bind `{field}` with `event_header`, or leave it in the payload"),
    )
}

/// The payload of an event is one member or all that are not headers.
pub(crate) fn member_beside_event_payload(payload: &str, field: &str) -> Misuse {
    Misuse::new(
        format!("`{payload}` is the whole payload of the event, so `{field}` cannot be in it"),
        format!("bind `{field}` with `event_header`, or remove `event_payload` from `{payload}`"),
    )
}

/// A stream of events or bytes is the whole body of a message.
pub(crate) fn stream_not_payload(field: &str, stream: &str) -> Misuse {
    let article = if stream.starts_with('E') { "an" } else { "a" };
    Misuse::new(
        format!("`{field}` is {article} `{stream}`, so it is the payload"),
        format!("write `#[aws(payload)]` on `{field}`"),
    )
}
