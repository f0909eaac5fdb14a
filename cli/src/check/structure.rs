//! The members of a structure.

use super::{AbsentKind, Check, Severity, Side, binding, names};
use crate::model::{self, Binding, Kind};
use crate::source::{Item, Member};

/// The names of the fields and their members.
pub(super) type Pairs = Vec<(String, String)>;

/// A struct, or a variant of an error enum, and the structure that it is compared with.
pub(super) struct Frame<'a, 'f> {
    /// The item, whose file and module locate other items.
    pub(super) item: &'a Item,
    /// Its name in messages.
    pub(super) owner: &'a str,
    pub(super) members: &'a [Member],
    /// The structure's name; empty for one without members.
    pub(super) model: &'a str,
    pub(super) side: Side,
    /// Whether HTTP bindings apply.
    pub(super) bound: bool,
    /// The pairs of field and label; `None` if the path itself is wrong.
    pub(super) labels: Option<&'f [(String, String)]>,
    /// A member whose absence has its own finding.
    pub(super) skip: Option<&'a str>,
    /// The idempotency token: an `Option` even if the member is required, because the runtime fills it in.
    pub(super) token: Option<&'a str>,
    pub(super) is_error: bool,
}

impl Frame<'_, '_> {
    /// The field's binding in the attributes.
    pub(super) fn given<'m>(&self, field: &'m Member) -> Option<&'m Binding> {
        field.binding.as_ref().filter(|_| self.bound)
    }

    /// The member's binding in the model.
    pub(super) fn wanted<'m>(&self, member: &'m model::Member) -> Option<&'m Binding> {
        let binding = member.binding.as_ref().filter(|_| self.bound);
        binding.filter(|binding| self.side == Side::Request || !binding.is_request_only())
    }

    /// An error's message is decoded from any spelling of its name.
    pub(super) fn is_message(&self, field: &Member, member: &model::Member) -> bool {
        self.is_error && names::fold(&field.name) == "message" && names::fold(&member.name) == "message"
    }
}

impl<'a> Check<'a> {
    /// Compares the members. Returns the pairs of field and member.
    pub(super) fn structure(&mut self, frame: &Frame<'a, '_>) -> Pairs {
        let pairing = self.pair(frame);
        if !self.done.insert((frame.item.location.clone(), frame.model, frame.side)) {
            return pairing.pairs.iter().map(|(field, member)| (field.field.clone(), member.name.clone())).collect();
        }
        for field in &pairing.fields {
            self.unknown(frame, field);
        }
        for (field, member) in &pairing.pairs {
            self.name_and_place(frame, field, member);
            self.place_in_frame(frame, field, member);
            self.media_type(frame, field, member);
            self.changed_text(frame, field, member);
            self.context_of_member(frame, field, member);
            self.payload_root(frame, field, member);
            if !matches!(self.model.target(member).kind, Kind::List { .. } | Kind::Map { .. }) {
                self.elements(frame, field, member);
            }
            self.member_type(frame, field, member);
        }
        self.presence(frame, &pairing.pairs);
        self.left_out(frame, &pairing.members);
        pairing.pairs.iter().map(|(field, member)| (field.field.clone(), member.name.clone())).collect()
    }

    fn unknown(&mut self, frame: &Frame<'_, '_>, field: &Member) {
        if frame.labels.is_none() && frame.given(field) == Some(&Binding::Label) {
            return;
        }
        let (name, owner) = (&field.field, frame.owner);
        let text = format!("`{name}` of `{owner}` is not a member in the model; remove it, or write `#[aws(skip)]`");
        self.error(frame.item, field.line, text);
    }

