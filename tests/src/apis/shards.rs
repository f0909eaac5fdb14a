//! A little of Kinesis, over awsJson1_1: the event stream of a shard.

use aws_operation::{Blob, EventStream, Timestamp, aws_error, aws_operation, aws_service, aws_shape};

#[aws_service(id = "Kinesis", protocol = "awsJson1_1", signing_name = "kinesis", target_prefix = "Kinesis_20131202")]
#[aws(error = Error)]
pub struct Service;

#[aws_operation(name = "SubscribeToShard")]
#[derive(Clone, Debug)]
pub struct SubscribeToShard {
    #[aws(rename = "ConsumerARN")]
    pub consumer_arn: String,
    pub shard_id: String,
    pub starting_position: StartingPosition,
}

#[aws_shape]
#[derive(Clone, Debug)]
pub struct StartingPosition {
    pub r#type: String,
    pub sequence_number: Option<String>,
}

#[aws_shape]
#[derive(Debug)]
pub struct SubscribeToShardOutput {
    #[aws(payload)]
    pub event_stream: EventStream<SubscribeToShardEventStream, Error>,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub enum SubscribeToShardEventStream {
    SubscribeToShardEvent(SubscribeToShardEvent),
    #[aws(unknown)]
    Unknown(String),
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct SubscribeToShardEvent {
    pub records: Vec<Record>,
    pub continuation_sequence_number: String,
    pub millis_behind_latest: i64,
}

#[aws_shape]
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub sequence_number: String,
    pub approximate_arrival_timestamp: Option<Timestamp>,
    pub data: Blob,
    pub partition_key: String,
}

#[aws_error(rename_all = "camelCase")]
#[derive(Clone, Debug, PartialEq)]
pub enum Error {
    InternalFailureException { message: String },
    ResourceNotFoundException { message: String },
}
