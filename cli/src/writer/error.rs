//! Why code cannot be written.

use crate::model::{Model, Operation, Protocol};

/// Why code cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// None of the service's protocols is supported.
    #[error("{service} uses {protocols}, which is not supported yet")]
    Protocol {
        /// The service's ID.
        service: String,
        /// Its protocols.
        protocols: String,
    },
    /// The service does not have the requested protocol.
    #[error("{service} has no protocol `{name}`, but {protocols}")]
    OtherProtocol {
        /// The service's ID.
        service: String,
        /// The requested name.
        name: String,
        /// Its protocols.
        protocols: String,
    },
    /// The model names no AWS protocol.
    #[error("the model of {service} names no AWS protocol")]
    NoProtocol {
        /// The service's ID.
        service: String,
    },
    /// The service has no such operation.
    #[error("{service} has no operation `{name}`{hint}")]
    NoOperation {
        /// The service's ID.
        service: String,
        /// The requested name.
        name: String,
        /// A similar name that exists.
        hint: String,
    },
    /// No operation's input has such a member.
    #[error("{operations} {has} no input member `{name}`{hint}", has = if operations.contains(' ') { "have" } else { "has" })]
    NoMember {
        /// The operations.
        operations: String,
        /// The requested name.
        name: String,
        /// A similar name that exists.
        hint: String,
    },
}

impl WriteError {
    pub(super) fn protocol(model: &Model) -> Self {
        if model.service.protocols.is_empty() {
            return Self::NoProtocol { service: model.service.id.clone() };
        }
        let protocols: Vec<_> = model.service.protocols.iter().map(ToString::to_string).collect();
        Self::Protocol { service: model.service.id.clone(), protocols: protocols.join(" and ") }
    }

    pub(super) fn unsupported(model: &Model, protocol: &Protocol) -> Self {
        Self::Protocol { service: model.service.id.clone(), protocols: protocol.to_string() }
    }

    pub(super) fn other_protocol(model: &Model, name: &str) -> Self {
        let mut known: Vec<_> = model.service.protocols.iter().map(|protocol| format!("`{protocol}`")).collect();
        let last = known.pop().unwrap_or_else(|| "none".to_owned());
        let protocols = if known.is_empty() { last } else { format!("{} and {last}", known.join(", ")) };
        Self::OtherProtocol { service: model.service.id.clone(), name: name.to_owned(), protocols }
    }

    pub(super) fn no_operation(model: &Model, name: &str) -> Self {
        let hint = hint(name, model.operations.keys().map(String::as_str));
        Self::NoOperation { service: model.service.id.clone(), name: name.to_owned(), hint }
    }

    pub(super) fn no_member<'a>(operations: &[&Operation], name: &str, known: impl Iterator<Item = &'a str>) -> Self {
        let operations: Vec<_> = operations.iter().map(|operation| operation.name.as_str()).collect();
        Self::NoMember { operations: operations.join(" and "), name: name.to_owned(), hint: hint(name, known) }
    }
}

fn hint<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> String {
    nearest(wanted, names).map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default()
}

/// The most similar name, if it is similar enough.
pub(crate) fn nearest<'a>(wanted: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = wanted.to_lowercase();
    let likeness = |name: &str| strsim::jaro_winkler(&wanted, &name.to_lowercase());
    let best = names.map(|name| (likeness(name), name)).max_by(|a, b| a.0.total_cmp(&b.0));
    best.filter(|(likeness, _)| *likeness > 0.8).map(|(_, name)| name)
}
