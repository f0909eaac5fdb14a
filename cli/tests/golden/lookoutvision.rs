//! Amazon Lookout for Vision, API version 2020-11-20.

use aws_operation::{
    Blob, ByteStream, Timestamp, aws_error, aws_operation, aws_service, aws_shape,
};

/// Amazon Lookout for Vision.
#[aws_service(id = "LookoutVision", protocol = "restJson1", error = Error)]
pub struct Service;

/// Creates a new dataset in an Amazon Lookout for Vision project.
#[aws_operation(name = "CreateDataset", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects/{project_name}/datasets", code = 202)]
#[derive(Clone, Debug, Default)]
pub struct CreateDataset {
    /// The name of the project in which you want to create a dataset.
    pub project_name: String,
    /// The type of the dataset.
    pub dataset_type: String,
    /// The location of the manifest file that Amazon Lookout for Vision uses to create the dataset.
    pub dataset_source: Option<DatasetSource>,
    /// ClientToken is an idempotency token that ensures a call to `CreateDataset` completes only
    /// once.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

impl CreateDataset {
    /// The request with its required members.
    pub fn new(project_name: impl Into<String>, dataset_type: impl Into<String>) -> Self {
        Self {
            project_name: project_name.into(),
            dataset_type: dataset_type.into(),
            ..Self::default()
        }
    }
}

/// The response of `CreateDataset`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CreateDatasetOutput {
    /// Information about the dataset.
    pub dataset_metadata: Option<DatasetMetadata>,
}

/// Information about the location of a manifest file that Amazon Lookout for Vision uses to to
/// create a dataset.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DatasetSource {
    /// Location information for the manifest file.
    pub ground_truth_manifest: Option<DatasetGroundTruthManifest>,
}

/// Summary information for an Amazon Lookout for Vision dataset.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DatasetMetadata {
    /// The type of the dataset.
    pub dataset_type: Option<String>,
    /// The Unix timestamp for the date and time that the dataset was created.
    pub creation_timestamp: Option<Timestamp>,
    /// The status for the dataset.
    pub status: Option<DatasetStatus>,
    /// The status message for the dataset.
    pub status_message: Option<String>,
}

/// Location information about a manifest file.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DatasetGroundTruthManifest {
    /// The S3 bucket location for the manifest file.
    pub s3_object: Option<InputS3Object>,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DatasetStatus {
    CreateInProgress,
    CreateComplete,
    CreateFailed,
    UpdateInProgress,
    UpdateComplete,
    UpdateFailedRollbackInProgress,
    UpdateFailedRollbackComplete,
    DeleteInProgress,
    DeleteComplete,
    DeleteFailed,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// Amazon S3 Location information for an input manifest file.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputS3Object {
    /// The Amazon S3 bucket that contains the manifest.
    pub bucket: String,
    /// The name and location of the manifest file withiin the bucket.
    pub key: String,
    /// The version ID of the bucket.
    pub version_id: Option<String>,
}

/// Creates a new version of a model within an an Amazon Lookout for Vision project.
#[aws_operation(name = "CreateModel", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects/{project_name}/models", code = 202)]
#[derive(Clone, Debug, Default)]
pub struct CreateModel {
    /// The name of the project in which you want to create a model version.
    pub project_name: String,
    /// A description for the version of the model.
    pub description: Option<String>,
    /// ClientToken is an idempotency token that ensures a call to `CreateModel` completes only
    /// once.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
    /// The location where Amazon Lookout for Vision saves the training results.
    pub output_config: OutputConfig,
    /// The identifier for your AWS KMS key.
    pub kms_key_id: Option<String>,
    /// A set of tags (key-value pairs) that you want to attach to the model.
    pub tags: Option<Vec<Tag>>,
}

impl CreateModel {
    /// The request with its required members.
    pub fn new(project_name: impl Into<String>, output_config: OutputConfig) -> Self {
        Self {
            project_name: project_name.into(),
            output_config,
            ..Self::default()
        }
    }
}

/// The response of `CreateModel`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CreateModelOutput {
    /// The response from a call to `CreateModel`.
    pub model_metadata: Option<ModelMetadata>,
}

/// The S3 location where Amazon Lookout for Vision saves model training files.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutputConfig {
    /// The S3 location for the output.
    pub s3_location: S3Location,
}

/// A key and value pair that is attached to the specified Amazon Lookout for Vision model.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tag {
    /// The key of the tag that is attached to the specified model.
    #[aws(default)]
    pub key: String,
    /// The value of the tag that is attached to the specified model.
    #[aws(default)]
    pub value: String,
}

