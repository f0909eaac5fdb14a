//! Mistakes in an enum that is a shape.

use super::{Misuse, list};

/// An enum that is a shape needs variants: the values of a string enum, or the members of a union.
pub(crate) fn empty_enum(item: &str) -> Misuse {
    Misuse::new(format!("`{item}` has no variants"), "add the values of a string enum, or the members of a union")
}

/// An enum with variants without fields is a string enum, in which only the variant for unknown values has a field.
pub(crate) fn mixed_enum(variants: &[String]) -> Misuse {
    match variants {
        [variant] => Misuse::new(
            format!("`{variant}` holds fields, but this is a string enum"),
            "remove its fields, or mark it with `#[aws(unknown)]` as the variant for other values",
        ),
        _ => Misuse::new(
            format!("{} hold fields, but this is a string enum", list(variants)),
            "remove their fields, but for `#[aws(unknown)] Unknown(String)`, the variant for other values",
        ),
    }
}

/// Each variant of a union is one member, so it holds one value.
pub(crate) fn union_variant_fields(variants: &[String]) -> Misuse {
    let variant = variants.first().map_or("", String::as_str);
    let each = if variants.len() > 1 { "each " } else { "" };
    Misuse::new(
        format!("{} must {each}hold exactly one unnamed field", list(variants)),
        format!("write `{variant}(String)`: a variant of a union is one member"),
    )
}

/// AWS adds values to its string enums, so a string enum needs a variant for values that it does not know.
pub(crate) fn unknown_missing(item: &str) -> Misuse {
    Misuse::new(
        format!("`{item}` has no variant for values that are added later"),
        "add `#[aws(unknown)] Unknown(String)`",
    )
}

/// A string enum has no type parameters and no lifetimes.
pub(crate) fn generic_string_enum(item: &str) -> Misuse {
    Misuse::new(
        format!("`{item}` cannot be generic: it is a string enum"),
        "remove the parameters: `#[aws(unknown)]` holds a `String`",
    )
}

/// An enum has at most one variant for unknown values.
pub(crate) fn unknown_twice(first: &str) -> Misuse {
    Misuse::new(format!("`{first}` is marked `unknown` already"), "keep one")
}

/// The variant for unknown values holds the value as a `String`; of a sensitive enum too, which is `Sensitive<Kind>` where it
/// is a member.
pub(crate) fn unknown_holds_no_string(variant: &str) -> Misuse {
    Misuse::new(
        format!("`{variant}` cannot hold an unknown value"),
        format!("write `#[aws(unknown)] {variant}(String)`"),
    )
}
