//! The root elements of XML documents.

use super::Writer;
use super::wire_case::literal;
use crate::model::{Binding, Kind, Member, Operation, Protocol, Shape, XmlNamespace, has_document, root_name};

impl Writer<'_> {
    /// The arguments of a payload whose root is not named after its type.
    pub(super) fn payload_root_arguments(&self, member: &Member, binding: Option<&Binding>) -> Vec<String> {
        let target = self.model.target(member);
        let is_document = matches!(target.kind, Kind::Structure(_) | Kind::Union(_)) && !target.streaming;
        if *self.protocol != Protocol::RestXml || binding != Some(&Binding::Payload) || !is_document {
            return Vec::new();
        }
        let (name, namespace) = self.model.payload_root(member);
        self.arguments((name, &self.names.of_shape(target)), namespace)
    }

    /// The arguments of an operation whose request is a document.
    pub(super) fn request_root_arguments(&self, operation: &Operation) -> Vec<String> {
        let root = self.model.request_root(operation).filter(|_| *self.protocol == Protocol::RestXml);
        let Some((name, namespace)) = root.filter(|_| !self.without_body) else { return Vec::new() };
        self.arguments((name, &format!("{}Request", operation.name)), namespace)
    }

    /// The arguments of a structure: its root where it is a response, and the prefix of its members.
    pub(super) fn structure_root_arguments(&self, structure: &Shape, is_output: bool) -> Vec<String> {
        if *self.protocol != Protocol::RestXml {
            return Vec::new();
        }
        let prefix = self.model.prefix_namespace(structure);
        if !is_output || !has_document(structure) {
            let namespace = prefix.map(|prefix| format!("xml_namespace = {}", literal(&prefix.argument())));
            return namespace.into_iter().collect();
        }
        if structure.xml_unwrapped {
            return vec!["xml_unwrapped".to_owned()];
        }
        let namespace = prefix.or(structure.xml_namespace.as_ref());
        self.arguments((root_name(structure), &self.names.of_shape(structure)), namespace)
    }

    fn arguments(&self, (name, usual): (&str, &str), namespace: Option<&XmlNamespace>) -> Vec<String> {
        let of_service = self.model.service.xml_namespace.as_deref();
        let namespace = namespace.map(XmlNamespace::argument).filter(|own| Some(own.as_str()) != of_service);
        let name = (name != usual).then(|| format!("xml_name = {}", literal(name)));
        name.into_iter().chain(namespace.map(|own| format!("xml_namespace = {}", literal(&own)))).collect()
    }
}
