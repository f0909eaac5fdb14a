//! Mistakes in the form of an argument, whatever it says.

use super::{Misuse, nearest_or, quoted};

/// An argument that the attribute does not take.
pub(crate) fn unknown_argument(key: &str, known: &[&str], nearest: Option<&str>) -> Misuse {
    Misuse::new(format!("unknown argument `{key}`"), nearest_or(nearest, known))
}

/// An argument that is given twice, in one list or in two.
pub(crate) fn duplicate_argument(key: &str) -> Misuse {
    Misuse::new(format!("argument `{key}` given twice"), "remove this one")
}

/// A required argument is missing.
pub(crate) fn missing_arguments(attribute: &str, missing: &[&str], example: &str) -> Misuse {
    let arguments = if missing.len() == 1 { "argument" } else { "arguments" };
    let names = quoted(missing).join(" and ");
    Misuse::new(format!("`{attribute}` lacks the {arguments} {names}"), format!("write `{example}`"))
}

/// Something in an attribute that is no argument.
pub(crate) fn malformed_argument(example: &str) -> Misuse {
    Misuse::new("expected an argument", format!("arguments look like `{example}`"))
}

/// An argument that takes a string got something else.
pub(crate) fn not_a_string(key: &str, example: &str) -> Misuse {
    Misuse::new(format!("`{key}` expects a string"), format!("write `{key} = \"{example}\"`"))
}

/// An argument that stands alone got a value.
pub(crate) fn not_a_flag(key: &str) -> Misuse {
    Misuse::new(format!("`{key}` takes no value"), format!("write `{key}` alone"))
}

/// An argument that stands alone got the value `true`.
pub(crate) fn written_true(key: &str) -> Misuse {
    Misuse::new(format!("`{key}` stands alone"), format!("write `{key}` without `= true`"))
}

/// An argument that stands alone, or is taken back by `= false`, got another value.
pub(crate) fn neither_flag_nor_false(key: &str) -> Misuse {
    Misuse::new(format!("`{key}` takes no value but `false`"), format!("write `{key}` alone, or `{key} = false`"))
}

/// An argument that takes a path or type got something else.
pub(crate) fn not_a_path(key: &str, example: &str) -> Misuse {
    Misuse::new(format!("`{key}` expects a path"), format!("write `{key} = {example}`"))
}

/// An argument that takes an integer got something else.
pub(crate) fn not_an_integer(key: &str, example: &str) -> Misuse {
    Misuse::new(format!("`{key}` expects an integer"), format!("write `{key} = {example}`"))
}

/// `crate` names the runtime by a path that depends on where it stands.
pub(crate) fn runtime_path_not_absolute(path: &str) -> Misuse {
    Misuse::new(
        format!("`crate = {path}` is not an absolute path"),
        format!("write `crate = ::{path}` for a dependency, `crate = crate::{path}` for a module of this crate"),
    )
}

/// An attribute on an item of another kind than it is for.
pub(crate) fn wrong_item(attribute: &str, wanted: &str, help: &str) -> Misuse {
    Misuse::new(format!("`#[{attribute}]` belongs on {wanted}"), help)
}

/// Two of the attributes on one item.
pub(crate) fn second_attribute(attribute: &str) -> Misuse {
    Misuse::new(
        format!("`#[{attribute}]` stands on an item that is already annotated"),
        "keep one of the attributes; one `#[aws_..]` says all of an item",
    )
}
