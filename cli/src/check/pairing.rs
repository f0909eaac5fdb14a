//! Pairs of a field and its member.

use std::borrow::Cow;

use super::structure::Frame;
use super::{Check, Side, binding, names};
use crate::model::{self, Binding, Protocol, request_name};
use crate::source;

/// The pairs of fields and members, and those without a counterpart.
pub(super) struct Pairing<'a> {
    /// Each field with its member.
    pub(super) pairs: Vec<(&'a source::Member, &'a model::Member)>,
    /// Fields without a member.
    pub(super) fields: Vec<&'a source::Member>,
    /// Members without a field.
    pub(super) members: Vec<&'a model::Member>,
}

impl<'a> Check<'a> {
    /// Pairs by the wire name or binding, then by the name in Rust, then by similar names. Of members with the same
    /// wire name, the one with the field's name comes first.
    pub(super) fn pair(&self, frame: &Frame<'a, '_>) -> Pairing<'a> {
        let mut rest = Pairing {
            pairs: Vec::new(),
            fields: frame.members.iter().collect(),
            members: self.model.members_of(Some(frame.model)).iter().collect(),
        };
        let has_name =
            |field: &source::Member, member: &model::Member| names::fold(&field.field) == names::fold(&member.name);
        rest.take(|field, member| has_name(field, member) && self.is_on_wire(frame, field, member));
        rest.take(|field, member| self.is_on_wire(frame, field, member));
        rest.take(|field, member| self.is_called(field, member));
        rest.take_nearest();
        rest
    }

    fn is_on_wire(&self, frame: &Frame<'_, '_>, field: &source::Member, member: &model::Member) -> bool {
        let (given, wanted) = (frame.given(field), frame.wanted(member));
        if !binding::is_same(given, wanted) {
            return false;
        }
        match given {
            None => self.has_wire_name(frame.side, field, member) || frame.is_message(field, member),
            Some(Binding::Label) => {
                let holds = |(label, name): &(String, String)| *label == field.field && *name == member.name;
                frame.labels.is_some_and(|labels| labels.iter().any(holds))
            }
            Some(_) => true,
        }
    }

    fn is_called(&self, field: &source::Member, member: &model::Member) -> bool {
        let called = [names::fold(&member.name), names::fold(self.wire_name(member))];
        called.contains(&names::fold(&field.field)) || called.contains(&names::fold(&field.name))
    }

    /// Whether a field has the member's name on the wire.
    pub(super) fn has_wire_name(&self, side: Side, field: &source::Member, member: &model::Member) -> bool {
        self.given_name(side, field) == self.wanted_name(side, member)
    }

    /// The name of a field in a body. Requests of ec2Query have names of their own.
    pub(super) fn given_name<'m>(&self, side: Side, field: &'m source::Member) -> Cow<'m, str> {
        if !self.has_request_names(side) {
            return Cow::Borrowed(&field.name);
        }
        let own = field.query_name.as_deref().map(Cow::Borrowed);
        own.unwrap_or_else(|| Cow::Owned(request_name(&field.name)))
    }

    /// The name of a member in a body.
    pub(super) fn wanted_name<'m>(&self, side: Side, member: &'m model::Member) -> Cow<'m, str> {
        let in_request = self.has_request_names(side).then(|| Cow::Owned(member.request_name()));
        in_request.unwrap_or_else(|| Cow::Borrowed(self.wire_name(member)))
    }

    fn has_request_names(&self, side: Side) -> bool {
        self.protocol == Protocol::Ec2Query && side == Side::Request
    }

    /// The member's name in a body, except in requests of ec2Query.
    pub(super) fn wire_name<'m>(&self, member: &'m model::Member) -> &'m str {
        let name = match self.protocol {
            Protocol::RestJson1 => member.json_name.as_ref(),
            Protocol::RestXml | Protocol::AwsQuery | Protocol::Ec2Query => member.xml_name.as_ref(),
            _ => None,
        };
        name.unwrap_or(&member.name)
    }
}

impl Pairing<'_> {
    /// Moves the pairs for which `matches` holds from the rest.
    fn take(&mut self, matches: impl Fn(&source::Member, &model::Member) -> bool) {
        let fields = std::mem::take(&mut self.fields);
        for field in fields {
            match self.members.iter().position(|member| matches(field, member)) {
                Some(index) => self.pairs.push((field, self.members.remove(index))),
                None => self.fields.push(field),
            }
        }
    }

    fn take_nearest(&mut self) {
        let fields = std::mem::take(&mut self.fields);
        for field in fields {
            let nearest = names::nearest(&field.name, self.members.iter().map(|member| member.name.as_str()));
            match self.members.iter().position(|member| Some(member.name.as_str()) == nearest) {
                Some(index) => self.pairs.push((field, self.members.remove(index))),
                None => self.fields.push(field),
            }
        }
    }
}
