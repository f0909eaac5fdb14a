//! What a response says: a success, or an error, which some services send with the status of a success.

use http::StatusCode;

use super::{Call, Response};
use crate::model::protocol::{ErrorFacts, FaultInSuccess};

/// What a response says.
pub(super) enum Verdict {
    Success,
    /// A success whose body is cut off.
    Unreadable,
    /// An error, and the status that it counts as.
    Error(ErrorFacts, StatusCode),
}

impl Verdict {
    /// The verdict of a response to `call`, whose body may be left to the caller as a stream.
    pub(super) fn of(call: &Call<'_>, response: &Response) -> Self {
        let message = &response.message;
        if !message.status().is_success() {
            let error = (call.error_facts)(message);
            #[cfg(feature = "rest-xml")]
            let error = call.with_bucket_region(error, message.headers());
            return Self::Error(error, message.status());
        }
        if response.stream.is_some() {
            return Self::Success;
        }
        match (call.fault_in_success)(message) {
            None => Self::Success,
            Some(FaultInSuccess::Unreadable) => Self::Unreadable,
            // A service that fails after it has sent the status cannot change it.
            Some(FaultInSuccess::Error(error)) => Self::Error(error, StatusCode::INTERNAL_SERVER_ERROR),
        }
    }
}
