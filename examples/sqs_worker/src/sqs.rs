//! Amazon Simple Queue Service, API version 2012-11-05.
//!
//! Written with:
//! - `aws-operation add sqs ReceiveMessage --only MaxNumberOfMessages,WaitTimeSeconds --out
//!   src/sqs.rs` (0.2.0, botocore 1.44.8)
//! - `aws-operation add sqs DeleteMessageBatch --out src/sqs.rs` (0.2.0,
//!   botocore 1.44.8)

use std::collections::HashMap;

use aws_operation::{Blob, aws_error, aws_operation, aws_service, aws_shape};

/// Amazon Simple Queue Service.
#[aws_service(
    id = "SQS",
    protocol = "awsJson1_0",
    target_prefix = "AmazonSQS",
    query_compatible,
    error = Error,
    endpoint("aws-us-gov !dualstack -> sqs.{region}.{dns}")
)]
pub struct Service;

/// Retrieves one or more messages (up to 10), from the specified queue.
// `attempt_timeout` is from aws-operation's table of long-running operations: a long poll, which
// waits for up to 20 seconds.
#[aws_operation(name = "ReceiveMessage", attempt_timeout = "25s")]
#[derive(Clone, Debug, Default)]
pub struct ReceiveMessage {
    /// The URL of the Amazon SQS queue from which messages are received.
    pub queue_url: String,
    /// The maximum number of messages to return.
    pub max_number_of_messages: Option<i32>,
    /// The duration (in seconds) for which the call waits for a message to arrive in the queue
    /// before returning.
    pub wait_time_seconds: Option<i32>,
}

impl ReceiveMessage {
    /// The request with its required members.
    pub fn new(queue_url: impl Into<String>) -> Self {
        Self { queue_url: queue_url.into(), ..Self::default() }
    }
}

/// A list of received messages.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReceiveMessageOutput {
    /// A list of messages.
    pub messages: Option<Vec<Message>>,
}

/// An Amazon SQS message.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// A unique identifier for the message.
    pub message_id: Option<String>,
    /// An identifier associated with the act of receiving the message.
    pub receipt_handle: Option<String>,
    /// An MD5 digest of the non-URL-encoded message body string.
    #[aws(rename = "MD5OfBody")]
    pub md5_of_body: Option<String>,
    /// The message's contents (not URL-encoded).
    pub body: Option<String>,
    /// A map of the attributes requested in `ReceiveMessage` to their respective values.
    pub attributes: Option<HashMap<String, String>>,
    /// An MD5 digest of the non-URL-encoded message attribute string.
    #[aws(rename = "MD5OfMessageAttributes")]
    pub md5_of_message_attributes: Option<String>,
    /// Each message attribute consists of a `Name`, `Type`, and `Value`.
    pub message_attributes: Option<HashMap<String, MessageAttributeValue>>,
}

/// The user-specified message attribute value.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageAttributeValue {
    /// Strings are Unicode with UTF-8 binary encoding.
    pub string_value: Option<String>,
    /// Binary type attributes can store any binary data, such as compressed data, encrypted data,
    /// or images.
    pub binary_value: Option<Blob>,
    /// Not implemented.
    pub string_list_values: Option<Vec<String>>,
    /// Not implemented.
    pub binary_list_values: Option<Vec<Blob>>,
    /// Amazon SQS supports the following logical data types: `String`, `Number`, and `Binary`.
    #[aws(default)]
    pub data_type: String,
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The specified ID is invalid.
    InvalidAddress { message: String },
    /// The request was not made over HTTPS or did not use SigV4 for signing.
    InvalidSecurity { message: String },
    /// The caller doesn't have the required KMS access.
    KmsAccessDenied { message: String },
    /// The request was denied due to request throttling.
    KmsDisabled { message: String },
    /// The request was rejected for one of the following reasons: The KeyUsage value of the KMS key
    /// is incompatible with the API operation; …
    KmsInvalidKeyUsage { message: String },
    /// The request was rejected because the state of the specified resource is not valid for this
    /// request.
    KmsInvalidState { message: String },
    /// The request was rejected because the specified entity or resource could not be found.
    KmsNotFound { message: String },
    /// The request was rejected because the specified key policy isn't syntactically or
    /// semantically correct.
    KmsOptInRequired { message: String },
    /// Amazon Web Services KMS throttles requests for the following conditions.
    KmsThrottled { message: String },
    /// The specified action violates a limit.
    OverLimit { message: String },
    /// Ensure that the `QueueUrl` is correct and that the queue has not been deleted.
    QueueDoesNotExist { message: String },
    /// The request was denied due to request throttling.
    RequestThrottled { message: String },
    /// Error code 400.
    UnsupportedOperation { message: String },
    /// Two or more batch entries in the request have the same `Id`.
    BatchEntryIdsNotDistinct { message: String },
    /// The batch request doesn't contain any entries.
    EmptyBatchRequest { message: String },
    /// The `Id` of a batch entry in a batch request doesn't abide by the specification.
    InvalidBatchEntryId { message: String },
    /// The batch request contains more entries than permissible.
    TooManyEntriesInBatchRequest { message: String },
}

/// Deletes up to ten messages from the specified queue.
// `idempotent` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "DeleteMessageBatch", idempotent)]
#[derive(Clone, Debug, Default)]
pub struct DeleteMessageBatch {
    /// The URL of the Amazon SQS queue from which messages are deleted.
    pub queue_url: String,
    /// Lists the receipt handles for the messages to be deleted.
    pub entries: Vec<DeleteMessageBatchRequestEntry>,
}

impl DeleteMessageBatch {
    /// The request with its required members.
    pub fn new(queue_url: impl Into<String>, entries: Vec<DeleteMessageBatchRequestEntry>) -> Self {
        Self { queue_url: queue_url.into(), entries }
    }
}

/// For each message in the batch, the response contains a `DeleteMessageBatchResultEntry` tag if
/// the message is deleted or a `BatchResultErrorEntry` tag if the message can't be deleted.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteMessageBatchOutput {
    /// A list of `DeleteMessageBatchResultEntry` items.
    #[aws(default)]
    pub successful: Vec<DeleteMessageBatchResultEntry>,
    /// A list of `BatchResultErrorEntry` items.
    #[aws(default)]
    pub failed: Vec<BatchResultErrorEntry>,
}

/// Encloses a receipt handle and an identifier for it.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteMessageBatchRequestEntry {
    /// The identifier for this particular receipt handle.
    pub id: String,
    /// A receipt handle.
    pub receipt_handle: String,
}

/// Encloses the `Id` of an entry in `DeleteMessageBatch.`
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeleteMessageBatchResultEntry {
    /// Represents a successfully deleted message.
    #[aws(default)]
    pub id: String,
}

/// Gives a detailed description of the result of an action on each entry in the request.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BatchResultErrorEntry {
    /// The `Id` of an entry in a batch request.
    #[aws(default)]
    pub id: String,
    /// Specifies whether the error happened due to the caller of the batch API action.
    #[aws(default)]
    pub sender_fault: bool,
    /// An error code representing why the action failed on this entry.
    #[aws(default)]
    pub code: String,
    /// A message explaining why the action failed on this entry.
    pub message: Option<String>,
}
