//! What single services want and their models do not contain: compared with a reviewed table.

use super::structure::Frame;
use super::{Check, Side};
use crate::model;
use crate::source::{Member, Operation, Service, Type};

impl Check<'_> {
    /// Compares the headers of every request. A service may have more of them than the table.
    pub(super) fn constant_headers(&mut self, service: &Service) {
        let given = service.headers.as_ref().map(|given| given.value.as_slice()).unwrap_or_default();
        for wanted in self.model.constant_headers() {
            if !given.iter().any(|given| is_same_header(given, &wanted)) {
                let line = service.headers.as_ref().map_or(service.protocol.line, |given| given.line);
                let text = format!("requests of `{}` lack a header that the service needs", service.item.name);
                self.error(&service.item, line, format!("{text}; write `headers(\"{wanted}\")`"));
            }
        }
    }

    /// Whether the service reports the endpoint of an operation, at which alone it accepts the call.
    pub(super) fn discovered_endpoint(&mut self, operation: &Operation, modeled: &model::Operation) {
        let name = &operation.item.name;
        let text = match (operation.discovered_endpoint, modeled.endpoint_discovery) {
            (false, Some(true)) => format!("the service reports the endpoint of `{name}`; write `discovered_endpoint`"),
            (true, None) => {
                format!("the service does not report an endpoint for `{name}`; remove `discovered_endpoint`")
            }
            _ => return,
        };
        self.error(&operation.item, operation.name.line, text);
    }

    /// Compares `last_segment` and `if_empty` of a member of a request.
    pub(super) fn changed_text(&mut self, frame: &Frame<'_, '_>, field: &Member, member: &model::Member) {
        let is_input = |operation: &model::Operation| operation.input.as_deref() == Some(frame.model);
        if frame.side != Side::Request || !self.model.operations.values().any(is_input) {
            return;
        }
        let (name, owner) = (&field.field, frame.owner);
        if self.model.is_prefixed_id(member) && !field.last_segment {
            let text =
                format!("`{name}` of `{owner}` is an ID, which responses write with a prefix such as `/hostedzone/`");
            self.warning(frame.item, field.line, text + "; write `#[aws(last_segment)]`");
        }
        if let Some(wanted) = self.model.if_empty(member).filter(|wanted| field.if_empty.as_deref() != Some(wanted)) {
            let text = format!("`{name}` of `{owner}` must not be empty, and `{wanted}` is its usual value");
            self.note(frame.item, field.line, format!("{text}; write `#[aws(if_empty = \"{wanted}\")]`"));
        }
    }

    /// Whether a string of a response is percent-encoded.
    pub(super) fn is_read_encoded(&self, frame: &Frame<'_, '_>, member: &model::Member) -> bool {
        frame.side == Side::Response && !self.sent.contains(frame.model) && self.model.is_url_encoded(member)
    }

    pub(super) fn url_encoded_text(&mut self, frame: &Frame<'_, '_>, field: &Member) {
        let text = format!("`{}` of `{}` is percent-encoded; write `UrlEncoded`", field.field, frame.owner);
        self.note(frame.item, field.line, text + " to read it decoded");
    }

    pub(super) fn base64_text(&mut self, frame: &Frame<'_, '_>, field: &Member, ty: &Type) {
        if *ty == Type::Text {
            let text = format!("`{}` of `{}` is base64", field.field, frame.owner);
            self.note(frame.item, field.line, text + "; write `Blob` for the bytes themselves");
        }
    }
}

/// Whether two headers have the same name and value.
fn is_same_header(given: &str, wanted: &str) -> bool {
    let parts =
        |text: &str| text.split_once(':').map(|(name, value)| (name.trim().to_lowercase(), value.trim().to_owned()));
    parts(given) == parts(wanted)
}
