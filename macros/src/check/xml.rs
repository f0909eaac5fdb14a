//! How members are made of XML elements and attributes: Smithy's `xmlName`, `xmlAttribute`, `xmlNamespace` and
//! `xmlFlattened`.

use quote::ToTokens as _;

use super::binding::Binding;
use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::report::Report;

/// The arguments of a field that describe its elements.
const KEYS: [&str; 10] = [
    "xml_attribute",
    "xml_flattened",
    "xml_key",
    "xml_key_namespace",
    "xml_member",
    "xml_member_namespace",
    "xml_name",
    "xml_namespace",
    "xml_value",
    "xml_value_namespace",
];

/// How a member is made of elements, where that is not as by default.
#[derive(Default)]
pub(crate) struct Xml {
    attribute: bool,
    flattened: bool,
    /// The other arguments, and their values.
    texts: Vec<(&'static str, String)>,
}

/// The arguments of a field that were taken.
#[derive(Default)]
pub(crate) struct Taken {
    pub(crate) xml: Option<Xml>,
    /// The name of a member that is not the payload.
    pub(crate) name: Option<Given<String>>,
}

/// Takes the arguments of `field` that describe its elements.
pub(crate) fn take(args: &mut Args<'_>, field: &str, binding: Option<&Given<Binding>>, report: &Report) -> Taken {
    let given = args.in_order(&KEYS);
    let (is_payload, mut taken, mut xml) =
        (binding.is_some_and(|given| matches!(given.value, Binding::Payload(_))), Taken::default(), Xml::default());
    // One mistake is reported once, where it begins.
    let mut is_misplaced = false;
    for argument in &given {
        let (tokens, text) = match *argument {
            "xml_attribute" | "xml_flattened" => {
                let Some(flag) = args.flag(argument) else { continue };
                (flag.into_token_stream(), None)
            }
            _ => {
                let Some(text) = args.string(argument, "item") else { continue };
                (text.tokens.clone(), Some(text))
            }
        };
        if let Some(misuse) = misplaced(field, argument, &given, binding, is_payload) {
            if !is_misplaced {
                report.misuse(&tokens, misuse);
            }
            is_misplaced = true;
        } else if let Some(text) = &text {
            check_text(argument, text, report);
        }
        match (*argument, text) {
            ("xml_attribute", _) => xml.attribute = true,
            ("xml_flattened", _) => xml.flattened = true,
            ("xml_name", Some(text)) if !is_payload => taken.name = Some(text),
            (argument, Some(text)) => xml.texts.push((argument, text.value)),
            _ => {}
        }
    }
    let has_traits = xml.attribute || xml.flattened || !xml.texts.is_empty();
    taken.xml = has_traits.then_some(xml);
    taken
}

/// Why a field with these arguments cannot have one of them.
fn misplaced(
    field: &str,
    argument: &'static str,
    given: &[&'static str],
    binding: Option<&Given<Binding>>,
    is_payload: bool,
) -> Option<misuse::Misuse> {
    if let Some(binding) = binding {
        let is_of_root = is_payload && matches!(argument, "xml_name" | "xml_namespace");
        return (!is_of_root).then(|| misuse::bound_twice(field, binding.value.key(), argument));
    }
    let has = |argument: &str| given.contains(&argument);
    match argument {
        "xml_attribute" | "xml_name" => None,
        _ if has("xml_attribute") => Some(misuse::attribute_with_elements(field, argument)),
        "xml_member" if has("xml_flattened") => Some(misuse::flattened_items(field)),
        "xml_member" | "xml_member_namespace"
            if ["xml_key", "xml_value", "xml_key_namespace", "xml_value_namespace"].into_iter().any(has) =>
        {
            Some(misuse::list_and_map(field))
        }
        _ => None,
    }
}

/// Reports the value of an argument that is no name or namespace.
pub(crate) fn check_text(argument: &str, given: &Given<String>, report: &Report) {
    let text = &given.value;
    if argument.ends_with("namespace") {
        if !is_namespace(text) {
            report.misuse(&given.tokens, misuse::not_a_namespace(text));
        }
        return;
    }
    // The items of items follow after slashes. A member may have a prefix.
    let is_valid = match argument {
        "xml_name" => {
            text.split_once(':').map_or_else(|| is_name(text), |(prefix, name)| is_name(prefix) && is_name(name))
        }
        _ => text.split('/').all(is_name),
    };
    if !is_valid {
        report.misuse(&given.tokens, misuse::not_an_xml_name(text));
    }
}

/// Whether both XML and a form can have the name: dots separate the names of a form, and a number after a dot is an index.
pub(crate) fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

/// Whether the text can be the URI of a namespace.
pub(crate) fn is_uri(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>'))
}

/// `uri` or `prefix=uri`.
fn is_namespace(text: &str) -> bool {
    text.split_once('=').filter(|(prefix, _)| is_name(prefix)).map_or_else(|| is_uri(text), |(_, uri)| is_uri(uri))
}

/// The prefix that a namespace declares.
pub(crate) fn declared_prefix(namespace: &str) -> Option<&str> {
    namespace.split_once('=').map(|(prefix, _)| prefix).filter(|prefix| is_name(prefix))
}

/// What the name of a member's newtype begins with.
const NEWTYPE: &str = "$aws_operation::Xml";

impl Xml {
    /// The name of the newtype by which the runtime's codecs know the elements.
    pub(crate) fn traits(&self) -> String {
        format!("{NEWTYPE}{}", self.words())
    }

    /// The same with the name of the member in forms of ec2Query.
    pub(crate) fn traits_with(xml: Option<&Self>, form_name: Option<&str>) -> String {
        let words = xml.map(Self::words).unwrap_or_default();
        let form_name = form_name.map(|name| format!(" query={name}")).unwrap_or_default();
        format!("{NEWTYPE}{words}{form_name}")
    }

    fn words(&self) -> String {
        let attribute = if self.attribute { " attribute" } else { "" };
        let flattened = if self.flattened { " flattened" } else { "" };
        let texts =
            self.texts.iter().map(|(argument, text)| format!(" {}={text}", argument.trim_start_matches("xml_")));
        format!("{attribute}{flattened}{}", texts.collect::<String>())
    }

    /// Whether a list or map is flattened.
    pub(crate) fn is_flattened(&self) -> bool {
        self.flattened
    }

    /// The prefix that the member's element declares.
    pub(crate) fn prefix(&self) -> Option<&str> {
        let (_, namespace) = self.texts.iter().find(|(argument, _)| *argument == "xml_namespace")?;
        declared_prefix(namespace).filter(|_| !self.attribute)
    }

    /// The method that rejects a type without such elements, if there are such types.
    pub(crate) fn check(&self) -> Option<&'static str> {
        let has = |of: &[&str]| self.texts.iter().any(|(argument, _)| of.contains(argument));
        match self {
            _ if self.attribute => Some("aws_in_xml_attribute"),
            _ if has(&["xml_member", "xml_member_namespace"]) => Some("aws_in_xml_list"),
            _ if has(&["xml_key", "xml_value", "xml_key_namespace", "xml_value_namespace"]) => Some("aws_in_xml_map"),
            _ => self.flattened.then_some("aws_in_xml_flattened"),
        }
    }
}
