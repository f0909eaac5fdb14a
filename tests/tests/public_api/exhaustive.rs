//! Which types are open, that is `#[non_exhaustive]`.
//!
//! An open struct is constructed by a function of the runtime, and an open enum is matched with a `_` arm, so that both
//! can get more fields or variants. A struct with a private field is always open, and needs no decision.

use crate::listing::Listing;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Decision {
    Open,
    Closed,
}

use Decision::{Closed, Open};

/// Each public enum, and each struct without private fields, with the reason.
#[rustfmt::skip]
const DECISIONS: [(&str, Decision, &str); 71] = [
    ("AccountIdEndpointMode", Open, "AWS may add modes"),
    ("codec::ResolvedEndpoint", Open, "constructed only by the runtime, which can report more"),
    ("AuthScheme", Open, "Smithy adds schemes, and this crate supports more of them over time"),
    ("AttemptReport", Open, "constructed only by the runtime, which can report more"),
    ("CallOutcome", Open, "observers match some variants, and new outcomes are added"),
    ("CallReport", Open, "constructed only by the runtime, which can report more"),
    ("FailReason", Open, "observers match some variants, and new reasons are added"),
    ("MetricsObserver", Open, "it has a constructor, and may get settings"),
    ("NextStep", Open, "observers match some variants, and new steps are added"),
    ("RetryReason", Open, "observers match some variants, and new reasons are added"),
    ("codec::AwsJson1_0", Closed, "a marker type without a value"),
    ("codec::AwsJson1_1", Closed, "a marker type without a value"),
    ("codec::AwsQuery", Closed, "a marker type without a value"),
    ("codec::Ec2Query", Closed, "a marker type without a value"),
    ("codec::RestJson1", Closed, "a marker type without a value"),
    ("codec::RestXml", Closed, "a marker type without a value"),
    ("codec::RpcV2Cbor", Closed, "a marker type without a value"),
    ("codec::Binding", Open, "Smithy adds bindings, as for event streams"),
    ("BodyError", Open, "users match some variants, and new failures are added"),
    ("ChecksumAlgorithm", Open, "AWS adds algorithms"),
    ("ChecksumPolicy", Open, "AWS may add values of these settings"),
    ("codec::ChecksumTrait", Open, "metadata, constructed by `OperationMeta`; Smithy may extend the trait"),
    ("ConfigError", Open, "users match some variants, and new settings add errors"),
    ("dynamodb::AttributeValue", Open, "DynamoDB may add types"),
    ("dynamodb::Item", Closed, "one value, which users construct and read"),
    ("Document", Closed, "one JSON value, which users construct and read"),
    ("codec::ErrorShape", Open, "metadata with a const constructor; Smithy adds traits of errors"),
    ("StreamClosed", Open, "constructed only by the runtime, which can tell more"),
    ("StreamError", Open, "users match some variants, and new failures are added"),
    ("codec::EventFormat", Open, "protocols are added"),
    ("codec::FrameError", Open, "users match some variants, and new failures are added"),
    ("codec::FrameValue", Open, "Smithy may add types of headers"),
    ("codec::Streams", Open, "Smithy may add kinds of streams"),
    ("sigv4::EventSignature", Open, "constructed only by the chain of signatures"),
    ("FileError", Open, "constructed only by the runtime"),
    ("codec::HttpTrait", Open, "metadata, constructed by `OperationMeta::http`"),
    ("Invalid", Open, "users match some variants, and new failures are added"),
    ("codec::OperationMeta", Open, "metadata with a const constructor; Smithy adds traits of operations"),
    ("PageTokenError", Open, "constructed only by the runtime"),
    ("PolicyKind", Open, "IAM adds kinds of policies"),
    ("codec::Retryable", Closed, "Smithy's `retryable` has these two values"),
    ("codec::S3AuthScheme", Open, "constructed only by the runtime"),
    ("codec::S3Endpoint", Open, "constructed only by the runtime"),
    ("codec::Segment", Closed, "a URI pattern of Smithy has these three parts, and a router must handle all"),
    ("SafeToRetry", Open, "HTTP may get a header that says it"),
    ("SendError", Open, "users match some variants, and new failures are added"),
    ("Sensitive", Closed, "one value, which users construct and read"),
    ("ServiceError", Open, "a code and a message now; it has a constructor"),
    ("codec::ServiceMeta", Open, "metadata with a const constructor; Smithy adds traits of services"),
    ("ServiceTime", Closed, "sources of credentials must handle each"),
    ("TimedOut", Open, "users match some variants, and new limits are added"),
    ("TransportErrorKind", Open, "users match some variants, and transports can report more"),
    ("WaitError", Open, "users match some variants, and new failures are added"),
    ("server::IncomingCall", Open, "constructed only by the server, which can give handlers more"),
    ("server::ParameterMismatch", Open, "constructed only by the server"),
    ("server::RecordedRequest", Open, "constructed only by the server, which can record more"),
    ("sigv4::Payload", Open, "SigV4 has more, as for chunks and event streams"),
    ("sigv4::SigningError", Open, "users match some variants, and new failures are added"),
    ("sts::AssumeRole", Closed, "the struct is the API: users construct it, and it has every member of the model"),
    ("sts::AssumeRoleOutput", Closed, "handlers of a server construct it, and it has every member of the model"),
    ("sts::AssumeRoleWithWebIdentity", Closed, "as `AssumeRole`"),
    ("sts::AssumeRoleWithWebIdentityOutput", Closed, "as `AssumeRoleOutput`"),
    ("sts::AssumedRoleUser", Closed, "as `AssumeRoleOutput`"),
    ("sts::Error", Open, "users match some variants, and services add errors"),
    ("sts::GetCallerIdentity", Closed, "as `AssumeRole`"),
    ("sts::GetCallerIdentityOutput", Closed, "as `AssumeRoleOutput`"),
    ("sts::PolicyDescriptor", Closed, "as `AssumeRole`"),
    ("sts::ProvidedContext", Closed, "as `AssumeRole`"),
    ("sts::Service", Closed, "a marker type without a value"),
    ("sts::Tag", Closed, "as `AssumeRole`"),
    ("sts::TemporaryCredentials", Closed, "as `AssumeRoleOutput`"),
];

#[test]
fn every_type_is_declared_open_or_closed() {
    let types = Listing::of_runtime().types;
    let mut wrong = Vec::new();
    for (name, kind) in &types {
        let decided = DECISIONS.iter().find(|(decided, ..)| decided == name).map(|(_, decision, _)| *decision);
        let is = if kind.is_non_exhaustive { Open } else { Closed };
        match decided {
            None if kind.is_constructible => wrong.push(format!("`{name}` is not decided")),
            Some(decision) if !kind.is_constructible => {
                wrong.push(format!("`{name}` has private fields, and needs no decision for {decision:?}"));
            }
            Some(decision) if decision != is => {
                wrong.push(format!("`{name}` is decided to be {decision:?}, but {is:?}"))
            }
            _ => {}
        }
    }
    let gone = DECISIONS.iter().filter(|(name, ..)| !types.contains_key(*name));
    wrong.extend(gone.map(|(name, ..)| format!("there is no `{name}`")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
