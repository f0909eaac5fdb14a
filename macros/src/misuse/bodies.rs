//! Mistakes in `checksum`, `checksum_required` and `compress`.

use super::{Misuse, field_or};

/// The argument is in the crate only with its feature.
pub(crate) fn argument_without_feature(argument: &str, feature: &str) -> Misuse {
    Misuse::new(
        format!("`{argument}` needs the feature `{feature}`"),
        format!("write `aws-operation = {{ version = \"..\", features = [\"{feature}\"] }}` in Cargo.toml"),
    )
}

/// `checksum(..)` says which messages have a checksum, so it needs at least one argument.
pub(crate) fn empty_checksum() -> Misuse {
    Misuse::new(
        "`checksum` has no arguments",
        "write `checksum(algorithm = \"checksum_algorithm\")` with a Rust field, `checksum(validate = \"checksum_mode\")`, or \
         `checksum_required`",
    )
}

/// `required` in `checksum(..)` says the same as `checksum_required`.
pub(crate) fn checksum_required_beside_checksum() -> Misuse {
    Misuse::new("`checksum_required` beside `checksum(..)`", "write `checksum(.., required)` alone")
}

/// `algorithm` or `validate` in `checksum(..)` names a field that the struct does not have.
pub(crate) fn no_such_checksum_field(
    part: &str,
    field: &str,
    item: &str,
    is_algorithm: bool,
    nearest: Option<&str>,
) -> Misuse {
    let help = match part {
        "algorithm" if is_algorithm => {
            "`algorithm` takes the name of the Rust field that holds the algorithm of a request".to_owned()
        }
        _ => field_or(nearest, &format!("`{part}` takes the Rust field's name")),
    };
    Misuse::new(format!("no field `{field}` on `{item}`"), help)
}

/// The fields that `checksum(..)` names are sent in headers, which tell the service how to check or make a checksum.
pub(crate) fn checksum_field_without_header(part: &str, field: &str) -> Misuse {
    let header = if part == "algorithm" { "x-amz-sdk-checksum-algorithm" } else { "x-amz-checksum-mode" };
    Misuse::new(
        format!("`{field}` is named by `{part}` of `checksum`, but is not sent in a header"),
        format!("write `#[aws(header = \"{header}\")]` on the field, or name another field"),
    )
}

/// gzip is the only encoding that AWS's services accept in requests.
pub(crate) fn unknown_encoding(encoding: &str) -> Misuse {
    Misuse::new(format!("unknown encoding `{encoding}`"), "write `compress = \"gzip\"`")
}

/// All members of the request are in its path, query or headers, so there is nothing to compress.
pub(crate) fn compress_without_body() -> Misuse {
    Misuse::new("`compress` on an operation whose requests have no body", "remove `compress`")
}
