//! Whether members may be absent: required members of requests that are an `Option`, and members of responses that are
//! not.

use super::structure::Frame;
use super::{Check, Severity, Side, names};
use crate::model::{self, Binding};
use crate::source::Member;

impl<'a> Check<'a> {
    pub(super) fn presence(&mut self, frame: &Frame<'a, '_>, pairs: &[(&Member, &model::Member)]) {
        match frame.side {
            Side::Request => self.absent_from_request(frame, pairs),
            // A missing member of an error is decoded as empty.
            Side::Response if !frame.is_error => self.absent_from_response(frame, pairs),
            Side::Response => {}
        }
    }

    fn absent_from_request(&mut self, frame: &Frame<'_, '_>, pairs: &[(&Member, &model::Member)]) {
        for (field, member) in pairs {
            let name = &field.field;
            if field.if_empty.is_some() {
                continue;
            }
            let is_token = member.idempotency_token || frame.token == Some(name.as_str());
            if member.required && !is_token && self.is_option(&field.ty, &frame.item.module) == Some(true) {
                let text = format!("`{name}` of `{}` is required in the model", frame.owner);
                self.warning(frame.item, field.line, text + "; remove its `Option`");
            }
        }
    }

    /// Reports the fields that must be present in a response: one finding for those that are optional in the model, and
    /// one for those that are required, which services omit nevertheless.
    fn absent_from_response(&mut self, frame: &Frame<'_, '_>, pairs: &[(&Member, &model::Member)]) {
        let must_be_there = |(field, member): &&(&Member, &model::Member)| {
            let is_option = self.is_option(&field.ty, &frame.item.module);
            let is_always_there = is_always_there(frame, member) || self.model.target(member).is_event_stream();
            !field.has_default && is_option == Some(false) && !is_always_there
        };
        let unread = pairs.iter().filter(must_be_there).copied();
        let (required, optional): (Vec<_>, Vec<_>) = unread.partition(|(_, member)| member.required);
        self.unread(frame, Severity::Warning, &optional, "may be absent according to the model");
        // A service that returns a shape of a request has received all of its required members.
        if !self.sent.contains(frame.model) {
            self.unread(frame, Severity::Note, &required, "may be absent, although required in the model");
        }
    }

    fn unread(&mut self, frame: &Frame<'_, '_>, severity: Severity, fields: &[(&Member, &model::Member)], why: &str) {
        let names = names::list(fields.iter().map(|(field, _)| field.field.as_str()));
        let have_empty_values = fields.iter().all(|(_, member)| self.has_empty_value(member));
        let (line, without, option) = match fields {
            [] => return,
            [(field, _)] => (field.line, "it", "make it an `Option`"),
            _ => (frame.item.location.line, "one of them", "make them `Option`s"),
        };
        let help = if have_empty_values { format!("write `#[aws(default)]`, or {option}") } else { option.to_owned() };
        let text = format!("{names} of `{}` {why}, and a response without {without} cannot be decoded", frame.owner);
        self.report(severity, frame.item.line(line), format!("{text}; {help}"));
    }

    fn has_empty_value(&self, member: &model::Member) -> bool {
        self.model.target(member).kind.has_empty_value()
    }
}

/// Whether the member can be decoded from every response, if only as an empty map or text.
fn is_always_there(frame: &Frame<'_, '_>, member: &model::Member) -> bool {
    let binding = frame.wanted(member);
    matches!(binding, Some(Binding::StatusCode | Binding::Payload | Binding::PrefixHeaders(_) | Binding::QueryParams))
}
