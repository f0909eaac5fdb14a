//! Mistakes in the arguments of a service.

use super::{Misuse, nearest_or};

/// A protocol that this version does not speak.
pub(crate) fn unknown_protocol(protocol: &str, known: &[&str], nearest: Option<&str>) -> Misuse {
    Misuse::new(format!("unknown protocol `{protocol}`"), nearest_or(nearest, known))
}

/// A protocol that a feature of the crate has to be turned on for.
pub(crate) fn protocol_without_feature() -> Misuse {
    Misuse::new(
        "protocol `awsQuery` needs the feature `aws-query`",
        "write `aws-operation = { version = \"..\", features = [\"aws-query\"] }` in Cargo.toml",
    )
}

/// An awsJson service without what it puts before the names of its operations.
pub(crate) fn target_prefix_missing() -> Misuse {
    Misuse::new(
        "awsJson services need a `target_prefix`",
        "write `target_prefix = \"DynamoDB_20120810\"`: what stands before the operation in `X-Amz-Target`",
    )
}

/// `query_compatible` on a service of another protocol than awsJson.
pub(crate) fn query_compatible_without_aws_json() -> Misuse {
    Misuse::new(
        "`query_compatible` is for awsJson services that spoke awsQuery before",
        "remove it, or choose `protocol = \"awsJson1_0\"`",
    )
}

/// An awsQuery service without the version of its API.
pub(crate) fn version_missing() -> Misuse {
    Misuse::new(
        "awsQuery services need a `version`",
        "write `version = \"2011-06-15\"`: the version of the service's API, which every request names",
    )
}

/// An argument of another protocol's services.
pub(crate) fn argument_of_another_protocol(argument: &str, protocol: &str) -> Misuse {
    let article = if protocol.starts_with('a') { "an" } else { "a" };
    Misuse::new(format!("{article} {protocol} service has no `{argument}`"), "remove it")
}
