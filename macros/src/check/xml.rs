//! How a list or map is made of XML elements: Smithy's `xmlFlattened`, and its `xmlName` on members of lists and maps.

use quote::ToTokens as _;

use super::binding::Binding;
use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::report::Report;

/// The arguments of a field that describe its elements.
pub(crate) struct Xml {
    flattened: bool,
    /// The argument, and the name that it gives.
    names: Vec<(&'static str, String)>,
}

/// Takes the arguments of `field` that describe its elements; `None` without any.
pub(crate) fn take(args: &mut Args<'_>, field: &str, binding: Option<&Given<Binding>>, report: &Report) -> Option<Xml> {
    let given = args.in_order(&["xml_flattened", "xml_key", "xml_member", "xml_value"]);
    let (first, binding) = (given.first()?, binding.map(|binding| binding.value.key()));
    let mut xml = Xml { flattened: false, names: Vec::new() };
    for argument in &given {
        let tokens = if *argument == "xml_flattened" {
            let Some(flag) = args.flag(argument) else { continue };
            xml.flattened = true;
            flag.into_token_stream()
        } else {
            let Some(name) = args.string(argument, "item") else { continue };
            check_name(&name, report);
            xml.names.push((argument, name.value));
            name.tokens
        };
        let misuse = match binding {
            Some(binding) if argument == first => misuse::bound_twice(field, binding, argument),
            None if *argument == "xml_member" && given.contains(&"xml_flattened") => misuse::flattened_items(field),
            None if *argument == "xml_member"
                && given.iter().any(|other| matches!(*other, "xml_key" | "xml_value")) =>
            {
                misuse::list_and_map(field)
            }
            _ => continue,
        };
        report.misuse(tokens, misuse);
    }
    Some(xml)
}

/// A name that both XML and a form can have: dots separate the names of a form.
fn check_name(given: &Given<String>, report: &Report) {
    let name = &given.value;
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    if !starts || !name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-')) {
        report.misuse(&given.tokens, misuse::not_an_xml_name(name));
    }
}

impl Xml {
    /// The name of the newtype by which the runtime's codecs know the elements, and the member's name in forms.
    pub(crate) fn traits(xml: Option<&Self>, form_name: Option<&str>) -> String {
        let flattened = if xml.is_some_and(|xml| xml.flattened) { " flattened" } else { "" };
        let names = xml.into_iter().flat_map(|xml| &xml.names);
        let names = names.map(|(argument, name)| format!(" {}={name}", argument.trim_start_matches("xml_")));
        let form_name = form_name.map(|name| format!(" query={name}"));
        format!("$aws_operation::Xml{flattened}{}", names.chain(form_name).collect::<String>())
    }

    /// The method that rejects a type without such elements.
    pub(crate) fn check(&self) -> &'static str {
        match self.names.first() {
            Some(("xml_member", _)) => "aws_in_xml_list",
            Some(_) => "aws_in_xml_map",
            None => "aws_in_xml_flattened",
        }
    }
}
