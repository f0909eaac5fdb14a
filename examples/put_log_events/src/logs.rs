//! Amazon CloudWatch Logs, API version 2014-03-28.
//!
//! Written with:
//! - `aws-operation add logs PutLogEvents CreateLogStream --only logEvents --out
//!   src/logs.rs` (0.2.0, botocore 1.44.8)

use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};

/// Amazon CloudWatch Logs.
#[aws_service(
    id = "CloudWatch Logs",
    protocol = "awsJson1_1",
    signing_name = "logs",
    target_prefix = "Logs_20140328",
    error = Error,
    endpoint("us-gov-east-1|us-gov-west-1 !dualstack -> logs.{region}.{dns}")
)]
pub struct Service;

/// Uploads a batch of log events to the specified log stream.
#[aws_operation(name = "PutLogEvents", rename_all = "camelCase")]
#[derive(Clone, Debug, Default)]
pub struct PutLogEvents {
    /// The name of the log group.
    pub log_group_name: String,
    /// The name of the log stream.
    pub log_stream_name: String,
    /// The log events.
    pub log_events: Vec<InputLogEvent>,
}

impl PutLogEvents {
    /// The request with its required members.
    pub fn new(
        log_group_name: impl Into<String>,
        log_stream_name: impl Into<String>,
        log_events: Vec<InputLogEvent>,
    ) -> Self {
        Self { log_group_name: log_group_name.into(), log_stream_name: log_stream_name.into(), log_events }
    }
}

/// The response of `PutLogEvents`.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PutLogEventsOutput {
    /// The next sequence token.
    pub next_sequence_token: Option<String>,
    /// The rejected events.
    pub rejected_log_events_info: Option<RejectedLogEventsInfo>,
    /// Information about why the entity is rejected when calling `PutLogEvents`.
    pub rejected_entity_info: Option<RejectedEntityInfo>,
}

/// Represents a log event, which is a record of activity that was recorded by the application or
/// resource being monitored.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputLogEvent {
    /// The time the event occurred, expressed as the number of milliseconds after `Jan 1, 1970
    /// 00:00:00 UTC`.
    pub timestamp: i64,
    /// The raw event message.
    pub message: String,
}

/// Represents the rejected events.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RejectedLogEventsInfo {
    /// The index of the first log event that is too new.
    pub too_new_log_event_start_index: Option<i32>,
    /// The index of the last log event that is too old.
    pub too_old_log_event_end_index: Option<i32>,
    /// The expired log events.
    pub expired_log_event_end_index: Option<i32>,
}

/// If an entity is rejected when a `PutLogEvents` request was made, this includes details about the
/// reason for the rejection.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RejectedEntityInfo {
    /// The type of error that caused the rejection of the entity when calling `PutLogEvents`.
    pub error_type: Option<EntityRejectionErrorType>,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EntityRejectionErrorType {
    InvalidEntity,
    InvalidTypeValue,
    InvalidKeyAttributes,
    InvalidAttributes,
    EntitySizeTooLarge,
    UnsupportedLogGroupType,
    MissingRequiredFields,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// Creates a log stream for the specified log group.
#[aws_operation(name = "CreateLogStream", output = (), rename_all = "camelCase")]
#[derive(Clone, Debug, Default)]
pub struct CreateLogStream {
    /// The name of the log group.
    pub log_group_name: String,
    /// The name of the log stream.
    pub log_stream_name: String,
}

impl CreateLogStream {
    /// The request with its required members.
    pub fn new(log_group_name: impl Into<String>, log_stream_name: impl Into<String>) -> Self {
        Self { log_group_name: log_group_name.into(), log_stream_name: log_stream_name.into() }
    }
}

/// The errors of the service.
#[aws_error(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The event was already logged.
    DataAlreadyAcceptedException { expected_sequence_token: Option<String> },
    /// A parameter is specified incorrectly.
    InvalidParameterException,
    /// The sequence token is not valid.
    InvalidSequenceTokenException { expected_sequence_token: Option<String> },
    /// The specified resource already exists.
    ResourceAlreadyExistsException,
    /// The specified resource does not exist.
    ResourceNotFoundException,
    /// The service cannot complete the request.
    #[aws(status = 500)]
    ServiceUnavailableException,
    /// The most likely cause is an Amazon Web Services access key ID or secret key that's not
    /// valid.
    UnrecognizedClientException,
}
