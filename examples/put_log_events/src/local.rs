//! `CloudWatch` Logs on this machine.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use aws_operation::server::{IncomingCall, Server, ServerBuilder};

use crate::logs::{CreateLogStream, Error, PutLogEvents, PutLogEventsOutput, RejectedLogEventsInfo};

/// Events that are older are rejected: 14 days in milliseconds.
const OLDEST: i64 = 14 * 86_400 * 1000;

/// A service without log streams, and the number of events of each batch that it stored. `now` is in milliseconds.
pub fn logs(now: i64) -> (ServerBuilder, Arc<Mutex<Vec<usize>>>) {
    let stored = Arc::new(Mutex::new(Vec::new()));
    let (batches, exists) = (Arc::clone(&stored), Arc::new(AtomicBool::new(false)));
    let created = Arc::clone(&exists);
    let server = Server::builder()
        .credentials("AKIDEXAMPLE", "secret")
        .operation::<CreateLogStream, _>(move |_: IncomingCall<CreateLogStream>| {
            let existed = created.swap(true, Ordering::Relaxed);
            async move { if existed { Err(Error::ResourceAlreadyExistsException) } else { Ok(()) } }
        })
        .operation::<PutLogEvents, _>(move |call: IncomingCall<PutLogEvents>| {
            let result = if exists.load(Ordering::Relaxed) {
                put(&call, now, &batches)
            } else {
                Err(Error::ResourceNotFoundException)
            };
            async { result }
        });
    (server, stored)
}

fn put(call: &PutLogEvents, now: i64, batches: &Mutex<Vec<usize>>) -> Result<PutLogEventsOutput, Error> {
    if !call.log_events.is_sorted_by_key(|event| event.timestamp) {
        return Err(Error::InvalidParameterException);
    }
    let too_old = call.log_events.partition_point(|event| event.timestamp < now - OLDEST);
    batches.lock().unwrap_or_else(PoisonError::into_inner).push(call.log_events.len() - too_old);
    let rejected = RejectedLogEventsInfo {
        too_old_log_event_end_index: i32::try_from(too_old).ok(),
        ..RejectedLogEventsInfo::default()
    };
    let rejected_log_events_info = (too_old > 0).then_some(rejected);
    Ok(PutLogEventsOutput { rejected_log_events_info, ..PutLogEventsOutput::default() })
}
