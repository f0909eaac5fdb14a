//! Events for `EventBridge`, in batches that may fail in part.
//!
//! ```text
//! cargo run -p put_events
//! cargo run -p put_events -- --aws my-bus
//! ```
//!
//! The first command calls an event bus on this machine. `PutEvents` succeeds although `EventBridge` rejected some of
//! the events: each has its own result, in the same order. Those that were throttled are sent again. If a response is
//! lost, the events may have been accepted, so they may arrive twice. `EventBridge` delivers an event at least once in
//! any case: give each an ID in its detail, by which its consumers know it.

#[allow(clippy::enum_variant_names)] // the model's names
mod eventbridge;
mod local;

use std::time::Duration;

use aws_operation::Client;
use eventbridge::{PutEvents, PutEventsRequestEntry, PutEventsResultEntry};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// The most events of a call.
const BATCH: usize = 10;
/// How often an event is sent.
const ATTEMPTS: u32 = 4;

#[tokio::main]
async fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, bus] = arguments.as_slice()
        && flag == "--aws"
    {
        return publish(&Client::from_env().await?, events(bus)).await;
    }
    let (bus, accepted) = local::bus();
    let server = bus.bind("127.0.0.1:0").await?;
    publish(&server.client()?, events("orders")).await?;
    let accepted = accepted.lock().map_err(|_| "a handler panicked")?;
    println!("accepted {} events in {} calls", accepted.len(), server.recorded_requests().len());
    if accepted.len() != 12 {
        return Err("each event should be accepted once".into());
    }
    Ok(())
}

/// Twelve orders.
fn events(bus: &str) -> Vec<PutEventsRequestEntry> {
    let event = |number| PutEventsRequestEntry {
        event_bus_name: Some(bus.to_owned()),
        source: Some("shop".to_owned()),
        detail_type: Some("OrderPlaced".to_owned()),
        detail: Some(format!(r#"{{"id":"order-{number}"}}"#)),
        ..PutEventsRequestEntry::default()
    };
    (1..=12).map(event).collect()
}

/// Sends all events. An error says which events were not accepted.
async fn publish(client: &Client, events: Vec<PutEventsRequestEntry>) -> Outcome {
    for batch in events.chunks(BATCH) {
        let (mut rest, mut attempt) = (batch.to_vec(), 1);
        loop {
            let failed = put(client, rest).await?;
            for (event, result) in &failed {
                let reason = result.error_code.as_deref().unwrap_or_default();
                println!("  attempt {attempt}: {reason} {}", event.detail.as_deref().unwrap_or_default());
            }
            if failed.is_empty() {
                break;
            }
            let is_temporary = |code: &str| ["ThrottlingException", "InternalFailure"].contains(&code);
            if attempt == ATTEMPTS
                || !failed.iter().all(|(_, result)| result.error_code.as_deref().is_some_and(is_temporary))
            {
                return Err(format!("{} events were not accepted, the first is {:?}", failed.len(), failed[0]).into());
            }
            // The client's own delays are between attempts of a call, and this call has succeeded.
            tokio::time::sleep(Duration::from_millis(100) * 2_u32.pow(attempt - 1)).await;
            rest = failed.into_iter().map(|(event, _)| event).collect();
            attempt += 1;
        }
    }
    Ok(())
}

/// Sends a batch. Returns the events that were not accepted, each with its result.
async fn put(
    client: &Client,
    events: Vec<PutEventsRequestEntry>,
) -> Outcome<Vec<(PutEventsRequestEntry, PutEventsResultEntry)>> {
    let request = PutEvents::new(events);
    let put = match request.send(client).await {
        // The events may have been accepted; consumers know an event that comes twice by its ID.
        Err(error) if error.is_ambiguous() => request.send(client).await?,
        other => other?,
    };
    let results = request.entries.into_iter().zip(put.entries.unwrap_or_default());
    Ok(results.filter(|(_, result)| result.error_code.is_some()).collect())
}