/// Describes an Amazon Lookout for Vision model.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelMetadata {
    /// The unix timestamp for the date and time that the model was created.
    pub creation_timestamp: Option<Timestamp>,
    /// The version of the model.
    pub model_version: Option<String>,
    /// The Amazon Resource Name (ARN) of the model.
    pub model_arn: Option<String>,
    /// The description for the model.
    pub description: Option<String>,
    /// The status of the model.
    pub status: Option<ModelStatus>,
    /// The status message for the model.
    pub status_message: Option<String>,
    /// Performance metrics for the model.
    pub performance: Option<ModelPerformance>,
}

/// Information about the location of training output or the output of a model packaging job.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct S3Location {
    /// The S3 bucket that contains the training or model packaging job output.
    #[aws(default)]
    pub bucket: String,
    /// The path of the folder, within the S3 bucket, that contains the output.
    pub prefix: Option<String>,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ModelStatus {
    Training,
    Trained,
    TrainingFailed,
    StartingHosting,
    Hosted,
    HostingFailed,
    StoppingHosting,
    SystemUpdating,
    Deleting,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// Information about the evaluation performance of a trained model.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelPerformance {
    /// The overall F1 score metric for the trained model.
    pub f1_score: Option<f32>,
    /// The overall recall metric value for the trained model.
    pub recall: Option<f32>,
    /// The overall precision metric value for the trained model.
    pub precision: Option<f32>,
}

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

/// Deletes an existing Amazon Lookout for Vision `dataset`.
#[aws_operation(name = "DeleteDataset", idempotent = "client_token")]
#[aws(
    http = "DELETE /2020-11-20/projects/{project_name}/datasets/{dataset_type}",
    code = 202
)]
#[derive(Clone, Debug, Default)]
pub struct DeleteDataset {
    /// The name of the project that contains the dataset that you want to delete.
    pub project_name: String,
    /// The type of the dataset to delete.
    pub dataset_type: String,
    /// ClientToken is an idempotency token that ensures a call to `DeleteDataset` completes only
    /// once.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

impl DeleteDataset {
    /// The request with its required members.
    pub fn new(project_name: impl Into<String>, dataset_type: impl Into<String>) -> Self {
        Self {
            project_name: project_name.into(),
            dataset_type: dataset_type.into(),
            ..Self::default()
        }
    }
}

/// The response of `DeleteDataset`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteDatasetOutput {}

/// Deletes an Amazon Lookout for Vision model.
#[aws_operation(name = "DeleteModel", idempotent = "client_token")]
#[aws(
    http = "DELETE /2020-11-20/projects/{project_name}/models/{model_version}",
    code = 202
)]
#[derive(Clone, Debug, Default)]
pub struct DeleteModel {
    /// The name of the project that contains the model that you want to delete.
    pub project_name: String,
    /// The version of the model that you want to delete.
    pub model_version: String,
    /// ClientToken is an idempotency token that ensures a call to `DeleteModel` completes only
    /// once.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

impl DeleteModel {
    /// The request with its required members.
    pub fn new(project_name: impl Into<String>, model_version: impl Into<String>) -> Self {
        Self {
            project_name: project_name.into(),
            model_version: model_version.into(),
            ..Self::default()
        }
    }
}

/// The response of `DeleteModel`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteModelOutput {
    /// The Amazon Resource Name (ARN) of the model that was deleted.
    pub model_arn: Option<String>,
}

/// Deletes an Amazon Lookout for Vision project.
#[aws_operation(name = "DeleteProject", idempotent = "client_token")]
#[aws(http = "DELETE /2020-11-20/projects/{project_name}")]
#[derive(Clone, Debug, Default)]
pub struct DeleteProject {
    /// The name of the project to delete.
    pub project_name: String,
    /// ClientToken is an idempotency token that ensures a call to `DeleteProject` completes only
    /// once.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

impl DeleteProject {
    /// The request with its required members.
    pub fn new(project_name: impl Into<String>) -> Self {
        Self {
            project_name: project_name.into(),
            ..Self::default()
        }
    }
}

/// The response of `DeleteProject`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteProjectOutput {
    /// The Amazon Resource Name (ARN) of the project that was deleted.
    pub project_arn: Option<String>,
}

