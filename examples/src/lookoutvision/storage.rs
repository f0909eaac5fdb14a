//! Places in S3 that the other shapes name.

use aws_operation::aws_shape;

/// A folder that the service writes to.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct S3Location {
    /// The bucket's name.
    pub bucket: String,
    /// What every key begins with.
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
    /// Which version of the object; the newest if absent.
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
