//! What is rejected, and about which resource.

use crate::lookoutvision::Error;

/// A kind of resource.
#[derive(Clone, Copy, Debug)]
pub(super) enum Resource {
    Project,
    Dataset,
    Model,
    PackagingJob,
}

impl Resource {
    /// The kind's name on the wire.
    fn name(self) -> &'static str {
        match self {
            Self::Project => "PROJECT",
            Self::Dataset => "DATASET",
            Self::Model => "MODEL",
            Self::PackagingJob => "MODEL_PACKAGE_JOB",
        }
    }

    /// The kind's name in a sentence.
    fn noun(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Dataset => "dataset",
            Self::Model => "model",
            Self::PackagingJob => "packaging job",
        }
    }

    /// There is none with that ID.
    pub(super) fn not_found(self, id: &str) -> Error {
        Error::ResourceNotFoundException {
            message: format!("there is no {} {id}", self.noun()),
            resource_id: id.to_owned(),
            resource_type: self.name().to_owned(),
        }
    }

    /// There is one with that ID.
    pub(super) fn exists(self, id: &str) -> Error {
        self.conflict(id, format!("{} {id} already exists", self.noun()))
    }

    /// It is in a state that does not allow what is asked.
    pub(super) fn is_in_the_way(self, id: &str, why: &str) -> Error {
        self.conflict(id, format!("{} {id} {why}", self.noun()))
    }

    /// Something about it does not allow what is asked.
    pub(super) fn conflict(self, id: &str, message: String) -> Error {
        Error::ConflictException { message, resource_id: id.to_owned(), resource_type: self.name().to_owned() }
    }

    /// There may be no more of it.
    pub(super) fn quota_exceeded(self, id: &str, quota: &str, most: impl std::fmt::Display) -> Error {
        Error::ServiceQuotaExceededException {
            message: format!("the quota of {quota} is {most}"),
            resource_id: Some(id.to_owned()),
            resource_type: Some(self.name().to_owned()),
            quota_code: format!("local-{}", quota.replace(' ', "-")),
            service_code: "lookoutvision".to_owned(),
        }
    }
}
