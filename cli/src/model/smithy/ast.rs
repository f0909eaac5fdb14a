//! The JSON structure of the file.

use indexmap::IndexMap;
use serde::Deserialize;

use super::traits::Traits;

/// A model: <https://smithy.io/2.0/spec/json-ast.html>.
#[derive(Deserialize)]
pub(in crate::model) struct Ast {
    pub(super) smithy: String,
    pub(super) shapes: AstShapes,
}

pub(super) type AstShapes = IndexMap<String, AstShape>;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a shape with its `type`")]
pub(super) struct AstShape {
    pub(super) r#type: String,
    #[serde(default)]
    pub(super) traits: Traits,
    #[serde(default)]
    pub(super) mixins: Vec<Reference>,
    #[serde(default)]
    pub(super) members: IndexMap<String, AstMember>,
    pub(super) member: Option<AstMember>,
    pub(super) key: Option<AstMember>,
    pub(super) value: Option<AstMember>,
    pub(super) input: Option<Reference>,
    pub(super) output: Option<Reference>,
    #[serde(default)]
    pub(super) errors: Vec<Reference>,
    pub(super) version: Option<String>,
    #[serde(default)]
    pub(super) operations: Vec<Reference>,
    #[serde(default)]
    pub(super) collection_operations: Vec<Reference>,
    #[serde(default)]
    pub(super) resources: Vec<Reference>,
    pub(super) put: Option<Reference>,
    pub(super) create: Option<Reference>,
    pub(super) read: Option<Reference>,
    pub(super) update: Option<Reference>,
    pub(super) delete: Option<Reference>,
    pub(super) list: Option<Reference>,
    #[serde(default)]
    pub(super) rename: IndexMap<String, String>,
}

#[derive(Clone, Deserialize)]
#[serde(expecting = "a member with its `target`")]
pub(super) struct AstMember {
    pub(super) target: String,
    #[serde(default)]
    pub(super) traits: Traits,
}

#[derive(Clone, Deserialize)]
#[serde(expecting = "an object with a `target`")]
pub(super) struct Reference {
    pub(super) target: String,
}
