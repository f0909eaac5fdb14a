//! A little of one service for each of awsJson1_0, awsJson1_1 and awsQuery, and of two with event streams, for any client, until
//! the process is stopped.
//!
//! `local_apis --service dynamodb|kinesis|s3|secretsmanager|sns --port PORT --access-key ID --secret-key SECRET`

#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::io::Write as _;

use aws_operation::server::{IdempotencyWindow, IncomingCall, Server, ServerBuilder};
use aws_operation::{EventStream, ServiceError, Timestamp};
use aws_operation_examples::dynamodb::{
    self, AttributeValue, GetItem, GetItemOutput, Item, PutItem, PutItemOutput, Query, QueryOutput, TransactWriteItems,
    TransactWriteItemsOutput,
};
use aws_operation_examples::local_state::LocalState;
use aws_operation_tests::apis::secrets::{
    self, CreateSecret, CreateSecretOutput, GetSecretValue, GetSecretValueOutput, ListSecrets, ListSecretsOutput,
    SecretListEntry,
};
use aws_operation_tests::apis::selections::{
    self, Empty, Records, SelectObjectContent, SelectObjectContentEventStream, SelectObjectContentOutput, Stats,
    StatsEvent,
};
use aws_operation_tests::apis::shards::{
    self, Record, SubscribeToShard, SubscribeToShardEvent, SubscribeToShardEventStream, SubscribeToShardOutput,
};
use aws_operation_tests::apis::topics::{
    self, CreateTopic, CreateTopicOutput, DeleteTopic, GetTopicAttributes, GetTopicAttributesOutput, ListTopics,
    ListTopicsOutput, SetTopicAttributes, Topic,
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<_> = std::env::args().collect();
    let value = |name: &str| {
        let named = arguments.windows(2).find(|pair| pair[0] == name).map(|pair| pair[1].as_str());
        named.ok_or_else(|| format!("{name} is missing"))
    };
    let server = match value("--service")? {
        "dynamodb" => items(),
        "kinesis" => shards(),
        "s3" => selections(),
        "secretsmanager" => secrets(),
        "sns" => topics(),
        other => return Err(format!("unknown service {other}").into()),
    };
    let server = server.credentials(value("--access-key")?, value("--secret-key")?);
    let server = server.bind(("127.0.0.1", value("--port")?.parse()?)).await?;
    println!("listening on {}", server.url());
    std::io::stdout().flush()?;
    server.run().await;
    Ok(())
}

/// Values by their keys, shared by the handlers of a service.
type Store<T> = LocalState<BTreeMap<String, T>>;

/// The items of `from` after the key `token`, `limit` of them, and the token of the next page.
fn page<'m, T>(
    from: &'m BTreeMap<String, T>,
    token: Option<&str>,
    limit: usize,
) -> (Vec<(&'m String, &'m T)>, Option<String>) {
    let mut rest = from.iter().filter(|(key, _)| token.is_none_or(|token| key.as_str() > token)).peekable();
    let items: Vec<_> = rest.by_ref().take(limit).collect();
    let next = items.last().filter(|_| rest.peek().is_some()).map(|(key, _)| (*key).clone());
    (items, next)
}

