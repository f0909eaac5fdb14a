//! Mistakes in a shape's names, formats and defaults.

use super::{Misuse, list, nearest_or};

/// `rename_all` takes serde's names of rules.
pub(crate) fn unknown_rename_rule(rule: &str, known: &[&str]) -> Misuse {
    Misuse::new(format!("unknown rename rule `{rule}`"), nearest_or(None, known))
}

/// `#[aws_shape]` implements serde's traits itself, so an attribute of serde does nothing.
pub(crate) fn serde_attribute(argument: &str, instead: &str) -> Misuse {
    Misuse::new(format!("`serde({argument})` has no effect on a shape"), instead)
}

/// `#[aws_shape]` implements serde's traits itself, so a derive of serde would implement them again.
pub(crate) fn serde_derive(derives: &[String]) -> Misuse {
    let derives = list(derives);
    Misuse::new(format!("`#[aws_shape]` implements {derives} itself"), format!("remove {derives} from `#[derive(..)]`"))
}

/// serde writes this type in a form that no service of AWS has, so another type was meant.
///
/// `instead` is what to write.
pub(crate) fn form_of_serde(member: &str, ty: &str, form: &str, instead: &str) -> Misuse {
    Misuse::new(format!("`{member}` would be sent as {form}: its type is `{ty}`"), format!("write {instead}"))
}

/// `timestamp` takes Smithy's names of timestamp formats.
pub(crate) fn unknown_timestamp_format(format: &str, known: &[&str], nearest: Option<&str>) -> Misuse {
    Misuse::new(format!("unknown timestamp format `{format}`"), nearest_or(nearest, known))
}

/// `default` is the value of a member that a response leaves out. A request is only written.
pub(crate) fn default_of_request(field: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is a member of a request, so it has no `default`"),
        format!("remove `default`, or make `{field}` an `Option`: `None` is not sent"),
    )
}

/// A payload is never absent: without a body it is empty.
pub(crate) fn default_of_payload(field: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is the payload, so it has no `default`"),
        "remove `default`: without a body, a string or blob is empty, and an `Option` is `None`",
    )
}

/// The value of `default` must be a literal, not an expression or a path.
pub(crate) fn default_not_a_literal(field: &str) -> Misuse {
    Misuse::new(
        format!("the `default` of `{field}` is not a literal"),
        "write a string, a number, `true`, `false` or `b\"..\"`, or `default` alone for the default of its type",
    )
}

/// Dots separate the names of a form, so a name has none.
pub(crate) fn not_a_form_name(name: &str) -> Misuse {
    Misuse::new(
        format!("`{name}` is not a name in a form"),
        "names are letters, digits, hyphens and underscores and do not start with a digit: `PrivateIpAddresses`",
    )
}

/// Two members would be one parameter of an ec2Query request. Without `ec2_query_name`, a member is sent under its name
/// with the first letter in upper case.
pub(crate) fn duplicate_form_name(first: &str, name: &str) -> Misuse {
    Misuse::new(format!("`{first}` is sent as `{name}`, too"), "choose another `ec2_query_name`")
}

/// The client fills in this member: it is the idempotency token or the token of a page.
pub(crate) fn form_name_of_filled(field: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is filled in by the client, so it can't have an `ec2_query_name`"),
        "write `rename`: no response has this member, so one name is enough",
    )
}
