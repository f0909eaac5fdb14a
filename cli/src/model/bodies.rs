//! What is done to the bodies of an operation: checksums and compression.

use super::{Binding, Model, Operation};

/// The checksums of an operation, by the names of its input's members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Checksums<'m> {
    /// A request must have a checksum.
    pub required: bool,
    /// The member for the algorithm of a request's checksum, if it is sent in a header.
    pub algorithm: Option<&'m str>,
    /// The member that asks for a checksum of the response, if it is sent in a header.
    pub validate: Option<&'m str>,
    /// A request has the tree hash of its payload, as Glacier wants it.
    pub tree_hash: bool,
}

impl Model {
    /// The checksums of the operation: `@httpChecksum` and `@httpChecksumRequired`.
    /// With `is_rest` false, no member is in a header.
    pub fn checksums<'m>(&'m self, operation: &'m Operation, is_rest: bool) -> Checksums<'m> {
        let checksum = operation.http_checksum.as_ref();
        let members = self.members_of(operation.input.as_deref());
        let in_header = |name: &'m Option<String>| {
            let name = name.as_deref()?;
            let member = members.iter().find(|member| member.name == name)?;
            (is_rest && matches!(member.binding, Some(Binding::Header(_)))).then_some(name)
        };
        Checksums {
            required: operation.http_checksum_required || checksum.is_some_and(|checksum| checksum.request_required),
            algorithm: checksum.and_then(|checksum| in_header(&checksum.algorithm_member)),
            validate: checksum.and_then(|checksum| in_header(&checksum.validation_mode_member)),
            tree_hash: self.has_tree_hash(operation),
        }
    }

    /// Whether requests of the operation have a body and the service accepts it in gzip: `@requestCompression`.
    pub fn compresses(&self, operation: &Operation, is_rest: bool) -> bool {
        let mut members = self.members_of(operation.input.as_deref()).iter();
        let has_body = members.any(|member| !is_rest || matches!(member.binding, None | Some(Binding::Payload)));
        has_body && operation.request_compression.iter().any(|encoding| encoding == "gzip")
    }
}

impl Checksums<'_> {
    /// The argument of `#[aws_operation]`, with the fields of the members. A field that is not there is left out.
    pub fn argument<'f>(self, field_of: impl Fn(&str) -> Option<&'f str>) -> Option<String> {
        let part = |name: &str, member: Option<&str>| Some(format!("{name} = \"{}\"", field_of(member?)?));
        let required = self.required.then(|| "required".to_owned());
        let (algorithm, validate) = (part("algorithm", self.algorithm), part("validate", self.validate));
        let tree_hash = self.tree_hash.then(|| "tree_hash".to_owned());
        if algorithm.is_none() && validate.is_none() && tree_hash.is_none() {
            return required.map(|_| "checksum_required".to_owned());
        }
        let parts: Vec<_> = [algorithm, required, validate, tree_hash].into_iter().flatten().collect();
        Some(format!("checksum({})", parts.join(", ")))
    }
}
