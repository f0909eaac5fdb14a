//! Mistakes in an error enum.

use super::Misuse;

/// A variant of an error enum whose fields have no names.
pub(crate) fn not_an_error_variant(variant: &str) -> Misuse {
    Misuse::new(
        format!("`{variant}` has unnamed fields"),
        format!("give the fields names: `{variant} {{ message: String }}`"),
    )
}

/// An error enum without variants.
pub(crate) fn no_error_variants(item: &str) -> Misuse {
    Misuse::new(format!("`{item}` has no variants"), "add one for each error that you handle")
}

/// Two variants with one code.
pub(crate) fn duplicate_error_code(code: &str, first: &str) -> Misuse {
    Misuse::new(
        format!("code `{code}` is already the code of `{first}`"),
        "give this variant its own with `#[aws(code = \"..\")]`",
    )
}

/// A status that no error has.
pub(crate) fn not_an_error_status(status: u16) -> Misuse {
    Misuse::new(format!("{status} is not the status of an error"), "errors have 400 to 599")
}

/// An error enum with parameters.
pub(crate) fn generic_error_enum() -> Misuse {
    Misuse::new("an error enum cannot be generic", "remove the parameters: errors are read from the wire")
}