/// awsJson1_0. There is one table, `parts`, with the key `Id`.
fn items() -> ServerBuilder {
    let store = Store::<Item>::default();
    let check = |table: &str| match table {
        "parts" => Ok(()),
        _ => Err(dynamodb::Error::ResourceNotFoundException { message: format!("no table {table}") }),
    };
    Server::builder()
        .operation::<PutItem, _>(store.handler(move |items, call: &IncomingCall<PutItem>| {
            check(&call.table_name)?;
            items.insert(key_of(&call.item), call.item.clone());
            Ok(PutItemOutput { attributes: None })
        }))
        .operation::<GetItem, _>(store.handler(move |items, call: &IncomingCall<GetItem>| {
            check(&call.table_name)?;
            Ok(GetItemOutput { item: items.get(&key_of(&call.key)).cloned() })
        }))
        .operation::<Query, _>(store.handler(move |items, call: &IncomingCall<Query>| {
            check(&call.table_name)?;
            let limit = call.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(100);
            let token = call.exclusive_start_key.as_ref().map(key_of);
            let (page, next) = page(items, token.as_deref(), limit);
            let next = next.map(|key| Item::from([("Id".to_owned(), AttributeValue::S(key))]));
            let items = page.into_iter().map(|(_, item)| item.clone()).collect();
            Ok(QueryOutput { items: Some(items), last_evaluated_key: next })
        }))
        .operation::<TransactWriteItems, _>(store.handler(move |items, call: &IncomingCall<TransactWriteItems>| {
            for put in call.transact_items.iter().filter_map(|item| item.put.as_ref()) {
                check(&put.table_name)?;
                // A second run changes the item.
                let mut item = put.item.clone();
                let run = items.get(&key_of(&item)).map_or(1, |_| 2);
                item.insert("Run".to_owned(), AttributeValue::N(run.to_string()));
                items.insert(key_of(&item), item);
            }
            Ok(TransactWriteItemsOutput {})
        }))
        .idempotency(IdempotencyWindow::hours(1), |mismatch| dynamodb::Error::IdempotentParameterMismatchException {
            message: format!("token {}", mismatch.token),
        })
}

fn key_of(item: &Item) -> String {
    item.get("Id").and_then(AttributeValue::as_s).cloned().unwrap_or_default()
}

/// awsJson1_1. A secret that exists is an error, unless the token is that of its creation.
fn secrets() -> ServerBuilder {
    let store = Store::<(Option<String>, Timestamp)>::default();
    let arn = |name: &str| Some(format!("arn:aws:secretsmanager:us-east-1:123456789012:secret:{name}"));
    Server::builder()
        .operation::<CreateSecret, _>(store.handler(move |secrets, call: &IncomingCall<CreateSecret>| {
            if secrets.contains_key(&call.name) {
                return Err(secrets::Error::ResourceExistsException { message: format!("{} exists", call.name) });
            }
            secrets.insert(call.name.clone(), (call.secret_string.clone(), Timestamp::now()));
            Ok(CreateSecretOutput { arn: arn(&call.name), version_id: call.client_request_token.clone() })
        }))
        .operation::<GetSecretValue, _>(store.handler(|secrets, call: &IncomingCall<GetSecretValue>| {
            let Some((secret, created)) = secrets.get(&call.secret_id) else {
                let message = format!("no secret {}", call.secret_id);
                return Err(secrets::Error::ResourceNotFoundException { message });
            };
            let (name, secret_string) = (Some(call.secret_id.clone()), secret.clone());
            Ok(GetSecretValueOutput { name, secret_string, created_date: Some(*created) })
        }))
        .operation::<ListSecrets, _>(store.handler(move |secrets, call: &IncomingCall<ListSecrets>| {
            let limit = call.max_results.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(100);
            let (page, next_token) = page(secrets, call.next_token.as_deref(), limit);
            let entry = |(name, (_, created)): (&String, &(_, Timestamp))| SecretListEntry {
                arn: arn(name),
                name: Some(name.clone()),
                created_date: Some(*created),
            };
            Ok(ListSecretsOutput { secret_list: page.into_iter().map(entry).collect(), next_token })
        }))
        .idempotency(IdempotencyWindow::hours(1), |mismatch| secrets::Error::InvalidRequestException {
            message: format!("the token {} was used for another request", mismatch.token),
        })
}

