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
const DECISIONS: [(&str, Decision, &str); 41] = [
    ("codec::AwsJson1_0", Closed, "a name, which has no value but itself"),
    ("codec::AwsJson1_1", Closed, "a name, which has no value but itself"),
    ("codec::AwsQuery", Closed, "a name, which has no value but itself"),
    ("codec::RestJson1", Closed, "a name, which has no value but itself"),
    ("codec::Binding", Open, "Smithy adds bindings, as for event streams"),
    ("BodyError", Open, "users match some variants, and new failures come"),
    ("ConfigError", Open, "users match some variants, and settings come with errors of their own"),
    ("Document", Closed, "one JSON value, which users construct and take out"),
    ("codec::ErrorShape", Open, "facts with a const constructor; Smithy adds traits of errors"),
    ("FileError", Open, "made by the runtime alone"),
    ("codec::HttpTrait", Open, "facts, made by `OperationMeta::http`"),
    ("Invalid", Open, "users match some variants, and new failures come"),
    ("codec::OperationMeta", Open, "facts with a const constructor; Smithy adds traits of operations"),
    ("PageTokenError", Open, "made by the runtime alone"),
    ("codec::Retryable", Closed, "Smithy's `retryable` has these two values"),
    ("codec::Segment", Closed, "a URI pattern of Smithy has these three parts, and a router must know all"),
    ("SendError", Open, "users match some variants, and new failures come"),
    ("Sensitive", Closed, "one value, which users construct and take out"),
    ("ServiceError", Open, "a code and a message now; it has a constructor"),
    ("codec::ServiceMeta", Open, "facts with a const constructor; Smithy adds traits of services"),
    ("ServiceTime", Closed, "sources of credentials must handle each"),
    ("TimedOut", Open, "users match some variants, and limits come"),
    ("TransportErrorKind", Open, "users match some variants, and transports can tell more"),
    ("server::Call", Open, "made by the server alone, which can tell handlers more"),
    ("server::Mismatch", Open, "made by the server alone"),
    ("server::Received", Open, "made by the server alone, which can note more"),
    ("sigv4::Payload", Open, "SigV4 has more, as for chunks and event streams"),
    ("sigv4::SigningError", Open, "users match some variants, and new failures come"),
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
    ("sts::Service", Closed, "a name, which has no value but itself"),
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
