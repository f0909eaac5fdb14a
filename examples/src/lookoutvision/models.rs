//! Models: trained from a project's datasets, one version after the other.

use aws_operation::{Timestamp, aws_operation, aws_shape};

use super::{OutputS3Object, S3Location, Service, Tag};

/// Trains the next version of a project's model, which takes a while.
#[aws_operation(name = "CreateModel", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects/{project_name}/models", code = 202)]
#[derive(Clone, Debug)]
pub struct CreateModel {
    /// The project's name.
    pub project_name: String,
    /// 1 to 500 letters, digits, periods, hyphens and underscores.
    pub description: Option<String>,
    /// The same token means the same version.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
    /// Where the results of the training go.
    pub output_config: OutputConfig,
    /// The KMS key to encrypt the pictures with while they are used.
    pub kms_key_id: Option<String>,
    /// The model's first tags.
    pub tags: Option<Vec<Tag>>,
}

/// The model in training.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct CreateModelOutput {
    /// The model.
    pub model_metadata: Option<ModelMetadata>,
}

/// Where the results of a training go.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputConfig {
    /// The folder.
    pub s3_location: S3Location,
}

/// A version of a model in brief.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct ModelMetadata {
    /// When it was made.
    pub creation_timestamp: Option<Timestamp>,
    /// The version: 1, 2 and so on.
    pub model_version: Option<String>,
    /// The model's ARN.
    pub model_arn: Option<String>,
    /// What its maker says of it.
    pub description: Option<String>,
    /// How far it is.
    pub status: Option<ModelStatus>,
    /// More about the status.
    pub status_message: Option<String>,
    /// How well it did in its test.
    pub performance: Option<ModelPerformance>,
}

/// How well a model did in its test; each from 0 to 1.
#[aws_shape]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ModelPerformance {
    /// The harmonic mean of recall and precision.
    pub f1_score: Option<f32>,
    /// How many of the faulty pictures it found.
    pub recall: Option<f32>,
    /// How many of those that it found are faulty.
    pub precision: Option<f32>,
}

/// How far a model is.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ModelStatus {
    /// It is learning.
    Training,
    /// It can be started.
    Trained,
    /// It could not be trained.
    TrainingFailed,
    /// It is being started.
    StartingHosting,
    /// It runs, and looks at pictures.
    Hosted,
    /// It could not be started.
    HostingFailed,
    /// It is being stopped.
    StoppingHosting,
    /// The service is being renewed.
    SystemUpdating,
    /// It is being deleted.
    Deleting,
    /// A status that came after this module.
    #[aws(unknown)]
    Unknown(String),
}

/// Deletes a version that does not run.
#[aws_operation(name = "DeleteModel", idempotent = "client_token")]
#[aws(http = "DELETE /2020-11-20/projects/{project_name}/models/{model_version}", code = 202)]
#[derive(Clone, Debug)]
pub struct DeleteModel {
    /// The project's name.
    pub project_name: String,
    /// The version; `latest` is not taken here.
    pub model_version: String,
    /// The same token means the same deletion.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

/// The model about to go.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeleteModelOutput {
    /// The model's ARN.
    pub model_arn: Option<String>,
}

/// Tells about a version.
#[aws_operation(name = "DescribeModel")]
#[aws(http = "GET /2020-11-20/projects/{project_name}/models/{model_version}")]
#[derive(Clone, Debug)]
pub struct DescribeModel {
    /// The project's name.
    pub project_name: String,
    /// The version, or `latest`.
    pub model_version: String,
}

/// The model asked for.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct DescribeModelOutput {
    /// The model.
    pub model_description: Option<ModelDescription>,
}

/// A version of a model in full.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct ModelDescription {
    /// The version: 1, 2 and so on.
    pub model_version: Option<String>,
    /// The model's ARN.
    pub model_arn: Option<String>,
    /// When it was made.
    pub creation_timestamp: Option<Timestamp>,
    /// What its maker says of it.
    pub description: Option<String>,
    /// How far it is.
    pub status: Option<ModelStatus>,
    /// More about the status.
    pub status_message: Option<String>,
    /// How well it did in its test.
    pub performance: Option<ModelPerformance>,
    /// Where the results of the training go.
    pub output_config: Option<OutputConfig>,
    /// The pictures that it was tested with.
    pub evaluation_manifest: Option<OutputS3Object>,
    /// How it did with each of them.
    pub evaluation_result: Option<OutputS3Object>,
    /// When the test ended.
    pub evaluation_end_timestamp: Option<Timestamp>,
    /// The KMS key that its pictures were encrypted with.
    pub kms_key_id: Option<String>,
    /// How many inference units it has at least.
    pub min_inference_units: Option<i32>,
    /// How many it may have when there is much to do.
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
    /// Where the page before ended.
    #[aws(query = "nextToken")]
    pub next_token: Option<String>,
    /// How many versions a page has, 1 to 100.
    #[aws(query = "maxResults")]
    pub max_results: Option<i32>,
}

/// A page of versions.
#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct ListModelsOutput {
    /// The versions.
    pub models: Option<Vec<ModelMetadata>>,
    /// Where the next page starts; absent on the last.
    pub next_token: Option<String>,
}
