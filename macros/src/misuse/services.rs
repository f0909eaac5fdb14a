//! Mistakes in the arguments of a service.

use super::{Misuse, nearest_or};

/// This version does not support the protocol.
pub(crate) fn unknown_protocol(protocol: &str, known: &[&str], nearest: Option<&str>) -> Misuse {
    Misuse::new(format!("unknown protocol `{protocol}`"), nearest_or(nearest, known))
}

/// The protocol is in the crate only with its feature.
pub(crate) fn protocol_without_feature(protocol: &str, feature: &str) -> Misuse {
    Misuse::new(
        format!("protocol `{protocol}` needs the feature `{feature}`"),
        format!("write `aws-operation = {{ version = \"..\", features = [\"{feature}\"] }}` in Cargo.toml"),
    )
}

/// awsJson names the operation in the header `X-Amz-Target`, with a prefix that each service defines.
pub(crate) fn target_prefix_missing() -> Misuse {
    Misuse::new(
        "awsJson services need a `target_prefix`",
        "write `target_prefix = \"DynamoDB_20120810\"`: the part of `X-Amz-Target` before the operation's name",
    )
}

/// rpcv2Cbor names the service in the path. It is the name of the model's service shape, in botocore the `targetPrefix`.
pub(crate) fn target_prefix_of_cbor_missing() -> Misuse {
    Misuse::new(
        "rpcv2Cbor services need a `target_prefix`",
        "write `target_prefix = \"GraniteServiceVersion20100801\"`: the name of the service in the path \
         `/service/GraniteServiceVersion20100801/operation/..`",
    )
}

/// The client puts the dot and the operation's name behind the prefix.
pub(crate) fn target_prefix_with_dot(prefix: &str) -> Misuse {
    Misuse::new("`target_prefix` ends with a dot", format!("write `target_prefix = \"{prefix}\"`, without the dot"))
}

/// `signing_name` is the service in the credential scope of a signature. `endpoint_prefix` is the first part of the host,
/// without the region and the domain.
pub(crate) fn not_a_name_of_the_service(key: &str, text: &str) -> Misuse {
    let host = text.split_once("://").map_or(text, |(_, host)| host);
    let first = host.split(['.', '/', ':']).next().filter(|first| !first.is_empty()).unwrap_or("lookoutvision");
    Misuse::new(format!("`{key}` cannot be `{text}`"), format!("write the name alone, such as `{key} = \"{first}\"`"))
}

/// `query_compatible` is Smithy's `awsQueryCompatible`, which only awsJson and rpcv2Cbor services have.
pub(crate) fn query_compatible_without_aws_json() -> Misuse {
    Misuse::new(
        "`query_compatible` is for awsJson and rpcv2Cbor services that used awsQuery before",
        "remove it, or choose `protocol = \"awsJson1_0\"`",
    )
}

/// Every awsQuery or ec2Query request names the version of the service's API.
pub(crate) fn version_missing(protocol: &str) -> Misuse {
    let example = if protocol == "ec2Query" { "2016-11-15" } else { "2011-06-15" };
    Misuse::new(
        format!("{protocol} services need a `version`"),
        format!("write `version = \"{example}\"`: the version of the service's API, which every request names"),
    )
}

/// The service's protocol has no use for this argument.
pub(crate) fn argument_of_another_protocol(argument: &str, protocol: &str) -> Misuse {
    let article = if protocol.starts_with(['a', 'e']) { "an" } else { "a" };
    Misuse::new(format!("{article} {protocol} service has no `{argument}`"), "remove it")
}

/// `headers` takes headers as they are on the wire: a name, a colon and a value.
pub(crate) fn not_a_constant_header(text: &str) -> Misuse {
    Misuse::new(
        format!("`{text}` is not a header"),
        "write a name and a value: `headers(\"Accept: application/json\")`",
    )
}

/// A header of all requests has one value.
pub(crate) fn repeated_header(name: &str) -> Misuse {
    Misuse::new(format!("header `{name}` is in `headers` twice"), "remove one of them")
}

/// A rule in `endpoint` is neither `conditions -> host`, nor a host, each with more words about signatures.
pub(crate) fn not_an_endpoint_rule(rule: &str, reason: &str) -> Misuse {
    Misuse::new(
        format!("`{rule}` is not an endpoint rule: {reason}"),
        "write `endpoint(\"account{-fips}.{global}.{suffix} region={global}\")`, or a rule for some regions: \
         `\"aws-cn fips -> account.{region}.{dns}\"`",
    )
}

/// A service is one type, which its operations name, so it has no parameters.
pub(crate) fn generic_service(item: &str) -> Misuse {
    Misuse::new(format!("the service `{item}` cannot be generic"), format!("write `struct {item};`"))
}
