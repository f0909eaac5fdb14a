//! Event streams of responses, over restJson1, awsJson1_1 and restXml.

use aws_operation::{Blob, EventStream, ServiceError, StreamError, aws_operation, aws_shape};
use aws_operation_examples::bedrock::{
    self, ContentBlockDelta, ConversationRole, ConverseStream, ConverseStreamOutput, Message,
};
use aws_operation_examples::logs::{self, StartLiveTail, StartLiveTailResponseStream};
use aws_operation_examples::s3::{CreateBucket, PutObject};
use aws_operation_tests::apis::selections::{
    Csv, InputSerialization, OutputSerialization, SelectObjectContent, SelectObjectContentEventStream,
};
use aws_operation_tests::apis::shards::{self, StartingPosition, SubscribeToShard, SubscribeToShardEventStream};

use crate::{client, fresh};

#[tokio::test]
async fn a_model_says_a_message() {
    let Some(client) = client("PEER_MINISTACK", None) else { return };
    let call = ConverseStream {
        model_id: "amazon.nova-lite-v1:0".into(),
        messages: Some(vec![Message::new(ConversationRole::User, "grün")]),
        system: None,
        inference_config: None,
    };
    let mut stream = call.send(&client).await.unwrap().stream;
    let (mut text, mut names) = (String::new(), Vec::new());
    while let Some(event) = stream.next().await {
        names.push(match event.unwrap() {
            ConverseStreamOutput::MessageStart(start) => {
                assert_eq!(start.role, ConversationRole::Assistant);
                "start"
            }
            ConverseStreamOutput::ContentBlockDelta(delta) => {
                let ContentBlockDelta::Text(delta) = delta.delta else { panic!("{delta:?}") };
                text.push_str(&delta);
                "delta"
            }
            ConverseStreamOutput::ContentBlockStop(_) => "part",
            ConverseStreamOutput::MessageStop(_) => "stop",
            ConverseStreamOutput::Metadata(metadata) => {
                assert_eq!(metadata.usage.total_tokens, metadata.usage.input_tokens + metadata.usage.output_tokens);
                "metadata"
            }
            ConverseStreamOutput::Unknown(name) => panic!("{name}"),
        });
    }
    names.dedup();
    assert_eq!(names, ["start", "delta", "part", "stop", "metadata"]);
    assert!(!text.is_empty());
}

#[aws_operation(name = "InvokeModelWithResponseStream", service = bedrock::Service, error = bedrock::Error)]
#[aws(http = "POST /model/{model_id}/invoke-with-response-stream", output = Chunks)]
struct InvokeModelWithResponseStream {
    model_id: String,
    #[aws(header = "Content-Type")]
    content_type: String,
    #[aws(payload)]
    body: Blob,
}

#[aws_shape]
#[derive(Debug)]
struct Chunks {
    #[aws(payload)]
    body: EventStream<ChunkStream, bedrock::Error>,
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Debug)]
enum ChunkStream {
    Chunk(Part),
}

#[aws_shape(rename_all = "camelCase")]
#[derive(Debug)]
struct Part {
    bytes: Blob,
}

#[tokio::test]
async fn a_model_sends_chunks_of_json() {
    let Some(client) = client("PEER_MINISTACK", None) else { return };
    let body =
        r#"{"anthropic_version":"bedrock-2023-05-31","max_tokens":9,"messages":[{"role":"user","content":"hi"}]}"#;
    let invoke = InvokeModelWithResponseStream {
        model_id: "anthropic.claude-3-haiku-20240307-v1:0".into(),
        content_type: "application/json".into(),
        body: body.into(),
    };
    let mut chunks = invoke.send(&client).await.unwrap().body;
    let mut kinds = Vec::new();
    while let Some(ChunkStream::Chunk(part)) = chunks.next().await.transpose().unwrap() {
        let json: serde_json::Value = serde_json::from_slice(part.bytes.as_ref()).unwrap();
        kinds.push(json["type"].as_str().unwrap().to_owned());
    }
    assert_eq!(kinds.first().map(String::as_str), Some("message_start"), "{kinds:?}");
    assert_eq!(kinds.last().map(String::as_str), Some("message_stop"), "{kinds:?}");
}