    /// Reports a pair whose binding or wire name differs.
    fn name_and_place(&mut self, frame: &Frame<'_, '_>, field: &Member, member: &model::Member) {
        let (given, wanted) = (frame.given(field), frame.wanted(member));
        let (name, owner) = (&field.field, frame.owner);
        // In any protocol an event stream is the whole body, so its name is not on the wire.
        if !frame.bound && self.model.target(member).is_event_stream() {
            return;
        }
        if !binding::is_same(given, wanted) {
            let is_of_path = [given, wanted].contains(&Some(&Binding::Label));
            // A wrong path was reported already.
            if frame.labels.is_some() || !is_of_path {
                let (is, should) = (binding::describe(given), binding::describe(wanted));
                let help = match self.model.payload_media_type(member) {
                    Some(media_type) => format!("write `#[aws(payload = \"{media_type}\")]`"),
                    None => binding::attribute(wanted, given),
                };
                let text = format!("`{name}` of `{owner}` is {is}, but in the model it is {should}; {help}");
                self.error(frame.item, field.line, text);
            }
        } else if given.is_none() && !self.has_wire_name(frame.side, field, member) && !frame.is_message(field, member)
        {
            let (given, wanted) = (self.given_name(frame.side, field), self.wanted_name(frame.side, member));
            let text = format!("`{name}` of `{owner}` is `{given}` on the wire, but the model has `{wanted}`");
            let wire = self.wire_name(member);
            let help = match &member.query_name {
                Some(sent) if field.name == wire => format!("ec2_query_name = \"{sent}\""),
                Some(sent) => format!("rename = \"{wire}\", ec2_query_name = \"{sent}\""),
                None => format!("rename = \"{wire}\""),
            };
            let extra = if member.query_name.is_none() && field.query_name.is_some() {
                " without `ec2_query_name`"
            } else {
                ""
            };
            self.error(frame.item, field.line, format!("{text}; write `#[aws({help})]`{extra}"));
        }
    }

    /// Compares where the member of an event is in its frame.
    fn place_in_frame(&mut self, frame: &Frame<'_, '_>, field: &Member, member: &model::Member) {
        let wanted = match (member.event_header, member.event_payload) {
            (true, _) => Some("event_header"),
            (_, true) => Some("event_payload"),
            _ => None,
        };
        let (name, owner) = (&field.field, frame.owner);
        match (field.event, wanted) {
            (given, wanted) if given == wanted => {}
            (_, Some(wanted)) => {
                let text = format!("`{name}` of `{owner}` is `{wanted}` in the model; write `#[aws({wanted})]`");
                self.error(frame.item, field.line, text);
            }
            (Some(given), None) => {
                let text = format!("`{name}` of `{owner}` is among the members of the payload in the model");
                self.error(frame.item, field.line, format!("{text}; remove `{given}`"));
            }
            (None, None) => {}
        }
    }

    /// Compares the media type of a payload.
    fn media_type(&mut self, frame: &Frame<'_, '_>, field: &Member, member: &model::Member) {
        let wanted = self.model.payload_media_type(member);
        let (given, wanted) = (field.media_type.as_deref(), wanted.filter(|_| frame.bound));
        if frame.given(field) != Some(&Binding::Payload) || given == wanted || frame.wanted(member).is_none() {
            return;
        }
        let (name, owner) = (&field.field, frame.owner);
        let (what, help) = match wanted {
            Some(wanted) => (format!("has the media type `{wanted}`"), format!("#[aws(payload = \"{wanted}\")]")),
            None => ("has no media type".to_owned(), "#[aws(payload)]".to_owned()),
        };
        self.error(frame.item, field.line, format!("`{name}` of `{owner}` {what} in the model; write `{help}`"));
    }

    /// Reports the members without a field: an error for those that a request requires, a note for the others.
    fn left_out(&mut self, frame: &Frame<'_, '_>, members: &[&model::Member]) {
        let is_needed = |member: &&&model::Member| frame.side == Side::Request && member.required;
        let is_reported = |member: &&&model::Member| {
            Some(member.name.as_str()) == frame.skip
                || (frame.labels.is_none() && frame.wanted(member) == Some(&Binding::Label))
        };
        let line = frame.item.location.line;
        for member in members.iter().filter(is_needed).filter(|member| !is_reported(member)) {
            let (name, field, ty) = (&member.name, names::field(&member.name), self.rust_type(member));
            let attribute = binding::argument(frame.wanted(member)).map(|argument| format!("#[aws({argument})] "));
            let attribute = attribute.unwrap_or_default();
            let text = format!("`{}` lacks the required member `{name}`", frame.owner);
            let text = format!("{text}; add `{attribute}{field}: {ty}`");
            self.error(frame.item, line, text);
        }
        let optional = members.iter().filter(|member| !is_needed(member) && !is_reported(member) && !member.deprecated);
        let optional: Vec<_> = optional.map(|member| member.name.as_str()).collect();
        let names = names::list(optional.iter().copied());
        if !names.is_empty() && !frame.is_error {
            self.absent(frame.item, AbsentKind::Member, frame.model, optional);
            self.report(Severity::Note, frame.item.line(line), format!("`{}` leaves out {names}", frame.owner));
        }
    }
}
