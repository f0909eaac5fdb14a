//! Amazon DynamoDB, API version 2012-08-10.

use std::collections::HashMap;

use aws_operation::{Blob, aws_error, aws_operation, aws_service, aws_shape};

/// Amazon DynamoDB.
#[aws_service(
    id = "DynamoDB",
    protocol = "awsJson1_0",
    target_prefix = "DynamoDB_20120810",
    error = Error
)]
pub struct Service;

/// The `GetItem` operation returns a set of attributes for the item with the given primary key.
// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "GetItem", readonly)]
#[derive(Clone, Debug, Default)]
pub struct GetItem {
    /// The name of the table containing the requested item.
    #[aws(context = "ResourceArn")]
    pub table_name: String,
    /// A map of attribute names to `AttributeValue` objects, representing the primary key of the
    /// item to retrieve.
    pub key: HashMap<String, AttributeValue>,
    /// This is a legacy parameter. Use `ProjectionExpression` instead.
    pub attributes_to_get: Option<Vec<String>>,
    /// Determines the read consistency model: If set to `true`, then the operation uses strongly
    /// consistent reads; otherwise, the operation uses eventually consistent reads.
    pub consistent_read: Option<bool>,
    pub return_consumed_capacity: Option<ReturnConsumedCapacity>,
    /// A string that identifies one or more attributes to retrieve from the table.
    pub projection_expression: Option<String>,
    /// One or more substitution tokens for attribute names in an expression.
    pub expression_attribute_names: Option<HashMap<String, String>>,
}

impl GetItem {
    /// The request with its required members.
    pub fn new(table_name: impl Into<String>, key: HashMap<String, AttributeValue>) -> Self {
        Self {
            table_name: table_name.into(),
            key,
            ..Self::default()
        }
    }
}

/// Represents the output of a `GetItem` operation.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GetItemOutput {
    /// A map of attribute names to `AttributeValue` objects, as specified by
    /// `ProjectionExpression`.
    pub item: Option<HashMap<String, AttributeValue>>,
    /// The capacity units consumed by the `GetItem` operation.
    pub consumed_capacity: Option<ConsumedCapacity>,
}

/// Represents the data for an attribute.
#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeValue {
    /// An attribute of type String.
    S(String),
    /// An attribute of type Number.
    N(String),
    /// An attribute of type Binary.
    B(Blob),
    /// An attribute of type String Set.
    SS(Vec<String>),
    /// An attribute of type Number Set.
    NS(Vec<String>),
    /// An attribute of type Binary Set.
    BS(Vec<Blob>),
    /// An attribute of type Map.
    M(HashMap<String, AttributeValue>),
    /// An attribute of type List.
    L(Vec<AttributeValue>),
    /// An attribute of type Null.
    #[aws(rename = "NULL")]
    Null(bool),
    /// An attribute of type Boolean.
    #[aws(rename = "BOOL")]
    Bool(bool),
    /// The name of a member that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// Determines the level of detail about either provisioned or on-demand throughput consumption that
/// is returned in the response: `INDEXES`, `TOTAL`, `NONE`.
#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ReturnConsumedCapacity {
    Indexes,
    Total,
    None,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// The capacity units consumed by an operation.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ConsumedCapacity {
    /// The name of the table that was affected by the operation.
    pub table_name: Option<String>,
    /// The total number of capacity units consumed by the operation.
    pub capacity_units: Option<f64>,
    /// The total number of read capacity units consumed by the operation.
    pub read_capacity_units: Option<f64>,
    /// The total number of write capacity units consumed by the operation.
    pub write_capacity_units: Option<f64>,
    /// The amount of throughput consumed on the table affected by the operation.
    pub table: Option<Capacity>,
    /// The amount of throughput consumed on each local index affected by the operation.
    pub local_secondary_indexes: Option<HashMap<String, Capacity>>,
    /// The amount of throughput consumed on each global index affected by the operation.
    pub global_secondary_indexes: Option<HashMap<String, Capacity>>,
    /// The amount of throughput consumed on each vector index affected by the operation.
    pub vector_indexes: Option<HashMap<String, VectorCapacity>>,
}

/// Represents the amount of provisioned throughput capacity consumed on a table or an index.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Capacity {
    /// The total number of read capacity units consumed on a table or an index.
    pub read_capacity_units: Option<f64>,
    /// The total number of write capacity units consumed on a table or an index.
    pub write_capacity_units: Option<f64>,
    /// The total number of capacity units consumed on a table or an index.
    pub capacity_units: Option<f64>,
}

/// The consumed capacity for vector index operations, including vector search request bytes and
/// vector write request bytes.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct VectorCapacity {
    /// The number of vector search request bytes consumed by a `SearchVectors` operation.
    pub vector_search_request_bytes: Option<f64>,
    /// The number of vector write request bytes consumed when writing to a vector index.
    pub vector_write_request_bytes: Option<f64>,
}

