//! The events of an event stream, for code that is not async.

use std::fmt;
use std::sync::Arc;

use super::background::Background;
use crate::model::modeled_error::ModeledError;
use crate::model::structure::ReadUnion;
use crate::protocol::event_stream::{EventStream, StreamError};

/// The events of an [`EventStream`]; its blocking form. The iterator ends after the last event, and after an error.
pub struct BlockingEvents<Event, Error> {
    pub(super) events: EventStream<Event, Error>,
    pub(super) background: Arc<Background>,
}

impl<Event: ReadUnion, Error: ModeledError> Iterator for BlockingEvents<Event, Error> {
    type Item = Result<Event, StreamError<Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.background.wait(self.events.next())
    }
}

impl<Event, Error> fmt::Debug for BlockingEvents<Event, Error> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("BlockingEvents")
    }
}
