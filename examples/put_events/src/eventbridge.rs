//! Amazon EventBridge, API version 2015-10-07.
//!
//! Written with:
//! - `aws-operation add eventbridge PutEvents --out src/eventbridge.rs`
//!   (0.2.0, botocore 1.44.8)

use aws_operation::{Timestamp, aws_error, aws_operation, aws_service, aws_shape};

/// Amazon EventBridge.
#[aws_service(
    id = "EventBridge",
    protocol = "awsJson1_1",
    signing_name = "events",
    target_prefix = "AWSEvents",
    error = Error,
    endpoint(
        "aws-us-gov fips dualstack -> events.{region}.{dual}",
        "EndpointId~labels !fips custom -> {Endpoint} regions=*",
        "custom? EndpointId~labels !fips -> {EndpointId}.endpoint.events.{suffix} regions=*",
        "custom? EndpointId~labels -> error Invalid Configuration: FIPS is not supported with EventBridge multi-region endpoints.",
        "custom? EndpointId -> error EndpointId must be a valid host label.",
        "us-gov-east-1|us-gov-west-1 !dualstack -> events.{region}.{dns}",
        "aws-us-gov dualstack -> events.{region}.{dual}",
    )
)]
pub struct Service;

/// Sends custom events to Amazon EventBridge so that they can be matched to rules.
#[aws_operation(name = "PutEvents")]
#[derive(Clone, Debug, Default)]
pub struct PutEvents {
    /// The entry that defines an event in your system.
    pub entries: Vec<PutEventsRequestEntry>,
    /// The URL subdomain of the endpoint.
    #[aws(context = "EndpointId")]
    pub endpoint_id: Option<String>,
}

impl PutEvents {
    /// The request with its required members.
    #[must_use]
    pub fn new(entries: Vec<PutEventsRequestEntry>) -> Self {
        Self { entries, ..Self::default() }
    }
}

/// The response of `PutEvents`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PutEventsOutput {
    /// The number of failed entries.
    pub failed_entry_count: Option<i32>,
    /// The successfully and unsuccessfully ingested events results.
    pub entries: Option<Vec<PutEventsResultEntry>>,
}

/// Represents an event to be submitted.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PutEventsRequestEntry {
    /// The time stamp of the event, per RFC3339.
    pub time: Option<Timestamp>,
    /// The source of the event.
    pub source: Option<String>,
    /// Amazon Web Services resources, identified by Amazon Resource Name (ARN), which the event
    /// primarily concerns.
    pub resources: Option<Vec<String>>,
    /// Free-form string, with a maximum of 128 characters, used to decide what fields to expect in
    /// the event detail.
    pub detail_type: Option<String>,
    /// A valid JSON object.
    pub detail: Option<String>,
    /// The name or ARN of the event bus to receive the event.
    pub event_bus_name: Option<String>,
    /// An X-Ray trace header, which is an http header (X-Amzn-Trace-Id) that contains the trace-id
    /// associated with the event.
    pub trace_header: Option<String>,
}

/// Represents the results of an event submitted to an event bus.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PutEventsResultEntry {
    /// The ID of the event.
    pub event_id: Option<String>,
    /// The error code that indicates why the event submission failed.
    pub error_code: Option<String>,
    /// The error message that explains why the event submission failed.
    pub error_message: Option<String>,
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// This exception occurs due to unexpected causes.
    #[aws(status = 500)]
    InternalException,
}
