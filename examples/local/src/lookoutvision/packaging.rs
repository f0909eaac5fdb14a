//! Packaging: a model as a Greengrass component, to run on a device.

use aws_operation::{Timestamp, aws_operation, aws_shape};

use super::{S3Location, Service, Tag};

/// Starts to package a trained model. The job runs in the background.
#[aws_operation(name = "StartModelPackagingJob", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects/{project_name}/modelpackagingjobs")]
#[derive(Clone, Debug)]
pub struct StartModelPackagingJob {
    /// The project's name.
    pub project_name: String,
    /// The version, or `latest`.
    pub model_version: String,
    /// 1 to 64 letters, digits and hyphens; if absent, the service chooses a name.
    pub job_name: Option<String>,
    /// The configuration of the package.
    pub configuration: ModelPackagingConfiguration,
    /// 1 to 256 letters, digits, spaces and common punctuation.
    pub description: Option<String>,
    /// A request with the same token means the same job.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

/// The started job.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartModelPackagingJobOutput {
    /// The job's name.
    pub job_name: Option<String>,
}

/// The configuration of a packaging job.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelPackagingConfiguration {
    /// A Greengrass component.
    pub greengrass: GreengrassConfiguration,
}

/// A Greengrass component to create, for a device or for a platform.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GreengrassConfiguration {
    /// Compiler options in JSON; only allowed with a target platform.
    pub compiler_options: Option<String>,
    /// The target device.
    pub target_device: Option<TargetDevice>,
    /// The target platform.
    pub target_platform: Option<TargetPlatform>,
    /// Where the service writes the component's files.
    pub s3_output_location: S3Location,
    /// The component's name.
    pub component_name: String,
    /// The component's version, like `1.0.0`; by default the model's version followed by `.0.0`.
    pub component_version: Option<String>,
    /// A description of the component.
    pub component_description: Option<String>,
    /// The component's tags.
    pub tags: Option<Vec<Tag>>,
}

/// A target device.
#[aws_shape(rename_all = "snake_case")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TargetDevice {
    /// NVIDIA Jetson Xavier.
    JetsonXavier,
    /// A device that this module does not know.
    #[aws(unknown)]
    Unknown(String),
}

/// A target platform.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetPlatform {
    /// The operating system.
    pub os: TargetPlatformOs,
    /// The processor architecture.
    pub arch: TargetPlatformArch,
    /// An accelerator of the platform.
    pub accelerator: Option<TargetPlatformAccelerator>,
}

/// An operating system.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TargetPlatformOs {
    /// Linux.
    Linux,
    /// An operating system that this module does not know.
    #[aws(unknown)]
    Unknown(String),
}

/// A processor architecture.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TargetPlatformArch {
    /// 64-bit ARM.
    #[aws(rename = "ARM64")]
    Arm64,
    /// 64-bit x86.
    #[aws(rename = "X86_64")]
    X86_64,
    /// A processor architecture that this module does not know.
    #[aws(unknown)]
    Unknown(String),
}

/// An accelerator of the platform.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TargetPlatformAccelerator {
    /// An NVIDIA GPU; it requires compiler options.
    Nvidia,
    /// An accelerator that this module does not know.
    #[aws(unknown)]
    Unknown(String),
}

/// Describes a packaging job.
#[aws_operation(name = "DescribeModelPackagingJob")]
#[aws(http = "GET /2020-11-20/projects/{project_name}/modelpackagingjobs/{job_name}")]
#[derive(Clone, Debug)]
pub struct DescribeModelPackagingJob {
    /// The project's name.
    pub project_name: String,
    /// The job's name.
    pub job_name: String,
}

/// The described job.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeModelPackagingJobOutput {
    /// The job.
    pub model_packaging_description: Option<ModelPackagingDescription>,
}

/// The description of a packaging job.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelPackagingDescription {
    /// The job's name.
    pub job_name: Option<String>,
    /// The project's name.
    pub project_name: Option<String>,
    /// The packaged version of the model.
    pub model_version: Option<String>,
    /// The configuration of the job.
    pub model_packaging_configuration: Option<ModelPackagingConfiguration>,
    /// The description that the caller gave it.
    pub model_packaging_job_description: Option<String>,
    /// The packaging method: `Greengrass`.
    pub model_packaging_method: Option<String>,
    /// The output of the job.
    pub model_packaging_output_details: Option<ModelPackagingOutputDetails>,
    /// The current status.
    pub status: Option<ModelPackagingJobStatus>,
    /// An explanation of the status.
    pub status_message: Option<String>,
    /// When it was started.
    pub creation_timestamp: Option<Timestamp>,
    /// When the status last changed.
    pub last_updated_timestamp: Option<Timestamp>,
}

/// The status of a packaging job.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ModelPackagingJobStatus {
    /// The job is queued.
    Created,
    /// The job is running.
    Running,
    /// The component was created.
    Succeeded,
    /// The job failed.
    Failed,
    /// A status that this module does not know.
    #[aws(unknown)]
    Unknown(String),
}

/// The output of a packaging job.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelPackagingOutputDetails {
    /// The Greengrass component.
    pub greengrass: Option<GreengrassOutputDetails>,
}

/// A Greengrass component that a job created.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GreengrassOutputDetails {
    /// The ARN of the component's version.
    pub component_version_arn: Option<String>,
    /// The component's name.
    pub component_name: Option<String>,
    /// The component's version.
    pub component_version: Option<String>,
}

/// Lists the packaging jobs of a project, a page at a time.
#[aws_operation(name = "ListModelPackagingJobs")]
#[aws(http = "GET /2020-11-20/projects/{project_name}/modelpackagingjobs")]
#[aws(paginated(input = "next_token", output = "next_token", items = "model_packaging_jobs"))]
#[derive(Clone, Debug, Default)]
pub struct ListModelPackagingJobs {
    /// The project's name.
    pub project_name: String,
    /// The token that the previous page returned.
    #[aws(query = "nextToken")]
    pub next_token: Option<String>,
    /// The maximum number of jobs on a page, 1 to 100.
    #[aws(query = "maxResults")]
    pub max_results: Option<i32>,
}

/// A page of packaging jobs.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListModelPackagingJobsOutput {
    /// The jobs.
    pub model_packaging_jobs: Option<Vec<ModelPackagingJobMetadata>>,
    /// The token of the next page; absent on the last page.
    pub next_token: Option<String>,
}

/// The metadata of a packaging job.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelPackagingJobMetadata {
    /// The job's name.
    pub job_name: Option<String>,
    /// The project's name.
    pub project_name: Option<String>,
    /// The packaged version of the model.
    pub model_version: Option<String>,
    /// The description that the caller gave it.
    pub model_packaging_job_description: Option<String>,
    /// The packaging method: `Greengrass`.
    pub model_packaging_method: Option<String>,
    /// The current status.
    pub status: Option<ModelPackagingJobStatus>,
    /// An explanation of the status.
    pub status_message: Option<String>,
    /// When it was started.
    pub creation_timestamp: Option<Timestamp>,
    /// When the status last changed.
    pub last_updated_timestamp: Option<Timestamp>,
}
