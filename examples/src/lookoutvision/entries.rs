//! Entries of datasets: a JSON line for each picture, with its address and its label.

use aws_operation::{Blob, Timestamp, aws_operation, aws_shape};

use super::{DatasetStatus, Service};

/// Adds entries to a dataset, and replaces those whose `source-ref` it has already. Takes a while.
#[aws_operation(name = "UpdateDatasetEntries", idempotent = "client_token")]
#[aws(http = "PATCH /2020-11-20/projects/{project_name}/datasets/{dataset_type}/entries", code = 202)]
#[derive(Clone, Debug)]
pub struct UpdateDatasetEntries {
    /// The project's name.
    pub project_name: String,
    /// `train` or `test`.
    pub dataset_type: String,
    /// JSON lines, at most 10 MiB of them.
    pub changes: Blob,
    /// The same token means the same changes.
    #[aws(header = "X-Amzn-Client-Token")]
    pub client_token: Option<String>,
}

/// The changes under way.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UpdateDatasetEntriesOutput {
    /// How far the dataset is.
    pub status: Option<DatasetStatus>,
}

/// Lists the entries of a dataset, a page at a time; what is asked for must all hold of an entry.
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
    /// Only entries made before.
    #[aws(query = "createdBefore")]
    pub before_creation_date: Option<Timestamp>,
    /// Only entries made after.
    #[aws(query = "createdAfter")]
    pub after_creation_date: Option<Timestamp>,
    /// Where the page before ended.
    #[aws(query = "nextToken")]
    pub next_token: Option<String>,
    /// How many entries a page has, 1 to 100.
    #[aws(query = "maxResults")]
    pub max_results: Option<i32>,
    /// Only entries with this in their `source-ref`.
    #[aws(query = "sourceRefContains")]
    pub source_ref_contains: Option<String>,
}

/// A page of entries.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListDatasetEntriesOutput {
    /// The entries, each a JSON line.
    pub dataset_entries: Option<Vec<String>>,
    /// Where the next page starts; absent on the last.
    pub next_token: Option<String>,
}
