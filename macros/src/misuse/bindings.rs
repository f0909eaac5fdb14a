//! Mistakes in the bindings of fields.

use super::{Misuse, list};

/// A field has `skip`, but is needed elsewhere: in the path or the host, as a token, or in a header.
pub(crate) fn skipped_but_needed(field: &str, role: &str) -> Misuse {
    Misuse::new(format!("`{field}` is {role}, so it can't be skipped"), "remove `skip`")
}

/// A field has two bindings, of which it can have one.
pub(crate) fn bound_twice(field: &str, first: &str, second: &str) -> Misuse {
    Misuse::new(format!("`{field}` is bound twice: `{first}` and `{second}`"), "keep one")
}

/// A field is a label in the path of `http`, and has another binding.
pub(crate) fn label_bound_elsewhere(field: &str, binding: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is a label of the path and also bound to `{binding}`"),
        format!("remove `{binding}`, or remove `{{{field}}}` from `http`"),
    )
}

/// The name of a header has a character that HTTP does not allow there.
pub(crate) fn not_a_header_name(name: &str) -> Misuse {
    Misuse::new(
        format!("`{name}` is not a header name"),
        "header names are letters, digits and hyphens: `X-Amzn-Client-Token`",
    )
}

/// The media type of a payload must have the form `type/subtype`.
pub(crate) fn not_a_media_type(text: &str) -> Misuse {
    Misuse::new(format!("`{text}` is not a media type"), "write a type and a subtype, as in `payload = \"text/plain\"`")
}

/// The client, its signer or the HTTP library writes this header.
pub(crate) fn reserved_header(name: &str) -> Misuse {
    Misuse::new(format!("header `{name}` is written by the client itself"), "choose another header")
}

/// Two fields are bound to one header or one query parameter.
pub(crate) fn duplicate_binding(kind: &str, name: &str, field: &str) -> Misuse {
    Misuse::new(format!("{kind} `{name}` already carries `{field}`"), format!("choose another {kind}"))
}

/// Two fields have a binding that only one field of a structure can have.
pub(crate) fn second_binding(binding: &str, first: &str) -> Misuse {
    Misuse::new(
        format!("`{binding}` is on `{first}` already"),
        format!("keep one: a structure has one member with `{binding}`"),
    )
}

/// A query parameter of a field is also in the query of `http`.
pub(crate) fn query_in_http(name: &str, field: &str) -> Misuse {
    Misuse::new(
        format!("query parameter `{name}` is in `http` already"),
        format!("remove it from `http`, or choose another parameter for `{field}`"),
    )
}

/// Two fields or variants have the same name on the wire.
pub(crate) fn duplicate_member(first: &str, second: &str, wire: &str) -> Misuse {
    Misuse::new(
        format!("`{first}` and `{second}` are both `{wire}` on the wire"),
        "rename one with `#[aws(rename = \"..\")]`",
    )
}

/// A field of a shape or an error has a binding that only a request can have.
pub(crate) fn binding_on_shape(binding: &str) -> Misuse {
    Misuse::new(
        format!("`{binding}` binds a member of a request"),
        "a shape's members go in the body or, with `header`, in a header of the response",
    )
}

/// A field of a request has a binding that only a response can have.
pub(crate) fn binding_on_request(binding: &str) -> Misuse {
    Misuse::new(
        format!("`{binding}` binds a member of a response"),
        "bind a member of a request with `header` or `query`, name it in `http`, or leave it in the body",
    )
}

/// A payload is the whole body, so every other field needs a binding.
pub(crate) fn member_beside_payload(payload: &str, fields: &[String]) -> Misuse {
    let fields = list(fields);
    Misuse::new(
        format!("`{payload}` is the whole body, so {fields} cannot be in it"),
        format!("bind {fields} with `header` or `query`, or remove `payload` from `{payload}`"),
    )
}

/// A GET or HEAD request has no body, so every field needs a binding.
pub(crate) fn method_without_body(fields: &[String], method: &str) -> Misuse {
    let it = if fields.len() > 1 { "each" } else { "it" };
    Misuse::new(
        format!("{} would go in the body, but `{method}` has none", list(fields)),
        format!("bind {it} with `#[aws(query)]` or `#[aws(header = \"..\")]`, or name {it} in the path of `http`"),
    )
}

/// `last_segment` and `if_empty` change a text while it is sent. A response is read as it is.
pub(crate) fn sent_as_of_response(argument: &str, field: &str) -> Misuse {
    Misuse::new(
        format!("`{argument}` changes a member of a request, but `{field}` is a member of a shape"),
        format!("write `{argument}` on a field of the operation, or remove it"),
    )
}

/// `last_segment` and `if_empty` change a short text. A payload is sent as it is.
pub(crate) fn sent_as_of_payload(argument: &str, field: &str) -> Misuse {
    Misuse::new(
        format!("`{argument}` has no effect on a payload, and `{field}` is the payload"),
        format!("remove `{argument}`"),
    )
}
