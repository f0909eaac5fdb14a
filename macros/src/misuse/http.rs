//! Mistakes in `http`, `code` and `host_prefix`.

use super::{Misuse, field_or, nearest_or};

/// `http` has only one word.
pub(crate) fn http_without_method() -> Misuse {
    Misuse::new("`http` needs a method and a path", "write `http = \"POST /2020-11-20/projects\"`")
}

/// `http` starts with a method that no operation of AWS has.
pub(crate) fn unknown_method(method: &str, known: &[&str], nearest: Option<&str>) -> Misuse {
    Misuse::new(format!("unknown method `{method}` in `http`"), nearest_or(nearest, known))
}

/// The path in `http` does not start at the root.
pub(crate) fn path_not_absolute(method: &str, path: &str) -> Misuse {
    Misuse::new("the path in `http` must start with `/`", format!("write `http = \"{method} /{path}\"`"))
}

/// A character in `http` that stands in URIs only percent-encoded.
pub(crate) fn http_character(character: char) -> Misuse {
    let bytes = character.to_string().into_bytes();
    let escaped = bytes.iter().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
    let shown = if character.is_control() { character.escape_debug().to_string() } else { character.to_string() };
    Misuse::new(
        format!("`{shown}` in `http` cannot stand in a URI"),
        format!("write it percent-encoded, as `{escaped}`"),
    )
}

/// Braces in the query of `http`.
pub(crate) fn label_in_query() -> Misuse {
    Misuse::new("a label in the query of `http`", "a field goes in the query by `#[aws(query = \"..\")]` on it")
}

/// A segment of the path in `http` that HTTP clients or signatures leave out.
pub(crate) fn http_segment(segment: &str) -> Misuse {
    if segment.is_empty() {
        return Misuse::new("the path in `http` has an empty segment", "write one `/` between two segments");
    }
    Misuse::new(
        format!("the path in `http` has the segment `{segment}`, which HTTP clients resolve"),
        "write the path that it leads to",
    )
}

/// A brace in `http` that nothing closes, or that nothing opens.
pub(crate) fn unclosed_label() -> Misuse {
    Misuse::new("unclosed `{` in `http`", "a label looks like `{project_name}`")
}

/// Braces in `http` without a name in them.
pub(crate) fn empty_label() -> Misuse {
    Misuse::new("empty label in `http`", "a label names a Rust field: `{project_name}`")
}

/// A label in `http` with something else in its segment of the path.
pub(crate) fn label_not_alone(label: &str) -> Misuse {
    Misuse::new(
        format!("label `{{{label}}}` in `http` shares its segment"),
        "a label fills the whole of a segment: `/{a}/{b}`",
    )
}

/// A label that takes the rest of the path, and another one after it.
pub(crate) fn greedy_label_not_last(label: &str) -> Misuse {
    Misuse::new(
        format!("greedy label `{{{label}+}}` in `http` is followed by another label"),
        "a greedy label must be the last one",
    )
}

/// A label that stands twice in `http`.
pub(crate) fn duplicate_label(label: &str) -> Misuse {
    Misuse::new(format!("label `{{{label}}}` stands twice in `http`"), "keep one")
}

/// A label in `http` that names no field.
pub(crate) fn label_without_field(label: &str, item: &str, nearest: Option<&str>) -> Misuse {
    let help = match nearest {
        Some(nearest) => format!("labels name Rust fields; did you mean `{{{nearest}}}`?"),
        None => format!("labels name Rust fields: add the field `{label}`, or correct the label"),
    };
    Misuse::new(format!("label `{{{label}}}` in `http` has no field on `{item}`"), help)
}

/// `code` on an operation without `http`.
pub(crate) fn code_without_http() -> Misuse {
    Misuse::new("`code` is the status of an operation with `http`", "remove `code`, or write `http = \"POST /path\"`")
}

/// A status of success that is none.
pub(crate) fn not_a_success_code(code: u16) -> Misuse {
    Misuse::new(format!("{code} is not the status of a success"), "successes have 200 to 299")
}

/// A host label that `host_prefix` does not name.
pub(crate) fn host_label_outside_prefix(field: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is a host label, but `host_prefix` does not name it"),
        format!("write `host_prefix = \"{{{field}}}.\"` on the operation, or remove `host_label`"),
    )
}

/// A brace in `host_prefix` that nothing closes.
pub(crate) fn host_prefix_unclosed() -> Misuse {
    Misuse::new("unclosed `{` in `host_prefix`", "a label looks like `{account_id}`")
}

/// A character in `host_prefix` that no host name has.
pub(crate) fn host_prefix_character(character: char) -> Misuse {
    let character = character.escape_default();
    Misuse::new(
        format!("`{character}` in `host_prefix` cannot stand in a host name"),
        "a host name has letters, digits, hyphens and dots",
    )
}

/// A label in `host_prefix` that names no field.
pub(crate) fn host_prefix_without_field(label: &str, item: &str, nearest: Option<&str>) -> Misuse {
    Misuse::new(
        format!("label `{{{label}}}` in `host_prefix` has no field on `{item}`"),
        field_or(nearest, "labels name Rust fields"),
    )
}
