//! How much there may be of everything.

use super::rejections::Resource;
use crate::lookoutvision::Error;

/// How much there may be of everything, in an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotas {
    /// Projects.
    pub projects: usize,
    /// Datasets in all projects.
    pub datasets: usize,
    /// Versions of a project's model.
    pub models_per_project: usize,
    /// Models in training at the same time.
    pub training_models: usize,
    /// Models that run at the same time.
    pub running_models: usize,
    /// Inference units of one model.
    pub inference_units: i32,
    /// Packaging jobs at the same time.
    pub packaging_jobs: usize,
    /// Tags on one resource.
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

/// Allows one more where there are `now`.
pub(super) fn allow_one_more(now: usize, most: usize, what: &str, resource: Resource, id: &str) -> Result<(), Error> {
    if now < most { Ok(()) } else { Err(resource.quota_exceeded(id, what, most)) }
}
