//! Fills the idempotency token into an input while the input is written.

use serde_core::ser::Serialize;

use crate::protocol::text::{Text, TimestampFormat, text_of};
use crate::value::presence::is_absent;
use crate::value::random::NoRandomness;
use crate::value::token::TokenSource;

/// The idempotency token of an input.
pub(crate) struct TokenSlot<'a> {
    member: Option<usize>,
    source: &'a TokenSource,
    /// The token that the request contains.
    pub(crate) token: Option<String>,
}

impl<'a> TokenSlot<'a> {
    /// The token is in `member`. If the member is absent, the token comes from `source`.
    pub(crate) fn new(member: Option<usize>, source: &'a TokenSource) -> Self {
        Self { member, source, token: None }
    }

    /// Whether `index` is the member of the token.
    pub(crate) fn is_of(&self, index: usize) -> bool {
        self.member == Some(index)
    }

    /// Determines the token. `value` is its member. Returns whether the token comes from the source.
    pub(crate) fn fill<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<bool, NoRandomness> {
        if is_absent(value) {
            self.token = Some(self.source.token()?);
            return Ok(true);
        }
        // A value that cannot be written as text is rejected later, when the member is written.
        self.token = text_of(value, TimestampFormat::DateTime).ok().and_then(Text::into_one);
        Ok(false)
    }
}
