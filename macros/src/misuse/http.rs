//! Mistakes in `http`, `code` and `host_prefix`.

use super::{Misuse, field_or, nearest_or};

/// `http` must be a method and a path, with a space between them.
pub(crate) fn http_without_method() -> Misuse {
    Misuse::new("`http` needs a method and a path", "write `http = \"POST /2020-11-20/projects\"`")
}

/// The method in `http` is not one that AWS uses.
pub(crate) fn unknown_method(method: &str, known: &[&str], nearest: Option<&str>) -> Misuse {
    Misuse::new(format!("unknown method `{method}` in `http`"), nearest_or(nearest, known))
}

/// The path in `http` must be absolute.
pub(crate) fn path_not_absolute(method: &str, path: &str) -> Misuse {
    let Some((_, url)) = path.split_once("://") else {
        return Misuse::new("the path in `http` must start with `/`", format!("write `http = \"{method} /{path}\"`"));
    };
    let path = url.split_once('/').map_or("", |(_, path)| path);
    Misuse::new(
        "the path in `http` must start with `/`",
        format!("write `http = \"{method} /{path}\"`: the client has the host"),
    )
}

/// A URI must percent-encode this character.
pub(crate) fn character_in_http(character: char) -> Misuse {
    let bytes = character.to_string().into_bytes();
    let escaped = bytes.iter().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
    let shown = if character.is_control() { character.escape_debug().to_string() } else { character.to_string() };
    Misuse::new(
        format!("`{shown}` in `http` is not allowed in a URI"),
        format!("write it percent-encoded, as `{escaped}`"),
    )
}

/// A label is the name of a field, without the `r#` that Rust needs for keywords.
pub(crate) fn raw_label(field: &str) -> Misuse {
    Misuse::new(format!("label `{{r#{field}}}` in `http` begins with `r#`"), format!("write `{{{field}}}`"))
}

/// Labels are only for the path; a field in the query has the binding `query`.
pub(crate) fn label_in_query() -> Misuse {
    Misuse::new("a label in the query of `http`", "remove it, and write `#[aws(query = \"..\")]` on the field")
}

/// HTTP clients remove segments that are empty, `.` or `..`, so the signature would not match.
pub(crate) fn segment_in_http(segment: &str) -> Misuse {
    if segment.is_empty() {
        return Misuse::new("the path in `http` has an empty segment", "write one `/` between two segments");
    }
    Misuse::new(
        format!("the path in `http` has the segment `{segment}`, which HTTP clients resolve"),
        "write the resolved path",
    )
}

/// A brace in `http` has no partner.
pub(crate) fn unclosed_label() -> Misuse {
    Misuse::new("unclosed `{` in `http`", "a label looks like `{project_name}`")
}

/// A label in `http` has no name.
pub(crate) fn empty_label() -> Misuse {
    Misuse::new("empty label in `http`", "a label names a Rust field: `{project_name}`")
}

/// Other tools write labels in this way: `:name`, `<name>`, `{name*}`.
pub(crate) fn label_of_another_form(segment: &str, label: &str) -> Misuse {
    Misuse::new(format!("`{segment}` in `http` is not a label"), format!("write `{{{label}}}`"))
}

/// A label must be a whole segment of the path in `http`.
pub(crate) fn label_not_alone(label: &str) -> Misuse {
    Misuse::new(
        format!("label `{{{label}}}` in `http` is only a part of its segment"),
        "a label must be a whole segment: `/{a}/{b}`",
    )
}

/// A greedy label takes the rest of the path, so no label can follow it.
pub(crate) fn greedy_label_not_last(label: &str) -> Misuse {
    Misuse::new(
        format!("greedy label `{{{label}+}}` in `http` is followed by another label"),
        "a greedy label must be the last one",
    )
}

/// Two labels in `http` name the same field.
pub(crate) fn duplicate_label(label: &str) -> Misuse {
    Misuse::new(format!("label `{{{label}}}` is twice in `http`"), "keep one")
}

/// A label in `http` names a field that the struct does not have.
pub(crate) fn label_without_field(label: &str, item: &str, nearest: Option<&str>) -> Misuse {
    let help = match nearest {
        Some(nearest) => format!("labels name Rust fields; did you mean `{{{nearest}}}`?"),
        None => format!("labels name Rust fields: add the field `{label}`, or correct the label"),
    };
    Misuse::new(format!("label `{{{label}}}` in `http` has no field on `{item}`"), help)
}

/// `code` is the HTTP status of success, so the operation needs `http`.
pub(crate) fn code_without_http() -> Misuse {
    Misuse::new("`code` needs `http`", "remove `code`, or write `http = \"POST /path\"`")
}

/// `code` is the HTTP status of success.
pub(crate) fn not_a_success_code(code: u16) -> Misuse {
    Misuse::new(format!("{code} is not a success status"), "success statuses are 200 to 299")
}

/// A field has `host_label`, but the operation's `host_prefix` does not name it.
pub(crate) fn host_label_outside_prefix(field: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is a host label, but `host_prefix` does not name it"),
        format!("write `host_prefix = \"{{{field}}}.\"` on the operation, or remove `host_label`"),
    )
}

/// A brace in `host_prefix` has no partner.
pub(crate) fn host_prefix_unclosed() -> Misuse {
    Misuse::new("unclosed `{` in `host_prefix`", "a label looks like `{account_id}`")
}

/// A host name cannot have this character.
pub(crate) fn character_in_host_prefix(character: char) -> Misuse {
    let character = character.escape_default();
    Misuse::new(
        format!("`{character}` in `host_prefix` is not allowed in a host name"),
        "a host name has letters, digits, hyphens and dots",
    )
}

/// A host name has no empty label, so there is something before each dot.
pub(crate) fn dots_in_host_prefix(prefix: &str) -> Misuse {
    Misuse::new(
        format!("`{prefix}` in `host_prefix` has a dot with nothing before it"),
        "write a dot only after a part of the host: `data.` or `{account_id}.data.`",
    )
}

/// A label in `host_prefix` names a field that the struct does not have.
pub(crate) fn host_prefix_without_field(label: &str, item: &str, nearest: Option<&str>) -> Misuse {
    Misuse::new(
        format!("label `{{{label}}}` in `host_prefix` has no field on `{item}`"),
        field_or(nearest, "labels name Rust fields"),
    )
}
