//! The state of the service, and how it changes with time.

use std::collections::BTreeMap;
use std::time::Duration;

use aws_operation::Timestamp;

use super::datasets::Dataset;
use super::models::Model;
use super::packaging::PackagingJob;
use super::quotas::Quotas;
use super::rejections::Resource;
use crate::lookoutvision::Error;

/// The account that owns all resources.
pub(super) const ACCOUNT: &str = "123456789012";

/// The version that means the newest one.
const LATEST: &str = "latest";

#[derive(Debug)]
pub(super) struct State {
    pub(super) step: Duration,
    pub(super) quotas: Quotas,
    pub(super) projects: BTreeMap<String, Project>,
}

#[derive(Debug)]
pub(super) struct Project {
    pub(super) name: String,
    pub(super) arn: String,
    pub(super) made: Timestamp,
    pub(super) tags: BTreeMap<String, String>,
    /// Datasets by type.
    pub(super) datasets: BTreeMap<String, Dataset>,
    /// Models by version.
    pub(super) models: BTreeMap<u32, Model>,
    /// The highest version so far, deleted ones included: a version number is never reused.
    pub(super) last_version: u32,
    /// Packaging jobs by name.
    pub(super) jobs: BTreeMap<String, PackagingJob>,
}

impl Default for State {
    fn default() -> Self {
        Self { step: Duration::from_millis(250), quotas: Quotas::default(), projects: BTreeMap::new() }
    }
}

impl State {
    /// Applies all status changes that are due by `now`.
    pub(super) fn settle(&mut self, now: Timestamp) {
        let step = self.step;
        for project in self.projects.values_mut() {
            project.datasets.retain(|_, dataset| dataset.settle(now));
            project.models.retain(|_, model| model.settle(now));
            project.jobs.values_mut().for_each(|job| job.settle(now, step));
        }
    }

    pub(super) fn project(&self, name: &str) -> Result<&Project, Error> {
        self.projects.get(name).ok_or_else(|| Resource::Project.not_found(name))
    }

    pub(super) fn project_mut(&mut self, name: &str) -> Result<&mut Project, Error> {
        self.projects.get_mut(name).ok_or_else(|| Resource::Project.not_found(name))
    }

    /// The number of models, in all projects, for which `holds` returns true.
    pub(super) fn count_models(&self, holds: impl Fn(&Model) -> bool) -> usize {
        self.projects.values().flat_map(|project| project.models.values()).filter(|model| holds(model)).count()
    }
}

impl Project {
    pub(super) fn dataset(&self, of_type: &str) -> Result<&Dataset, Error> {
        let missing = || Resource::Dataset.not_found(&self.id_of(of_type));
        self.datasets.get(of_type).ok_or_else(missing)
    }

    pub(super) fn dataset_mut(&mut self, of_type: &str) -> Result<&mut Dataset, Error> {
        let id = self.id_of(of_type);
        self.datasets.get_mut(of_type).ok_or_else(|| Resource::Dataset.not_found(&id))
    }

    pub(super) fn model(&self, version: &str) -> Result<&Model, Error> {
        let missing = || Resource::Model.not_found(&self.id_of(version));
        self.number_of(version).and_then(|version| self.models.get(&version)).ok_or_else(missing)
    }

    pub(super) fn model_mut(&mut self, version: &str) -> Result<&mut Model, Error> {
        let id = self.id_of(version);
        let number = self.number_of(version);
        let model = number.and_then(|number| self.models.get_mut(&number));
        model.ok_or_else(|| Resource::Model.not_found(&id))
    }

    /// The ID, for error messages, of the resource `name` in this project.
    pub(super) fn id_of(&self, name: &str) -> String {
        format!("{}/{name}", self.name)
    }

    fn number_of(&self, version: &str) -> Option<u32> {
        if version == LATEST { self.models.keys().next_back().copied() } else { version.parse().ok() }
    }
}
