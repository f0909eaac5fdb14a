//! Tags: names and values on a resource, for its owner to sort by.

use aws_operation::{aws_operation, aws_shape};

use super::Service;

/// A tag.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Tag {
    /// Its name, unique on the resource; 1 to 128 characters.
    pub key: String,
    /// Its value; up to 256 characters.
    pub value: String,
}

/// Puts tags on a resource, in place of those with the same keys.
#[aws_operation(name = "TagResource", idempotent)]
#[aws(http = "POST /2020-11-20/tags/{resource_arn}")]
#[derive(Clone, Debug)]
pub struct TagResource {
    /// The resource's ARN.
    pub resource_arn: String,
    /// The tags.
    pub tags: Vec<Tag>,
}

/// Nothing to tell.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagResourceOutput {}

/// Takes tags from a resource; keys that it has not are passed over.
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

/// Nothing to tell.
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
