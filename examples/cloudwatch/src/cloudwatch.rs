//! Amazon CloudWatch, API version 2010-08-01.
//!
//! Written with:
//! - `aws-operation add cloudwatch PutMetricData GetMetricData --protocol rpcv2Cbor --out
//!   src/cloudwatch.rs` (0.2.0, botocore 1.44.8)

use std::collections::HashMap;

use aws_operation::{Timestamp, aws_error, aws_operation, aws_service, aws_shape};

/// Amazon CloudWatch.
#[aws_service(
    id = "CloudWatch",
    protocol = "rpcv2Cbor",
    signing_name = "monitoring",
    target_prefix = "GraniteServiceVersion20100801",
    query_compatible,
    error = Error
)]
pub struct Service;

/// Publishes metric data to Amazon CloudWatch.
// cannot express: the request may be compressed with gzip; it is sent uncompressed
#[aws_operation(name = "PutMetricData", output = ())]
#[derive(Clone, Debug, Default)]
pub struct PutMetricData {
    /// The namespace for the metric data.
    pub namespace: String,
    /// The data for the metrics.
    pub metric_data: Option<Vec<MetricDatum>>,
    /// Data for metrics that contain associated entity information.
    pub entity_metric_data: Option<Vec<EntityMetricData>>,
    /// Whether to accept valid metric data when an invalid entity is sent.
    pub strict_entity_validation: Option<bool>,
}

impl PutMetricData {
    /// The request with its required members.
    pub fn new(namespace: impl Into<String>) -> Self {
        Self { namespace: namespace.into(), ..Self::default() }
    }
}

/// Encapsulates the information sent to either create a metric or add new values to be aggregated
/// into an existing metric.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MetricDatum {
    /// The name of the metric.
    pub metric_name: String,
    /// The dimensions associated with the metric.
    pub dimensions: Option<Vec<Dimension>>,
    /// The time the metric data was received, expressed as the number of milliseconds since Jan 1,
    /// 1970 00:00:00 UTC.
    pub timestamp: Option<Timestamp>,
    /// The value for the metric.
    pub value: Option<f64>,
    /// The statistical values for the metric.
    pub statistic_values: Option<StatisticSet>,
    /// Array of numbers representing the values for the metric during the period.
    pub values: Option<Vec<f64>>,
    /// Array of numbers that is used along with the `Values` array.
    pub counts: Option<Vec<f64>>,
    /// When you are using a `Put` operation, this defines what unit you want to use when storing
    /// the metric.
    pub unit: Option<StandardUnit>,
    /// Valid values are 1 and 60.
    pub storage_resolution: Option<i32>,
}

/// A set of metrics that are associated with an entity, such as a specific service or resource.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EntityMetricData {
    /// The entity associated with the metrics.
    pub entity: Option<Entity>,
    /// The metric data.
    pub metric_data: Option<Vec<MetricDatum>>,
}

/// A dimension is a name/value pair that is part of the identity of a metric.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dimension {
    /// The name of the dimension.
    #[aws(default)]
    pub name: String,
    /// The value of the dimension.
    #[aws(default)]
    pub value: String,
}

/// Represents a set of statistics that describes a specific metric.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatisticSet {
    /// The number of samples used for the statistic set.
    pub sample_count: f64,
    /// The sum of values for the sample set.
    pub sum: f64,
    /// The minimum value of the sample set.
    pub minimum: f64,
    /// The maximum value of the sample set.
    pub maximum: f64,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum StandardUnit {
    Seconds,
    Microseconds,
    Milliseconds,
    Bytes,
    Kilobytes,
    Megabytes,
    Gigabytes,
    Terabytes,
    Bits,
    Kilobits,
    Megabits,
    Gigabits,
    Terabits,
    Percent,
    Count,
    #[aws(rename = "Bytes/Second")]
    BytesSecond,
    #[aws(rename = "Kilobytes/Second")]
    KilobytesSecond,
    #[aws(rename = "Megabytes/Second")]
    MegabytesSecond,
    #[aws(rename = "Gigabytes/Second")]
    GigabytesSecond,
    #[aws(rename = "Terabytes/Second")]
    TerabytesSecond,
    #[aws(rename = "Bits/Second")]
    BitsSecond,
    #[aws(rename = "Kilobits/Second")]
    KilobitsSecond,
    #[aws(rename = "Megabits/Second")]
    MegabitsSecond,
    #[aws(rename = "Gigabits/Second")]
    GigabitsSecond,
    #[aws(rename = "Terabits/Second")]
    TerabitsSecond,
    #[aws(rename = "Count/Second")]
    CountSecond,
    None,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// An entity associated with metrics, to allow for finding related telemetry.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entity {
    /// The attributes of the entity which identify the specific entity, as a list of key-value
    /// pairs.
    pub key_attributes: Option<HashMap<String, String>>,
    /// Additional attributes of the entity that are not used to specify the identity of the entity.
    pub attributes: Option<HashMap<String, String>>,
}

