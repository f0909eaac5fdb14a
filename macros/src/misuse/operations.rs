//! Mistakes in the arguments of an operation, those about HTTP apart.

use super::{Misuse, field_or};

/// An operation's name as no operation of AWS has.
pub(crate) fn not_an_operation_name(name: &str, suggestion: &str) -> Misuse {
    Misuse::new(
        format!("`{name}` is not an AWS operation name"),
        format!("operation names are letters and digits and start with a capital: `{suggestion}`"),
    )
}

/// A way of authentication that is not to be chosen.
pub(crate) fn unknown_auth(auth: &str) -> Misuse {
    Misuse::new(
        format!("unknown authentication `{auth}`"),
        "requests are signed with SigV4; `auth = \"none\"` sends one unsigned",
    )
}

/// A limit of time that is none.
pub(crate) fn not_a_timeout(text: &str) -> Misuse {
    Misuse::new(
        format!("`{text}` is not a limit of time"),
        "write a whole number above zero with its unit, `s`, `m` or `h`: `attempt_timeout = \"15m\"`",
    )
}

/// `idempotent` names a field that the struct does not have.
pub(crate) fn no_such_token_field(field: &str, item: &str, nearest: Option<&str>) -> Misuse {
    let help = if field == "false" {
        "write `idempotent = false`, without quotes".to_owned()
    } else {
        field_or(nearest, "`idempotent` takes the Rust field's name")
    };
    Misuse::new(format!("no field `{field}` on `{item}`"), help)
}

/// `idempotent = false` on an operation that is said to be `readonly`.
pub(crate) fn readonly_not_idempotent() -> Misuse {
    Misuse::new(
        "`idempotent = false` contradicts `readonly`: what only reads is harmless to run twice",
        "remove one of them",
    )
}

/// `idempotent = false` on an operation that is `readonly` by its method.
pub(crate) fn method_readonly_not_idempotent(method: &str) -> Misuse {
    Misuse::new(
        format!("`idempotent = false` takes nothing back: `{method}` is `readonly` by default"),
        "write `readonly = false`",
    )
}

/// The idempotency token is part of the path, where nothing could be filled in.
pub(crate) fn token_is_label(field: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is the idempotency token and can't also be a label of the path"),
        "take it out of `http`, or take another field for `idempotent`",
    )
}

/// The token's field is the payload.
pub(crate) fn token_is_payload(field: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is the idempotency token and can't also be the payload"),
        "bind it to a header or a query parameter, or take another field for `idempotent`",
    )
}

/// `paginated` names an input field that the struct does not have.
pub(crate) fn no_such_page_field(field: &str, item: &str, nearest: Option<&str>) -> Misuse {
    Misuse::new(
        format!("no field `{field}` on `{item}`"),
        field_or(nearest, "`input` takes the name of the field that takes a page's token"),
    )
}

/// A part of `paginated` stands outside of its parentheses.
pub(crate) fn outside_of_paginated(part: &str) -> Misuse {
    let value = if part == "repeats" { "" } else { " = \"..\"" };
    Misuse::new(
        format!("`{part}` is a part of `paginated`"),
        format!("write `paginated(input = \"..\", output = \"..\", {part}{value})`"),
    )
}

/// `paginated` names something that no field can be called, and that is no path of fields either.
pub(crate) fn not_a_field(name: &str) -> Misuse {
    Misuse::new(
        format!("`{name}` is not the name of a field"),
        "`paginated` takes the names of Rust fields of input and output, and paths such as `\"list.items\"` into the output",
    )
}
