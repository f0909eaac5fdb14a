//! Invalid bindings in a model, which the attributes would reject.

use super::Writer;
use super::fields::{Field, Fields, Role};
use crate::model::{Binding, Direction, Kind, Member, Operation, Protocol, Shape};

impl<'m> Writer<'m> {
    /// Why a member's binding is invalid, considering the other fields of its structure.
    pub(super) fn misfit(&self, field: &Field<'m>, role: Role, all: &[Field<'m>]) -> Option<String> {
        let (name, target) = (&field.member.name, self.model.target(field.member));
        let Some(binding) = self.binding(field.member, role) else {
            return self.misfit_in_body(field, role, all).map(|why| format!("`{name}` {why}"));
        };
        if let Some(why) = self.invalid_binding(binding, target) {
            return Some(format!("`{name}` is {}, which {why}", describe(target)));
        }
        let earlier = all.iter().take_while(|other| other.ident != field.ident);
        let mut same = earlier.filter(|other| {
            let there = self.binding(other.member, role).filter(|there| is_same_binding(there, binding));
            there.is_some_and(|there| self.invalid_binding(there, self.model.target(other.member)).is_none())
        });
        same.next().map(|other| format!("`{name}` has the same binding as `{}`", other.member.name))
    }

    fn misfit_in_body(&self, field: &Field<'m>, role: Role, all: &[Field<'m>]) -> Option<String> {
        let is_payload = |other: &&Field<'m>| self.binding(other.member, role) == Some(&Binding::Payload);
        // A message before the events holds the other members.
        let is_alone =
            |other: &&Field<'m>| self.protocol.is_rest() || !self.model.target(other.member).is_event_stream();
        if let Some(payload) = all.iter().find(is_payload).filter(is_alone) {
            return Some(format!("would be in the body, but the whole body is `{}`", payload.member.name));
        }
        let wire = self.wire_name(field.member);
        let is_same =
            |other: &&Field<'m>| self.binding(other.member, role).is_none() && self.wire_name(other.member) == wire;
        // A deprecated member gives way to its successor, and then a later one to an earlier one.
        let kept = all.iter().filter(is_same).min_by_key(|other| other.member.deprecated);
        if let Some(same) = kept.filter(|kept| kept.ident != field.ident) {
            return Some(format!("has the name `{wire}` in the body, as `{}` has", same.member.name));
        }
        let is_sent = field.member.direction != Direction::Response;
        if *self.protocol == Protocol::Ec2Query && is_sent && self.holds_map(field.member) {
            return Some("is or holds a map, which ec2Query cannot send".to_owned());
        }
        let elements = self.model.elements(field.member, self.protocol);
        let wrong = elements.names().find(|name| !is_element_name(name))?;
        Some(format!("has elements named `{wrong}`, which is not an XML name"))
    }

    /// Whether a member is a map or a list of maps.
    fn holds_map(&self, member: &Member) -> bool {
        let target = self.model.target(member);
        match &target.kind {
            Kind::Map { .. } => true,
            Kind::List { member, .. } => matches!(self.model.target(member).kind, Kind::Map { .. }),
            _ => false,
        }
    }

    /// Why a shape cannot have the binding.
    fn invalid_binding(&self, binding: &Binding, target: &Shape) -> Option<&'static str> {
        let is_texts = |shape: &Shape| match &shape.kind {
            Kind::List { member, .. } => is_text(self.model.target(member)),
            _ => is_text(shape),
        };
        let map_value = match &target.kind {
            Kind::Map { value, .. } => Some(self.model.target(value)),
            _ => None,
        };
        let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
        let is_header_name = |name: &str| !name.is_empty() && name.chars().all(is_token);
        let (fits, why) = match binding {
            Binding::Label => (is_text(target), "a path label cannot hold"),
            Binding::Query(_) => (is_texts(target), "a query parameter cannot hold"),
            Binding::Header(name) if !is_header_name(name) => (false, "is bound to an invalid header name"),
            Binding::Header(_) => (is_texts(target), "a header cannot hold"),
            Binding::QueryParams => (map_value.is_some_and(is_texts), "cannot be a map of query parameters"),
            Binding::PrefixHeaders(_) => (map_value.is_some_and(is_text), "cannot be a map of headers"),
            Binding::Payload => (is_payload(target), "cannot be a payload"),
            Binding::StatusCode => (
                matches!(target.kind, Kind::Byte | Kind::Short | Kind::Integer | Kind::Long | Kind::IntEnum(_)),
                "cannot be a status code",
            ),
        };
        (!fits).then_some(why)
    }

    /// Why a member that every call needs, or the payload, cannot be written.
    pub(super) fn obstacle_in_members(&self, operation: &'m Operation) -> Option<String> {
        let fields = Fields::idents(self.model.members_of(operation.input.as_deref()));
        let needed = fields.iter().filter(|field| self.is_essential(field.member));
        let of_token = |field: &&Field<'_>| field.member.idempotency_token;
        if let Some(token) = fields.iter().find(of_token)
            && let Some(binding @ (Binding::Label | Binding::Payload)) = self.binding(token.member, Role::Input)
        {
            let what = if *binding == Binding::Label { "in the path" } else { "the payload" };
            return Some(format!("its idempotency token `{}` is {what}", token.member.name));
        }
        let output = Fields::idents(self.model.members_of(operation.output.as_deref()));
        let is_payload = |field: &&Field<'m>| field.member.binding == Some(Binding::Payload);
        let mut payloads = output.iter().filter(is_payload);
        let needed = needed.chain(fields.iter().filter(is_payload));
        let mut of_input = needed.filter_map(|field| self.misfit(field, Role::Input, &fields));
        of_input.next().or_else(|| payloads.find_map(|field| self.misfit(field, Role::Output, &output)))
    }
}

