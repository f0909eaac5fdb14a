//! Models: each training on a project's datasets creates a new version.

use aws_operation::{Timestamp, aws_operation, aws_shape};

use super::{OutputS3Object, S3Location, Service, Tag};

/// Trains the next version of a project's model. The training takes some time.
#[aws_operation(name = "CreateModel", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects/{project_name}/models", code = 202)]
#[derive(Clone, Debug)]
pub struct CreateModel {
    /// The project's name.
    pub project_name: String,
    /// 1 to 500 letters, digits, periods, hyphens and underscores.
    pub description: Option<String>,
    /// A request with the same token means the same version.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
    /// Where the service writes the results of the training.
    pub output_config: OutputConfig,
    /// The KMS key that encrypts the images during the training.
    pub kms_key_id: Option<String>,
    /// The model's initial tags.
    pub tags: Option<Vec<Tag>>,
}

/// The model that is being trained.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct CreateModelOutput {
    /// The model.
    pub model_metadata: Option<ModelMetadata>,
}

/// The S3 location of training results.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputConfig {
    /// The folder.
    pub s3_location: S3Location,
}

/// The metadata of a version of a model.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct ModelMetadata {
    /// The creation time.
    pub creation_timestamp: Option<Timestamp>,
    /// The version: 1, 2 and so on.
    pub model_version: Option<String>,
    /// The model's ARN.
    pub model_arn: Option<String>,
    /// The description that the caller gave it.
    pub description: Option<String>,
    /// The current status.
    pub status: Option<ModelStatus>,
    /// An explanation of the status.
    pub status_message: Option<String>,
    /// The results of the model's test.
    pub performance: Option<ModelPerformance>,
}

/// The results of a model's test, each from 0 to 1.
#[aws_shape]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ModelPerformance {
    /// The harmonic mean of recall and precision.
    pub f1_score: Option<f32>,
    /// The share of anomalous images that the model found.
    pub recall: Option<f32>,
    /// The share of the found images that are anomalous.
    pub precision: Option<f32>,
}

/// The status of a model.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ModelStatus {
    /// The model is being trained.
    Training,
    /// The model is trained, and can be started.
    Trained,
    /// The training failed.
    TrainingFailed,
    /// The model is starting.
    StartingHosting,
    /// The model is running, and can detect anomalies.
    Hosted,
    /// The start failed.
    HostingFailed,
    /// The model is stopping.
    StoppingHosting,
    /// The service is being updated.
    SystemUpdating,
    /// The deletion is in progress.
    Deleting,
    /// A status that this module does not know.
    #[aws(unknown)]
    Unknown(String),
}

/// Deletes a version that is not running.
#[aws_operation(name = "DeleteModel", idempotent = "client_token")]
#[aws(http = "DELETE /2020-11-20/projects/{project_name}/models/{model_version}", code = 202)]
#[derive(Clone, Debug)]
pub struct DeleteModel {
    /// The project's name.
    pub project_name: String,
    /// The version; `latest` is not allowed here.
    pub model_version: String,
    /// A request with the same token means the same deletion.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

/// The model that is being deleted.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeleteModelOutput {
    /// The model's ARN.
    pub model_arn: Option<String>,
}

/// Describes a version of a model.
#[aws_operation(name = "DescribeModel")]
#[aws(http = "GET /2020-11-20/projects/{project_name}/models/{model_version}")]
#[derive(Clone, Debug)]
pub struct DescribeModel {
    /// The project's name.
    pub project_name: String,
    /// The version, or `latest`.
    pub model_version: String,
}

/// The described model.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct DescribeModelOutput {
    /// The model.
    pub model_description: Option<ModelDescription>,
}

/// The description of a version of a model.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct ModelDescription {
    /// The version: 1, 2 and so on.
    pub model_version: Option<String>,
    /// The model's ARN.
    pub model_arn: Option<String>,
    /// The creation time.
    pub creation_timestamp: Option<Timestamp>,
    /// The description that the caller gave it.
    pub description: Option<String>,
    /// The current status.
    pub status: Option<ModelStatus>,
    /// An explanation of the status.
    pub status_message: Option<String>,
    /// The results of the model's test.
    pub performance: Option<ModelPerformance>,
    /// Where the service writes the results of the training.
    pub output_config: Option<OutputConfig>,
    /// The images that the model was tested with.
    pub evaluation_manifest: Option<OutputS3Object>,
    /// The test result of each image.
    pub evaluation_result: Option<OutputS3Object>,
    /// When the test ended.
    pub evaluation_end_timestamp: Option<Timestamp>,
    /// The KMS key that encrypted its images.
    pub kms_key_id: Option<String>,
    /// The minimum number of inference units.
    pub min_inference_units: Option<i32>,
    /// The maximum number of inference units under load.
    pub max_inference_units: Option<i32>,
}

/// Lists the versions of a project's model, a page at a time.
#[aws_operation(name = "ListModels")]
#[aws(http = "GET /2020-11-20/projects/{project_name}/models")]
#[aws(paginated(input = "next_token", output = "next_token", items = "models"))]
#[derive(Clone, Debug, Default)]
pub struct ListModels {
    /// The project's name.
    pub project_name: String,
    /// The token that the previous page returned.
    #[aws(query = "nextToken")]
    pub next_token: Option<String>,
    /// The maximum number of versions on a page, 1 to 100.
    #[aws(query = "maxResults")]
    pub max_results: Option<i32>,
}

/// A page of versions.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct ListModelsOutput {
    /// The versions.
    pub models: Option<Vec<ModelMetadata>>,
    /// The token of the next page; absent on the last page.
    pub next_token: Option<String>,
}
