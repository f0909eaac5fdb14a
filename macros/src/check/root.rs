//! The root element of a document: `xml_name`, `xml_namespace` and `xml_unwrapped` on a struct.

use quote::ToTokens as _;

use super::binding::Binding;
use super::member::{Member, Members};
use super::xml::{Xml, check_text, declared_prefix};
use crate::misuse;
use crate::parse::args::Args;
use crate::report::Report;

/// The arguments of a struct.
pub(crate) const KEYS: [&str; 3] = ["xml_name", "xml_namespace", "xml_unwrapped"];

/// The root of the documents of a structure, where it is not as by default.
#[derive(Default)]
pub(crate) struct Root {
    name: Option<String>,
    namespace: Option<String>,
    unwrapped: bool,
    /// The first argument, and what to underline where it is wrong.
    first: Option<(&'static str, proc_macro2::TokenStream)>,
}

impl Root {
    /// Takes the arguments.
    pub(crate) fn take(args: &mut Args<'_>, report: &Report) -> Self {
        let mut root = Self::default();
        let first = args.in_order(&KEYS).into_iter().next();
        for argument in KEYS {
            let tokens = if argument == "xml_unwrapped" {
                let Some(flag) = args.flag(argument) else { continue };
                root.unwrapped = true;
                flag.into_token_stream()
            } else {
                let Some(given) = args.string(argument, "CreateProjectRequest") else { continue };
                check_text(argument, &given, report);
                let text = if argument == "xml_name" { &mut root.name } else { &mut root.namespace };
                *text = Some(given.value);
                given.tokens
            };
            if first == Some(argument) {
                root.first = Some((argument, tokens));
            }
        }
        root
    }

    /// Checks what depends on the members of the structure, which is called `item`.
    pub(crate) fn check(&self, members: &Members, item: &str, report: &Report) {
        let is_payload = |member: &&Member| matches!(member.binding, Some(Binding::Payload(_)));
        if let (Some((argument, tokens)), Some(payload)) = (&self.first, members.members.iter().find(is_payload)) {
            report.misuse(tokens, misuse::two_roots(&payload.field_name(), argument));
        } else if let (Some((_, tokens)), true) = (&self.first, self.unwrapped) {
            if members.members.iter().filter(|member| member.binding.is_none()).count() != 1 {
                report.misuse(tokens, misuse::unwrapped_members());
            }
        }
        let own = self.namespace.as_deref().and_then(declared_prefix);
        for member in &members.members {
            let Some(given) = &member.xml_name else { continue };
            let Some((prefix, _)) = given.value.split_once(':') else { continue };
            if own != Some(prefix) && member.xml.as_ref().and_then(Xml::prefix) != Some(prefix) {
                report.misuse(&given.tokens, misuse::prefix_not_declared(&given.value, prefix, item));
            }
        }
    }

    /// The name of the newtype by which the runtime's codecs know the root; `None` for the defaults.
    pub(crate) fn traits(&self) -> Option<String> {
        let name = self.name.as_ref().map(|name| format!(" name={name}"));
        let namespace = self.namespace.as_ref().map(|namespace| format!(" namespace={namespace}"));
        let unwrapped = self.unwrapped.then(|| " unwrapped".to_owned());
        let words: String = [name, namespace, unwrapped].into_iter().flatten().collect();
        (!words.is_empty()).then(|| format!("$aws_operation::XmlRoot{words}"))
    }
}
