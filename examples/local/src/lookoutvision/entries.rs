//! Entries of datasets: a JSON line for each image, with its address and its label.

use aws_operation::{Blob, Timestamp, aws_operation, aws_shape};

use super::{DatasetStatus, Service};

/// Adds entries to a dataset, and replaces entries with the same `source-ref`. The update takes some time.
#[aws_operation(name = "UpdateDatasetEntries", idempotent = "client_token")]
#[aws(http = "PATCH /2020-11-20/projects/{project_name}/datasets/{dataset_type}/entries", code = 202)]
#[derive(Clone, Debug)]
pub struct UpdateDatasetEntries {
    /// The project's name.
    pub project_name: String,
    /// `train` or `test`.
    pub dataset_type: String,
    /// JSON lines, at most 10 MiB.
    pub changes: Blob,
    /// A request with the same token means the same changes.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

/// The status of the update.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateDatasetEntriesOutput {
    /// The dataset's status.
    pub status: Option<DatasetStatus>,
}

/// Lists the entries of a dataset, a page at a time. A listed entry matches all given filters.
#[aws_operation(name = "ListDatasetEntries")]
#[aws(http = "GET /2020-11-20/projects/{project_name}/datasets/{dataset_type}/entries")]
#[aws(paginated(input = "next_token", output = "next_token", items = "dataset_entries"))]
#[derive(Clone, Debug, Default)]
pub struct ListDatasetEntries {
    /// The project's name.
    pub project_name: String,
    /// `train` or `test`.
    pub dataset_type: String,
    /// Only entries with a label, or only those without.
    #[aws(query = "labeled")]
    pub labeled: Option<bool>,
    /// Only entries labelled `normal`, or only those labelled `anomaly`.
    #[aws(query = "anomalyClass")]
    pub anomaly_class: Option<String>,
    /// Only entries created before this time.
    #[aws(query = "createdBefore")]
    pub before_creation_date: Option<Timestamp>,
    /// Only entries created after this time.
    #[aws(query = "createdAfter")]
    pub after_creation_date: Option<Timestamp>,
    /// The token that the previous page returned.
    #[aws(query = "nextToken")]
    pub next_token: Option<String>,
    /// The maximum number of entries on a page, 1 to 100.
    #[aws(query = "maxResults")]
    pub max_results: Option<i32>,
    /// Only entries whose `source-ref` contains this text.
    #[aws(query = "sourceRefContains")]
    pub source_ref_contains: Option<String>,
}

/// A page of entries.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListDatasetEntriesOutput {
    /// The entries, each a JSON line.
    pub dataset_entries: Option<Vec<String>>,
    /// The token of the next page; absent on the last page.
    pub next_token: Option<String>,
}
