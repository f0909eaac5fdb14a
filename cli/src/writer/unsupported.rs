//! What the attributes cannot express.

use super::Writer;
use super::bindings::{obstacle_in_host_prefix, obstacle_in_template};
use super::names::is_reserved;
use crate::model::{Binding, Http, Kind, Member, Operation};

/// Request headers that the client sets itself.
const RESERVED_HEADERS: [&str; 8] = [
    "authorization",
    "connection",
    "content-length",
    "host",
    "transfer-encoding",
    "user-agent",
    "x-amz-date",
    "x-amz-security-token",
];
/// The maximum depth of nested lists and maps; models have three.
pub(super) const MAX_DEPTH: usize = 16;
const METHODS: [&str; 6] = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"];

pub(super) fn reserved_header(name: &str) -> bool {
    RESERVED_HEADERS.contains(&name.to_ascii_lowercase().as_str())
}

impl<'m> Writer<'m> {
    /// Why an operation cannot be written, if it cannot.
    pub(super) fn obstacle(&self, operation: &'m Operation) -> Option<String> {
        let name = &operation.name;
        let starts_right = name.starts_with(|c: char| c.is_ascii_uppercase());
        if !starts_right || !name.chars().all(|c| c.is_ascii_alphanumeric()) {
            return Some("its name is not a capital letter followed by letters and digits".to_owned());
        }
        if *name == self.scope.service || Some(name) == self.scope.error.as_ref() {
            return Some("its name is also the name of the service struct or of the error enum".to_owned());
        }
        if is_reserved(name) {
            return Some("its name is also the name of a type that the generated code uses".to_owned());
        }
        if !self.protocol.is_rest() && self.model.event_stream(operation.input.as_deref()).is_some() {
            return Some("its request is an event stream".to_owned());
        }
        if let Some(obstacle) = self.obstacle_in_members(operation) {
            return Some(obstacle);
        }
        if let Some(schemes) = self.model.unknown_schemes(operation) {
            return Some(format!("it is authenticated with {schemes}"));
        }
        self.obstacle_in_uri(operation)
    }

    /// Why a host label cannot be sent: it is also in the body, which the method does not have.
    fn obstacle_in_host(&self, operation: &Operation, method: &str) -> Option<String> {
        let mut members = self.model.members_of(operation.input.as_deref()).iter();
        let label = members.find(|member| member.host_label && member.binding.is_none())?;
        let has_body = !matches!(method, "GET" | "HEAD");
        (!has_body).then(|| format!("`{}` is in its host prefix and in its body, and {method} has no body", label.name))
    }

    fn obstacle_in_uri(&self, operation: &Operation) -> Option<String> {
        if let Some(prefix) = &operation.host_prefix {
            let members = self.model.members_of(operation.input.as_deref());
            if let Some(obstacle) = obstacle_in_host_prefix(prefix, members) {
                return Some(obstacle);
            }
        }
        let http = operation.http.as_ref().filter(|_| self.protocol.is_rest());
        let Some(Http { method, uri, code }) = http else {
            return self.protocol.is_rest().then(|| "the model does not say its method and URI".to_owned());
        };
        if !METHODS.contains(&method.as_str()) {
            return Some(format!("its method {method} is not supported"));
        }
        if !(200..300).contains(code) {
            return Some(format!("its success status {code} is not in 200 to 299"));
        }
        if let Some(obstacle) = obstacle_in_template(uri) {
            return Some(obstacle);
        }
        if let Some(obstacle) = self.obstacle_in_host(operation, method) {
            return Some(obstacle);
        }
        let path = uri.split('?').next().unwrap_or_default();
        let mut labels: Vec<&str> = Vec::new();
        let mut greedy = false;
        for segment in path.split('/').filter(|segment| segment.contains(['{', '}'])) {
            let label = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
            let Some(label) = label.filter(|label| !label.contains(['{', '}'])) else {
                return Some(format!("in {uri} a label is only a part of its segment"));
            };
            if greedy {
                return Some(format!("in {uri} a label follows a greedy one"));
            }
            greedy = label.ends_with('+');
            labels.push(label.trim_end_matches('+'));
        }
        self.obstacle_in_labels(operation, uri, &labels)
    }

    fn obstacle_in_labels(&self, operation: &Operation, uri: &str, labels: &[&str]) -> Option<String> {
        let members = self.model.members_of(operation.input.as_deref());
        let bound = members.iter().filter(|member| member.binding == Some(Binding::Label));
        let bound: Vec<_> = bound.map(|member| member.name.as_str()).collect();
        let once = |label: &&str| labels.iter().filter(|other| *other == label).count() == 1;
        if !path_is_absolute(uri) || !labels.iter().all(once) {
            return Some(format!("{uri} is not an absolute path with each label once"));
        }
        let same = bound.len() == labels.len() && bound.iter().all(|label| labels.contains(label));
        (!same).then(|| format!("the labels of {uri} differ from the labels of its input"))
    }

    /// Why a member is written as a document, if its type cannot be written.
    pub(super) fn as_document(&self, member: &Member) -> Option<String> {
        let (mut target, mut above) = (self.model.target(member), Vec::new());
        let what = loop {
            match &target.kind {
                Kind::BigInteger | Kind::BigDecimal => break "a number of any size",
                Kind::Union(members) if members.is_empty() => break "a union without members",
                Kind::List { .. } | Kind::Map { .. } if above.contains(&&target.name) => {
                    break "a list that contains itself";
                }
                Kind::List { .. } | Kind::Map { .. } if above.len() >= MAX_DEPTH => {
                    break "a list that is nested too deep";
                }
                Kind::List { member, .. } | Kind::Map { value: member, .. } => {
                    above.push(&target.name);
                    target = self.model.target(member);
                }
                _ => return None,
            }
        };
        Some(format!("`{}` is {what}; it is written as a document", member.name))
    }
}

/// The traits of an operation that are not supported, although the operation can be written.
pub(super) fn unsupported_traits(operation: &Operation) -> Vec<String> {
    let mut unsupported_traits = Vec::new();
    if !operation.request_compression.is_empty()
        && !operation.request_compression.iter().any(|encoding| encoding == "gzip")
    {
        let encodings = operation.request_compression.join(" or ");
        unsupported_traits.push(format!("the request may be compressed with {encodings}; it is sent uncompressed"));
    }
    unsupported_traits
}

fn path_is_absolute(uri: &str) -> bool {
    uri.starts_with('/')
}
