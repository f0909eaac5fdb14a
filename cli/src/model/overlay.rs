//! What services do and their models omit: errors, and whether a call that ended with an error may be repeated.
//!
//! Each entry has its source, a public report. `overlay.json` has the entries for AWS's services, and `overlay-1.json`
//! beside a model has those for its service, in the same format without the service's name.

use std::path::Path;

use indexmap::IndexMap;
use serde::Deserialize;

use super::{ErrorTraits, Fault, Kind, Member, Model, ModelError, Retryable, Shape};

/// The entries for AWS's services, by their IDs.
const OF_AWS: &str = include_str!("overlay.json");

/// The entries for a service.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Overlay {
    #[serde(default)]
    errors: Vec<AddedError>,
    #[serde(default)]
    categories: Vec<Categorized>,
}

/// An error that operations return.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AddedError {
    code: String,
    /// The HTTP status, if the model does not have the error at all.
    status: Option<u16>,
    /// A sentence without its full stop.
    documentation: Option<String>,
    /// The operations; all, if it is empty.
    #[serde(default)]
    operations: Vec<String>,
    source: String,
}

/// What an error means for a repeated call.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Categorized {
    error: String,
    category: Category,
    source: String,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Category {
    Throttling,
    Transient,
    Quota,
}

impl Category {
    fn of(self) -> Retryable {
        match self {
            Self::Throttling => Retryable::Throttling,
            Self::Transient => Retryable::Transient,
            Self::Quota => Retryable::Quota,
        }
    }
}

impl Model {
    /// Adds the entries for AWS's services.
    pub(super) fn complete_from_reports(&mut self) -> Result<(), ModelError> {
        let file = Path::new("overlay.json");
        let form = |problem: String| ModelError::Form { file: file.to_owned(), problem };
        let mut services: IndexMap<String, Overlay> =
            serde_json::from_str(OF_AWS).map_err(|error| form(error.to_string()))?;
        let overlay = services.swap_remove(self.aws_service()).unwrap_or_default();
        self.complete(&overlay, file)
    }

    /// Adds the entries of `file`. Those that change nothing are noted in [`Model::outdated`].
    pub(super) fn complete(&mut self, overlay: &Overlay, file: &Path) -> Result<(), ModelError> {
        for added in &overlay.errors {
            let changed = self.add_error(added).map_err(|problem| ModelError::Content {
                file: file.to_owned(),
                location: added.code.clone(),
                problem,
            })?;
            if !changed {
                let why = "the model has it, or has none of its operations";
                self.outdated.push(outdated(&self.service.id, &added.code, why, &added.source));
            }
        }
        for categorized in &overlay.categories {
            let retryable = categorized.category.of();
            let why = match self.error_mut(&categorized.error).and_then(|shape| shape.error.as_mut()) {
                None => "the model has no such error",
                Some(traits) if traits.retryable == Some(retryable) => "the model has its category",
                Some(traits) => {
                    traits.retryable = Some(retryable);
                    continue;
                }
            };
            self.outdated.push(outdated(&self.service.id, &categorized.error, why, &categorized.source));
        }
        Ok(())
    }

    fn error_mut(&mut self, code: &str) -> Option<&mut Shape> {
        self.shapes.values_mut().find(|shape| {
            let code_of = |traits: &ErrorTraits| traits.code.as_deref() == Some(code);
            shape.error.as_ref().is_some_and(|traits| shape.name == code || code_of(traits))
        })
    }

    /// Adds an error to operations. Returns whether any of them lacked it.
    fn add_error(&mut self, added: &AddedError) -> Result<bool, String> {
        let is_meant = |name: &str| added.operations.is_empty() || added.operations.iter().any(|meant| meant == name);
        if !self.operations.keys().any(|name| is_meant(name)) {
            return Ok(false);
        }
        let name = match self.error_mut(&added.code) {
            Some(shape) => shape.name.clone(),
            None => self.create_error(added)?,
        };
        let mut changed = false;
        for operation in self.operations.values_mut() {
            if is_meant(&operation.name) && !operation.errors.contains(&name) {
                operation.errors.push(name.clone());
                changed = true;
            }
        }
        Ok(changed)
    }

    /// Adds the structure of an error, with a message.
    fn create_error(&mut self, added: &AddedError) -> Result<String, String> {
        let code = &added.code;
        let is_name =
            code.starts_with(|c: char| c.is_ascii_uppercase()) && code.chars().all(|c| c.is_ascii_alphanumeric());
        if !is_name || self.shapes.contains_key(code) {
            return Err("the code must be the name of a new shape".to_owned());
        }
        let (Some(status), Some(documentation)) = (added.status, &added.documentation) else {
            return Err("an error that the model does not have needs `status` and `documentation`".to_owned());
        };
        let text = "OverlayText".to_owned();
        self.shapes.entry(text.clone()).or_insert_with(|| Shape::new(&text, Kind::String));
        let message = Member { name: "message".to_owned(), target: text, ..Member::default() };
        let fault = if status < 500 { Fault::Client } else { Fault::Server };
        let error = ErrorTraits { fault, http_status: Some(status), code: None, retryable: None };
        let documentation = Some(format!("{documentation}, as {} reports.", added.source));
        let shape = Shape::new(code, Kind::Structure(vec![message]));
        self.shapes.insert(code.clone(), Shape { documentation, error: Some(error), ..shape });
        Ok(code.clone())
    }
}

fn outdated(service: &str, error: &str, why: &str, source: &str) -> String {
    format!("the overlay's entry for `{error}` of {service} changes nothing, because {why} ({source})")
}
