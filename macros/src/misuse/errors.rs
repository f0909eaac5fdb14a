//! Mistakes in an error enum.

use super::{Misuse, list};

/// The fields of an error are members of a structure, so they need names.
pub(crate) fn not_an_error_variant(variants: &[String]) -> Misuse {
    let variant = variants.first().map_or("", String::as_str);
    let verb = if variants.len() > 1 { "have" } else { "has" };
    Misuse::new(
        format!("{} {verb} unnamed fields", list(variants)),
        format!("give the fields names: `{variant} {{ message: String }}`"),
    )
}

/// An error enum needs a variant for each error of the service that it covers.
pub(crate) fn no_error_variants(item: &str) -> Misuse {
    Misuse::new(format!("`{item}` has no variants"), "add one for each error that you handle")
}

/// Two variants have the same error code.
pub(crate) fn duplicate_error_code(code: &str, first: &str) -> Misuse {
    Misuse::new(
        format!("code `{code}` is already the code of `{first}`"),
        "give this variant its own with `#[aws(code = \"..\")]`",
    )
}

/// `status` is the HTTP status of an error.
pub(crate) fn not_an_error_status(status: u16) -> Misuse {
    Misuse::new(format!("{status} is not an error status"), "error statuses are 400 to 599")
}

/// An error is of one kind: `throttling` slows the client down, `transient` does not, and `quota` is not retried.
pub(crate) fn two_kinds_of_retry(first: &str, second: &str) -> Misuse {
    Misuse::new(
        format!("`{second}` contradicts `{first}`"),
        "keep one: an error is about too many requests (`throttling`), a fault that passes (`transient`) or a `quota`",
    )
}

/// An error enum has no type parameters and no lifetimes.
pub(crate) fn generic_error_enum() -> Misuse {
    Misuse::new("an error enum cannot be generic", "remove the parameters")
}
