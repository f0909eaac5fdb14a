//! Mistakes in `auth`.

use super::{Misuse, nearest_or};

/// `auth` takes the words for authentication schemes, and `"unsigned-payload"`. Without it, requests are signed with SigV4.
pub(crate) fn unknown_auth(auth: &str, known: &[&str], nearest: Option<&str>) -> Misuse {
    Misuse::new(format!("unknown authentication `{auth}`"), nearest_or(nearest, known))
}

/// A list in `auth` is an order of preference, so each word is in it once.
pub(crate) fn repeated_auth(auth: &str) -> Misuse {
    Misuse::new(format!("`{auth}` is in `auth` twice"), "remove one of them")
}

/// Smithy's `auth([])`, for requests without authentication, is written as a word.
pub(crate) fn empty_auth() -> Misuse {
    Misuse::new("`auth` names no authentication", "write `auth = \"none\"` to send requests unsigned")
}

/// A request without authentication has none that could be preferred.
pub(crate) fn none_among_auth() -> Misuse {
    Misuse::new(
        "`\"none\"` cannot be combined with other authentication",
        "write `auth = \"none\"` alone, or remove `\"none\"`",
    )
}

/// A bearer token signs nothing, so there is no payload that could be signed.
pub(crate) fn unsigned_payload_without_signature() -> Misuse {
    Misuse::new(
        "`\"unsigned-payload\"` has no effect: a request with a bearer token is not signed",
        "write `auth = \"bearer\"`, or add `\"sigv4\"` to the list",
    )
}

/// SigV4a is in the crate only with its feature. In a list, it is passed over if the feature is off and another scheme is
/// there.
pub(crate) fn sigv4a_without_feature() -> Misuse {
    Misuse::new(
        "`auth = \"sigv4a\"` needs the feature `sigv4a`",
        "write `aws-operation = { version = \"..\", features = [\"sigv4a\"] }` in Cargo.toml",
    )
}
