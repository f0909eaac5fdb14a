//! Amazon Lookout for Vision, API version 2020-11-20: anomaly detection in images of products.
//!
//! AWS closed the service on 2025-10-31; `local_service` serves this API instead.

mod datasets;
mod detection;
mod entries;
mod hosting;
mod models;
mod packaging;
mod projects;
mod storage;
mod tags;

use aws_operation::{aws_error, aws_service};

pub use datasets::{
    CreateDataset, CreateDatasetOutput, DatasetDescription, DatasetGroundTruthManifest, DatasetImageStats,
    DatasetMetadata, DatasetSource, DatasetStatus, DeleteDataset, DeleteDatasetOutput, DescribeDataset,
    DescribeDatasetOutput,
};
pub use detection::{Anomaly, DetectAnomalies, DetectAnomaliesOutput, DetectAnomalyResult, ImageSource, PixelAnomaly};
pub use entries::{ListDatasetEntries, ListDatasetEntriesOutput, UpdateDatasetEntries, UpdateDatasetEntriesOutput};
pub use hosting::{ModelHostingStatus, StartModel, StartModelOutput, StopModel, StopModelOutput};
pub use models::{
    CreateModel, CreateModelOutput, DeleteModel, DeleteModelOutput, DescribeModel, DescribeModelOutput, ListModels,
    ListModelsOutput, ModelDescription, ModelMetadata, ModelPerformance, ModelStatus, OutputConfig,
};
pub use packaging::{
    DescribeModelPackagingJob, DescribeModelPackagingJobOutput, GreengrassConfiguration, GreengrassOutputDetails,
    ListModelPackagingJobs, ListModelPackagingJobsOutput, ModelPackagingConfiguration, ModelPackagingDescription,
    ModelPackagingJobMetadata, ModelPackagingJobStatus, ModelPackagingOutputDetails, StartModelPackagingJob,
    StartModelPackagingJobOutput, TargetDevice, TargetPlatform, TargetPlatformAccelerator, TargetPlatformArch,
    TargetPlatformOs,
};
pub use projects::{
    CreateProject, CreateProjectOutput, DeleteProject, DeleteProjectOutput, DescribeProject, DescribeProjectOutput,
    ListProjects, ListProjectsOutput, ProjectDescription, ProjectMetadata,
};
pub use storage::{InputS3Object, OutputS3Object, S3Location};
pub use tags::{
    ListTagsForResource, ListTagsForResourceOutput, Tag, TagResource, TagResourceOutput, UntagResource,
    UntagResourceOutput,
};

/// Amazon Lookout for Vision.
#[aws_service(id = "LookoutVision", protocol = "restJson1", signing_name = "lookoutvision", error = Error)]
pub struct Service;

/// The errors of all operations of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The caller lacks a permission.
    #[aws(status = 403)]
    AccessDeniedException {
        /// What is not allowed.
        message: String,
    },
    /// The resource already exists, or its state does not allow the operation.
    #[aws(status = 409)]
    ConflictException {
        /// The reason.
        message: String,
        /// The ID of the resource.
        resource_id: String,
        /// The type of the resource: `PROJECT`, `DATASET`, `MODEL`, `MODEL_PACKAGE_JOB` or `TRIAL`.
        resource_type: String,
    },
    /// The service failed.
    #[aws(status = 500)]
    InternalServerException {
        /// What failed.
        message: String,
        /// The number of seconds to wait before a retry.
        #[aws(header = "Retry-After")]
        retry_after_seconds: Option<i32>,
    },
    /// The resource does not exist.
    #[aws(status = 404)]
    ResourceNotFoundException {
        /// What is missing.
        message: String,
        /// The ID of the resource.
        resource_id: String,
        /// The type of the resource.
        resource_type: String,
    },
    /// The request exceeds a quota of the account.
    #[aws(status = 402)]
    ServiceQuotaExceededException {
        /// The exceeded quota.
        message: String,
        /// The ID of the resource.
        resource_id: Option<String>,
        /// The type of the resource.
        resource_type: Option<String>,
        /// The quota's code.
        quota_code: String,
        /// The service's code.
        service_code: String,
    },
    /// The caller sent too many requests.
    #[aws(status = 429, throttling)]
    ThrottlingException {
        /// The exceeded rate.
        message: String,
        /// The quota's code.
        quota_code: Option<String>,
        /// The service's code.
        service_code: Option<String>,
        /// The number of seconds to wait before a retry.
        #[aws(header = "Retry-After")]
        retry_after_seconds: Option<i32>,
    },
    /// A parameter does not meet its constraints.
    #[aws(status = 400)]
    ValidationException {
        /// The name of the parameter, and its constraint.
        message: String,
    },
}
