//! Amazon Lookout for Vision, API version 2020-11-20.

use aws_operation::{Timestamp, aws_error, aws_operation, aws_service, aws_shape};

/// Amazon Lookout for Vision.
#[aws_service(id = "LookoutVision", protocol = "restJson1", error = Error)]
pub struct Service;

/// Creates an empty Amazon Lookout for Vision project.
#[aws_operation(name = "CreateProject", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects")]
#[derive(Clone, Debug, Default)]
pub struct CreateProject {
    /// The name for the project.
    pub project_name: String,
    /// ClientToken is an idempotency token that ensures a call to `CreateProject` completes only
    /// once.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

impl CreateProject {
    /// The request with its required members.
    pub fn new(project_name: impl Into<String>) -> Self {
        Self {
            project_name: project_name.into(),
            ..Self::default()
        }
    }
}

/// The response of `CreateProject`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreateProjectOutput {
    /// Information about the project.
    pub project_metadata: Option<ProjectMetadata>,
}

/// Metadata about an Amazon Lookout for Vision project.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectMetadata {
    /// The Amazon Resource Name (ARN) of the project.
    pub project_arn: Option<String>,
    /// The name of the project.
    pub project_name: Option<String>,
    /// The unix timestamp for the date and time that the project was created.
    pub creation_timestamp: Option<Timestamp>,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ResourceType {
    Project,
    Dataset,
    Model,
    Trial,
    ModelPackageJob,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// You are not authorized to perform the action.
    #[aws(status = 403)]
    AccessDeniedException { message: String },
    /// The update or deletion of a resource caused an inconsistent state.
    #[aws(status = 409)]
    ConflictException {
        message: String,
        /// The ID of the resource.
        resource_id: String,
        /// The type of the resource.
        resource_type: Option<ResourceType>,
    },
    /// Amazon Lookout for Vision experienced a service issue.
    #[aws(status = 500)]
    InternalServerException {
        message: String,
        /// The period of time, in seconds, before the operation can be retried.
        #[aws(header = "Retry-After")]
        retry_after_seconds: Option<i32>,
    },
    /// The resource could not be found.
    #[aws(status = 404)]
    ResourceNotFoundException {
        message: String,
        /// The ID of the resource.
        resource_id: String,
        /// The type of the resource.
        resource_type: Option<ResourceType>,
    },
    /// A service quota was exceeded the allowed limit.
    #[aws(status = 402)]
    ServiceQuotaExceededException {
        message: String,
        /// The ID of the resource.
        resource_id: Option<String>,
        /// The type of the resource.
        resource_type: Option<ResourceType>,
        /// The quota code.
        quota_code: String,
        /// The service code.
        service_code: String,
    },
    /// Amazon Lookout for Vision is temporarily unable to process the request.
    #[aws(status = 429)]
    ThrottlingException {
        message: String,
        /// The quota code.
        quota_code: Option<String>,
        /// The service code.
        service_code: Option<String>,
        /// The period of time, in seconds, before the operation can be retried.
        #[aws(header = "Retry-After")]
        retry_after_seconds: Option<i32>,
    },
    /// An input validation error occured.
    ValidationException { message: String },
}
