//! Log events for `CloudWatch` Logs: in order of time, in batches within the limits of `PutLogEvents`.
//!
//! ```text
//! cargo run -p put_log_events
//! cargo run -p put_log_events -- --aws my-group my-stream
//! ```
//!
//! The first command calls a service on this machine. The log stream is created when it is missed. A call succeeds
//! although events were rejected because of their time; the response says which. If a response is lost, the call is not
//! retried, because the events may be stored: this program prefers a gap in a log to lines that are there twice.

mod local;
#[allow(clippy::enum_variant_names)] // the model's names
mod logs;

use aws_operation::{Client, SendError, Timestamp};
use logs::{CreateLogStream, Error, InputLogEvent, PutLogEvents, RejectedLogEventsInfo};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// The limits of a batch, from the reference of `PutLogEvents`: each event counts 26 bytes more than its message.
const MAX_BYTES: usize = 1_048_576;
const MAX_EVENTS: usize = 10_000;
const BYTES_OF_EVENT: usize = 26;

/// A log stream.
struct Log {
    client: Client,
    group: String,
    stream: String,
}

#[tokio::main]
async fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let now = Timestamp::now().as_second() * 1000;
    if let [flag, group, stream] = arguments.as_slice()
        && flag == "--aws"
    {
        let log = Log { client: Client::from_env().await?, group: group.clone(), stream: stream.clone() };
        return log.write(vec![InputLogEvent { timestamp: now, message: "hello".into() }]).await;
    }
    let (service, stored) = local::logs(now);
    let server = service.bind("127.0.0.1:0").await?;
    let log = Log { client: server.client()?, group: "paint".into(), stream: "line-7".into() };

    // Not in order, one of them too old, and too many bytes for one batch.
    let event = |seconds: i64, message: String| InputLogEvent { timestamp: now + seconds * 1000, message };
    let mut events: Vec<_> = (0..6).rev().map(|second| event(second, "x".repeat(200_000))).collect();
    events.push(event(-15 * 86_400, "from last month".into()));
    log.write(events).await?;

    let stored = stored.lock().map_err(|_| "a handler panicked")?;
    println!("stored {} events in batches of {stored:?}", stored.iter().sum::<usize>());
    if *stored != [5, 1] {
        return Err("six events should be stored, in two batches".into());
    }
    Ok(())
}

impl Log {
    /// Writes events, the oldest first.
    async fn write(&self, mut events: Vec<InputLogEvent>) -> Outcome {
        events.sort_by_key(|event| event.timestamp);
        for batch in batches(events) {
            let put = PutLogEvents::new(&self.group, &self.stream, batch);
            let written = match put.send(&self.client).await {
                Err(SendError::Service(Error::ResourceNotFoundException, _)) => {
                    self.create().await?;
                    put.send(&self.client).await?
                }
                Err(error) if error.is_ambiguous() => {
                    println!("{} events may be lost: {error}", put.log_events.len());
                    continue;
                }
                other => other?,
            };
            if let Some(rejected) = written.rejected_log_events_info {
                println!("rejected {}", describe(&rejected));
            }
        }
        Ok(())
    }

    /// Creates the stream, unless another process was faster.
    async fn create(&self) -> Outcome {
        match CreateLogStream::new(&self.group, &self.stream).send(&self.client).await {
            Ok(()) => println!("created  {}", self.stream),
            Err(SendError::Service(Error::ResourceAlreadyExistsException, _)) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }
}

/// Batches within the limits. An event that is longer than a batch is one of its own, which the service rejects.
fn batches(events: Vec<InputLogEvent>) -> Vec<Vec<InputLogEvent>> {
    let (mut batches, mut bytes) = (Vec::<Vec<InputLogEvent>>::new(), 0);
    for event in events {
        let size = event.message.len() + BYTES_OF_EVENT;
        match batches.last_mut() {
            Some(batch) if batch.len() < MAX_EVENTS && bytes + size <= MAX_BYTES => {
                bytes += size;
                batch.push(event);
            }
            _ => {
                bytes = size;
                batches.push(vec![event]);
            }
        }
    }
    batches
}

fn describe(rejected: &RejectedLogEventsInfo) -> String {
    let ends = [
        ("too old: those before", rejected.too_old_log_event_end_index),
        ("expired: those before", rejected.expired_log_event_end_index),
        ("too new: those from", rejected.too_new_log_event_start_index),
    ];
    let known = ends.iter().filter_map(|(reason, index)| Some(format!("{reason} event {}", (*index)?)));
    known.collect::<Vec<_>>().join(", ")
}
