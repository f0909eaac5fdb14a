//! Tags: keys and values on a resource, for its owner to sort by.

use aws_operation::{aws_operation, aws_shape};

use super::Service;

/// A tag.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tag {
    /// The key, unique on the resource; 1 to 128 characters.
    pub key: String,
    /// The value; up to 256 characters.
    pub value: String,
}

/// Adds tags to a resource. A tag with the same key is replaced.
#[aws_operation(name = "TagResource", idempotent)]
#[aws(http = "POST /2020-11-20/tags/{resource_arn}")]
#[derive(Clone, Debug)]
pub struct TagResource {
    /// The resource's ARN.
    pub resource_arn: String,
    /// The tags.
    pub tags: Vec<Tag>,
}

/// An empty output.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagResourceOutput {}

/// Removes tags from a resource. Keys that the resource does not have are ignored.
#[aws_operation(name = "UntagResource")]
#[aws(http = "DELETE /2020-11-20/tags/{resource_arn}")]
#[derive(Clone, Debug)]
pub struct UntagResource {
    /// The resource's ARN.
    pub resource_arn: String,
    /// The keys of the tags.
    #[aws(query = "tagKeys")]
    pub tag_keys: Vec<String>,
}

/// An empty output.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UntagResourceOutput {}

/// Lists the tags of a resource.
#[aws_operation(name = "ListTagsForResource")]
#[aws(http = "GET /2020-11-20/tags/{resource_arn}")]
#[derive(Clone, Debug)]
pub struct ListTagsForResource {
    /// The resource's ARN.
    pub resource_arn: String,
}

/// The tags of a resource.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListTagsForResourceOutput {
    /// The tags.
    pub tags: Option<Vec<Tag>>,
}
