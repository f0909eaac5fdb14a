//! The likely cause of a signature mismatch.

use percent_encoding::percent_decode_str;

use super::{Difference, Part};
use crate::sigv4::signed_texts::SignedTexts;

pub(super) fn of(difference: Option<&Difference>, ours: &SignedTexts, theirs: &SignedTexts) -> String {
    let Some(Difference { part, ours: line, theirs: their_line, .. }) = difference else {
        return equal(theirs).to_owned();
    };
    let (line, their_line) = (line.as_deref().unwrap_or_default(), their_line.as_deref().unwrap_or_default());
    match part {
        Part::Method => "a proxy between client and service changed the method".to_owned(),
        Part::Path if is_encoded(line, their_line) => {
            "the service signs the path encoded once, and here it is encoded \
            twice, as for every service but S3: check `signing_name`"
                .to_owned()
        }
        Part::Path if is_encoded(their_line, line) => {
            "the service signs the path encoded twice, and here it is encoded \
            once, as for S3 alone: check `signing_name`"
                .to_owned()
        }
        Part::Path => "a proxy changed the path, or the service does not know the base path of the endpoint".to_owned(),
        Part::Query => "a proxy between client and service changed the query".to_owned(),
        Part::Header(name) if name == "host" => {
            "a proxy or tunnel sends another `Host`, or `endpoint_url` is not the host name that the service expects"
                .to_owned()
        }
        Part::Header(name) => format!("a proxy between client and service changed `{name}`"),
        Part::SignedHeaders => "a proxy between client and service removed or added headers".to_owned(),
        Part::PayloadHash => "a proxy between client and service changed the body".to_owned(),
        Part::Date => "the service signed another time: check this machine's clock, and that no proxy changes \
            `X-Amz-Date`"
            .to_owned(),
        Part::Scope => scope(line, their_line),
        Part::Hash if theirs.canonical_request.is_empty() => {
            let path = ours.canonical_request.lines().nth(1).unwrap_or_default();
            let hint = if path.contains("%25") { ", the path first, which is encoded twice" } else { "" };
            format!(
                "the request was changed in transit: compare the canonical request with the request that the service receives{hint}"
            )
        }
        Part::Hash => "the service hashes its canonical request in another way".to_owned(),
    }
}

/// The cause if the texts of the service do not differ.
fn equal(theirs: &SignedTexts) -> &'static str {
    if theirs.string_to_sign.is_empty() {
        "the service received the same request, so the secret access key, the region or the time differs"
    } else {
        "both sides signed the same text, so the secret access key does not belong to the access key ID"
    }
}

fn scope(ours: &str, theirs: &str) -> String {
    let names = ["date", "region", "service"];
    let differs = ours.split('/').zip(theirs.split('/')).zip(names).find(|((ours, theirs), _)| ours != theirs);
    match differs {
        Some(((ours, theirs), "region")) => {
            format!("it was signed for region `{ours}`, and the service is in `{theirs}`: check the client's region")
        }
        Some(((ours, theirs), "service")) => {
            format!("it was signed for service `{ours}`, and this is `{theirs}`: check `signing_name`")
        }
        _ => "the service signed another date: check this machine's clock".to_owned(),
    }
}

/// Whether `twice` is the percent-encoded form of `once`.
fn is_encoded(twice: &str, once: &str) -> bool {
    twice != once && percent_decode_str(twice).decode_utf8_lossy() == once
}
