//! Mistakes in the form of an argument, or in the item that an attribute is on.

use super::{Misuse, nearest_or, quoted};

/// The attribute does not take this argument.
pub(crate) fn unknown_argument(key: &str, known: &[&str], nearest: Option<&str>) -> Misuse {
    let help = nearest.is_none().then(|| habit(key, known)).flatten();
    Misuse::new(format!("unknown argument `{key}`"), help.map_or_else(|| nearest_or(nearest, known), str::to_owned))
}

/// What to write instead of an argument that other tools have, on an item that takes `known`.
fn habit(key: &str, known: &[&str]) -> Option<&'static str> {
    let here = |argument| known.contains(&argument);
    let help = match key {
        "method" | "path" | "uri" | "url" if here("http") => "write method and path as `http = \"POST /projects\"`",
        "timeout" if here("attempt_timeout") => "write `attempt_timeout = \"30s\"`, or set a limit on the client",
        "retry" | "retries" | "max_attempts" if here("http") => {
            "remove it: the client has the `RetryPolicy`, and `readonly` or `idempotent` say what is safe to run twice"
        }
        "region" if here("http") || here("endpoint") => "remove it: the client has the region",
        "endpoint_url" | "base_url" if here("http") || here("endpoint") => {
            "remove it: the client has it, `Client::builder().endpoint_url(..)`"
        }
        "protocol" if here("http") => "write it on the service: `#[aws_service(id = \"..\", protocol = \"..\")]`",
        "name" if here("query_params") => "write `rename = \"..\"`",
        "required" | "optional" if here("query_params") => "remove it: a field is required unless it is an `Option`",
        "idempotency_token" | "idempotent" if here("query_params") => {
            "write it on the operation, with the name of the field: `idempotent = \"client_token\"`"
        }
        "label" | "path" | "uri" if here("query_params") => {
            "remove it, and name the field in `http`: `http = \"GET /projects/{project_name}\"`"
        }
        "sensitive" if here("query_params") => "remove it, and write `Sensitive<String>` as the type",
        "unknown" | "other" if here("throttling") => {
            "remove the variant: an error that the enum lacks is `SendError::Unmodeled`"
        }
        "other" | "fallback" if here("unknown") => "write `#[aws(unknown)]`",
        _ => return None,
    };
    Some(help)
}

/// A name on the wire has at least one character.
pub(crate) fn empty_name(key: &str, example: &str) -> Misuse {
    Misuse::new(format!("`{key}` is empty"), format!("write a name, such as `{key} = \"{example}\"`"))
}

/// An argument is given twice, in one attribute or in two.
pub(crate) fn duplicate_argument(key: &str) -> Misuse {
    Misuse::new(format!("argument `{key}` given twice"), "remove this one")
}

/// A required argument is missing.
pub(crate) fn missing_arguments(attribute: &str, missing: &[&str], example: &str) -> Misuse {
    let arguments = if missing.len() == 1 { "argument" } else { "arguments" };
    let names = quoted(missing).join(" and ");
    Misuse::new(format!("`{attribute}` lacks the {arguments} {names}"), format!("write `{example}`"))
}

/// Something in an attribute does not have the form of an argument: `key`, `key = value` or `key(..)`.
pub(crate) fn malformed_argument(example: &str) -> Misuse {
    Misuse::new("expected an argument", format!("arguments look like `{example}`"))
}

/// Two arguments without a comma between them.
pub(crate) fn comma_missing() -> Misuse {
    Misuse::new("expected a comma", "write a comma between two arguments: `name = \"..\", http = \"..\"`")
}

/// The value of this argument must be a string literal.
pub(crate) fn not_a_string(key: &str, example: &str) -> Misuse {
    Misuse::new(format!("`{key}` expects a string"), format!("write `{key} = \"{example}\"`"))
}

/// This argument is written without a value.
pub(crate) fn not_a_flag(key: &str) -> Misuse {
    Misuse::new(format!("`{key}` takes no value"), format!("write `{key}` alone"))
}

/// This argument is written without a value; only `= false` may follow it.
pub(crate) fn flag_is_true(key: &str) -> Misuse {
    Misuse::new(format!("`{key}` does not take `true`"), format!("write `{key}` without `= true`"))
}

/// This argument is written without a value, or with `= false`.
pub(crate) fn neither_flag_nor_false(key: &str) -> Misuse {
    Misuse::new(format!("`{key}` takes no value but `false`"), format!("write `{key}` alone, or `{key} = false`"))
}

/// The value of this argument must be a path or a type, without quotes.
pub(crate) fn not_a_path(key: &str, example: &str) -> Misuse {
    Misuse::new(format!("`{key}` expects a path"), format!("write `{key} = {example}`"))
}

/// The value of this argument must be an integer literal.
pub(crate) fn not_an_integer(key: &str, example: &str) -> Misuse {
    Misuse::new(format!("`{key}` expects an integer"), format!("write `{key} = {example}`"))
}

/// `crate` names the runtime by a relative path, which resolves differently in each module.
pub(crate) fn runtime_path_not_absolute(path: &str) -> Misuse {
    Misuse::new(
        format!("`crate = {path}` is not an absolute path"),
        format!("write `crate = ::{path}` for a dependency, `crate = crate::{path}` for a module of this crate"),
    )
}

/// The attribute is on an item of the wrong kind.
pub(crate) fn wrong_item(attribute: &str, wanted: &str, help: &str) -> Misuse {
    Misuse::new(format!("`#[{attribute}]` belongs on {wanted}"), help)
}

/// Two of the attributes are on one item.
pub(crate) fn second_attribute(attribute: &str) -> Misuse {
    Misuse::new(format!("`#[{attribute}]` is the second AWS attribute on this item"), "keep one of them")
}
