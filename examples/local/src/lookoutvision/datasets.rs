//! Datasets: the images that a model is trained with, and those that it is tested with.

use aws_operation::{Timestamp, aws_operation, aws_shape};

use super::{InputS3Object, Service};

/// Creates a dataset in a project. The creation takes some time.
#[aws_operation(name = "CreateDataset", idempotent = "client_token")]
#[aws(http = "POST /2020-11-20/projects/{project_name}/datasets", code = 202)]
#[derive(Clone, Debug)]
pub struct CreateDataset {
    /// The project's name.
    pub project_name: String,
    /// `train` or `test`; the service splits the dataset of a project that has only `train`.
    pub dataset_type: String,
    /// The source of the first entries; if absent, the dataset starts empty.
    pub dataset_source: Option<DatasetSource>,
    /// A request with the same token means the same dataset.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

/// The dataset that is being created.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateDatasetOutput {
    /// The dataset.
    pub dataset_metadata: Option<DatasetMetadata>,
}

/// The source of a dataset's entries.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatasetSource {
    /// A manifest in the format of Ground Truth.
    pub ground_truth_manifest: Option<DatasetGroundTruthManifest>,
}

/// A manifest: one JSON line for each image.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatasetGroundTruthManifest {
    /// The S3 object that contains the manifest.
    pub s3_object: Option<InputS3Object>,
}

/// The metadata of a dataset.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatasetMetadata {
    /// `train` or `test`.
    pub dataset_type: Option<String>,
    /// The creation time.
    pub creation_timestamp: Option<Timestamp>,
    /// The current status.
    pub status: Option<DatasetStatus>,
    /// An explanation of the status.
    pub status_message: Option<String>,
}

/// The status of a dataset.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum DatasetStatus {
    /// The dataset is being created.
    CreateInProgress,
    /// The dataset was created.
    CreateComplete,
    /// The creation failed.
    CreateFailed,
    /// Entries are being added or replaced.
    UpdateInProgress,
    /// The update succeeded.
    UpdateComplete,
    /// The update failed, and is being rolled back.
    UpdateFailedRollbackInProgress,
    /// The failed update was rolled back.
    UpdateFailedRollbackComplete,
    /// The deletion is in progress.
    DeleteInProgress,
    /// The deletion succeeded.
    DeleteComplete,
    /// The deletion failed.
    DeleteFailed,
    /// A status that this module does not know.
    #[aws(unknown)]
    Unknown(String),
}

/// Deletes a dataset. The images in S3 are not deleted.
#[aws_operation(name = "DeleteDataset", idempotent = "client_token")]
#[aws(http = "DELETE /2020-11-20/projects/{project_name}/datasets/{dataset_type}", code = 202)]
#[derive(Clone, Debug)]
pub struct DeleteDataset {
    /// The project's name.
    pub project_name: String,
    /// `train` or `test`.
    pub dataset_type: String,
    /// A request with the same token means the same deletion.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

/// An empty output.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeleteDatasetOutput {}

/// Describes a dataset.
#[aws_operation(name = "DescribeDataset")]
#[aws(http = "GET /2020-11-20/projects/{project_name}/datasets/{dataset_type}")]
#[derive(Clone, Debug)]
pub struct DescribeDataset {
    /// The project's name.
    pub project_name: String,
    /// `train` or `test`.
    pub dataset_type: String,
}

/// The described dataset.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DescribeDatasetOutput {
    /// The dataset.
    pub dataset_description: Option<DatasetDescription>,
}

/// The description of a dataset.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatasetDescription {
    /// The project's name.
    pub project_name: Option<String>,
    /// `train` or `test`.
    pub dataset_type: Option<String>,
    /// The creation time.
    pub creation_timestamp: Option<Timestamp>,
    /// When entries were last added or replaced.
    pub last_updated_timestamp: Option<Timestamp>,
    /// The current status.
    pub status: Option<DatasetStatus>,
    /// An explanation of the status.
    pub status_message: Option<String>,
    /// The numbers of its images.
    pub image_stats: Option<DatasetImageStats>,
}

/// The numbers of images in a dataset.
#[aws_shape]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DatasetImageStats {
    /// All images.
    pub total: Option<i32>,
    /// Labelled images.
    pub labeled: Option<i32>,
    /// Images labelled as normal.
    pub normal: Option<i32>,
    /// Images labelled as anomalous.
    pub anomaly: Option<i32>,
}
