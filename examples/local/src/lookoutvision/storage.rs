//! S3 locations that the other shapes use.

use aws_operation::aws_shape;

/// A folder that the service writes to.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct S3Location {
    /// The bucket's name.
    pub bucket: String,
    /// The prefix of every key.
    pub prefix: Option<String>,
}

/// An object that the service reads.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputS3Object {
    /// The bucket's name.
    pub bucket: String,
    /// The object's key.
    pub key: String,
    /// The version of the object; the latest if absent.
    pub version_id: Option<String>,
}

/// An object that the service wrote.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputS3Object {
    /// The bucket's name.
    #[aws(default)]
    pub bucket: String,
    /// The object's key.
    #[aws(default)]
    pub key: String,
}