mod agents {
    use aws_operation::aws_service;

    #[aws_service(id = "Bedrock Agent Runtime", protocol = "restJson1", signing_name = "bedrock")]
    #[aws(endpoint_prefix = "bedrock-agent-runtime")]
    pub(super) struct Service;
}

#[aws_operation(name = "InvokeAgent", service = agents::Service, error = ServiceError, output = AgentChunks)]
#[aws(http = "POST /agents/{agent_id}/agentAliases/{alias_id}/sessions/{session_id}/text", rename_all = "camelCase")]
struct InvokeAgent {
    agent_id: String,
    alias_id: String,
    session_id: String,
    input_text: String,
}

#[aws_shape]
#[derive(Debug)]
struct AgentChunks {
    #[aws(header = "x-amz-bedrock-agent-session-id")]
    session_id: String,
    #[aws(payload)]
    completion: EventStream<ChunkStream>,
}

#[tokio::test]
async fn an_agent_responds_with_headers_beside_its_events() {
    let Some(client) = client("PEER_MINISTACK", None) else { return };
    let invoke = InvokeAgent {
        agent_id: "AGENT12345".into(),
        alias_id: "ALIAS12345".into(),
        session_id: "session-1".into(),
        input_text: "hi".into(),
    };
    let output = invoke.send(&client).await.unwrap();
    assert_eq!(output.session_id, "session-1");
    let mut completion = output.completion;
    let ChunkStream::Chunk(part) = completion.next().await.unwrap().unwrap();
    assert!(!part.bytes.as_ref().is_empty());
    assert!(completion.next().await.is_none());
}

mod kinesis {
    use super::{Blob, aws_operation, aws_shape, shards};

    #[aws_operation(name = "CreateStream", service = shards::Service, error = shards::Error, output = ())]
    pub(super) struct CreateStream {
        pub(super) stream_name: String,
        pub(super) shard_count: i32,
    }

    #[aws_operation(name = "DescribeStreamSummary", service = shards::Service, error = shards::Error)]
    pub(super) struct DescribeStreamSummary {
        pub(super) stream_name: String,
    }

    #[aws_shape]
    pub(super) struct DescribeStreamSummaryOutput {
        pub(super) stream_description_summary: Summary,
    }

    #[aws_shape]
    pub(super) struct Summary {
        #[aws(rename = "StreamARN")]
        pub(super) stream_arn: String,
    }

    #[aws_operation(name = "RegisterStreamConsumer", service = shards::Service, error = shards::Error)]
    pub(super) struct RegisterStreamConsumer {
        #[aws(rename = "StreamARN")]
        pub(super) stream_arn: String,
        pub(super) consumer_name: String,
    }

    #[aws_shape]
    pub(super) struct RegisterStreamConsumerOutput {
        pub(super) consumer: Consumer,
    }

    #[aws_shape]
    pub(super) struct Consumer {
        #[aws(rename = "ConsumerARN")]
        pub(super) consumer_arn: String,
    }

    #[aws_operation(name = "PutRecord", service = shards::Service, error = shards::Error)]
    pub(super) struct PutRecord {
        pub(super) stream_name: String,
        pub(super) data: Blob,
        pub(super) partition_key: String,
    }

    #[aws_shape]
    pub(super) struct PutRecordOutput {
        pub(super) shard_id: String,
    }
}

