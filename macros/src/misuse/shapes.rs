//! Mistakes in what a shape or its members say of their form.

use super::{Misuse, nearest_or};

/// A rule of `rename_all` that is none of serde's.
pub(crate) fn unknown_rename_rule(rule: &str, known: &[&str]) -> Misuse {
    Misuse::new(format!("unknown rename rule `{rule}`"), nearest_or(None, known))
}

/// An attribute of serde on a shape, whose serde traits are not made by serde.
pub(crate) fn foreign_attribute(argument: &str, instead: &str) -> Misuse {
    Misuse::new(format!("`serde({argument})` has no effect on a shape"), instead)
}

/// A timestamp format that Smithy does not have.
pub(crate) fn unknown_timestamp_format(format: &str, known: &[&str], nearest: Option<&str>) -> Misuse {
    Misuse::new(format!("unknown timestamp format `{format}`"), nearest_or(nearest, known))
}

/// `default` on a field of a request, which is not read.
pub(crate) fn default_of_request(field: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is a member of a request, so it has no `default`"),
        format!("remove `default`, or make `{field}` an `Option`: `None` is not sent"),
    )
}

/// `default` on the payload, which is empty where nothing was sent.
pub(crate) fn default_of_payload(field: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is the payload, so it has no `default`"),
        "remove `default`: an empty text or blob is read as it is, and an `Option` is `None`",
    )
}

/// `default` with something that is no literal.
pub(crate) fn default_not_a_literal(field: &str) -> Misuse {
    Misuse::new(
        format!("the `default` of `{field}` is not a literal that it takes"),
        "write a string, a number, `true`, `false` or `b\"..\"`, or `default` alone for that of its type",
    )
}

/// A name that no XML element has.
pub(crate) fn not_an_xml_name(name: &str) -> Misuse {
    Misuse::new(
        format!("`{name}` is not the name of an XML element"),
        "names are letters, digits, hyphens and underscores and do not start with a digit: `item`",
    )
}

/// A list without an element around its items, and a name for the items in it.
pub(crate) fn flattened_items(field: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is flattened, so its items have no name of their own"),
        format!("remove `xml_member`; the items have the name of `{field}`, which `rename` changes"),
    )
}

/// Names for the items of a list and for the entries of a map on one field.
pub(crate) fn list_and_map(field: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` cannot be both a list and a map"),
        "keep `xml_member` for a list, `xml_key` and `xml_value` for a map",
    )
}
