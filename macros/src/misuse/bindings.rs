//! Mistakes in where a field goes.

use super::Misuse;

/// A field is skipped, but something needs its value.
pub(crate) fn skipped_but_needed(field: &str, role: &str) -> Misuse {
    Misuse::new(format!("`{field}` is {role}, so it can't be skipped"), "remove `skip`")
}

/// A field goes to two places.
pub(crate) fn bound_twice(field: &str, first: &str, second: &str) -> Misuse {
    Misuse::new(format!("`{field}` is bound twice: `{first}` and `{second}`"), "keep one")
}

/// A field is in the path of `http` and goes somewhere else as well.
pub(crate) fn label_bound_elsewhere(field: &str, binding: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is a label of the path and also bound to `{binding}`"),
        format!("remove `{binding}`, or take `{{{field}}}` out of `http`"),
    )
}

/// A header's name with characters that no header's name has.
pub(crate) fn not_a_header_name(name: &str) -> Misuse {
    Misuse::new(
        format!("`{name}` is not a header name"),
        "header names are letters, digits and hyphens: `X-Amzn-Client-Token`",
    )
}

/// A payload's media type that is none.
pub(crate) fn not_a_media_type(text: &str) -> Misuse {
    Misuse::new(format!("`{text}` is not a media type"), "write a type and a subtype, as in `payload = \"text/plain\"`")
}

/// A header that the client writes itself.
pub(crate) fn reserved_header(name: &str) -> Misuse {
    Misuse::new(format!("header `{name}` is written by the client itself"), "choose another header")
}

/// Two fields go in one header or query parameter.
pub(crate) fn duplicate_binding(kind: &str, name: &str, field: &str) -> Misuse {
    Misuse::new(format!("{kind} `{name}` already carries `{field}`"), format!("choose another {kind}"))
}

/// Two fields of a kind of which a structure has one.
pub(crate) fn second_binding(binding: &str, first: &str) -> Misuse {
    Misuse::new(
        format!("`{binding}` is on `{first}` already"),
        format!("keep one: a structure has one member with `{binding}`"),
    )
}

/// Two fields have one name on the wire.
pub(crate) fn duplicate_member(first: &str, second: &str, wire: &str) -> Misuse {
    Misuse::new(
        format!("`{first}` and `{second}` are both `{wire}` on the wire"),
        "rename one with `#[aws(rename = \"..\")]`",
    )
}

/// A binding of requests on a field of a shape or an error.
pub(crate) fn binding_on_shape(binding: &str) -> Misuse {
    Misuse::new(
        format!("`{binding}` binds a member of a request"),
        "a shape's members go in the body or, with `header`, in a header of the answer",
    )
}

/// A binding of answers on a field of a request.
pub(crate) fn binding_on_request(binding: &str) -> Misuse {
    Misuse::new(
        format!("`{binding}` binds a member of an answer"),
        "a request's members go in the body, or where `header`, `query` and `http` say",
    )
}

/// A payload, and another field that would go in the body.
pub(crate) fn payload_is_all(payload: &str, field: &str) -> Misuse {
    Misuse::new(
        format!("`{payload}` is the whole body, so `{field}` has no place in it"),
        format!("bind `{field}` with `header` or `query`, or take `payload` from `{payload}`"),
    )
}

/// A field of the body, with a method that has none.
pub(crate) fn body_without_body(field: &str, method: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` would go in the body, but `{method}` has none"),
        "bind it with `#[aws(query)]` or `#[aws(header = \"..\")]`, or name it in the path of `http`",
    )
}
