//! The root elements of XML documents. botocore has their names and namespaces where operations refer to their input, and
//! Smithy at the input and the service.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use super::format;
use crate::model::{Binding, Protocol, Service, Shape, XmlNamespace};

/// Outputs whose root element is the element of their only member. botocore has it in code.
const UNWRAPPED: [(&str, &str); 1] = [("S3", "GetBucketLocationOutput")];

/// The root element of an input.
pub(super) struct Root {
    input: String,
    name: Option<String>,
    namespace: Option<XmlNamespace>,
}

pub(super) fn of_inputs(operations: &IndexMap<String, format::Operation>) -> Vec<Root> {
    let inputs = operations.values().filter_map(|operation| operation.input.as_ref());
    let root = |input: &format::Reference| Root {
        input: input.shape.clone(),
        name: input.location_name.clone(),
        namespace: input.xml_namespace.as_ref().map(format::XmlNamespace::read),
    };
    inputs.map(root).collect()
}

/// Adds the roots to the inputs, and the namespace that most of them have to the service.
pub(super) fn apply(roots: Vec<Root>, service: &mut Service, shapes: &mut IndexMap<String, Shape>) {
    if !service.protocols.contains(&Protocol::RestXml) {
        return;
    }
    for Root { input, name, namespace } in roots {
        if let Some(input) = shapes.get_mut(&input) {
            input.xml_name = name;
            input.xml_namespace = namespace.or(input.xml_namespace.take());
        }
    }
    for (id, output) in UNWRAPPED {
        if let Some(output) = shapes.get_mut(output).filter(|_| service.id == id) {
            output.xml_unwrapped = true;
        }
    }
    if service.xml_namespace.is_none() {
        service.xml_namespace = most_common(shapes);
    }
}

fn most_common(shapes: &IndexMap<String, Shape>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for shape in shapes.values() {
        let payload = shape.members().iter().find(|member| member.binding == Some(Binding::Payload));
        let namespaces = [&shape.xml_namespace, payload.map_or(&None, |member| &member.xml_namespace)];
        for namespace in namespaces.into_iter().flatten().filter(|namespace| namespace.prefix.is_none()) {
            *counts.entry(&namespace.uri).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(uri, _)| uri.to_owned())
}
