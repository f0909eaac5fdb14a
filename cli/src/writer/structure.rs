//! The fields of structures, and their bindings.

use super::case::raw;
use super::fields::{Field, Fields, Role};
use super::layout::{attribute, field_line};
use super::presence::Presence;
use super::unsupported::reserved_header;
use super::wire_case::{Rule, literal};
use super::{Writer, docs};
use crate::model::{Binding, Kind, Member, Protocol, Shape, TimestampFormat, has_elements};

impl<'m> Writer<'m> {
    /// The fields of a structure in that role.
    pub(super) fn fields(&self, structure: &'m Shape, role: Role) -> Fields<'m> {
        let mut fields = Fields::idents(structure.members());
        if role == Role::Input {
            fields.retain(|field| {
                self.selection.has(&field.ident, field.member)
                    || self.is_essential(field.member)
                    || self.is_page_token(structure, field.member)
            });
        }
        let in_body = fields.iter().filter(|field| self.binding(field.member, role).is_none());
        let names: Vec<_> =
            in_body.map(|field| (field.ident.clone(), self.wire_name(field.member).to_owned())).collect();
        Fields { rule: Rule::of_most(&Rule::OF_FIELDS, &names, Rule::of_field), fields }
    }

    /// Whether every call needs the member.
    pub(super) fn is_essential(&self, member: &Member) -> bool {
        self.presence("", member, Role::Input) == Presence::Required || member.idempotency_token || member.host_label
    }

    /// The HTTP binding of a member that is not in the body.
    pub(super) fn binding<'a>(&self, member: &'a Member, role: Role) -> Option<&'a Binding> {
        if role != Role::Nested && self.model.target(member).is_event_stream() {
            return Some(&Binding::Payload);
        }
        let binding = member.binding.as_ref().filter(|_| self.protocol.is_rest())?;
        let is_response_only = matches!(binding, Binding::StatusCode);
        let fits = match role {
            Role::Input => !is_response_only,
            Role::Output | Role::Error => !binding.is_request_only(),
            Role::Nested => false,
        };
        fits.then_some(binding)
    }

    /// A member's name in the body.
    pub(super) fn wire_name<'a>(&self, member: &'a Member) -> &'a str {
        let name = match self.protocol {
            Protocol::RestJson1 => member.json_name.as_deref(),
            Protocol::AwsQuery | Protocol::Ec2Query | Protocol::RestXml => member.xml_name.as_deref(),
            _ => None,
        };
        name.unwrap_or(&member.name)
    }

    /// The lines of the fields, each with its comment, attribute and `visibility`.
    pub(super) fn field_lines(
        &mut self,
        structure: &'m Shape,
        fields: &Fields<'m>,
        role: Role,
        (indent, visibility): (&str, &str),
    ) -> String {
        let lines =
            fields.fields.iter().map(|field| self.field_text(structure, field, fields, role, (indent, visibility)));
        lines.collect()
    }

    /// The lines of a field, or a comment if it cannot be written.
    pub(super) fn field_text(
        &mut self,
        structure: &'m Shape,
        field: &Field<'m>,
        fields: &Fields<'m>,
        role: Role,
        (indent, visibility): (&str, &str),
    ) -> String {
        if let Some(why) = self.left_out(field, role, &fields.fields) {
            return docs::lines(&format!("cannot express: {why}"), indent, "//");
        }
        let mut lines = docs::comment(self.documentation(field.member), indent);
        if let Some(why) = self.as_document(field.member).or_else(|| self.unnamed_elements(field.member)) {
            self.note(&why);
            lines.push_str(&docs::lines(&format!("cannot express: {why}"), indent, "//"));
        }
        let is_message = role == Role::Error && field.ident == "message";
        let presence = self.presence(&structure.name, field.member, role);
        let mut arguments = self.field_arguments(field, role, fields);
        if role == Role::Input && self.is_host_label(structure, field.member) {
            arguments.push("host_label".to_owned());
        }
        if role == Role::Input {
            arguments.extend(self.model.is_prefixed_id(field.member).then(|| "last_segment".to_owned()));
            arguments.extend(self.model.if_empty(field.member).map(|text| format!("if_empty = {}", literal(text))));
        }
        let is_used = |context: &&String| role == Role::Input && self.model.service.depends_on(context);
        if let Some(context) = field.member.context.as_ref().filter(is_used) {
            arguments.push(format!("context = {}", literal(context)));
        }
        arguments.extend(presence.argument());
        if self.model.is_base64_text(&structure.name, field.member) {
            lines.push_str(&docs::lines(
                "A `Blob` is base64 on the wire: the value is the bytes themselves.",
                indent,
                "//",
            ));
        }
        lines.push_str(&attribute("aws", &arguments, indent));
        let ty = self.type_of_member(structure, field.member);
        let is_optional = presence == Presence::Optional && !is_message;
        let ty = if is_optional { format!("Option<{ty}>") } else { ty };
        lines + &field_line(&format!("{visibility}{}", raw(&field.ident)), &ty, indent)
    }

    /// The member's own documentation, or that of its target.
    fn documentation(&self, member: &'m Member) -> Option<&'m str> {
        let target = self.model.target(member);
        let of_target = || target.documentation.as_deref().filter(|_| !super::names::is_item(target));
        member.documentation.as_deref().or_else(of_target)
    }

    fn field_arguments(&self, field: &Field<'m>, role: Role, all: &Fields<'m>) -> Vec<String> {
        let binding = self.binding(field.member, role);
        let by_rule = all.rule.of_field(&field.ident);
        let mut arguments = Vec::new();
        match binding {
            Some(Binding::Header(name)) => arguments.push(format!("header = {}", literal(name))),
            Some(Binding::PrefixHeaders(prefix)) => arguments.push(format!("prefix_headers = {}", literal(prefix))),
            Some(Binding::Query(name)) if *name == by_rule => arguments.push("query".to_owned()),
            Some(Binding::Query(name)) => arguments.push(format!("query = {}", literal(name))),
            Some(Binding::QueryParams) => arguments.push("query_params".to_owned()),
            Some(Binding::Payload) => arguments.push(match self.model.payload_media_type(field.member) {
                Some(media_type) => format!("payload = {}", literal(media_type)),
                None => "payload".to_owned(),
            }),
            Some(Binding::StatusCode) => arguments.push("status".to_owned()),
            None if field.member.event_header => arguments.push("event_header".to_owned()),
            None if field.member.event_payload => arguments.push("event_payload".to_owned()),
            Some(Binding::Label) | None => {}
        }
        let wire = self.wire_name(field.member);
        let is_message = role == Role::Error && field.ident == "message";
        if binding.is_none() && by_rule != wire && !is_message {
            let key = if wire.contains(':') { "xml_name" } else { "rename" };
            arguments.push(format!("{key} = {}", literal(wire)));
        }
        // The wire name of a bound member is unused, but in a shape it must be unique.
        let others =
            || all.fields.iter().filter(|other| other.ident != field.ident).map(|other| self.wire_name(other.member));
        if binding.is_some() && role != Role::Input && others().any(|other| other == by_rule) {
            let name = if others().any(|other| other == field.ident) {
                format!("{}_", field.ident)
            } else {
                field.ident.clone()
            };
            arguments.push(format!("rename = {}", literal(&name)));
        }
        if let Some(name) = field.member.query_name.as_ref().filter(|_| *self.protocol == Protocol::Ec2Query) {
            arguments.push(format!("ec2_query_name = {}", literal(name)));
        }
        if let Some(format) = self.timestamp_format(field.member, binding) {
            arguments.push(format!("timestamp = {}", literal(format.name())));
        }
        arguments.extend(self.element_arguments(field.member));
        arguments.extend(self.payload_root_arguments(field.member, binding));
        arguments
    }

    /// Whether a member of an input, which is not in the path, is in the host prefix of its operation. Some models mark such
    /// members although the operation has no host prefix.
    fn is_host_label(&self, input: &Shape, member: &Member) -> bool {
        let label = format!("{{{}}}", member.name);
        let mut operations = self.model.operations.values();
        let is_named = operations.any(|operation| {
            let prefix = operation.host_prefix.as_ref().filter(|_| operation.input.as_ref() == Some(&input.name));
            prefix.is_some_and(|prefix| prefix.contains(&label))
        });
        is_named && member.host_label && self.binding(member, Role::Input) != Some(&Binding::Label)
    }

    /// The format of the timestamps in a member, if it differs from the default of its binding.
    pub(super) fn timestamp_format(&self, member: &'m Member, binding: Option<&Binding>) -> Option<TimestampFormat> {
        if *self.protocol == Protocol::RpcV2Cbor {
            return None;
        }
        let mut target = self.model.target(member);
        let mut format = member.timestamp_format;
        // A list can contain itself, so the depth is limited.
        for _ in 0..8 {
            let (Kind::List { member, .. } | Kind::Map { value: member, .. }) = &target.kind else { break };
            format = format.or(member.timestamp_format);
            target = self.model.target(member);
        }
        let usual = match binding {
            Some(Binding::Header(_)) => TimestampFormat::HttpDate,
            Some(Binding::Label | Binding::Query(_) | Binding::QueryParams) => TimestampFormat::DateTime,
            _ if has_elements(self.protocol) => TimestampFormat::DateTime,
            _ => TimestampFormat::EpochSeconds,
        };
        let format = format.or(target.timestamp_format).filter(|_| target.kind == Kind::Timestamp);
        format.filter(|format| *format != usual)
    }

    /// Why a member is not written, if it is not; also adds a note.
    pub(super) fn left_out(&mut self, field: &Field<'m>, role: Role, all: &[Field<'m>]) -> Option<String> {
        let why = self.why_left_out(field, role, all)?;
        match self.unsent(field, role) {
            Some(_) => self.note(&why),
            None => self.note_missing(&why),
        }
        Some(why)
    }

    /// Whether a member is written.
    pub(super) fn is_written(&self, field: &Field<'m>, role: Role, all: &[Field<'m>]) -> bool {
        self.why_left_out(field, role, all).is_none()
    }

    fn why_left_out(&self, field: &Field<'m>, role: Role, all: &[Field<'m>]) -> Option<String> {
        self.unsent(field, role).or_else(|| self.misfit(field, role, all))
    }

    /// Why the member is never sent.
    fn unsent(&self, field: &Field<'m>, role: Role) -> Option<String> {
        let member = &field.member.name;
        match self.binding(field.member, role) {
            Some(Binding::Header(name)) if role == Role::Input && reserved_header(name) => {
                Some(format!("`{member}` is in the header {name}, which the client sets itself"))
            }
            None if role == Role::Input && self.without_body => {
                Some(format!("`{member}` would be in the body, and a GET or HEAD has no body"))
            }
            _ => None,
        }
    }
}
