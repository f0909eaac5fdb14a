//! An SQS worker: receives messages in batches, and deletes those that it has processed.
//!
//! ```text
//! cargo run -p sqs_worker
//! cargo run -p sqs_worker -- --aws https://sqs.eu-west-1.amazonaws.com/123456789012/orders
//! ```
//!
//! The first command calls a queue on this machine. A batch can fail in part, and in two ways: a message that was not
//! processed is not deleted, so that SQS delivers it again; and SQS may fail to delete one of them, without an error of
//! the call. SQS may deliver a message twice in any case, so processing a message twice must do no harm.

mod local;
#[allow(clippy::enum_variant_names)] // the model's names
mod sqs;

use aws_operation::Client;
use sqs::{BatchResultErrorEntry, DeleteMessageBatch, DeleteMessageBatchRequestEntry, Message, ReceiveMessage};

type Outcome<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// What became of a batch.
#[derive(Debug, Default, PartialEq, Eq)]
struct Batch {
    received: usize,
    deleted: usize,
}

#[tokio::main]
async fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, queue_url] = arguments.as_slice()
        && flag == "--aws"
    {
        let client = Client::from_env().await?;
        loop {
            println!("{:?}", work(&client, queue_url).await?);
        }
    }
    let server = local::queue(&["door", "broken", "wheel"]).bind("127.0.0.1:0").await?;
    let (client, mut batches) = (server.client()?, Vec::new());
    loop {
        let batch = work(&client, "orders").await?;
        println!("received {}, deleted {}", batch.received, batch.deleted);
        if batch.received == 0 {
            break;
        }
        batches.push(batch);
    }
    // `broken` fails at first, and is delivered again.
    if batches != [Batch { received: 3, deleted: 2 }, Batch { received: 1, deleted: 1 }] {
        return Err(format!("unexpected batches: {batches:?}").into());
    }
    Ok(())
}

/// Receives a batch, processes its messages, and deletes those that were processed.
async fn work(client: &Client, queue_url: &str) -> Outcome<Batch> {
    // A long poll of 20 s. The operation allows an attempt to take that long: `attempt_timeout = "25s"`.
    let receive = ReceiveMessage {
        max_number_of_messages: Some(10),
        wait_time_seconds: Some(20),
        ..ReceiveMessage::new(queue_url)
    };
    let messages = match receive.send(client).await {
        Ok(received) => received.messages.unwrap_or_default(),
        // The response was lost, perhaps with messages. They are delivered again after the visibility timeout.
        Err(error) if error.is_ambiguous() => return Ok(Batch::default()),
        Err(error) => return Err(error.into()),
    };
    let received = messages.len();
    let mut processed = Vec::new();
    for (number, message) in messages.into_iter().enumerate() {
        match process(&message) {
            Ok(()) => processed.push(DeleteMessageBatchRequestEntry {
                id: number.to_string(),
                receipt_handle: message.receipt_handle.unwrap_or_default(),
            }),
            Err(error) => println!("  not processed: {error}"),
        }
    }
    let deleted = processed.len();
    let kept = delete(client, queue_url, processed).await?;
    for entry in &kept {
        println!(
            "  not deleted, so it will be delivered again: {} {}",
            entry.code,
            entry.message.as_deref().unwrap_or("")
        );
    }
    Ok(Batch { received, deleted: deleted - kept.len() })
}

/// The program's own work. In this example, a message that says `broken` fails the first time.
fn process(message: &Message) -> Outcome {
    let body = message.body.as_deref().ok_or("a message without a body")?;
    println!("  {body}");
    if body == "broken" { Err(body.into()) } else { Ok(()) }
}

/// Deletes messages, in three calls at most. Returns those that SQS did not delete.
async fn delete(
    client: &Client,
    queue_url: &str,
    mut entries: Vec<DeleteMessageBatchRequestEntry>,
) -> Outcome<Vec<BatchResultErrorEntry>> {
    let mut failed = Vec::new();
    for _ in 0..3 {
        if entries.is_empty() {
            break;
        }
        failed = DeleteMessageBatch::new(queue_url, entries.clone()).send(client).await?.failed;
        // What the sender did wrong fails again.
        let is_worth_it = |id: &String| failed.iter().any(|failure| failure.id == *id && !failure.sender_fault);
        entries.retain(|entry| is_worth_it(&entry.id));
    }
    Ok(failed)
}