/// Describe an Amazon Lookout for Vision dataset.
#[aws_operation(name = "DescribeDataset")]
#[aws(http = "GET /2020-11-20/projects/{project_name}/datasets/{dataset_type}")]
#[derive(Clone, Debug, Default)]
pub struct DescribeDataset {
    /// The name of the project that contains the dataset that you want to describe.
    pub project_name: String,
    /// The type of the dataset to describe.
    pub dataset_type: String,
}

impl DescribeDataset {
    /// The request with its required members.
    pub fn new(project_name: impl Into<String>, dataset_type: impl Into<String>) -> Self {
        Self {
            project_name: project_name.into(),
            dataset_type: dataset_type.into(),
        }
    }
}

/// The response of `DescribeDataset`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeDatasetOutput {
    /// The description of the requested dataset.
    pub dataset_description: Option<DatasetDescription>,
}

/// The description for a dataset.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DatasetDescription {
    /// The name of the project that contains the dataset.
    pub project_name: Option<String>,
    /// The type of the dataset.
    pub dataset_type: Option<String>,
    /// The Unix timestamp for the time and date that the dataset was created.
    pub creation_timestamp: Option<Timestamp>,
    /// The Unix timestamp for the date and time that the dataset was last updated.
    pub last_updated_timestamp: Option<Timestamp>,
    /// The status of the dataset.
    pub status: Option<DatasetStatus>,
    /// The status message for the dataset.
    pub status_message: Option<String>,
    /// Statistics about the images in a dataset.
    pub image_stats: Option<DatasetImageStats>,
}

/// Statistics about the images in a dataset.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DatasetImageStats {
    /// The total number of images in the dataset.
    pub total: Option<i32>,
    /// The total number of labeled images.
    pub labeled: Option<i32>,
    /// The total number of images labeled as normal.
    pub normal: Option<i32>,
    /// the total number of images labeled as an anomaly.
    pub anomaly: Option<i32>,
}

/// Describes a version of an Amazon Lookout for Vision model.
#[aws_operation(name = "DescribeModel")]
#[aws(http = "GET /2020-11-20/projects/{project_name}/models/{model_version}")]
#[derive(Clone, Debug, Default)]
pub struct DescribeModel {
    /// The project that contains the version of a model that you want to describe.
    pub project_name: String,
    /// The version of the model that you want to describe.
    pub model_version: String,
}

impl DescribeModel {
    /// The request with its required members.
    pub fn new(project_name: impl Into<String>, model_version: impl Into<String>) -> Self {
        Self {
            project_name: project_name.into(),
            model_version: model_version.into(),
        }
    }
}

/// The response of `DescribeModel`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DescribeModelOutput {
    /// Contains the description of the model.
    pub model_description: Option<ModelDescription>,
}

/// Describes an Amazon Lookout for Vision model.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelDescription {
    /// The version of the model
    pub model_version: Option<String>,
    /// The Amazon Resource Name (ARN) of the model.
    pub model_arn: Option<String>,
    /// The unix timestamp for the date and time that the model was created.
    pub creation_timestamp: Option<Timestamp>,
    /// The description for the model.
    pub description: Option<String>,
    /// The status of the model.
    pub status: Option<ModelStatus>,
    /// The status message for the model.
    pub status_message: Option<String>,
    /// Performance metrics for the model.
    pub performance: Option<ModelPerformance>,
    /// The S3 location where Amazon Lookout for Vision saves model training files.
    pub output_config: Option<OutputConfig>,
    /// The S3 location where Amazon Lookout for Vision saves the manifest file that was used to
    /// test the trained model and generate the performance scores.
    pub evaluation_manifest: Option<OutputS3Object>,
    /// The S3 location where Amazon Lookout for Vision saves the performance metrics.
    pub evaluation_result: Option<OutputS3Object>,
    /// The unix timestamp for the date and time that the evaluation ended.
    pub evaluation_end_timestamp: Option<Timestamp>,
    /// The identifer for the AWS Key Management Service (AWS KMS) key that was used to encrypt the
    /// model during training.
    pub kms_key_id: Option<String>,
    /// The minimum number of inference units used by the model.
    pub min_inference_units: Option<i32>,
    /// The maximum number of inference units Amazon Lookout for Vision uses to auto-scale the
    /// model.
    pub max_inference_units: Option<i32>,
}

/// The S3 location where Amazon Lookout for Vision saves training output.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutputS3Object {
    /// The bucket that contains the training output.
    #[aws(default)]
    pub bucket: String,
    /// The location of the training output in the bucket.
    #[aws(default)]
    pub key: String,
}

