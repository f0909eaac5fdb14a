//! How timestamps are written.

use super::structure::Frame;
use super::{Check, Side};
use crate::model::{self, Binding, Protocol, TimestampFormat};
use crate::source::Member;

impl Check<'_> {
    /// Compares the timestamp format of `field`, or of what it contains; `leaf` is the member whose target is the
    /// timestamp.
    pub(super) fn timestamp(
        &mut self,
        frame: &Frame<'_, '_>,
        field: &Member,
        member: &model::Member,
        leaf: &model::Member,
    ) {
        if self.protocol == Protocol::RpcV2Cbor {
            return;
        }
        let format = leaf.timestamp_format.or(self.model.target(leaf).timestamp_format);
        let wanted = format.unwrap_or_else(|| self.default_format(frame.wanted(member)));
        let given = field.timestamp.unwrap_or_else(|| self.default_format(frame.given(field)));
        // A wrong binding has its own finding.
        if given == wanted || frame.given(field).is_some() != frame.wanted(member).is_some() {
            return;
        }
        let (name, owner, wanted) = (&field.field, frame.owner, wanted.name());
        let text =
            format!("`{name}` of `{owner}` has the timestamp format `{}`, but the model has `{wanted}`", given.name());
        let text = format!("{text}; write `#[aws(timestamp = \"{wanted}\")]`");
        match frame.side {
            Side::Request => self.error(frame.item, field.line, text),
            // Clients decode every format; a server built from the struct writes this one.
            Side::Response => self.note(frame.item, field.line, text),
        }
    }

    /// Smithy's default format for the binding.
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