/// awsQuery.
fn topics() -> ServerBuilder {
    let store = Store::<BTreeMap<String, String>>::default();
    let missing = |arn: &str| topics::Error::NotFoundException { message: format!("no topic {arn}") };
    Server::builder()
        .operation::<CreateTopic, _>(store.handler(|topics, call: &IncomingCall<CreateTopic>| {
            if call.name.is_empty() {
                let message = "Invalid parameter: Topic Name".to_owned();
                return Err(topics::Error::InvalidParameterException { message });
            }
            let topic_arn = format!("arn:aws:sns:us-east-1:123456789012:{}", call.name);
            topics.entry(topic_arn.clone()).or_default();
            Ok(CreateTopicOutput { topic_arn })
        }))
        .operation::<SetTopicAttributes, _>(store.handler(move |topics, call: &IncomingCall<SetTopicAttributes>| {
            let topic = topics.get_mut(&call.topic_arn).ok_or_else(|| missing(&call.topic_arn))?;
            topic.insert(call.attribute_name.clone(), call.attribute_value.clone());
            Ok(())
        }))
        .operation::<GetTopicAttributes, _>(store.handler(move |topics, call: &IncomingCall<GetTopicAttributes>| {
            let topic = topics.get(&call.topic_arn).ok_or_else(|| missing(&call.topic_arn))?;
            Ok(GetTopicAttributesOutput { attributes: topic.clone().into_iter().collect() })
        }))
        .operation::<ListTopics, _>(store.handler(|topics, call: &IncomingCall<ListTopics>| {
            let (page, next_token) = page(topics, call.next_token.as_deref(), 2);
            let topic = |(arn, _): (&String, _)| Topic { topic_arn: Some(arn.clone()) };
            Ok(ListTopicsOutput { topics: page.into_iter().map(topic).collect(), next_token })
        }))
        .operation::<DeleteTopic, _>(store.handler(|topics, call: &IncomingCall<DeleteTopic>| {
            topics.remove(&call.topic_arn);
            Ok::<_, topics::Error>(())
        }))
}

/// awsJson1_1 with an event stream. The shard `shard-0` has three events of one record, and `shard-1` fails after one.
fn shards() -> ServerBuilder {
    Server::builder().operation::<SubscribeToShard, _>(|call: IncomingCall<SubscribeToShard>| async move {
        let fails = match call.shard_id.as_str() {
            "shard-0" => false,
            "shard-1" => true,
            other => {
                let message = format!("Shard {other} in stream parts does not exist");
                return Err(shards::Error::ResourceNotFoundException { message });
            }
        };
        let (sender, event_stream) = EventStream::channel(1);
        tokio::spawn(async move {
            for number in 0..3 {
                if fails && number == 1 {
                    let message = "the shard is lost".to_owned();
                    return sender.fail(shards::Error::InternalFailureException { message }).await;
                }
                sender.send(SubscribeToShardEventStream::SubscribeToShardEvent(event(number, call.time))).await?;
            }
            Ok(())
        });
        Ok(SubscribeToShardOutput { event_stream })
    })
}

fn event(number: i64, time: Timestamp) -> SubscribeToShardEvent {
    let record = Record {
        sequence_number: number.to_string(),
        approximate_arrival_timestamp: Some(time),
        data: format!("record {number}\0").into_bytes().into(),
        partition_key: "door".to_owned(),
    };
    SubscribeToShardEvent {
        records: vec![record],
        continuation_sequence_number: number.to_string(),
        millis_behind_latest: 2 - number,
    }
}

/// restXml with an event stream. The object `parts.csv` in any bucket has two rows, which every expression selects.
fn selections() -> ServerBuilder {
    Server::builder().operation::<SelectObjectContent, _>(|call: IncomingCall<SelectObjectContent>| async move {
        if call.key != "parts.csv" {
            let message = "The specified key does not exist.".to_owned();
            return Err(selections::Error::NoSuchKey { message });
        }
        let records = |row: &str| {
            SelectObjectContentEventStream::Records(Records { payload: Some(row.as_bytes().to_vec().into()) })
        };
        let stats = Stats { bytes_scanned: Some(20), bytes_processed: Some(20), bytes_returned: Some(18) };
        let mut events = vec![records("door,1\n"), records("d\u{f6}\u{f6}r,22\n")];
        if call.expression.contains("broken") {
            let (sender, payload) = EventStream::channel(1);
            tokio::spawn(async move {
                sender.send(events.remove(0)).await?;
                sender.fail(ServiceError::new("InvalidTextEncoding", "UTF-8 encoding is required.")).await
            });
            return Ok(SelectObjectContentOutput { payload });
        }
        events.push(SelectObjectContentEventStream::Cont(Empty {}));
        events.push(SelectObjectContentEventStream::Stats(StatsEvent { details: Some(stats) }));
        events.push(SelectObjectContentEventStream::End(Empty {}));
        Ok(SelectObjectContentOutput { payload: EventStream::from_events(events) })
    })
}