/// Creates a new item, or replaces an old item with a new item.
#[aws_operation(name = "PutItem")]
#[derive(Clone, Debug, Default)]
pub struct PutItem {
    /// The name of the table to contain the item.
    #[aws(context = "ResourceArn")]
    pub table_name: String,
    /// A map of attribute name/value pairs, one for each attribute.
    pub item: HashMap<String, AttributeValue>,
    /// This is a legacy parameter. Use `ConditionExpression` instead.
    pub expected: Option<HashMap<String, ExpectedAttributeValue>>,
    /// Use `ReturnValues` if you want to get the item attributes as they appeared before they were
    /// updated with the `PutItem` request.
    pub return_values: Option<ReturnValue>,
    pub return_consumed_capacity: Option<ReturnConsumedCapacity>,
    /// Determines whether item collection metrics are returned.
    pub return_item_collection_metrics: Option<ReturnItemCollectionMetrics>,
    /// This is a legacy parameter. Use `ConditionExpression` instead.
    pub conditional_operator: Option<ConditionalOperator>,
    /// A condition that must be satisfied in order for a conditional `PutItem` operation to
    /// succeed.
    pub condition_expression: Option<String>,
    /// One or more substitution tokens for attribute names in an expression.
    pub expression_attribute_names: Option<HashMap<String, String>>,
    /// One or more values that can be substituted in an expression.
    pub expression_attribute_values: Option<HashMap<String, AttributeValue>>,
    /// An optional parameter that returns the item attributes for a `PutItem` operation that failed
    /// a condition check.
    pub return_values_on_condition_check_failure: Option<ReturnValuesOnConditionCheckFailure>,
}

impl PutItem {
    /// The request with its required members.
    pub fn new(table_name: impl Into<String>, item: HashMap<String, AttributeValue>) -> Self {
        Self {
            table_name: table_name.into(),
            item,
            ..Self::default()
        }
    }
}

/// Represents the output of a `PutItem` operation.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PutItemOutput {
    /// The attribute values as they appeared before the `PutItem` operation, but only if
    /// `ReturnValues` is specified as `ALL_OLD` in the request.
    pub attributes: Option<HashMap<String, AttributeValue>>,
    /// The capacity units consumed by the `PutItem` operation.
    pub consumed_capacity: Option<ConsumedCapacity>,
    /// Information about item collections, if any, that were affected by the `PutItem` operation.
    pub item_collection_metrics: Option<ItemCollectionMetrics>,
}

/// Represents a condition to be compared with an attribute value.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExpectedAttributeValue {
    /// Represents the data for the expected attribute.
    pub value: Option<AttributeValue>,
    /// Causes DynamoDB to evaluate the value before attempting a conditional operation: If `Exists`
    /// is `true`, DynamoDB will check to see if that attribute value already exists in the table; …
    pub exists: Option<bool>,
    /// A comparator for evaluating attributes in the `AttributeValueList`.
    pub comparison_operator: Option<ComparisonOperator>,
    /// One or more values to evaluate against the supplied attribute.
    pub attribute_value_list: Option<Vec<AttributeValue>>,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ReturnValue {
    None,
    AllOld,
    UpdatedOld,
    AllNew,
    UpdatedNew,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ReturnItemCollectionMetrics {
    Size,
    None,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ConditionalOperator {
    And,
    Or,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ReturnValuesOnConditionCheckFailure {
    AllOld,
    None,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// Information about item collections, if any, that were affected by the operation.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ItemCollectionMetrics {
    /// The partition key value of the item collection.
    pub item_collection_key: Option<HashMap<String, AttributeValue>>,
    /// An estimate of item collection size, in gigabytes.
    #[aws(rename = "SizeEstimateRangeGB")]
    pub size_estimate_range_gb: Option<Vec<f64>>,
}

#[aws_shape(rename_all = "SCREAMING_SNAKE_CASE")]
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ComparisonOperator {
    Eq,
    Ne,
    In,
    Le,
    Lt,
    Ge,
    Gt,
    Between,
    NotNull,
    Null,
    Contains,
    NotContains,
    BeginsWith,
    /// A value that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

/// Represents the specific reason why a DynamoDB request was throttled and the ARN of the impacted
/// resource.
#[aws_shape(rename_all = "camelCase")]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ThrottlingReason {
    /// The reason for throttling.
    pub reason: Option<String>,
    /// The Amazon Resource Name (ARN) of the DynamoDB table or index that experienced the
    /// throttling event.
    pub resource: Option<String>,
}

/// The errors of the service.
#[aws_error]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// A condition specified in the operation failed to be evaluated.
    ConditionalCheckFailedException {
        /// The conditional request failed.
        message: String,
        /// Item which caused the `ConditionalCheckFailedException`.
        item: Option<HashMap<String, AttributeValue>>,
    },
    /// An error occurred on the server side.
    #[aws(status = 500)]
    InternalServerError {
        /// The server encountered an internal error trying to fulfill the request.
        message: String,
    },
    /// An item collection is too large.
    ItemCollectionSizeLimitExceededException {
        /// The total size of an item collection has exceeded the maximum limit of 10 gigabytes.
        message: String,
    },
    /// The request was denied due to request throttling.
    ProvisionedThroughputExceededException {
        /// You exceeded your maximum allowed provisioned throughput.
        message: String,
        /// A list of ThrottlingReason that provide detailed diagnostic information about why the
        /// request was throttled.
        throttling_reasons: Option<Vec<ThrottlingReason>>,
    },
    /// The request was rejected because one or more items in the request are being modified by a
    /// request in another Region.
    #[aws(transient)]
    ReplicatedWriteConflictException { message: String },
    /// Throughput exceeds the current throughput quota for your account.
    RequestLimitExceeded {
        message: String,
        /// A list of ThrottlingReason that provide detailed diagnostic information about why the
        /// request was throttled.
        throttling_reasons: Option<Vec<ThrottlingReason>>,
    },
    /// The operation tried to access a nonexistent table or index.
    ResourceNotFoundException {
        /// The resource which is being requested does not exist.
        message: String,
    },
    /// The request was denied due to request throttling.
    ThrottlingException {
        message: String,
        /// A list of ThrottlingReason that provide detailed diagnostic information about why the
        /// request was throttled.
        #[aws(rename = "throttlingReasons")]
        throttling_reasons: Option<Vec<ThrottlingReason>>,
    },
    /// Operation was rejected because there is an ongoing transaction for the item.
    TransactionConflictException { message: String },
}
