//! An event bus on this machine.

use std::sync::{Arc, Mutex, PoisonError};

use aws_operation::server::{Faults, IncomingCall, Server, ServerBuilder};

use crate::eventbridge::{PutEvents, PutEventsOutput, PutEventsResultEntry};

/// An event bus, and the details of the events that it accepted. It throttles the third and the fourth event once. The
/// first request is lost before it arrives.
pub fn bus() -> (ServerBuilder, Arc<Mutex<Vec<String>>>) {
    let accepted = Arc::new(Mutex::new(Vec::new()));
    let (log, throttled) = (Arc::clone(&accepted), Mutex::new(0..2));
    let server = Server::builder()
        .credentials("AKIDEXAMPLE", "secret")
        .operation::<PutEvents, _>(move |call: IncomingCall<PutEvents>| {
            let mut log = log.lock().unwrap_or_else(PoisonError::into_inner);
            let mut throttled = throttled.lock().unwrap_or_else(PoisonError::into_inner);
            let mut entries = Vec::new();
            for (index, event) in call.input.entries.into_iter().enumerate() {
                let mut result = PutEventsResultEntry::default();
                if index >= 2 && throttled.next().is_some() {
                    result.error_code = Some("ThrottlingException".to_owned());
                    result.error_message = Some("Rate exceeded".to_owned());
                } else {
                    log.push(event.detail.unwrap_or_default());
                    result.event_id = Some(format!("e-{}", log.len()));
                }
                entries.push(result);
            }
            let failed = entries.iter().filter(|result| result.error_code.is_some()).count();
            async move {
                Ok(PutEventsOutput { failed_entry_count: i32::try_from(failed).ok(), entries: Some(entries) })
            }
        })
        .faults(Faults::new().reset_once());
    (server, accepted)
}
