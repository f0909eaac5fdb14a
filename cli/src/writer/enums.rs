//! String enums and unions, both open.

use super::case::variant_name;
use super::layout::{attribute, variant_line};
use super::wire_case::{Once, Rule, literal};
use super::{Writer, docs};
use crate::model::{EnumValue, Shape};

/// Names for the variant that holds what the model lacks.
const UNKNOWN: [&str; 4] = ["Unknown", "Other", "UnknownValue", "OtherValue"];

impl<'m> Writer<'m> {
    pub(super) fn string_enum(&self, shape: &Shape, values: &[EnumValue]) -> String {
        let mut once = Once::default();
        let mut known: Vec<(String, String, Option<&str>)> = Vec::new();
        for value in values {
            if known.iter().all(|(_, wire, _)| *wire != value.value) {
                let name = once.give(&variant_name(&value.value, false), "");
                known.push((name, value.value.clone(), value.documentation.as_deref()));
            }
        }
        let names: Vec<_> = known.iter().map(|(name, wire, _)| (name.clone(), wire.clone())).collect();
        let rule = Rule::of_most(&Rule::OF_VARIANTS, &names, Rule::of_variant);
        let mut text = self.enum_head(shape, rule, "Clone, Debug, PartialEq, Eq, Hash");
        for (name, wire, documentation) in &known {
            text.push_str(&docs::comment(*documentation, "    "));
            let rename = (rule.of_variant(name) != *wire).then(|| format!("rename = {}", literal(wire)));
            text.push_str(&attribute("aws", rename.as_slice(), "    "));
            text.push_str(&format!("    {name},\n"));
        }
        text.push_str(&unknown("A value that is not in the model.", &names));
        text + "}\n"
    }

    pub(super) fn union(&mut self, shape: &'m Shape) -> String {
        let mut once = Once::default();
        let name = |name: &str| variant_name(name, true);
        let names = shape
            .members()
            .iter()
            .map(|member| (once.give(&name(&member.name), ""), self.wire_name(member).to_owned()));
        let names: Vec<_> = names.collect();
        let rule = Rule::of_most(&Rule::OF_VARIANTS, &names, Rule::of_variant);
        let mut text = self.enum_head(shape, rule, &format!("Clone, Debug, {}", self.equality(shape)));
        for (member, (name, wire)) in shape.members().iter().zip(&names) {
            text.push_str(&docs::comment(member.documentation.as_deref(), "    "));
            if let Some(why) = self.as_document(member) {
                self.note(&why);
                text.push_str(&docs::lines(&format!("cannot express: {why}"), "    ", "//"));
            }
            let rename = (rule.of_variant(name) != *wire).then(|| format!("rename = {}", literal(wire)));
            let format = self.timestamp_format(member, None);
            let format = format.map(|format| format!("timestamp = {}", literal(format.name())));
            let arguments: Vec<_> = rename.into_iter().chain(format).collect();
            text.push_str(&attribute("aws", &arguments, "    "));
            let ty = self.type_of_member(shape, member);
            text.push_str(&variant_line(name, &ty, "    "));
        }
        text.push_str(&unknown("The name of a member that is not in the model.", &names));
        text + "}\n"
    }

    fn enum_head(&self, shape: &Shape, rule: Rule, derives: &str) -> String {
        let name = self.names.of_shape(shape);
        let comment = docs::comment(shape.documentation.as_deref(), "");
        let attribute = match rule.argument() {
            Some(argument) => format!("#[aws_shape({argument})]"),
            None => "#[aws_shape]".to_owned(),
        };
        format!("{comment}{attribute}\n#[derive({derives})]\npub enum {name} {{\n")
    }
}

/// The variant that holds what the model lacks.
fn unknown(comment: &str, names: &[(String, String)]) -> String {
    let numbered = (2..).map(|number| format!("Unknown{number}"));
    let mut candidates = UNKNOWN.into_iter().map(str::to_owned).chain(numbered);
    let name = candidates.find(|name| names.iter().all(|(taken, _)| taken != name)).unwrap_or_default();
    format!("    /// {comment}\n    #[aws(unknown)]\n    {name}(String),\n")
}
