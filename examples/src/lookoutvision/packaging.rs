//! Packaging: a model as a Greengrass component, to run on a device.

use aws_operation::{Timestamp, aws_operation, aws_shape};

use super::{S3Location, Service, Tag};

/// Starts to package a trained model, which takes a while.
#[aws_operation(name = "StartModelPackagingJob", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects/{project_name}/modelpackagingjobs")]
#[derive(Clone, Debug)]
pub struct StartModelPackagingJob {
    /// The project's name.
    pub project_name: String,
    /// The version, or `latest`.
    pub model_version: String,
    /// 1 to 64 letters, digits and hyphens; if absent, the service makes a name.
    pub job_name: Option<String>,
    /// What to make.
    pub configuration: ModelPackagingConfiguration,
    /// 1 to 256 letters, digits, spaces and common punctuation.
    pub description: Option<String>,
    /// The same token means the same job.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

/// The job started.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartModelPackagingJobOutput {
    /// The job's name.
    pub job_name: Option<String>,
}

/// What a packaging job makes.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelPackagingConfiguration {
    /// A Greengrass component.
    pub greengrass: GreengrassConfiguration,
}

/// A Greengrass component to be made, for a device or else for a platform.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GreengrassConfiguration {
    /// Options of the compiler, in JSON; only with a platform.
    pub compiler_options: Option<String>,
    /// The device that it is for.
    pub target_device: Option<TargetDevice>,
    /// The platform that it is for.
    pub target_platform: Option<TargetPlatform>,
    /// Where the component's files go.
    pub s3_output_location: S3Location,
    /// The component's name.
    pub component_name: String,
    /// The component's version, like `1.0.0`; by default the model's version with two zeros.
    pub component_version: Option<String>,
    /// What the component is.
    pub component_description: Option<String>,
    /// The component's tags.
    pub tags: Option<Vec<Tag>>,
}

/// A device that components are made for.
#[aws_shape(rename_all = "snake_case")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TargetDevice {
    /// NVIDIA Jetson Xavier.
    JetsonXavier,
    /// A device that came after this module.
    #[aws(unknown)]
    Unknown(String),
}

/// A platform that components are made for.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetPlatform {
    /// The operating system.
    pub os: TargetPlatformOs,
    /// The processor.
    pub arch: TargetPlatformArch,
    /// What computes beside the processor.
    pub accelerator: Option<TargetPlatformAccelerator>,
}

/// An operating system.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TargetPlatformOs {
    /// Linux.
    Linux,
    /// A system that came after this module.
    #[aws(unknown)]
    Unknown(String),
}

/// A processor.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TargetPlatformArch {
    /// 64-bit ARM.
    #[aws(rename = "ARM64")]
    Arm64,
    /// 64-bit x86.
    #[aws(rename = "X86_64")]
    X86_64,
    /// A processor that came after this module.
    #[aws(unknown)]
    Unknown(String),
}

/// What computes beside the processor.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TargetPlatformAccelerator {
    /// A graphics processor of NVIDIA; its compiler options must be given.
    Nvidia,
    /// An accelerator that came after this module.
    #[aws(unknown)]
    Unknown(String),
}

/// Tells about a packaging job.
#[aws_operation(name = "DescribeModelPackagingJob")]
#[aws(http = "GET /2020-11-20/projects/{project_name}/modelpackagingjobs/{job_name}")]
#[derive(Clone, Debug)]
pub struct DescribeModelPackagingJob {
    /// The project's name.
    pub project_name: String,
    /// The job's name.
    pub job_name: String,
}

/// The job asked for.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeModelPackagingJobOutput {
    /// The job.
    pub model_packaging_description: Option<ModelPackagingDescription>,
}

/// A packaging job in full.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelPackagingDescription {
    /// The job's name.
    pub job_name: Option<String>,
    /// The project's name.
    pub project_name: Option<String>,
    /// The version that is packaged.
    pub model_version: Option<String>,
    /// What is made.
    pub model_packaging_configuration: Option<ModelPackagingConfiguration>,
    /// What its maker says of it.
    pub model_packaging_job_description: Option<String>,
    /// What packages it: `Greengrass`.
    pub model_packaging_method: Option<String>,
    /// What was made.
    pub model_packaging_output_details: Option<ModelPackagingOutputDetails>,
    /// How far it is.
    pub status: Option<ModelPackagingJobStatus>,
    /// More about the status.
    pub status_message: Option<String>,
    /// When it was started.
    pub creation_timestamp: Option<Timestamp>,
    /// When its status last changed.
    pub last_updated_timestamp: Option<Timestamp>,
}

/// How far a packaging job is.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ModelPackagingJobStatus {
    /// It waits for its turn.
    Created,
    /// It is at work.
    Running,
    /// The component is there.
    Succeeded,
    /// There will be no component.
    Failed,
    /// A status that came after this module.
    #[aws(unknown)]
    Unknown(String),
}

/// What a packaging job made.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelPackagingOutputDetails {
    /// The Greengrass component.
    pub greengrass: Option<GreengrassOutputDetails>,
}

/// A Greengrass component that was made.
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
    /// Where the page before ended.
    #[aws(query = "nextToken")]
    pub next_token: Option<String>,
    /// How many jobs a page has, 1 to 100.
    #[aws(query = "maxResults")]
    pub max_results: Option<i32>,
}

/// A page of packaging jobs.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListModelPackagingJobsOutput {
    /// The jobs.
    pub model_packaging_jobs: Option<Vec<ModelPackagingJobMetadata>>,
    /// Where the next page starts; absent on the last.
    pub next_token: Option<String>,
}

/// A packaging job in brief.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelPackagingJobMetadata {
    /// The job's name.
    pub job_name: Option<String>,
    /// The project's name.
    pub project_name: Option<String>,
    /// The version that is packaged.
    pub model_version: Option<String>,
    /// What its maker says of it.
    pub model_packaging_job_description: Option<String>,
    /// What packages it: `Greengrass`.
    pub model_packaging_method: Option<String>,
    /// How far it is.
    pub status: Option<ModelPackagingJobStatus>,
    /// More about the status.
    pub status_message: Option<String>,
    /// When it was started.
    pub creation_timestamp: Option<Timestamp>,
    /// When its status last changed.
    pub last_updated_timestamp: Option<Timestamp>,
}
