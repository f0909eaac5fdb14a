//! Amazon Lookout for Vision, API version 2020-11-20: finding faults on products in pictures.
//!
//! AWS closed the service on 2025-10-31; `local_service` serves this module in its place.

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

/// The errors of the service, whatever the operation.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The caller may not do this.
    #[aws(status = 403)]
    AccessDeniedException {
        /// What is not allowed.
        message: String,
    },
    /// The resource is there already, or in a state that does not allow this.
    #[aws(status = 409)]
    ConflictException {
        /// What is in the way.
        message: String,
        /// Which resource.
        resource_id: String,
        /// Which kind of resource: `PROJECT`, `DATASET`, `MODEL`, `MODEL_PACKAGE_JOB` or `TRIAL`.
        resource_type: String,
    },
    /// The service failed.
    #[aws(status = 500)]
    InternalServerException {
        /// What failed.
        message: String,
        /// After how many seconds to try again.
        #[aws(header = "Retry-After")]
        retry_after_seconds: Option<i32>,
    },
    /// There is no such resource.
    #[aws(status = 404)]
    ResourceNotFoundException {
        /// What is missing.
        message: String,
        /// Which resource.
        resource_id: String,
        /// Which kind of resource.
        resource_type: String,
    },
    /// The account has as many as it may have.
    #[aws(status = 402)]
    ServiceQuotaExceededException {
        /// Which limit.
        message: String,
        /// Which resource.
        resource_id: Option<String>,
        /// Which kind of resource.
        resource_type: Option<String>,
        /// The quota's code.
        quota_code: String,
        /// The service's code.
        service_code: String,
    },
    /// Too many calls at once.
    #[aws(status = 429, throttling)]
    ThrottlingException {
        /// What was too much.
        message: String,
        /// The quota's code.
        quota_code: Option<String>,
        /// The service's code.
        service_code: Option<String>,
        /// After how many seconds to try again.
        #[aws(header = "Retry-After")]
        retry_after_seconds: Option<i32>,
    },
    /// A parameter is not of the form that the service takes.
    #[aws(status = 400)]
    ValidationException {
        /// Which parameter, and what it must be.
        message: String,
    },
}
