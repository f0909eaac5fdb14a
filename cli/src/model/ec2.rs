//! The names of ec2Query: a member has one in requests, and another in responses.

use std::collections::HashSet;

use indexmap::IndexSet;

use super::{Direction, Kind, Member, Model, Protocol};

/// The name in requests of a member with this name in XML: its first letter is in upper case.
pub(crate) fn request_name(xml_name: &str) -> String {
    let mut name = xml_name.to_owned();
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

impl Member {
    /// The name in requests.
    pub(crate) fn request_name(&self) -> String {
        self.query_name.clone().unwrap_or_else(|| request_name(self.xml_name.as_deref().unwrap_or(&self.name)))
    }

    /// Reduces the names to those that matter in the messages that hold the member.
    fn set_direction(&mut self, direction: Direction) {
        self.direction = direction;
        let in_requests = self.request_name();
        // A name in requests can stand for the name in XML, unless it begins in lower case.
        if direction == Direction::Request && in_requests == request_name(&in_requests) {
            self.xml_name = Some(in_requests.clone()).filter(|name| *name != self.name);
        }
        let by_rule = request_name(self.xml_name.as_deref().unwrap_or(&self.name));
        self.query_name = Some(in_requests).filter(|name| direction != Direction::Response && *name != by_rule);
    }
}

impl Model {
    /// Sets which messages hold the members, if this is a model of ec2Query.
    pub(super) fn with_directions(mut self) -> Self {
        if !self.service.protocols.contains(&Protocol::Ec2Query) {
            return self;
        }
        let owned = |names: IndexSet<&str>| names.into_iter().map(str::to_owned).collect::<HashSet<String>>();
        let (sent, received) = (owned(self.sent()), owned(self.received()));
        for (name, shape) in &mut self.shapes {
            let direction = match (sent.contains(name), received.contains(name)) {
                (true, false) => Direction::Request,
                (false, true) => Direction::Response,
                _ => Direction::Both,
            };
            if let Kind::Structure(members) | Kind::Union(members) = &mut shape.kind {
                for member in members {
                    member.set_direction(direction);
                }
            }
        }
        self
    }
}
