//! Why a model could not be read.

use std::io;
use std::path::PathBuf;

/// Why a model could not be read; each says which file, and where in it.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The file cannot be read or unpacked.
    #[error("can't read {}: {source}", file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is not JSON, or has another form than a model.
    #[error("{}: {problem}", file.display())]
    Form {
        /// The file.
        file: PathBuf,
        /// Where and what.
        problem: String,
    },
    /// The file is JSON, but neither a Smithy model nor one of botocore.
    #[error("{} is no model: it has neither Smithy's `smithy` and `shapes` nor botocore's `metadata` and `operations`", file.display())]
    NoModel {
        /// The file.
        file: PathBuf,
    },
    /// The file is something else that is known.
    #[error("{} is {what}", file.display())]
    Other {
        /// The file.
        file: PathBuf,
        /// What it is, and what to do instead.
        what: &'static str,
    },
    /// What the model says does not hold together.
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

/// What is wrong in the content of a model, before the file's name is added.
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
