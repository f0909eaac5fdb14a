//! `attempt_timeout`, which models do not contain: it is compared with a reviewed table.

use super::Check;
use crate::long_running::{long_running, seconds};
use crate::model;
use crate::source::Operation;

/// A client's default limit for an attempt, in seconds.
const USUAL: u64 = 30;

impl Check<'_> {
    /// Checks the operations in the table of long-running operations; other operations may have any limit.
    pub(super) fn attempt_timeout(&mut self, operation: &Operation, modeled: &model::Operation) {
        let Some(long) = long_running(self.model, modeled) else { return };
        let wanted = seconds(long.limit).unwrap_or_default();
        let (item, name) = (&operation.item, &operation.item.name);
        let instead = format!("write `attempt_timeout = \"{}\"`: {}", long.limit, long.reason);
        match &operation.attempt_timeout {
            None if wanted > USUAL => {
                let text = format!("an attempt of `{name}` times out after {USUAL} seconds; {instead}");
                self.warning(item, operation.name.line, text);
            }
            None => {
                let text = format!("`{name}` may take longer than an attempt's {USUAL} seconds; {instead}");
                self.note(item, operation.name.line, text);
            }
            Some(given) => match seconds(&given.value) {
                Some(seconds) if seconds >= wanted => {}
                _ => {
                    let text =
                        format!("the `attempt_timeout` of `{name}` is shorter than the operation may take; {instead}");
                    self.warning(item, given.line, text);
                }
            },
        }
    }
}
