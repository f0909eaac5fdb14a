//! `attempt_timeout`: how long an attempt may take, which no model says.

use super::Check;
use crate::long_running::{long_running, seconds};
use crate::model;
use crate::source::Operation;

/// A client's limit for an attempt, where it is not set.
const USUAL: u64 = 30;

impl Check<'_> {
    /// An operation that is long by design should say so; what others say is their author's to say.
    pub(super) fn attempt_timeout(&mut self, operation: &Operation, modeled: &model::Operation) {
        let Some(long) = long_running(self.model, modeled) else { return };
        let wanted = seconds(long.limit).unwrap_or_default();
        let (item, name) = (&operation.item, &operation.item.name);
        let instead = format!("write `attempt_timeout = \"{}\"`: {}", long.limit, long.reason);
        match &operation.attempt_timeout {
            None if wanted > USUAL => {
                let text = format!("an attempt of `{name}` ends after {USUAL} seconds; {instead}");
                self.warning(item, operation.name.line, text);
            }
            None => {
                let text = format!("`{name}` may need longer than an attempt has; {instead}");
                self.note(item, operation.name.line, text);
            }
            Some(given) => match seconds(&given.value) {
                Some(seconds) if seconds >= wanted => {}
                _ => {
                    let text = format!("the `attempt_timeout` of `{name}` is shorter than it may take; {instead}");
                    self.warning(item, given.line, text);
                }
            },
        }
    }
}
