//! Members that are in the frame of an event: `event_header` and `event_payload`.

use super::binding::Binding;
use super::event_stream::name_of_stream;
use super::member::{Member, Members};
use crate::misuse;
use crate::report::Report;

/// The feature of the runtime that has event streams.
pub(super) const FEATURE: &str = "event-stream";

fn is_in_frame(member: &Member) -> bool {
    matches!(member.binding, Some(Binding::EventHeader | Binding::EventPayload))
}

/// Checks the members of a shape, which may be an event.
pub(super) fn check(members: &Members, features: &[&str], report: &Report) {
    let Some(first) = members.members.iter().find(|member| is_in_frame(member)) else { return };
    if !features.contains(&FEATURE) {
        let key = first.binding.as_ref().map_or("", Binding::key);
        report.misuse(&first.binding_tokens, misuse::argument_without_feature(key, FEATURE));
        return;
    }
    for member in &members.members {
        if let Some(binding) = member.binding.as_ref().filter(|_| !is_in_frame(member)) {
            let misuse = misuse::event_beside_binding(&first.field_name(), &member.field_name(), binding.key());
            report.misuse(&member.binding_tokens, misuse);
        }
    }
    let mut payloads = members.members.iter().filter(|member| member.binding == Some(Binding::EventPayload));
    let Some(payload) = payloads.next() else { return };
    for member in members.members.iter().filter(|member| member.is_in_body()) {
        let misuse = misuse::member_beside_event_payload(&payload.field_name(), &member.field_name());
        report.misuse(&member.field, misuse);
    }
}

/// Rejects members of an error that are bound to a frame: an exception has a payload only.
pub(super) fn reject(members: &Members, report: &Report) {
    for member in members.members.iter().filter(|member| is_in_frame(member)) {
        let key = member.binding.as_ref().map_or("", Binding::key);
        report.misuse(&member.binding_tokens, misuse::event_binding_outside_event(key));
    }
}

/// A stream that is not the payload. Its type is known by its spelling.
pub(super) fn check_streams(members: &Members, report: &Report) {
    let is_payload = |member: &Member| matches!(member.binding, Some(Binding::Payload(_)));
    for member in members.members.iter().filter(|member| !is_payload(member) && !member.reported) {
        if let Some(stream) = name_of_stream(&member.ty) {
            report.misuse(&member.ty, misuse::stream_not_payload(&member.field_name(), stream));
        }
    }
}
