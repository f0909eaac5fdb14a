//! String enums and unions, both with a variant for unknown values.

use std::collections::HashSet;

use super::case::variant_name;
use super::layout::{attribute, opening, variant_line};
use super::wire_case::{Once, Rule, literal};
use super::{Writer, docs};
use crate::model::{EnumValue, Member, Shape};

/// Names for the variant for unknown values.
const UNKNOWN: [&str; 4] = ["Unknown", "Other", "UnknownValue", "OtherValue"];

impl<'m> Writer<'m> {
    pub(super) fn string_enum(&self, shape: &Shape, values: &[EnumValue]) -> String {
        let known = known(values);
        let names: Vec<_> = known.iter().map(|value| (value.name.clone(), value.wire.clone())).collect();
        let rule = Rule::of_most(&Rule::OF_VARIANTS, &names, Rule::of_variant);
        let mut text = self.enum_head(shape, rule, "Clone, Debug, PartialEq, Eq, Hash");
        for value in &known {
            text.push_str(&value_lines(value, rule));
        }
        text.push_str(&unknown("A value that is not in the model.", &names));
        text + "}\n"
    }

    pub(super) fn union(&mut self, shape: &'m Shape) -> String {
        let members = self.members_of_union(shape);
        let names: Vec<_> = members.iter().map(|(_, name)| name.clone()).collect();
        let rule = Rule::of_most(&Rule::OF_VARIANTS, &names, Rule::of_variant);
        let mut text = self.enum_head(shape, rule, &format!("Clone, Debug, {}", self.equality(shape)));
        for (member, name) in &members {
            text.push_str(&self.union_member(shape, member, name, rule));
        }
        text.push_str(&unknown("The name of a member that is not in the model.", &names));
        text + "}\n"
    }

    /// The members of a union with their variants and wire names; only the first of several with the same wire name.
    pub(super) fn members_of_union(&self, union: &'m Shape) -> Vec<(&'m Member, (String, String))> {
        let (mut once, mut wires) = (Once::default(), HashSet::new());
        // The errors in an event stream are variants of the error enum.
        let members = union.members().iter().filter(|member| !self.is_exception(union, member));
        let members = members.filter(|member| wires.insert(self.wire_name(member)));
        let named = members.map(|member| {
            let variant = once.give(&variant_name(&member.name, true), "");
            (member, (variant, self.wire_name(member).to_owned()))
        });
        named.collect()
    }

    /// Whether a member of a union is an error that ends the event stream.
    pub(super) fn is_exception(&self, union: &Shape, member: &Member) -> bool {
        union.is_event_stream() && self.model.target(member).error.is_some()
    }

    /// The lines of a union's member.
    pub(super) fn union_member(
        &mut self,
        union: &'m Shape,
        member: &'m Member,
        (name, wire): &(String, String),
        rule: Rule,
    ) -> String {
        let mut text = docs::comment(member.documentation.as_deref(), "    ");
        if let Some(why) = self.as_document(member) {
            self.note(&why);
            text.push_str(&docs::lines(&format!("cannot express: {why}"), "    ", "//"));
        }
        let rename = (rule.of_variant(name) != *wire).then(|| format!("rename = {}", literal(wire)));
        let format = self.timestamp_format(member, None);
        let format = format.map(|format| format!("timestamp = {}", literal(format.name())));
        let elements = self.element_arguments(member);
        let arguments: Vec<_> = rename.into_iter().chain(format).chain(elements).collect();
        text.push_str(&attribute("aws", &arguments, "    "));
        text + &variant_line(name, &self.type_of_member(union, member), "    ")
    }

    fn enum_head(&self, shape: &Shape, rule: Rule, derives: &str) -> String {
        let name = self.names.of_shape(shape);
        let comment = docs::comment(shape.documentation.as_deref(), "");
        let attribute = match rule.argument() {
            Some(argument) => format!("#[aws_shape({argument})]"),
            None => "#[aws_shape]".to_owned(),
        };
        format!("{comment}{attribute}\n#[derive({derives})]\n{}", opening(&format!("pub enum {name}")))
    }
}

/// A value of a string enum, and its variant.
pub(super) struct Known<'m> {
    pub(super) name: String,
    pub(super) wire: String,
    documentation: Option<&'m str>,
}

/// The values without duplicates.
pub(super) fn known(values: &[EnumValue]) -> Vec<Known<'_>> {
    let mut once = Once::default();
    let mut known: Vec<Known<'_>> = Vec::new();
    for value in values {
        if known.iter().all(|known| known.wire != value.value) {
            let name = once.give(&variant_name(&value.value, false), "");
            known.push(Known { name, wire: value.value.clone(), documentation: value.documentation.as_deref() });
        }
    }
    known
}

/// The lines of a value.
pub(super) fn value_lines(value: &Known<'_>, rule: Rule) -> String {
    let comment = docs::comment(value.documentation, "    ");
    let rename = (rule.of_variant(&value.name) != value.wire).then(|| format!("rename = {}", literal(&value.wire)));
    format!("{comment}{}    {},\n", attribute("aws", rename.as_slice(), "    "), value.name)
}

/// The variant for unknown values.
fn unknown(comment: &str, names: &[(String, String)]) -> String {
    let numbered = (2..).map(|number| format!("Unknown{number}"));
    let mut candidates = UNKNOWN.into_iter().map(str::to_owned).chain(numbered);
    let name = candidates.find(|name| names.iter().all(|(used, _)| used != name)).unwrap_or_default();
    format!("    /// {comment}\n    #[aws(unknown)]\n    {name}(String),\n")
}
