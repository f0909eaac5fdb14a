//! A reviewed table of operations that may take longer than a client's default limit for an attempt. Models lack this
//! fact.
//!
//! `add` writes `attempt_timeout` from the table, and `check` compares structs with it. It covers only AWS's own
//! models.

use crate::model::{Model, Operation};

/// A limit for an attempt, and its reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LongRunning {
    /// The value of the attribute.
    pub(crate) limit: &'static str,
    pub(crate) reason: &'static str,
}

/// Service ID, operations and their limit. Each limit is the timeout that AWS's documentation recommends for clients,
/// or the longest duration that it documents.
const TABLE: [(&str, &[&str], LongRunning); 10] = [
    (
        "Bedrock Runtime",
        &["Converse", "InvokeModel"],
        LongRunning {
            limit: "1h",
            reason: "AWS asks for a read timeout of 60 minutes, as some models think that long",
        },
    ),
    (
        "Data Pipeline",
        &["PollForTask"],
        LongRunning { limit: "90s", reason: "a long poll, for which AWS asks for a timeout of 90 seconds" },
    ),
    ("Lambda", &["Invoke"], LongRunning { limit: "15m", reason: "a function may run for 15 minutes" }),
    (
        "S3",
        &["CompleteMultipartUpload", "CopyObject", "UploadPartCopy"],
        LongRunning {
            limit: "10m",
            reason: "the service responds when the object is put together, which may take minutes",
        },
    ),
    (
        "SFN",
        &["GetActivityTask"],
        LongRunning { limit: "65s", reason: "a long poll, for which AWS asks for a timeout of 65 seconds" },
    ),
    (
        "SFN",
        &["StartSyncExecution"],
        LongRunning { limit: "5m", reason: "an express workflow may run for five minutes" },
    ),
    ("SQS", &["ReceiveMessage"], LongRunning { limit: "25s", reason: "a long poll, which waits for up to 20 seconds" }),
    (
        "SWF",
        &["PollForActivityTask", "PollForDecisionTask"],
        LongRunning { limit: "70s", reason: "a long poll, for which AWS asks for a timeout of 70 seconds" },
    ),
    (
        "SageMaker Runtime",
        &["InvokeEndpoint"],
        LongRunning { limit: "70s", reason: "a model may take 60 seconds, for which AWS asks for a timeout of 70" },
    ),
    ("Timestream Query", &["Query"], LongRunning { limit: "65s", reason: "a query may run for 60 seconds" }),
];

/// The table's entry for an operation.
pub(crate) fn long_running(model: &Model, operation: &Operation) -> Option<LongRunning> {
    if !model.service.is_aws {
        return None;
    }
    let mut rows = TABLE.iter().filter(|(id, ..)| *id == model.service.id);
    rows.find(|(_, names, _)| names.contains(&operation.name.as_str())).map(|(.., long)| *long)
}

/// The seconds of a limit in the attribute's notation; `None` if the text is not a limit.
pub(crate) fn seconds(limit: &str) -> Option<u64> {
    let (number, unit) = limit.split_at_checked(limit.len().checked_sub(1)?)?;
    let unit = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        _ => return None,
    };
    number.parse::<u32>().ok().map(|number| u64::from(number) * unit)
}
