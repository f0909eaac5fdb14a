//! Where something is: in a file, in an object, or in the standard input or output.

use std::convert::Infallible;
use std::path::PathBuf;
use std::str::FromStr;

/// An object, or the beginning of the keys of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Object {
    pub(crate) bucket: String,
    pub(crate) key: String,
}

impl FromStr for Object {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let path =
            text.strip_prefix("s3://").ok_or_else(|| format!("`{text}` is no object: write `s3://bucket/key`"))?;
        let (bucket, key) = path.split_once('/').unwrap_or((path, ""));
        Ok(Self { bucket: bucket.to_owned(), key: key.to_owned() })
    }
}

/// A source or a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    File(PathBuf),
    Object(Object),
    /// The standard input or output.
    Standard,
}

impl FromStr for Location {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(match text.parse() {
            Ok(object) => Self::Object(object),
            Err(_) if text == "-" => Self::Standard,
            Err(_) => Self::File(text.into()),
        })
    }
}
