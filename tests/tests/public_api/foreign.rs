//! The items of other crates that are part of the API, each on purpose: a new major version of such a crate requires a
//! new major version of this crate.

use crate::listing::Listing;

/// Items, or whole crates or modules, with the reason.
#[rustfmt::skip]
const ALLOWED: [(&str, &str); 16] = [
    ("aws_credential_types::provider::ProvideCredentials", "the feature of that name is for providers of the official SDK"),
    ("bytes::Bytes", "the common type for bodies in HTTP libraries; at version 1 since 2020"),
    ("chrono", "conversions of `DateTime`, with the feature `chrono`; chrono is at version 0.4 since 2017"),
    ("futures_core::Stream", "the trait of streams, until the standard library has it"),
    ("http", "the common types for messages in HTTP libraries; at version 1 since 2023, and is re-exported"),
    ("http_body::Body", "the common trait for streamed bodies in HTTP libraries; at version 1 since 2023"),
    ("jiff", "conversions of `jiff::Timestamp`, with the feature `jiff`; jiff is at version 1"),
    ("reqwest::Client", "a program can pass its own client, with the feature `reqwest`"),
    ("reqwest::ClientBuilder", "`ReqwestTransport::configure` sets up such a client"),
    ("serde_core::de::Deserialize", "users derive it for their own member types"),
    ("serde_core::de::DeserializeOwned", "the own types that items of DynamoDB are read as"),
    ("serde_core::de::Deserializer", "serde's attribute `with` calls the modules of `dynamodb` with it"),
    ("serde_core::ser::Serialize", "users derive it for their own member types"),
    ("serde_core::ser::Serializer", "serde's attribute `with` calls the modules of `dynamodb` with it"),
    ("serde_json::Value", "the content of a `Document`; at version 1 since 2017"),
    ("time", "conversions of `UtcDateTime` and `OffsetDateTime`, with the feature `time`; time is at version 0.3 since 2021"),
];

#[test]
fn no_item_of_another_crate_is_public_by_accident() {
    let foreign = Listing::of_runtime().foreign;
    let covers = |allowed: &str, item: &str| {
        item.strip_prefix(allowed).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    let mut wrong = Vec::new();
    for (item, lines) in &foreign {
        if !ALLOWED.iter().any(|(allowed, _)| covers(allowed, item)) {
            let lines: Vec<_> = lines.iter().map(String::as_str).collect();
            wrong.push(format!("`{item}` is part of {}", lines.join(", ")));
        }
    }
    let unused = ALLOWED.iter().filter(|(allowed, _)| !foreign.keys().any(|item| covers(allowed, item)));
    wrong.extend(unused.map(|(allowed, _)| format!("nothing names `{allowed}` any more")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