/// You can use the `GetMetricData` API to retrieve CloudWatch metric values.
// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "GetMetricData", readonly)]
// The items of a page are in `MetricDataResults`; a page also has `Messages`.
#[aws(paginated(input = "next_token", output = "next_token", items = "metric_data_results"))]
#[derive(Clone, Debug)]
pub struct GetMetricData {
    /// The metric queries to be returned.
    pub metric_data_queries: Vec<MetricDataQuery>,
    /// The time stamp indicating the earliest data to be returned.
    pub start_time: Timestamp,
    /// The time stamp indicating the latest data to be returned.
    pub end_time: Timestamp,
    /// Include this value, if it was returned by the previous `GetMetricData` operation, to get the
    /// next set of data points.
    pub next_token: Option<String>,
    /// The order in which data points should be returned.
    pub scan_by: Option<ScanBy>,
    /// The maximum number of data points the request should return before paginating.
    pub max_datapoints: Option<i32>,
    /// This structure includes the `Timezone` parameter, which you can use to specify your time
    /// zone so that the labels of returned data display the correct time for your time zone.
    pub label_options: Option<LabelOptions>,
}

impl GetMetricData {
    /// The request with its required members.
    #[must_use]
    pub fn new(metric_data_queries: Vec<MetricDataQuery>, start_time: Timestamp, end_time: Timestamp) -> Self {
        Self {
            metric_data_queries,
            start_time,
            end_time,
            next_token: None,
            scan_by: None,
            max_datapoints: None,
            label_options: None,
        }
    }
}

/// The response of `GetMetricData`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetMetricDataOutput {
    /// The metrics that are returned, including the metric name, namespace, and dimensions.
    pub metric_data_results: Option<Vec<MetricDataResult>>,
    /// A token that marks the next batch of returned results.
    pub next_token: Option<String>,
    /// Contains a message about this `GetMetricData` operation, if the operation results in such a
    /// message.
    pub messages: Option<Vec<MessageData>>,
}

/// This structure is used in both `GetMetricData` and `PutMetricAlarm`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetricDataQuery {
    /// A short name used to tie this object to the results in the response.
    #[aws(default)]
    pub id: String,
    /// The metric to be returned, along with statistics, period, and units.
    pub metric_stat: Option<MetricStat>,
    /// This field can contain either a Metrics Insights query, or a metric math expression to be
    /// performed on the returned data.
    pub expression: Option<String>,
    /// A human-readable label for this metric or expression.
    pub label: Option<String>,
    /// When used in `GetMetricData`, this option indicates whether to return the timestamps and raw
    /// data values of this metric.
    pub return_data: Option<bool>,
    /// The granularity, in seconds, of the returned data points.
    pub period: Option<i32>,
    /// The ID of the account where the metrics are located.
    pub account_id: Option<String>,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ScanBy {
    TimestampDescending,
    TimestampAscending,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// This structure includes the `Timezone` parameter, which you can use to specify your time zone so
/// that the labels that are associated with returned metrics display the correct time for your time
/// zone.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LabelOptions {
    /// The time zone to use for metric data return in this operation.
    pub timezone: Option<String>,
}

/// A `GetMetricData` call returns an array of `MetricDataResult` structures.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MetricDataResult {
    /// The short name you specified to represent this metric.
    pub id: Option<String>,
    /// The human-readable label associated with the data.
    pub label: Option<String>,
    /// The timestamps for the data points, formatted in Unix timestamp format.
    pub timestamps: Option<Vec<Timestamp>>,
    /// The data points for the metric corresponding to `Timestamps`.
    pub values: Option<Vec<f64>>,
    /// The status of the returned data.
    pub status_code: Option<StatusCode>,
    /// A list of messages with additional information about the data returned.
    pub messages: Option<Vec<MessageData>>,
}

/// A message returned by the `GetMetricData`API, including a code and a description.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MessageData {
    /// The error code or status code associated with the message.
    pub code: Option<String>,
    /// The message text.
    pub value: Option<String>,
}

/// This structure defines the metric to be returned, along with the statistics, period, and units.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetricStat {
    /// The metric to return, including the metric name, namespace, and dimensions.
    pub metric: Metric,
    /// The granularity, in seconds, of the returned data points.
    #[aws(default)]
    pub period: i32,
    /// The statistic to return.
    #[aws(default)]
    pub stat: String,
    /// When you are using a `Put` operation, this defines what unit you want to use when storing
    /// the metric.
    pub unit: Option<StandardUnit>,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum StatusCode {
    Complete,
    InternalError,
    PartialData,
    Forbidden,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// Represents a specific metric.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metric {
    /// The namespace of the metric.
    pub namespace: Option<String>,
    /// The name of the metric.
    pub metric_name: Option<String>,
    /// The dimensions for the metric.
    pub dimensions: Option<Vec<Dimension>>,
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Request processing has failed due to some unknown error, exception, or failure.
    #[aws(status = 500)]
    InternalServiceFault { message: String },
    /// The next token specified is invalid.
    InvalidNextToken { message: String },
    /// Parameters were used together that cannot be used together.
    InvalidParameterCombinationException { message: String },
    /// The value of an input parameter is bad or out-of-range.
    InvalidParameterValueException { message: String },
    /// An input parameter that is required is missing.
    MissingRequiredParameterException { message: String },
}