#[tokio::test]
async fn the_records_of_a_shard_arrive_as_they_are_put() {
    use kinesis::{CreateStream, DescribeStreamSummary, PutRecord, RegisterStreamConsumer};

    let Some(client) = client("PEER_MINISTACK", None) else { return };
    let name = fresh("stream");
    CreateStream { stream_name: name.clone(), shard_count: 1 }.send(&client).await.unwrap();
    let described = DescribeStreamSummary { stream_name: name.clone() }.send(&client).await.unwrap();
    let stream_arn = described.stream_description_summary.stream_arn;
    let register = RegisterStreamConsumer { stream_arn, consumer_name: "tests".into() };
    let consumer_arn = register.send(&client).await.unwrap().consumer.consumer_arn;
    let put = |text: &str| PutRecord { stream_name: name.clone(), data: text.into(), partition_key: "p".into() };
    let shard_id = put("one").send(&client).await.unwrap().shard_id;
    let position = StartingPosition { r#type: "TRIM_HORIZON".into(), sequence_number: None };
    let subscribe = SubscribeToShard { consumer_arn, shard_id, starting_position: position };
    let mut events = subscribe.send(&client).await.unwrap().event_stream;
    let mut records = Vec::new();
    while records.len() < 2 {
        match events.next().await.unwrap().unwrap() {
            SubscribeToShardEventStream::SubscribeToShardEvent(event) => records.extend(event.records),
            SubscribeToShardEventStream::Unknown(name) => panic!("{name}"),
        }
        if records.len() == 1 {
            put("two").send(&client).await.unwrap();
        }
    }
    assert_eq!(records.iter().map(|record| record.data.as_ref()).collect::<Vec<_>>(), [b"one", b"two"]);
}

mod log_groups {
    use super::{aws_operation, aws_shape, logs};

    #[aws_operation(name = "CreateLogGroup", service = logs::Service, error = logs::Error, output = ())]
    #[aws(rename_all = "camelCase")]
    pub(super) struct CreateLogGroup {
        pub(super) log_group_name: String,
    }

    #[aws_operation(name = "CreateLogStream", service = logs::Service, error = logs::Error, output = ())]
    #[aws(rename_all = "camelCase")]
    pub(super) struct CreateLogStream {
        pub(super) log_group_name: String,
        pub(super) log_stream_name: String,
    }

    #[aws_operation(name = "PutLogEvents", service = logs::Service, error = logs::Error, output = ())]
    #[aws(rename_all = "camelCase")]
    pub(super) struct PutLogEvents {
        pub(super) log_group_name: String,
        pub(super) log_stream_name: String,
        pub(super) log_events: Vec<Line>,
    }

    #[aws_shape(rename_all = "camelCase")]
    pub(super) struct Line {
        pub(super) timestamp: i64,
        pub(super) message: String,
    }
}

#[tokio::test]
async fn a_live_tail_shows_a_line_that_is_written() {
    use log_groups::{CreateLogGroup, CreateLogStream, Line, PutLogEvents};

    let Some(client) = client("PEER_MINISTACK", None) else { return };
    let group = fresh("group");
    CreateLogGroup { log_group_name: group.clone() }.send(&client).await.unwrap();
    let (log_group_name, log_stream_name) = (group.clone(), "s".to_owned());
    CreateLogStream { log_group_name, log_stream_name }.send(&client).await.unwrap();
    let arn = format!("arn:aws:logs:us-east-1:000000000000:log-group:{group}");
    let mut events = StartLiveTail::new(vec![arn]).send(&client).await.unwrap().response_stream;
    let StartLiveTailResponseStream::SessionStart(start) = events.next().await.unwrap().unwrap() else {
        panic!("the session does not start");
    };
    assert!(start.session_id.is_some());
    let timestamp = aws_operation::Timestamp::now().as_second() * 1000;
    let log_events = vec![Line { timestamp, message: "wörd".into() }];
    let put = PutLogEvents { log_group_name: group, log_stream_name: "s".into(), log_events };
    put.send(&client).await.unwrap();
    loop {
        let StartLiveTailResponseStream::SessionUpdate(update) = events.next().await.unwrap().unwrap() else {
            continue;
        };
        if let [line] = update.session_results.as_deref().unwrap_or_default() {
            assert_eq!(line.message.as_deref(), Some("wörd"));
            break;
        }
    }
}

mod functions {
    use super::{Blob, EventStream, aws_operation, aws_shape};
    use aws_operation::aws_service;

    #[aws_service(id = "Lambda", protocol = "restJson1")]
    pub(super) struct Service;

    #[aws_operation(name = "InvokeWithResponseStream", error = aws_operation::ServiceError)]
    #[aws(http = "POST /2021-11-15/functions/{function_name}/response-streaming-invocations")]
    pub(super) struct InvokeWithResponseStream {
        pub(super) function_name: String,
        #[aws(payload)]
        pub(super) payload: Blob,
    }

    #[aws_shape]
    #[derive(Debug)]
    pub(super) struct InvokeWithResponseStreamOutput {
        #[aws(payload)]
        pub(super) event_stream: EventStream<ResponseEvent>,
    }

    #[aws_shape]
    #[derive(Debug)]
    pub(super) enum ResponseEvent {
        PayloadChunk(PayloadChunk),
        InvokeComplete(InvokeComplete),
    }

    #[aws_shape]
    #[derive(Debug)]
    pub(super) struct PayloadChunk {
        #[aws(event_payload)]
        pub(super) payload: Blob,
    }

    #[aws_shape]
    #[derive(Debug)]
    pub(super) struct InvokeComplete {
        pub(super) error_code: Option<String>,
    }
}

/// `servers.py` makes the functions `echo` and `fail`.
#[tokio::test]
async fn a_function_streams_its_payload() {
    use functions::{InvokeWithResponseStream, ResponseEvent};

    let Some(client) = client("PEER_MINISTACK", None) else { return };
    for (function_name, fails) in [("echo", false), ("fail", true)] {
        let invoke =
            InvokeWithResponseStream { function_name: function_name.into(), payload: r#"{"word":"grün"}"#.into() };
        let mut events = invoke.send(&client).await.unwrap().event_stream;
        let (mut payload, mut end) = (Vec::new(), None);
        while let Some(event) = events.next().await.transpose().unwrap() {
            match event {
                ResponseEvent::PayloadChunk(chunk) => payload.extend_from_slice(chunk.payload.as_ref()),
                ResponseEvent::InvokeComplete(complete) => end = Some(complete),
            }
        }
        // The handler may write letters as escapes.
        let payload: serde_json::Value = serde_json::from_slice(&payload).unwrap_or_default();
        assert_eq!(payload["word"] == "grün", !fails, "{payload}");
        // MiniStack writes `errorCode`, where Lambda has `ErrorCode`.
        assert!(end.expect("the function completes").error_code.is_none());
    }
}

#[tokio::test]
async fn the_rows_of_an_object_are_selected() {
    let Some(client) = client("PEER_MOTO", None) else { return };
    let (bucket, key) = (fresh("select"), "parts.csv".to_owned());
    CreateBucket { bucket: bucket.clone(), ..CreateBucket::default() }.send(&client).await.unwrap();
    let put = PutObject {
        bucket: bucket.clone(),
        key: key.clone(),
        body: "name,count\ndoor,2\nlid,3\n".into(),
        ..PutObject::default()
    };
    put.send(&client).await.unwrap();
    let select = |key: String| SelectObjectContent {
        bucket: bucket.clone(),
        key,
        expression: "SELECT * FROM S3Object".into(),
        expression_type: "SQL".into(),
        input_serialization: InputSerialization { csv: Some(Csv { file_header_info: Some("USE".into()) }) },
        output_serialization: OutputSerialization { csv: Some(Csv::default()) },
    };
    let mut events = select(key).send(&client).await.unwrap().payload;
    let (mut rows, mut ended) = (Vec::new(), false);
    while let Some(event) = events.next().await {
        match event.map_err(|error: StreamError<ServiceError>| error.to_string()).unwrap() {
            SelectObjectContentEventStream::Records(records) => {
                rows.extend_from_slice(records.payload.unwrap_or_default().as_ref());
            }
            SelectObjectContentEventStream::Stats(stats) => {
                assert!(stats.details.unwrap().bytes_returned.unwrap() > 0);
            }
            SelectObjectContentEventStream::End(_) => ended = true,
            _ => {}
        }
    }
    // moto adds an empty line.
    assert_eq!(String::from_utf8(rows).unwrap().trim_end(), "door,2\nlid,3");
    assert!(ended);
    let error = select("none".into()).send(&client).await.unwrap_err();
    assert_eq!(error.code(), Some("NoSuchKey"), "{error}");
}
