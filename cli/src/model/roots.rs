//! The root elements of XML documents.

use super::{Binding, Member, Model, Operation, Shape, XmlNamespace};

impl Model {
    /// The name of the root element of an operation's request, if members without a binding make its document.
    pub(crate) fn request_root(&self, operation: &Operation) -> Option<(&str, Option<&XmlNamespace>)> {
        let input = self.shapes.get(operation.input.as_ref()?)?;
        has_document(input).then(|| (root_name(input), input.xml_namespace.as_ref()))
    }

    /// The name and namespace of the root element of a payload.
    pub(crate) fn payload_root<'m>(&'m self, member: &'m Member) -> (&'m str, Option<&'m XmlNamespace>) {
        let target = self.target(member);
        let name = member.xml_name.as_deref().unwrap_or_else(|| root_name(target));
        (name, member.xml_namespace.as_ref().or(target.xml_namespace.as_ref()))
    }

    /// The namespace that a structure declares for the prefix of a member's name.
    pub(crate) fn prefix_namespace<'m>(&'m self, structure: &'m Shape) -> Option<&'m XmlNamespace> {
        let mut prefixes = structure.members().iter().filter_map(|member| member.xml_name.as_ref()?.split_once(':'));
        let (prefix, _) = prefixes.next()?;
        let is_of = |namespace: &&XmlNamespace| namespace.prefix.as_deref() == Some(prefix);
        // Members that hold the structure may declare it too.
        let holders =
            self.shapes.values().flat_map(|shape| shape.members()).filter(|member| member.target == structure.name);
        let of_holders = holders.filter_map(|member| member.xml_namespace.as_ref());
        structure.xml_namespace.iter().chain(of_holders).find(is_of)
    }
}

/// The name of a structure as a root.
pub(crate) fn root_name(shape: &Shape) -> &str {
    shape.xml_name.as_deref().unwrap_or(&shape.name)
}

/// Whether members without a binding make a document.
pub(crate) fn has_document(structure: &Shape) -> bool {
    let members = structure.members();
    members.iter().any(|member| member.binding.is_none())
        && members.iter().all(|member| member.binding != Some(Binding::Payload))
}
