//! Things in pages, API version 2026-01-01.

use std::collections::HashMap;

use aws_operation::{aws_operation, aws_service, aws_shape};

/// Things in pages.
// The model has no errors. Match on `SendError::code()`, or write an `#[aws_error]` enum of the
// documented ones.
#[aws_service(id = "Pages", protocol = "awsJson1_1", target_prefix = "Pages")]
pub struct Service;

// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "ListKeys", readonly)]
#[aws(paginated(
    input = "marker",
    output = "next_marker",
    items = "keys",
    more = "truncated"
))]
#[derive(Clone, Debug, Default)]
pub struct ListKeys {
    pub limit: Option<i32>,
    pub marker: Option<String>,
}

/// The response of `ListKeys`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListKeysOutput {
    pub keys: Option<Vec<String>>,
    pub next_marker: Option<String>,
    pub truncated: Option<bool>,
}

// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "Query", readonly)]
#[aws(paginated(
    input = "exclusive_start_key",
    output = "last_evaluated_key",
    items = "items"
))]
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub table_name: Option<String>,
    pub exclusive_start_key: Option<HashMap<String, Value>>,
}

/// The response of `Query`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryOutput {
    pub items: Option<Vec<HashMap<String, Value>>>,
    pub count: Option<i32>,
    pub scanned_count: Option<i32>,
    pub last_evaluated_key: Option<HashMap<String, Value>>,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    S(String),
    N(String),
    /// The name of a member that is not in the model.
    #[aws(unknown)]
    Unknown(String),
}

// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "ListInsights", readonly)]
// The items of a page are in `Reactive`; a page also has `Proactive` and `Other`.
#[aws(paginated(input = "next_token", output = "next_token", items = "reactive"))]
#[derive(Clone, Debug, Default)]
pub struct ListInsights {
    pub next_token: Option<String>,
}

/// The response of `ListInsights`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListInsightsOutput {
    pub id: Option<String>,
    pub reactive: Option<Vec<String>>,
    pub proactive: Option<Vec<String>>,
    pub other: Option<Vec<String>>,
    pub next_token: Option<String>,
}

// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "ListDoors", readonly)]
#[aws(paginated(
    input = "marker",
    output = "door_list.next_marker",
    items = "door_list.r#type",
    more = "door_list.is_truncated"
))]
#[derive(Clone, Debug, Default)]
pub struct ListDoors {
    pub marker: Option<String>,
}

/// The response of `ListDoors`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListDoorsOutput {
    pub door_list: Option<DoorList>,
}

#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DoorList {
    pub next_marker: Option<String>,
    pub is_truncated: Option<bool>,
    pub r#type: Option<Vec<String>>,
}

// cannot express: pagination with the token at `Shards[-1].ShardId`
// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "DescribeStream", readonly)]
#[derive(Clone, Debug, Default)]
pub struct DescribeStream {
    pub exclusive_start_shard_id: Option<String>,
}

/// The response of `DescribeStream`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DescribeStreamOutput {
    pub shards: Option<Vec<String>>,
    pub has_more_shards: Option<bool>,
}

// cannot express: pagination with more than one token
// `readonly` is from aws-operation's table of operation names; the model does not have it.
#[aws_operation(name = "ListVersions", readonly)]
#[derive(Clone, Debug, Default)]
pub struct ListVersions {
    pub key_marker: Option<String>,
    pub version_marker: Option<String>,
}

/// The response of `ListVersions`.
#[aws_shape]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListVersionsOutput {
    pub versions: Option<Vec<String>>,
    pub next_key_marker: Option<String>,
    pub next_version_marker: Option<String>,
    pub is_truncated: Option<bool>,
}
