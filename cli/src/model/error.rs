//! Why a model could not be read.

use std::io;
use std::path::PathBuf;

/// Why a model could not be read; each variant names the file, and the location in it.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The file cannot be read or decompressed.
    #[error("can't read {}: {source}", file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is not JSON, or does not have the structure of a model.
    #[error("{}: {problem}", file.display())]
    Form {
        /// The file.
        file: PathBuf,
        /// The location and the problem.
        problem: String,
    },
    /// The file is JSON, but neither a Smithy model nor a botocore model.
    #[error("{} is not a model: it has neither Smithy's `smithy` and `shapes` nor botocore's `metadata` and `operations`", file.display())]
    NoModel {
        /// The file.
        file: PathBuf,
    },
    /// The file has another known format.
    #[error("{} is {what}", file.display())]
    Other {
        /// The file.
        file: PathBuf,
        /// The format, and what to do instead.
        what: &'static str,
    },
    /// The model is inconsistent.
    #[error("{}: {location}: {problem}", file.display())]
    Content {
        /// The file.
        file: PathBuf,
        /// The shape or operation.
        location: String,
        /// What is wrong.
        problem: String,
    },
}

/// A problem in the content of a model, without the file's name.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) location: String,
    pub(super) problem: String,
}

impl Problem {
    pub(super) fn new(location: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { location: location.into(), problem: problem.into() }
    }
}
