//! Why a Rust file could not be read.

use std::io;
use std::path::{Path, PathBuf};

use super::Location;

/// Why a Rust file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// The file cannot be read.
    #[error("can't read {}: {source}", file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is not Rust, or an attribute is invalid.
    #[error("{}:{line}: {problem}", file.display())]
    Syntax {
        /// The file.
        file: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        problem: String,
    },
}

impl SourceError {
    pub(super) fn syntax(file: &Path, error: &syn::Error) -> Self {
        Self::Syntax { file: file.to_owned(), line: error.span().start().line, problem: syntax_problem(error) }
    }
}

/// The position of a syntax error as `LINE:COLUMN`, and the problem.
pub(crate) fn position_and_problem(error: &syn::Error) -> String {
    let start = error.span().start();
    format!("{}:{}: {}", start.line, start.column + 1, syntax_problem(error))
}

/// The parser's message, except for text that cannot be split into tokens.
fn syntax_problem(error: &syn::Error) -> String {
    match error.to_string().as_str() {
        "cannot parse string into token stream" => {
            "not Rust: a bracket, quote or comment is not closed, or a character is invalid".to_owned()
        }
        problem => problem.to_owned(),
    }
}

/// An operation whose service is not defined in the files.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{location}: `{service}` of `{operation}` is not defined in the files; give the file that defines it")]
pub struct UnknownService {
    pub(super) location: Location,
    pub(super) service: String,
    pub(super) operation: String,
}