fn is_element_name(name: &str) -> bool {
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    starts && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

/// Whether a shape serializes to one string in a path, query or header.
fn is_text(shape: &Shape) -> bool {
    match &shape.kind {
        Kind::Blob => !shape.streaming,
        Kind::BigInteger
        | Kind::BigDecimal
        | Kind::Document
        | Kind::List { .. }
        | Kind::Map { .. }
        | Kind::Structure(_)
        | Kind::Union(_) => false,
        _ => true,
    }
}

fn is_payload(shape: &Shape) -> bool {
    match &shape.kind {
        Kind::Blob | Kind::String | Kind::Enum(_) | Kind::Document | Kind::Structure(_) => true,
        Kind::Union(members) => !members.is_empty() || shape.streaming,
        _ => false,
    }
}

fn is_same_binding(one: &Binding, other: &Binding) -> bool {
    match (one, other) {
        (Binding::Label, _) => false,
        (Binding::Header(one), Binding::Header(other)) => one.eq_ignore_ascii_case(other),
        (Binding::PrefixHeaders(_), Binding::PrefixHeaders(_)) => true,
        _ => one == other,
    }
}

fn describe(shape: &Shape) -> &'static str {
    match &shape.kind {
        Kind::BigInteger | Kind::BigDecimal => "a number of any size",
        Kind::Document => "a document",
        Kind::List { .. } => "a list",
        Kind::Map { .. } => "a map",
        Kind::Structure(_) => "a structure",
        Kind::Union(_) => "a union",
        Kind::Timestamp => "a timestamp",
        Kind::Blob => "a blob",
        Kind::String | Kind::Enum(_) => "a string",
        _ => "a number or boolean",
    }
}

/// Why the URI template is invalid: RFC 3986, `pchar` and `query`.
pub(super) fn obstacle_in_template(uri: &str) -> Option<String> {
    let (path, query) = uri.split_once('?').unwrap_or((uri, ""));
    let mut rest = uri.chars();
    while let Some(character) = rest.next() {
        let mut is_hex = || rest.next().is_some_and(|digit| digit.is_ascii_hexdigit());
        let is_allowed = match character {
            '%' => is_hex() && is_hex(),
            other => other.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?{}".contains(other),
        };
        if !is_allowed {
            return Some(format!("{uri} contains `{character}`, which must be percent-encoded"));
        }
    }
    let is_dots = |segment: &str| matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..");
    let within = path.strip_prefix('/').unwrap_or(path);
    let within = within.strip_suffix('/').unwrap_or(within);
    let is_empty = !within.is_empty() && within.split('/').any(str::is_empty);
    if is_empty || path == "//" || path.split('/').any(is_dots) {
        return Some(format!("in {uri} a segment is empty or dots, which HTTP clients remove"));
    }
    query.contains(['{', '}']).then(|| format!("in {uri} a label is in the query"))
}

/// Why the host prefix is invalid: its labels must be members, and the rest must be valid in host names.
pub(super) fn obstacle_in_host_prefix(prefix: &str, members: &[Member]) -> Option<String> {
    let mut rest = prefix;
    let is_of_hosts = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '.'));
    let invalid = || {
        Some(format!(
            "its host prefix {prefix} is not valid in a host name, or its labels are not the host labels of its input"
        ))
    };
    let mut labels = Vec::new();
    while let Some((before, after)) = rest.split_once('{') {
        let Some((label, after)) = after.split_once('}') else { return invalid() };
        if !is_of_hosts(before) || !members.iter().any(|member| member.name == label) {
            return invalid();
        }
        labels.push(label);
        rest = after;
    }
    let is_unnamed = |member: &&Member| member.host_label && !labels.contains(&member.name.as_str());
    if !is_of_hosts(rest) || members.iter().any(|member| is_unnamed(&member)) { invalid() } else { None }
}
