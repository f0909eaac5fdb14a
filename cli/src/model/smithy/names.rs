//! Names without namespaces. They are unique in a service, but a model can contain the shapes of several services.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::ast::AstShapes;

/// The short names of the shapes that a model defines.
pub(super) struct Names {
    by_id: HashMap<String, String>,
    used: HashSet<String>,
}

impl Names {
    pub(super) fn new(shapes: &AstShapes, renamed: &IndexMap<String, String>) -> Self {
        let mut used: HashSet<String> = HashSet::new();
        let given = shapes.keys().map(|id| {
            let wanted = renamed.get(id).map_or_else(|| local(id), String::as_str);
            let name = if used.insert(wanted.to_owned()) { wanted } else { id.as_str() };
            (id.clone(), name.to_owned())
        });
        let by_id = given.collect();
        Self { by_id, used }
    }

    /// The name of the shape with that ID. A shape that the model does not define, such as one of the prelude, has the
    /// part after its namespace, unless the model uses that name.
    pub(super) fn of(&self, id: &str) -> String {
        let of_other = || if self.used.contains(local(id)) { id } else { local(id) };
        self.by_id.get(id).map_or_else(of_other, String::as_str).to_owned()
    }
}

/// The part of an ID after its namespace.
pub(super) fn local(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}

/// Whether the ID is in AWS's own namespace.
pub(super) fn is_aws_namespace(id: &str) -> bool {
    let namespace = id.split_once('#').map_or("", |(namespace, _)| namespace);
    namespace.strip_prefix("com.amazonaws").is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