/// Describes an Amazon Lookout for Vision model packaging job.
#[aws_operation(name = "DescribeModelPackagingJob")]
#[aws(http = "GET /2020-11-20/projects/{project_name}/modelpackagingjobs/{job_name}")]
#[derive(Clone, Debug, Default)]
pub struct DescribeModelPackagingJob {
    /// The name of the project that contains the model packaging job that you want to describe.
    pub project_name: String,
    /// The job name for the model packaging job.
    pub job_name: String,
}

impl DescribeModelPackagingJob {
    /// The request with its required members.
    pub fn new(project_name: impl Into<String>, job_name: impl Into<String>) -> Self {
        Self {
            project_name: project_name.into(),
            job_name: job_name.into(),
        }
    }
}

/// The response of `DescribeModelPackagingJob`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeModelPackagingJobOutput {
    /// The description of the model packaging job.
    pub model_packaging_description: Option<ModelPackagingDescription>,
}

/// Information about a model packaging job.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelPackagingDescription {
    /// The name of the model packaging job.
    pub job_name: Option<String>,
    /// The name of the project that's associated with a model that's in the model package.
    pub project_name: Option<String>,
    /// The version of the model used in the model packaging job.
    pub model_version: Option<String>,
    /// The configuration information used in the model packaging job.
    pub model_packaging_configuration: Option<ModelPackagingConfiguration>,
    /// The description for the model packaging job.
    pub model_packaging_job_description: Option<String>,
    /// The AWS service used to package the job.
    pub model_packaging_method: Option<String>,
    /// Information about the output of the model packaging job.
    pub model_packaging_output_details: Option<ModelPackagingOutputDetails>,
    /// The status of the model packaging job.
    pub status: Option<ModelPackagingJobStatus>,
    /// The status message for the model packaging job.
    pub status_message: Option<String>,
    /// The Unix timestamp for the time and date that the model packaging job was created.
    pub creation_timestamp: Option<Timestamp>,
    /// The Unix timestamp for the time and date that the model packaging job was last updated.
    pub last_updated_timestamp: Option<Timestamp>,
}

/// Configuration information for a Amazon Lookout for Vision model packaging job.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelPackagingConfiguration {
    /// Configuration information for the AWS IoT Greengrass component in a model packaging job.
    pub greengrass: GreengrassConfiguration,
}

/// Information about the output from a model packaging job.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelPackagingOutputDetails {
    /// Information about the AWS IoT Greengrass component in a model packaging job.
    pub greengrass: Option<GreengrassOutputDetails>,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ModelPackagingJobStatus {
    Created,
    Running,
    Succeeded,
    Failed,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// Configuration information for the AWS IoT Greengrass component created in a model packaging job.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GreengrassConfiguration {
    /// Additional compiler options for the Greengrass component.
    pub compiler_options: Option<String>,
    /// The target device for the model.
    pub target_device: Option<TargetDevice>,
    /// The target platform for the model.
    pub target_platform: Option<TargetPlatform>,
    /// An S3 location in which Lookout for Vision stores the component artifacts.
    pub s3_output_location: S3Location,
    /// A name for the AWS IoT Greengrass component.
    #[aws(default)]
    pub component_name: String,
    /// A Version for the AWS IoT Greengrass component.
    pub component_version: Option<String>,
    /// A description for the AWS IoT Greengrass component.
    pub component_description: Option<String>,
    /// A set of tags (key-value pairs) that you want to attach to the AWS IoT Greengrass component.
    pub tags: Option<Vec<Tag>>,
}

/// Information about the AWS IoT Greengrass component created by a model packaging job.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GreengrassOutputDetails {
    /// The Amazon Resource Name (ARN) of the component.
    pub component_version_arn: Option<String>,
    /// The name of the component.
    pub component_name: Option<String>,
    /// The version of the component.
    pub component_version: Option<String>,
}

