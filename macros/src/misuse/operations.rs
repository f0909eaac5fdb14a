//! Mistakes in the arguments of an operation, except those about HTTP.

use super::{Misuse, field_or};
use crate::parse::nearest::nearest;

/// The name of an operation is letters and digits, and starts with a capital letter.
pub(crate) fn not_an_operation_name(name: &str, suggestion: &str) -> Misuse {
    Misuse::new(
        format!("`{name}` is not an AWS operation name"),
        format!("operation names are letters and digits and start with a capital: `{suggestion}`"),
    )
}

/// `attempt_timeout` needs a duration with a unit.
pub(crate) fn not_a_timeout(text: &str) -> Misuse {
    Misuse::new(
        format!("`{text}` is not a duration"),
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

/// A `readonly` operation changes nothing, so it is always idempotent.
pub(crate) fn readonly_not_idempotent() -> Misuse {
    Misuse::new("`idempotent = false` contradicts `readonly`: a read is always safe to run twice", "remove one of them")
}

/// GET and HEAD are `readonly` by default, and so idempotent; `readonly = false` is what changes that.
pub(crate) fn method_readonly_not_idempotent(method: &str) -> Misuse {
    Misuse::new(
        format!("`idempotent = false` has no effect: `{method}` is `readonly` by default"),
        "write `readonly = false`",
    )
}

/// The client fills in an idempotency token that is `None`, but a label in the path always has a value.
pub(crate) fn token_is_label(field: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is the idempotency token and can't also be a label of the path"),
        "remove it from `http`, or name another field in `idempotent`",
    )
}

/// The client fills in an idempotency token that is `None`, which it cannot do with the payload.
pub(crate) fn token_is_payload(field: &str) -> Misuse {
    Misuse::new(
        format!("`{field}` is the idempotency token and can't also be the payload"),
        "bind it to a header or a query parameter, or name another field in `idempotent`",
    )
}

/// `input` in `paginated` names a field that the struct does not have.
pub(crate) fn no_such_page_field(field: &str, item: &str, nearest: Option<&str>) -> Misuse {
    Misuse::new(
        format!("no field `{field}` on `{item}`"),
        field_or(nearest, "`input` takes the name of the Rust field that holds a page's token"),
    )
}

/// An argument of `paginated` is written outside of its parentheses.
pub(crate) fn outside_of_paginated(part: &str) -> Misuse {
    let value = if part == "repeats" { "" } else { " = \"..\"" };
    Misuse::new(
        format!("`{part}` belongs inside of `paginated(..)`"),
        format!("write `paginated(input = \"..\", output = \"..\", {part}{value})`"),
    )
}

/// An argument of `paginated` is neither the name of a Rust field nor a path of such names.
pub(crate) fn not_a_field(name: &str) -> Misuse {
    Misuse::new(
        format!("`{name}` is not the name of a field"),
        "`paginated` takes the names of Rust fields of input and output, and paths such as `\"list.items\"` into the output",
    )
}

/// A parameter of the endpoint has the name of AWS's endpoint rules: letters and digits that start with a capital letter.
pub(crate) fn not_a_context_name(name: &str) -> Misuse {
    Misuse::new(
        format!("`{name}` is not the name of an endpoint parameter"),
        "write the name in the endpoint rules of the service, such as `Bucket` or `StreamARN`",
    )
}

/// `static_context` takes texts and booleans.
pub(crate) fn not_a_static_context(name: &str) -> Misuse {
    Misuse::new(
        format!("`{name}` in `static_context` is neither a text nor a boolean"),
        format!("write `{name} = \"control\"` or `{name} = true`"),
    )
}

/// `context` on an operation is a path of `JMESPath` that begins with a member of the input.
pub(crate) fn not_a_context_path(path: &str) -> Misuse {
    Misuse::new(
        format!("`{path}` is not a path to members"),
        "write a path such as `TableCreationParameters.TableName`, `TransactItems[*].Get.TableName` or `keys(RequestItems)`",
    )
}

/// A path in `context` begins with a name that no member has on the wire.
pub(crate) fn no_such_context_member(member: &str, item: &str, known: &[&str]) -> Misuse {
    let nearest = nearest(member, known.iter().copied());
    Misuse::new(
        format!("no member `{member}` of `{item}`"),
        field_or(nearest.as_deref(), "a path in `context` begins with a member's name on the wire"),
    )
}

/// Two of `static_context`, `context` and the fields with `context` set one parameter of the endpoint.
pub(crate) fn context_given_twice(name: &str) -> Misuse {
    Misuse::new(format!("the endpoint parameter `{name}` is given twice"), "keep one")
}
