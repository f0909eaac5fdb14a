//! Reads annotated structs from Rust files.
//!
//! ```no_run
//! use aws_operation_cli::source::Source;
//!
//! let source = Source::read(["src/lookoutvision.rs"])?;
//! for operation in &source.operations {
//!     println!("{}: {}", operation.item.location, operation.name.value);
//! }
//! # Ok::<(), aws_operation_cli::source::SourceError>(())
//! ```
//!
//! The reader expects attributes that compile. It rejects arguments that it cannot parse, and ignores arguments that it
//! does not know.

mod args;
mod case;
mod enums;
mod error;
mod files;
mod imports;
mod lookup;
mod member;
mod nesting;
mod operation;
mod service;
mod template;
mod types;

use std::fmt;
use std::path::{Path, PathBuf};
use std::rc::Rc;

pub(crate) use args::Args;
pub use enums::{ErrorEnum, ErrorVariant, Variant};
pub(crate) use error::position_and_problem;
pub use error::{SourceError, UnknownService};
pub use imports::Import;
pub use lookup::Named;
pub use member::Member;
pub(crate) use nesting::check_nesting;
pub(crate) use operation::members_of;
pub use operation::{Checksum, Operation, Paginated};
pub use service::Service;
pub use template::{Segment, Template};
pub use types::Type;

/// The annotated items of some files.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// Unit structs with `#[aws_service]`.
    pub services: Vec<Service>,
    /// Structs with `#[aws_operation]`.
    pub operations: Vec<Operation>,
    /// Structs and enums with `#[aws_shape]`.
    pub shapes: Vec<Shape>,
    /// Enums with `#[aws_error]`.
    pub errors: Vec<ErrorEnum>,
    /// Type aliases, and structs that are one unnamed field.
    pub aliases: Vec<Alias>,
    /// The names that the modules import.
    pub imports: Vec<Import>,
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Location {
    /// The file, as it was named.
    pub file: Rc<Path>,
    /// The line, from 1.
    pub line: usize,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file.display(), self.line)
    }
}

/// An item's name, module and location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its name in Rust.
    pub name: String,
    /// Its module, derived from the path of the file: `["src", "lookoutvision", "projects"]`.
    pub module: Vec<String>,
    /// The location of its name.
    pub location: Location,
}

impl Item {
    /// The location of a line in the item's file.
    pub fn line(&self, line: usize) -> Location {
        Location { file: Rc::clone(&self.location.file), line }
    }
}

/// A value and its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given<T> {
    /// The value.
    pub value: T,
    /// The line, from 1.
    pub line: usize,
}

/// A struct or enum with `#[aws_shape]`.
#[derive(Clone, Debug)]
pub struct Shape {
    /// The item.
    pub item: Item,
    /// The kind of shape.
    pub kind: ShapeKind,
}

/// The kinds of shapes.
#[derive(Clone, Debug)]
pub enum ShapeKind {
    /// A structure.
    Structure(Vec<Member>),
    /// A string enum; the variant for unknown values is not included.
    Enum(Vec<Variant>),
    /// A union.
    Union {
        /// Its members.
        members: Vec<Member>,
        /// Whether it has a variant for unknown members.
        open: bool,
    },
}

/// Another name for a type.
#[derive(Clone, Debug)]
pub struct Alias {
    /// The item.
    pub item: Item,
    /// The type.
    pub ty: Type,
}

impl Source {
    /// Reads the files, and those of the modules that they declare with `mod x;`.
    ///
    /// Modules under `#[cfg(test)]`, and those whose file is not found by Rust's rules, are skipped.
    ///
    /// # Errors
    ///
    /// If a file cannot be read, is not Rust, or has an invalid attribute.
    pub fn read<P: Into<PathBuf>>(files: impl IntoIterator<Item = P>) -> Result<Self, SourceError> {
        let mut source = Self::default();
        let mut reader = files::Reader::new(&mut source);
        for file in files {
            reader.read_root(&file.into())?;
        }
        Ok(source)
    }

    /// Reads `text` as the content of `file`; the modules that it declares are read from their files.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn read_text(file: &Path, text: &str) -> Result<Self, SourceError> {
        let mut source = Self::default();
        files::Reader::new(&mut source).read_root_text(file, text)?;
        Ok(source)
    }
}