#[aws_shape(rename_all = "snake_case")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TargetDevice {
    JetsonXavier,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// The platform on which a model runs on an AWS IoT Greengrass core device.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TargetPlatform {
    /// The target operating system for the model.
    pub os: TargetPlatformOs,
    /// The target architecture for the model.
    pub arch: TargetPlatformArch,
    /// The target accelerator for the model.
    pub accelerator: Option<TargetPlatformAccelerator>,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TargetPlatformOs {
    Linux,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TargetPlatformArch {
    Arm64,
    X86_64,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum TargetPlatformAccelerator {
    Nvidia,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// Describes an Amazon Lookout for Vision project.
#[aws_operation(name = "DescribeProject")]
#[aws(http = "GET /2020-11-20/projects/{project_name}")]
#[derive(Clone, Debug, Default)]
pub struct DescribeProject {
    /// The name of the project that you want to describe.
    pub project_name: String,
}

impl DescribeProject {
    /// The request with its required members.
    pub fn new(project_name: impl Into<String>) -> Self {
        Self {
            project_name: project_name.into(),
        }
    }
}

/// The response of `DescribeProject`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeProjectOutput {
    /// The description of the project.
    pub project_description: Option<ProjectDescription>,
}

/// Describe an Amazon Lookout for Vision project.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProjectDescription {
    /// The Amazon Resource Name (ARN) of the project.
    pub project_arn: Option<String>,
    /// The name of the project.
    pub project_name: Option<String>,
    /// The unix timestamp for the date and time that the project was created.
    pub creation_timestamp: Option<Timestamp>,
    /// A list of datasets in the project.
    pub datasets: Option<Vec<DatasetMetadata>>,
}

/// Detects anomalies in an image that you supply.
#[aws_operation(name = "DetectAnomalies")]
#[aws(http = "POST /2020-11-20/projects/{project_name}/models/{model_version}/detect")]
#[derive(Clone, Debug)]
pub struct DetectAnomalies {
    /// The name of the project that contains the model version that you want to use.
    pub project_name: String,
    /// The version of the model that you want to use.
    pub model_version: String,
    /// The unencrypted image bytes that you want to analyze.
    #[aws(payload)]
    pub body: ByteStream,
    /// The type of the image passed in `Body`.
    #[aws(header = "Content-Type")]
    pub content_type: String,
}

impl DetectAnomalies {
    /// The request with its required members.
    pub fn new(
        project_name: impl Into<String>,
        model_version: impl Into<String>,
        body: impl Into<ByteStream>,
        content_type: impl Into<String>,
    ) -> Self {
        Self {
            project_name: project_name.into(),
            model_version: model_version.into(),
            body: body.into(),
            content_type: content_type.into(),
        }
    }
}

/// The response of `DetectAnomalies`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DetectAnomaliesOutput {
    /// The results of the `DetectAnomalies` operation.
    pub detect_anomaly_result: Option<DetectAnomalyResult>,
}

/// The prediction results from a call to DetectAnomalies.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DetectAnomalyResult {
    /// The source of the image that was analyzed.
    pub source: Option<ImageSource>,
    /// True if Amazon Lookout for Vision classifies the image as containing an anomaly, otherwise
    /// false.
    pub is_anomalous: Option<bool>,
    /// The confidence that Lookout for Vision has in the accuracy of the classification in
    /// `IsAnomalous`.
    pub confidence: Option<f32>,
    /// If the model is an image segmentation model, `Anomalies` contains a list of anomaly types
    /// found in the image.
    pub anomalies: Option<Vec<Anomaly>>,
    /// If the model is an image segmentation model, `AnomalyMask` contains pixel masks that covers
    /// all anomaly types found on the image.
    pub anomaly_mask: Option<Blob>,
}

/// The source for an image.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImageSource {
    /// The type of the image.
    pub r#type: Option<String>,
}

/// Information about an anomaly type found on an image by an image segmentation model.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Anomaly {
    /// The name of an anomaly type found in an image.
    pub name: Option<String>,
    /// Information about the pixel mask that covers an anomaly type.
    pub pixel_anomaly: Option<PixelAnomaly>,
}

/// Information about the pixels in an anomaly mask.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PixelAnomaly {
    /// The percentage area of the image that the anomaly type covers.
    pub total_percentage_area: Option<f32>,
    /// A hex color value for the mask that covers an anomaly type.
    pub color: Option<String>,
}

/// Lists the JSON Lines within a dataset.
#[aws_operation(name = "ListDatasetEntries")]
#[aws(http = "GET /2020-11-20/projects/{project_name}/datasets/{dataset_type}/entries")]
#[aws(paginated(input = "next_token", output = "next_token", items = "dataset_entries"))]
#[derive(Clone, Debug, Default)]
pub struct ListDatasetEntries {
    /// The name of the project that contains the dataset that you want to list.
    pub project_name: String,
    /// The type of the dataset that you want to list.
    pub dataset_type: String,
    /// Specify `true` to include labeled entries, otherwise specify `false`.
    #[aws(query = "labeled")]
    pub labeled: Option<bool>,
    /// Specify `normal` to include only normal images.
    #[aws(query = "anomalyClass")]
    pub anomaly_class: Option<String>,
    /// Only includes entries before the specified date in the response.
    #[aws(query = "createdBefore")]
    pub before_creation_date: Option<Timestamp>,
    /// Only includes entries after the specified date in the response.
    #[aws(query = "createdAfter")]
    pub after_creation_date: Option<Timestamp>,
    /// If the previous response was incomplete (because there is more data to retrieve), Amazon
    /// Lookout for Vision returns a pagination token in the response.
    #[aws(query = "nextToken")]
    pub next_token: Option<String>,
    /// The maximum number of results to return per paginated call.
    #[aws(query = "maxResults")]
    pub max_results: Option<i32>,
    /// Perform a "contains" search on the values of the `source-ref` key within the dataset.
    #[aws(query = "sourceRefContains")]
    pub source_ref_contains: Option<String>,
}

