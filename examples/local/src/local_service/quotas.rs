//! The quotas of an account.

use super::rejections::Resource;
use crate::lookoutvision::Error;

/// The quotas of an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotas {
    /// The maximum number of projects.
    pub projects: usize,
    /// The maximum number of datasets in all projects.
    pub datasets: usize,
    /// The maximum number of versions of a project's model.
    pub models_per_project: usize,
    /// The maximum number of models in training at the same time.
    pub training_models: usize,
    /// The maximum number of models that run at the same time.
    pub running_models: usize,
    /// The maximum number of inference units of one model.
    pub inference_units: i32,
    /// The maximum number of packaging jobs at the same time.
    pub packaging_jobs: usize,
    /// The maximum number of tags on one resource.
    pub tags_per_resource: usize,
}

impl Default for Quotas {
    fn default() -> Self {
        Self {
            projects: 100,
            datasets: 200,
            models_per_project: 100,
            training_models: 10,
            running_models: 10,
            inference_units: 25,
            packaging_jobs: 10,
            tags_per_resource: 50,
        }
    }
}

/// Checks that the quota `most` allows one more resource when `now` exist.
pub(super) fn allow_one_more(now: usize, most: usize, what: &str, resource: Resource, id: &str) -> Result<(), Error> {
    if now < most { Ok(()) } else { Err(resource.quota_exceeded(id, what, most)) }
}
