//! Datasets: the pictures that a model learns from, and those that it is tested with.

use aws_operation::{Timestamp, aws_operation, aws_shape};

use super::{InputS3Object, Service};

/// Makes a dataset in a project, which takes a while.
#[aws_operation(name = "CreateDataset", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects/{project_name}/datasets", code = 202)]
#[derive(Clone, Debug)]
pub struct CreateDataset {
    /// The project's name.
    pub project_name: String,
    /// `train` or `test`; a project with `train` alone is split by the service.
    pub dataset_type: String,
    /// Where its first entries come from; without it the dataset starts empty.
    pub dataset_source: Option<DatasetSource>,
    /// The same token means the same dataset.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

/// The dataset in the making.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateDatasetOutput {
    /// The dataset.
    pub dataset_metadata: Option<DatasetMetadata>,
}

/// Where the entries of a dataset come from.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatasetSource {
    /// A manifest as Ground Truth writes it.
    pub ground_truth_manifest: Option<DatasetGroundTruthManifest>,
}

/// A manifest: one JSON line for each picture.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatasetGroundTruthManifest {
    /// The object that holds it.
    pub s3_object: Option<InputS3Object>,
}

/// A dataset in brief.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatasetMetadata {
    /// `train` or `test`.
    pub dataset_type: Option<String>,
    /// When it was made.
    pub creation_timestamp: Option<Timestamp>,
    /// How far it is.
    pub status: Option<DatasetStatus>,
    /// More about the status.
    pub status_message: Option<String>,
}

/// How far a dataset is.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DatasetStatus {
    /// It is being made.
    CreateInProgress,
    /// It is there.
    CreateComplete,
    /// It could not be made.
    CreateFailed,
    /// Entries are being added or changed.
    UpdateInProgress,
    /// The entries were taken.
    UpdateComplete,
    /// The entries were not taken, and the dataset goes back to what it was.
    UpdateFailedRollbackInProgress,
    /// The entries were not taken; the dataset is what it was.
    UpdateFailedRollbackComplete,
    /// It is being deleted.
    DeleteInProgress,
    /// It is gone.
    DeleteComplete,
    /// It could not be deleted.
    DeleteFailed,
    /// A status that came after this module.
    #[aws(unknown)]
    Unknown(String),
}

/// Deletes a dataset; the pictures stay where they are.
#[aws_operation(name = "DeleteDataset", idempotent = "client_token")]
#[aws(http = "DELETE /2020-11-20/projects/{project_name}/datasets/{dataset_type}", code = 202)]
#[derive(Clone, Debug)]
pub struct DeleteDataset {
    /// The project's name.
    pub project_name: String,
    /// `train` or `test`.
    pub dataset_type: String,
    /// The same token means the same deletion.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

/// Nothing to tell.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeleteDatasetOutput {}

/// Tells about a dataset.
#[aws_operation(name = "DescribeDataset")]
#[aws(http = "GET /2020-11-20/projects/{project_name}/datasets/{dataset_type}")]
#[derive(Clone, Debug)]
pub struct DescribeDataset {
    /// The project's name.
    pub project_name: String,
    /// `train` or `test`.
    pub dataset_type: String,
}

/// The dataset asked for.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeDatasetOutput {
    /// The dataset.
    pub dataset_description: Option<DatasetDescription>,
}

/// A dataset in full.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatasetDescription {
    /// The project's name.
    pub project_name: Option<String>,
    /// `train` or `test`.
    pub dataset_type: Option<String>,
    /// When it was made.
    pub creation_timestamp: Option<Timestamp>,
    /// When entries last came or changed.
    pub last_updated_timestamp: Option<Timestamp>,
    /// How far it is.
    pub status: Option<DatasetStatus>,
    /// More about the status.
    pub status_message: Option<String>,
    /// How many pictures it has.
    pub image_stats: Option<DatasetImageStats>,
}

/// The pictures of a dataset, counted.
#[aws_shape]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DatasetImageStats {
    /// All of them.
    pub total: Option<i32>,
    /// Those with a label.
    pub labeled: Option<i32>,
    /// Those labelled as without a fault.
    pub normal: Option<i32>,
    /// Those labelled as faulty.
    pub anomaly: Option<i32>,
}
