//! The error responses about resources.

use crate::lookoutvision::Error;

/// The type of a resource.
#[derive(Clone, Copy, Debug)]
pub(super) enum Resource {
    Project,
    Dataset,
    Model,
    PackagingJob,
}

impl Resource {
    /// The name of the type on the wire.
    fn name(self) -> &'static str {
        match self {
            Self::Project => "PROJECT",
            Self::Dataset => "DATASET",
            Self::Model => "MODEL",
            Self::PackagingJob => "MODEL_PACKAGE_JOB",
        }
    }

    /// The name of the type in an error message.
    fn noun(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Dataset => "dataset",
            Self::Model => "model",
            Self::PackagingJob => "packaging job",
        }
    }

    /// No resource has that ID.
    pub(super) fn not_found(self, id: &str) -> Error {
        Error::ResourceNotFoundException {
            message: format!("there is no {} {id}", self.noun()),
            resource_id: id.to_owned(),
            resource_type: self.name().to_owned(),
        }
    }

    /// A resource with that ID already exists.
    pub(super) fn exists(self, id: &str) -> Error {
        self.conflict(id, format!("{} {id} already exists", self.noun()))
    }

    /// The state of the resource does not allow the operation.
    pub(super) fn wrong_state(self, id: &str, why: &str) -> Error {
        self.conflict(id, format!("{} {id} {why}", self.noun()))
    }

    /// The resource conflicts with the request.
    pub(super) fn conflict(self, id: &str, message: String) -> Error {
        Error::ConflictException { message, resource_id: id.to_owned(), resource_type: self.name().to_owned() }
    }

    /// The request exceeds a quota.
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
