//! Reads the file of a model: decompresses it and detects its format.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use serde::de::DeserializeOwned;

use super::error::Problem;
use super::file_kind::{Top, other_than_json};
use super::{Model, ModelError, botocore, smithy};

/// The limit for the text of a model, in bytes; EC2's, the longest of AWS's, has four million. A small compressed file
/// can expand to any size.
const LONGEST: u64 = 64 << 20;

impl Model {
    /// Reads a Smithy model (JSON AST, version 1.0 or 2.0) or a botocore model (`service-2.json`, with the
    /// `paginators-1.json`, `waiters-2.json` and `endpoint-rule-set-1.json` beside it), each also compressed as `.gz`.
    /// What the model omits is added: from the command's own overlay for AWS's services, and from an `overlay-1.json`
    /// beside the model.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is not a model, is longer than 64 MiB, or refers to a missing shape.
    pub fn read(file: impl AsRef<Path>) -> Result<Self, ModelError> {
        let file = file.as_ref();
        if file.is_dir() {
            let what = "a folder; give the file of a service in it, or the folder with `--models`";
            return Err(ModelError::Other { file: file.to_owned(), what });
        }
        Self::parse(file, &read_unpacked(file)?)
    }

    /// Reads the text of a model; `file` is its name in errors, and a botocore model's paginators are read from beside
    /// it.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn parse(file: &Path, text: &[u8]) -> Result<Self, ModelError> {
        let other = |what| ModelError::Other { file: file.to_owned(), what };
        if let Some(what) = other_than_json(file, text) {
            return Err(other(what));
        }
        let top: Top = parse(file, text)?;
        let read = if top.is_smithy() {
            smithy::read(parse(file, text)?)
        } else if top.is_botocore() {
            let pages = beside(file, "paginators-1.json")?.unwrap_or_default();
            let rules: Option<serde_json::Value> = beside(file, "endpoint-rule-set-1.json")?;
            let waiters = beside(file, "waiters-2.json")?.unwrap_or_default();
            botocore::read(parse(file, text)?, pages, waiters, rules.as_ref())
        } else {
            return Err(top.other().map_or_else(|| ModelError::NoModel { file: file.to_owned() }, other));
        };
        let content = |Problem { location, problem }| ModelError::Content { file: file.to_owned(), location, problem };
        let mut model = read.map_err(content)?;
        if let Some((location, shape)) = model.find_missing() {
            return Err(content(Problem::new(location, format!("there is no shape `{shape}`"))));
        }
        model.complete_pages();
        model.complete_from_reports()?;
        if let Some(overlay) = beside(file, "overlay-1.json")? {
            model.complete(&overlay, &file.with_file_name("overlay-1.json"))?;
        }
        Ok(model)
    }
}

fn read_unpacked(file: &Path) -> Result<Vec<u8>, ModelError> {
    let failed = |source| ModelError::Read { file: file.to_owned(), source };
    let bytes = File::open(file).and_then(read_limited).map_err(failed)?;
    if !bytes.starts_with(&[0x1F, 0x8B]) {
        return Ok(bytes);
    }
    read_limited(flate2::read::MultiGzDecoder::new(bytes.as_slice())).map_err(failed)
}

fn read_limited(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LONGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST {
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, "it is longer than 64 MiB"));
    }
    Ok(bytes)
}

fn parse<T: DeserializeOwned>(file: &Path, text: &[u8]) -> Result<T, ModelError> {
    let mut json = serde_json::Deserializer::from_slice(text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text));
    let form = |problem: String| ModelError::Form { file: file.to_owned(), problem };
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        let problem = error.into_inner();
        form(if path == "." { problem.to_string() } else { format!("{path}: {problem}") })
    })?;
    json.end().map_err(|error| form(error.to_string()))?;
    Ok(value)
}

/// The content of botocore's file `name` in the folder of the model, if it exists.
fn beside<T: DeserializeOwned>(file: &Path, name: &str) -> Result<Option<T>, ModelError> {
    let files = [file.with_file_name(name), file.with_file_name(format!("{name}.gz"))];
    let there = files.into_iter().find(|file| fs::metadata(file).is_ok_and(|metadata| metadata.is_file()));
    there.map(|there| parse(&there, &read_unpacked(&there)?)).transpose()
}
