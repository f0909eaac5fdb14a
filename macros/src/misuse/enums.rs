//! Mistakes in an enum that is a shape.

use super::Misuse;

/// A shape that is an enum without variants.
pub(crate) fn empty_enum(item: &str) -> Misuse {
    Misuse::new(format!("`{item}` has no variants"), "add the values of a string enum, or the members of a union")
}

/// An enum of which some variants are values and some hold fields.
pub(crate) fn mixed_enum(variant: &str) -> Misuse {
    Misuse::new(
        format!("`{variant}` holds fields among the values of a string enum"),
        "a string enum has variants without fields, and one for other values marked `#[aws(unknown)]`",
    )
}

/// A variant of a union that holds no field, or several.
pub(crate) fn union_variant_fields(variant: &str) -> Misuse {
    Misuse::new(
        format!("`{variant}` must hold exactly one unnamed field"),
        format!("write `{variant}(String)`: a variant of a union is one member"),
    )
}

/// A string enum that cannot hold the values that a service adds later.
pub(crate) fn unknown_missing(item: &str) -> Misuse {
    Misuse::new(
        format!("`{item}` has no variant for values that are added later"),
        "add `#[aws(unknown)] Unknown(String)`",
    )
}

/// A string enum with parameters.
pub(crate) fn generic_string_enum(item: &str) -> Misuse {
    Misuse::new(
        format!("`{item}` cannot be generic: it is a string enum"),
        "remove the parameters: `#[aws(unknown)]` holds a `String`",
    )
}

/// Two variants for unknown values.
pub(crate) fn unknown_twice(first: &str) -> Misuse {
    Misuse::new(format!("`{first}` is marked `unknown` already"), "keep one")
}

/// The variant for unknown values does not hold a `String`.
pub(crate) fn unknown_holds_no_string(variant: &str) -> Misuse {
    Misuse::new(
        format!("`{variant}` cannot hold an unknown value"),
        format!("write `#[aws(unknown)] {variant}(String)`"),
    )
}