impl ListDatasetEntries {
    /// The request with its required members.
    pub fn new(project_name: impl Into<String>, dataset_type: impl Into<String>) -> Self {
        Self {
            project_name: project_name.into(),
            dataset_type: dataset_type.into(),
            ..Self::default()
        }
    }
}

/// The response of `ListDatasetEntries`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListDatasetEntriesOutput {
    /// A list of the entries (JSON Lines) within the dataset.
    pub dataset_entries: Option<Vec<String>>,
    /// If the response is truncated, Amazon Lookout for Vision returns this token that you can use
    /// in the subsequent request to retrieve the next set ofdataset entries.
    pub next_token: Option<String>,
}

/// Lists the model packaging jobs created for an Amazon Lookout for Vision project.
#[aws_operation(name = "ListModelPackagingJobs")]
#[aws(http = "GET /2020-11-20/projects/{project_name}/modelpackagingjobs")]
#[aws(paginated(
    input = "next_token",
    output = "next_token",
    items = "model_packaging_jobs"
))]
#[derive(Clone, Debug, Default)]
pub struct ListModelPackagingJobs {
    /// The name of the project for which you want to list the model packaging jobs.
    pub project_name: String,
    /// If the previous response was incomplete (because there is more results to retrieve), Amazon
    /// Lookout for Vision returns a pagination token in the response.
    #[aws(query = "nextToken")]
    pub next_token: Option<String>,
    /// The maximum number of results to return per paginated call.
    #[aws(query = "maxResults")]
    pub max_results: Option<i32>,
}

impl ListModelPackagingJobs {
    /// The request with its required members.
    pub fn new(project_name: impl Into<String>) -> Self {
        Self {
            project_name: project_name.into(),
            ..Self::default()
        }
    }
}

/// The response of `ListModelPackagingJobs`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListModelPackagingJobsOutput {
    /// A list of the model packaging jobs created for the specified Amazon Lookout for Vision
    /// project.
    pub model_packaging_jobs: Option<Vec<ModelPackagingJobMetadata>>,
    /// If the previous response was incomplete (because there is more results to retrieve), Amazon
    /// Lookout for Vision returns a pagination token in the response.
    pub next_token: Option<String>,
}

/// Metadata for a model packaging job.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModelPackagingJobMetadata {
    /// The name of the model packaging job.
    pub job_name: Option<String>,
    /// The project that contains the model that is in the model package.
    pub project_name: Option<String>,
    /// The version of the model that is in the model package.
    pub model_version: Option<String>,
    /// The description for the model packaging job.
    pub model_packaging_job_description: Option<String>,
    /// The AWS service used to package the job.
    pub model_packaging_method: Option<String>,
    /// The status of the model packaging job.
    pub status: Option<ModelPackagingJobStatus>,
    /// The status message for the model packaging job.
    pub status_message: Option<String>,
    /// The Unix timestamp for the time and date that the model packaging job was created.
    pub creation_timestamp: Option<Timestamp>,
    /// The Unix timestamp for the time and date that the model packaging job was last updated.
    pub last_updated_timestamp: Option<Timestamp>,
}

/// Lists the versions of a model in an Amazon Lookout for Vision project.
#[aws_operation(name = "ListModels")]
#[aws(http = "GET /2020-11-20/projects/{project_name}/models")]
#[aws(paginated(input = "next_token", output = "next_token", items = "models"))]
#[derive(Clone, Debug, Default)]
pub struct ListModels {
    /// The name of the project that contains the model versions that you want to list.
    pub project_name: String,
    /// If the previous response was incomplete (because there is more data to retrieve), Amazon
    /// Lookout for Vision returns a pagination token in the response.
    #[aws(query = "nextToken")]
    pub next_token: Option<String>,
    /// The maximum number of results to return per paginated call.
    #[aws(query = "maxResults")]
    pub max_results: Option<i32>,
}

