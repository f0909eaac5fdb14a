//! The file of a model: unpacked, and told apart.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};

use super::error::Problem;
use super::{Model, ModelError, botocore, smithy};

/// The keys that tell models apart.
#[derive(Deserialize)]
struct Top {
    smithy: Option<IgnoredAny>,
    metadata: Option<IgnoredAny>,
    operations: Option<IgnoredAny>,
    shapes: Option<IgnoredAny>,
}

impl Model {
    /// Reads a Smithy model (JSON AST, version 1.0 or 2.0) or a botocore model (`service-2.json`, with the
    /// `paginators-1.json` and `endpoint-rule-set-1.json` beside it), either of them also packed as `.gz`.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is no model, or names what is not there.
    pub fn read(file: impl AsRef<Path>) -> Result<Self, ModelError> {
        let file = file.as_ref();
        Self::parse(file, &read_unpacked(file)?)
    }

    /// Reads the text of a model; errors, and a botocore model's paginators, go by the name of `file`.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn parse(file: &Path, text: &[u8]) -> Result<Self, ModelError> {
        let top: Top = parse(file, text)?;
        let read = if top.smithy.is_some() && top.shapes.is_some() {
            smithy::read(parse(file, text)?)
        } else if top.metadata.is_some() && top.operations.is_some() {
            let pages = beside(file, "paginators-1.json")?.unwrap_or_default();
            let rules: Option<serde_json::Value> = beside(file, "endpoint-rule-set-1.json")?;
            botocore::read(parse(file, text)?, pages, rules.as_ref())
        } else {
            return Err(ModelError::NoModel { file: file.to_owned() });
        };
        let content = |Problem { place, problem }| ModelError::Content { file: file.to_owned(), place, problem };
        let mut model = read.map_err(content)?;
        if let Some((place, shape)) = model.find_missing() {
            return Err(content(Problem::new(place, format!("there is no shape `{shape}`"))));
        }
        model.complete_pages();
        Ok(model)
    }
}

fn read_unpacked(file: &Path) -> Result<Vec<u8>, ModelError> {
    let failed = |source| ModelError::Read { file: file.to_owned(), source };
    let bytes = fs::read(file).map_err(failed)?;
    if !bytes.starts_with(&[0x1F, 0x8B]) {
        return Ok(bytes);
    }
    let mut unpacked = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked).map_err(failed)?;
    Ok(unpacked)
}

fn parse<T: DeserializeOwned>(file: &Path, text: &[u8]) -> Result<T, ModelError> {
    let mut json = serde_json::Deserializer::from_slice(text);
    let form = |problem: String| ModelError::Form { file: file.to_owned(), problem };
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        let problem = error.into_inner();
        form(if path == "." { problem.to_string() } else { format!("{path}: {problem}") })
    })?;
    json.end().map_err(|error| form(error.to_string()))?;
    Ok(value)
}

/// What botocore has beside the model in `file` under that name, if it has it.
fn beside<T: DeserializeOwned>(file: &Path, name: &str) -> Result<Option<T>, ModelError> {
    let files = [file.with_file_name(name), file.with_file_name(format!("{name}.gz"))];
    let there = files.into_iter().find(|file| file.is_file());
    there.map(|there| parse(&there, &read_unpacked(&there)?)).transpose()
}
