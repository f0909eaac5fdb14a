//! The operations on tags, of models and projects.

use std::collections::BTreeMap;

use aws_operation::server::IncomingCall;

use super::constraints::Checked as _;
use super::quotas::Quotas;
use super::rejections::Resource;
use super::state::{Project, State};
use crate::lookoutvision::{
    Error, ListTagsForResource, ListTagsForResourceOutput, Tag, TagResource, TagResourceOutput, UntagResource,
    UntagResourceOutput,
};

type Tags = BTreeMap<String, String>;

pub(super) fn tag(state: &mut State, call: &IncomingCall<TagResource>) -> Result<TagResourceOutput, Error> {
    call.check()?;
    let quotas = state.quotas.clone();
    let tags = state.tags_mut(&call.resource_arn)?;
    *tags = merge(tags, to_map(&call.tags), &quotas, kind_of(&call.resource_arn), &call.resource_arn)?;
    Ok(TagResourceOutput {})
}

pub(super) fn untag(state: &mut State, call: &IncomingCall<UntagResource>) -> Result<UntagResourceOutput, Error> {
    call.check()?;
    state.tags_mut(&call.resource_arn)?.retain(|key, _| !call.tag_keys.contains(key));
    Ok(UntagResourceOutput {})
}

pub(super) fn list(
    state: &mut State,
    call: &IncomingCall<ListTagsForResource>,
) -> Result<ListTagsForResourceOutput, Error> {
    call.check()?;
    let tags = state.tags_mut(&call.resource_arn)?.iter();
    let tags = tags.map(|(key, value)| Tag { key: key.clone(), value: value.clone() });
    Ok(ListTagsForResourceOutput { tags: Some(tags.collect()) })
}

impl State {
    /// The tags of the resource with that ARN.
    fn tags_mut(&mut self, arn: &str) -> Result<&mut Tags, Error> {
        let tags = self.projects.values_mut().find_map(|project| project.tags_of(arn));
        tags.ok_or_else(|| kind_of(arn).not_found(arn))
    }
}

impl Project {
    /// The tags of this project or of one of its models, if one of them has that ARN.
    fn tags_of(&mut self, arn: &str) -> Option<&mut Tags> {
        if self.arn == arn {
            return Some(&mut self.tags);
        }
        self.models.values_mut().find(|model| model.arn == arn).map(|model| &mut model.tags)
    }
}

/// The type of the resource that an ARN names.
fn kind_of(arn: &str) -> Resource {
    if arn.contains(":project/") { Resource::Project } else { Resource::Model }
}

pub(super) fn to_map(tags: &[Tag]) -> Tags {
    tags.iter().map(|tag| (tag.key.clone(), tag.value.clone())).collect()
}

/// The tags of a resource after `more` are added.
pub(super) fn merge(tags: &Tags, more: Tags, quotas: &Quotas, resource: Resource, id: &str) -> Result<Tags, Error> {
    let mut all = tags.clone();
    all.extend(more);
    if all.len() > quotas.tags_per_resource {
        return Err(resource.quota_exceeded(id, "tags per resource", quotas.tags_per_resource));
    }
    Ok(all)
}