impl ListModels {
    /// The request with its required members.
    pub fn new(project_name: impl Into<String>) -> Self {
        Self {
            project_name: project_name.into(),
            ..Self::default()
        }
    }
}

/// The response of `ListModels`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListModelsOutput {
    /// A list of model versions in the specified project.
    pub models: Option<Vec<ModelMetadata>>,
    /// If the response is truncated, Amazon Lookout for Vision returns this token that you can use
    /// in the subsequent request to retrieve the next set of models.
    pub next_token: Option<String>,
}

/// Lists the Amazon Lookout for Vision projects in your AWS account that are in the AWS Region in
/// which you call `ListProjects`.
#[aws_operation(name = "ListProjects")]
#[aws(http = "GET /2020-11-20/projects")]
#[aws(paginated(input = "next_token", output = "next_token", items = "projects"))]
#[derive(Clone, Debug, Default)]
pub struct ListProjects {
    /// If the previous response was incomplete (because there is more data to retrieve), Amazon
    /// Lookout for Vision returns a pagination token in the response.
    #[aws(query = "nextToken")]
    pub next_token: Option<String>,
    /// The maximum number of results to return per paginated call.
    #[aws(query = "maxResults")]
    pub max_results: Option<i32>,
}

/// The response of `ListProjects`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListProjectsOutput {
    /// A list of projects in your AWS account.
    pub projects: Option<Vec<ProjectMetadata>>,
    /// If the response is truncated, Amazon Lookout for Vision returns this token that you can use
    /// in the subsequent request to retrieve the next set of projects.
    pub next_token: Option<String>,
}

/// Returns a list of tags attached to the specified Amazon Lookout for Vision model.
#[aws_operation(name = "ListTagsForResource")]
#[aws(http = "GET /2020-11-20/tags/{resource_arn}")]
#[derive(Clone, Debug, Default)]
pub struct ListTagsForResource {
    /// The Amazon Resource Name (ARN) of the model for which you want to list tags.
    pub resource_arn: String,
}

impl ListTagsForResource {
    /// The request with its required members.
    pub fn new(resource_arn: impl Into<String>) -> Self {
        Self {
            resource_arn: resource_arn.into(),
        }
    }
}

/// The response of `ListTagsForResource`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListTagsForResourceOutput {
    /// A map of tag keys and values attached to the specified model.
    pub tags: Option<Vec<Tag>>,
}

/// Starts the running of the version of an Amazon Lookout for Vision model.
#[aws_operation(name = "StartModel", idempotent = "client_token")]
#[aws(
    http = "POST /2020-11-20/projects/{project_name}/models/{model_version}/start",
    code = 202
)]
#[derive(Clone, Debug, Default)]
pub struct StartModel {
    /// The name of the project that contains the model that you want to start.
    pub project_name: String,
    /// The version of the model that you want to start.
    pub model_version: String,
    /// The minimum number of inference units to use.
    pub min_inference_units: i32,
    /// ClientToken is an idempotency token that ensures a call to `StartModel` completes only once.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
    /// The maximum number of inference units to use for auto-scaling the model.
    pub max_inference_units: Option<i32>,
}

impl StartModel {
    /// The request with its required members.
    pub fn new(
        project_name: impl Into<String>,
        model_version: impl Into<String>,
        min_inference_units: i32,
    ) -> Self {
        Self {
            project_name: project_name.into(),
            model_version: model_version.into(),
            min_inference_units,
            ..Self::default()
        }
    }
}

