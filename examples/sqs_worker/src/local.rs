//! A queue on this machine.

use std::sync::{Arc, Mutex, PoisonError};

use aws_operation::server::{IncomingCall, Server, ServerBuilder};

use crate::sqs::{
    BatchResultErrorEntry, DeleteMessageBatch, DeleteMessageBatchOutput, DeleteMessageBatchResultEntry, Message,
    ReceiveMessage, ReceiveMessageOutput,
};

/// A queue of `bodies`. Its visibility timeout ends with the next call of `ReceiveMessage`, and what was delivered
/// before says `fixed`. The first message that is deleted fails once.
pub fn queue(bodies: &[&str]) -> ServerBuilder {
    let messages: Vec<Message> = bodies.iter().enumerate().map(|(number, body)| message(number, body)).collect();
    let messages = Arc::new(Mutex::new(messages));
    let (received, deleted, has_failed) = (Arc::clone(&messages), messages, Mutex::new(false));
    Server::builder()
        .credentials("AKIDEXAMPLE", "secret")
        .operation::<ReceiveMessage, _>(move |call: IncomingCall<ReceiveMessage>| {
            let mut messages = received.lock().unwrap_or_else(PoisonError::into_inner);
            let count = usize::try_from(call.max_number_of_messages.unwrap_or(1)).unwrap_or_default();
            let delivered: Vec<Message> = messages.iter().take(count).cloned().collect();
            for message in messages.iter_mut() {
                message.body = Some("fixed".to_owned());
            }
            async { Ok(ReceiveMessageOutput { messages: Some(delivered) }) }
        })
        .operation::<DeleteMessageBatch, _>(move |call: IncomingCall<DeleteMessageBatch>| {
            let mut messages = deleted.lock().unwrap_or_else(PoisonError::into_inner);
            let mut has_failed = has_failed.lock().unwrap_or_else(PoisonError::into_inner);
            let mut output = DeleteMessageBatchOutput::default();
            for entry in &call.entries {
                if !std::mem::replace(&mut *has_failed, true) {
                    let (id, code) = (entry.id.clone(), "InternalError".to_owned());
                    output.failed.push(BatchResultErrorEntry { id, code, ..BatchResultErrorEntry::default() });
                    continue;
                }
                messages.retain(|message| message.receipt_handle.as_ref() != Some(&entry.receipt_handle));
                output.successful.push(DeleteMessageBatchResultEntry { id: entry.id.clone() });
            }
            async { Ok(output) }
        })
}

fn message(number: usize, body: &str) -> Message {
    Message {
        message_id: Some(format!("m-{number}")),
        receipt_handle: Some(format!("r-{number}")),
        body: Some(body.to_owned()),
        ..Message::default()
    }
}
