//! Names without namespaces. In a service they are unique, but a model may have more than one service's shapes.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::ast::AstShapes;

/// The names of the shapes that a model defines.
pub(super) struct Names(HashMap<String, String>);

impl Names {
    pub(super) fn new(shapes: &AstShapes, renamed: &IndexMap<String, String>) -> Self {
        let mut taken = HashSet::new();
        let given = shapes.keys().map(|id| {
            let wanted = renamed.get(id).map_or_else(|| local(id), String::as_str);
            let name = if taken.insert(wanted) { wanted } else { id.as_str() };
            (id.clone(), name.to_owned())
        });
        Self(given.collect())
    }

    /// The name of the shape with that ID; of another's, as of the prelude's, the part after its namespace.
    pub(super) fn of(&self, id: &str) -> String {
        self.0.get(id).cloned().unwrap_or_else(|| local(id).to_owned())
    }
}

/// The part of an ID after its namespace.
pub(super) fn local(id: &str) -> &str {
    id.split_once('#').map_or(id, |(_, name)| name)
}
