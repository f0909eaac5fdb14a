//! How timestamps are written.

use super::structure::Frame;
use super::{Check, Side};
use crate::model::{self, Binding, Protocol, TimestampFormat};
use crate::source::Member;

impl Check<'_> {
    /// Compares the format of a timestamp that `field` is or holds; `held` says which shape has it in the model.
    pub(super) fn timestamp(
        &mut self,
        frame: &Frame<'_, '_>,
        field: &Member,
        member: &model::Member,
        held: &model::Member,
    ) {
        if self.protocol == Protocol::RpcV2Cbor {
            return;
        }
        let format = held.timestamp_format.or(self.model.target(held).timestamp_format);
        let wanted = format.unwrap_or_else(|| self.default_format(frame.wanted(member)));
        let given = field.timestamp.unwrap_or_else(|| self.default_format(frame.given(field)));
        // A field in the wrong place is reported as that.
        if given == wanted || frame.given(field).is_some() != frame.wanted(member).is_some() {
            return;
        }
        let (name, owner, wanted) = (&field.field, frame.owner, wanted.name());
        let text = format!("`{name}` of `{owner}` is written as `{}`, but the model has `{wanted}`", given.name());
        let text = format!("{text}; write `#[aws(timestamp = \"{wanted}\")]`");
        match frame.side {
            Side::Request => self.error(frame.item, field.line, text),
            // Every form is read; a server that is made of the struct writes.
            Side::Response => self.note(frame.item, field.line, text),
        }
    }

    /// Smithy's default where the member goes.
    fn default_format(&self, binding: Option<&Binding>) -> TimestampFormat {
        let is_json = matches!(self.protocol, Protocol::RestJson1 | Protocol::AwsJson1_0 | Protocol::AwsJson1_1);
        match binding {
            Some(Binding::Header(_) | Binding::PrefixHeaders(_)) => TimestampFormat::HttpDate,
            Some(Binding::Query(_) | Binding::QueryParams | Binding::Label) => TimestampFormat::DateTime,
            _ if is_json => TimestampFormat::EpochSeconds,
            _ => TimestampFormat::DateTime,
        }
    }
}
