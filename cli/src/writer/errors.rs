//! The error enum.

use super::fields::{Fields, Role};
use super::layout::attribute;
use super::wire_case::{Rule, literal};
use super::{Writer, docs};
use crate::model::{Fault, Protocol, Shape};

/// A variant of the error enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorVariant {
    /// The variant's name.
    pub name: String,
    /// The code on the wire.
    pub code: String,
    /// Comment, attribute and fields, indented; a short variant is on one line.
    pub text: String,
    /// The same with each field on a separate line; rustfmt uses this form unless all variants have comments or
    /// attributes.
    pub vertical: String,
}

impl<'m> Writer<'m> {
    /// The rule that most members of all errors of the model follow.
    pub(super) fn rule_of_errors(&self) -> Rule {
        let errors = self.model.shapes.values().filter(|shape| shape.error.is_some());
        let fields = errors.flat_map(|error| Fields::idents(error.members()));
        let fields = fields.filter(|field| self.binding(field.member, Role::Error).is_none());
        let names: Vec<_> = fields.map(|field| (field.ident, self.wire_name(field.member).to_owned())).collect();
        let others: Vec<_> = names.iter().filter(|(ident, _)| ident != "message").cloned().collect();
        // A client finds a message under any name. In an event stream, a server must send the name of the model.
        let has_events = self.model.shapes.values().any(Shape::is_event_stream);
        let basis = if others.is_empty() && has_events { &names } else { &others };
        Rule::of_most(&Rule::OF_FIELDS, basis, Rule::of_field)
    }

    pub(super) fn error_variant(&mut self, error: &'m Shape, rule: Rule) -> ErrorVariant {
        let name = self.names.of_error(error);
        let mut arguments = Vec::new();
        // An awsQuery-compatible service sends the legacy code beside the name; the name identifies the error.
        let query_code = error.error.as_ref().and_then(|traits| traits.code.as_ref());
        let code = query_code.filter(|_| *self.protocol == Protocol::AwsQuery).unwrap_or(&error.name);
        if name != *code {
            arguments.push(format!("code = {}", literal(code)));
        }
        arguments.extend(self.exception_name(error, code).map(|name| format!("exception = {}", literal(name))));
        if let Some(traits) = &error.error {
            let usual = if traits.fault == Fault::Server { 500 } else { 400 };
            let status = traits.http_status.filter(|status| (400..600).contains(status)).unwrap_or(usual);
            let status = Some(status).filter(|status| *status != 400);
            arguments.extend(status.map(|status| format!("status = {status}")));
            arguments.extend(traits.retryable.map(|retryable| retryable.argument().to_owned()));
        }
        let comment = docs::comment(error.documentation.as_deref(), "    ");
        let fields = Fields { rule, ..self.fields(error, Role::Error) };
        let lines = self.field_lines(error, &fields, Role::Error, ("        ", ""));
        let is_plain = !lines.contains("//") && !lines.contains("#[");
        let one_line = lines.split_whitespace().collect::<Vec<_>>().join(" ");
        let one_line = one_line.trim_end_matches(',');
        // `struct_variant_width`: rustfmt joins the fields of short variants.
        let head = format!("{comment}{}    {name}", attribute("aws", &arguments, "    "));
        let below = if lines.is_empty() { String::new() } else { format!(" {{\n{lines}    }}") };
        let vertical = format!("{head}{below},\n");
        let is_short = !lines.is_empty() && is_plain && one_line.len() <= 35;
        let text = if is_short { format!("{head} {{ {one_line} }},\n") } else { vertical.clone() };
        ErrorVariant { name, code: code.clone(), text, vertical }
    }

    /// The name of an error in event streams, if it does not follow from its code and the names of the events.
    fn exception_name(&self, error: &Shape, code: &str) -> Option<&'m str> {
        let streams = self.model.shapes.values().filter(|shape| shape.is_event_stream());
        let mut names = streams.filter_map(|stream| {
            let member = stream.members().iter().find(|member| member.target == error.name)?;
            let first = stream.members().iter().find(|member| !self.is_exception(stream, member))?;
            let lower_case = first.name.starts_with(|c: char| c.is_ascii_lowercase());
            let first = code.get(..1)?;
            let first = if lower_case { first.to_ascii_lowercase() } else { first.to_owned() };
            let derived = first + code.get(1..)?;
            (member.name != derived).then_some(member.name.as_str())
        });
        names.next()
    }

    /// The error enum up to its opening brace.
    pub(super) fn error_head(&self, name: &str, rule: Rule) -> String {
        let attribute = match rule.argument() {
            Some(argument) => format!("#[aws_error({argument})]"),
            None => "#[aws_error]".to_owned(),
        };
        let mut errors = self.model.shapes.values().filter(|shape| shape.error.is_some());
        let is_eq = errors.all(|error| self.equality(error) == "PartialEq, Eq");
        let eq = if is_eq { ", Eq" } else { "" };
        format!(
            "/// The errors of the service.\n{attribute}\n#[derive(Clone, Debug, PartialEq{eq})]\npub enum {name} {{\n"
        )
    }
}
