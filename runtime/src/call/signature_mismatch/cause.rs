//! What likely makes a signature differ.

use percent_encoding::percent_decode_str;

use super::{Difference, Part};
use crate::sigv4::signed_texts::SignedTexts;

pub(super) fn of(difference: Option<&Difference>, ours: &SignedTexts, theirs: &SignedTexts) -> String {
    let Some(Difference { part, ours: line, theirs: their_line, .. }) = difference else {
        return equal(theirs).to_owned();
    };
    let (line, their_line) = (line.as_deref().unwrap_or_default(), their_line.as_deref().unwrap_or_default());
    match part {
        Part::Method => "something between here and the service changed the method".to_owned(),
        Part::Path if once_more(line, their_line) => "the service signs the path encoded once, and here it is encoded \
            twice, as for every service but S3: check `signing_name`"
            .to_owned(),
        Part::Path if once_more(their_line, line) => {
            "the service signs the path encoded twice, and here it is encoded \
            once, as for S3 alone: check `signing_name`"
                .to_owned()
        }
        Part::Path => "a proxy changed the path, or the service is not told of the endpoint's base path".to_owned(),
        Part::Query => "something between here and the service changed the query".to_owned(),
        Part::Header(name) if name == "host" => {
            "a proxy or tunnel sends another `Host`, or `endpoint_url` is not the name that the service knows itself by"
                .to_owned()
        }
        Part::Header(name) => format!("a proxy between here and the service changes `{name}`"),
        Part::SignedHeaders => "a proxy between here and the service removes or adds headers".to_owned(),
        Part::PayloadHash => "something between here and the service changed the body".to_owned(),
        Part::Date => "the service signs by another time: check this machine's clock, and that `X-Amz-Date` arrives \
            unchanged"
            .to_owned(),
        Part::Scope => scope(line, their_line),
        Part::Hash if theirs.canonical_request.is_empty() => {
            let path = ours.canonical_request.lines().nth(1).unwrap_or_default();
            let hint = if path.contains("%25") { ", the path first, which is encoded twice" } else { "" };
            format!("the request changed on its way; compare the canonical request with what arrives{hint}")
        }
        Part::Hash => "the service hashes its canonical request in another way".to_owned(),
    }
}

/// Nothing differs in what the service told.
fn equal(theirs: &SignedTexts) -> &'static str {
    if theirs.string_to_sign.is_empty() {
        "the service saw the same request, so the secret access key, the region or the time is another there"
    } else {
        "both sides signed the same text, so the secret access key is not that of the access key ID"
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
        _ => "the service signs by another day: check this machine's clock".to_owned(),
    }
}

/// Whether `twice` is `once` percent-encoded once more.
fn once_more(twice: &str, once: &str) -> bool {
    twice != once && percent_decode_str(twice).decode_utf8_lossy() == once
}
