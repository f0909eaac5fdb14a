//! What error responses in XML have in common: those of the query protocols and of restXml.

use http::StatusCode;

use super::element::Element;

/// The `Type` of an error: who is at fault.
pub(super) fn fault(status: StatusCode) -> &'static str {
    if status.is_server_error() { "Receiver" } else { "Sender" }
}

/// The first request ID in one of these elements. Services spell its name differently.
pub(super) fn request_id_in<'e>(elements: impl IntoIterator<Item = Element<'e>>) -> Option<String> {
    let id = elements.into_iter().find_map(|element| {
        ["RequestId", "RequestID", "requestId"].into_iter().find_map(|name| text_in(element, name))
    });
    id.map(str::to_owned)
}

/// The text of the child `name`, unless it is empty.
pub(super) fn text_in<'e>(element: Element<'e>, name: &str) -> Option<&'e str> {
    let text = element.child(name)?.text().trim();
    (!text.is_empty()).then_some(text)
}