/// The response of `StartModel`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StartModelOutput {
    /// The current running status of the model.
    pub status: Option<ModelHostingStatus>,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ModelHostingStatus {
    StartingHosting,
    Hosted,
    HostingFailed,
    StoppingHosting,
    SystemUpdating,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// Starts an Amazon Lookout for Vision model packaging job.
#[aws_operation(name = "StartModelPackagingJob", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects/{project_name}/modelpackagingjobs")]
#[derive(Clone, Debug, Default)]
pub struct StartModelPackagingJob {
    /// The name of the project which contains the version of the model that you want to package.
    pub project_name: String,
    /// The version of the model within the project that you want to package.
    pub model_version: String,
    /// A name for the model packaging job.
    pub job_name: Option<String>,
    /// The configuration for the model packaging job.
    pub configuration: ModelPackagingConfiguration,
    /// A description for the model packaging job.
    pub description: Option<String>,
    /// ClientToken is an idempotency token that ensures a call to `StartModelPackagingJob`
    /// completes only once.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

impl StartModelPackagingJob {
    /// The request with its required members.
    pub fn new(
        project_name: impl Into<String>,
        model_version: impl Into<String>,
        configuration: ModelPackagingConfiguration,
    ) -> Self {
        Self {
            project_name: project_name.into(),
            model_version: model_version.into(),
            configuration,
            ..Self::default()
        }
    }
}

/// The response of `StartModelPackagingJob`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StartModelPackagingJobOutput {
    /// The job name for the model packaging job.
    pub job_name: Option<String>,
}

/// Stops the hosting of a running model.
#[aws_operation(name = "StopModel", idempotent = "client_token")]
#[aws(
    http = "POST /2020-11-20/projects/{project_name}/models/{model_version}/stop",
    code = 202
)]
#[derive(Clone, Debug, Default)]
pub struct StopModel {
    /// The name of the project that contains the model that you want to stop.
    pub project_name: String,
    /// The version of the model that you want to stop.
    pub model_version: String,
    /// ClientToken is an idempotency token that ensures a call to `StopModel` completes only once.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

impl StopModel {
    /// The request with its required members.
    pub fn new(project_name: impl Into<String>, model_version: impl Into<String>) -> Self {
        Self {
            project_name: project_name.into(),
            model_version: model_version.into(),
            ..Self::default()
        }
    }
}

/// The response of `StopModel`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StopModelOutput {
    /// The status of the model.
    pub status: Option<ModelHostingStatus>,
}

/// Adds one or more key-value tags to an Amazon Lookout for Vision model.
// `idempotent` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "TagResource", idempotent)]
#[aws(http = "POST /2020-11-20/tags/{resource_arn}")]
#[derive(Clone, Debug, Default)]
pub struct TagResource {
    /// The Amazon Resource Name (ARN) of the model to assign the tags.
    pub resource_arn: String,
    /// The key-value tags to assign to the model.
    pub tags: Vec<Tag>,
}

impl TagResource {
    /// The request with its required members.
    pub fn new(resource_arn: impl Into<String>, tags: Vec<Tag>) -> Self {
        Self {
            resource_arn: resource_arn.into(),
            tags,
        }
    }
}

/// The response of `TagResource`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagResourceOutput {}

/// Removes one or more tags from an Amazon Lookout for Vision model.
#[aws_operation(name = "UntagResource")]
#[aws(http = "DELETE /2020-11-20/tags/{resource_arn}")]
#[derive(Clone, Debug, Default)]
pub struct UntagResource {
    /// The Amazon Resource Name (ARN) of the model from which you want to remove tags.
    pub resource_arn: String,
    /// A list of the keys of the tags that you want to remove.
    #[aws(query = "tagKeys")]
    pub tag_keys: Vec<String>,
}

impl UntagResource {
    /// The request with its required members.
    pub fn new(resource_arn: impl Into<String>, tag_keys: Vec<String>) -> Self {
        Self {
            resource_arn: resource_arn.into(),
            tag_keys,
        }
    }
}

/// The response of `UntagResource`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UntagResourceOutput {}

/// Adds or updates one or more JSON Line entries in a dataset.
#[aws_operation(name = "UpdateDatasetEntries", idempotent = "client_token")]
#[aws(
    http = "PATCH /2020-11-20/projects/{project_name}/datasets/{dataset_type}/entries",
    code = 202
)]
#[derive(Clone, Debug, Default)]
pub struct UpdateDatasetEntries {
    /// The name of the project that contains the dataset that you want to update.
    pub project_name: String,
    /// The type of the dataset that you want to update.
    pub dataset_type: String,
    /// The entries to add to the dataset.
    pub changes: Blob,
    /// ClientToken is an idempotency token that ensures a call to `UpdateDatasetEntries` completes
    /// only once.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

impl UpdateDatasetEntries {
    /// The request with its required members.
    pub fn new(
        project_name: impl Into<String>,
        dataset_type: impl Into<String>,
        changes: impl Into<Blob>,
    ) -> Self {
        Self {
            project_name: project_name.into(),
            dataset_type: dataset_type.into(),
            changes: changes.into(),
            ..Self::default()
        }
    }
}

/// The response of `UpdateDatasetEntries`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UpdateDatasetEntriesOutput {
    /// The status of the dataset update.
    pub status: Option<DatasetStatus>,
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
