//! The canonical request and the string to sign in the error response of a service that rejected a signature.

use std::borrow::Cow;

use crate::sigv4::signed_texts::SignedTexts;

const CANONICAL: &str = "The Canonical String for this request should have been";
const TO_SIGN: &str = "The String-to-Sign should have been";

/// Whether an error with this code may contain these texts.
pub(crate) fn may_contain_texts(code: &str) -> bool {
    matches!(code, "SignatureDoesNotMatch" | "InvalidSignatureException")
}

/// The markers at which the texts start: phrases of a message, or names of elements and members.
const MARKERS: [&str; 6] = [CANONICAL, TO_SIGN, "CanonicalRequest", "canonicalRequest", "StringToSign", "stringToSign"];

/// The message without the texts, which repeat header values.
///
/// It does not depend on the error code, which may be in an envelope that is not parsed.
pub(crate) fn without_texts(message: &str) -> &str {
    let end = MARKERS.iter().filter_map(|marker| message.find(marker)).min();
    let before = end.and_then(|end| message.get(..end));
    before.map_or(message, |before| before.trim_end_matches(['<', '"']).trim_end())
}

/// Whether a body contains the texts, in any envelope.
pub(crate) fn holds_texts(body: &[u8]) -> bool {
    let body = String::from_utf8_lossy(body);
    MARKERS.iter().any(|marker| body.contains(marker))
}

/// The texts in an error response: in its message or, as S3 sends them, in elements of their own.
pub(crate) fn texts(message: &str, body: &[u8]) -> Option<SignedTexts> {
    let body = String::from_utf8_lossy(body);
    let canonical_request = quoted_after(message, CANONICAL).or_else(|| element(&body, "CanonicalRequest"));
    let string_to_sign = quoted_after(message, TO_SIGN).or_else(|| element(&body, "StringToSign"));
    if canonical_request.is_none() && string_to_sign.is_none() {
        return None;
    }
    Some(SignedTexts {
        canonical_request: canonical_request.unwrap_or_default(),
        string_to_sign: string_to_sign.unwrap_or_default(),
    })
}

/// The text in quotes after `marker`. The closing quote is the last one before the next marker.
fn quoted_after(message: &str, marker: &str) -> Option<String> {
    let (_, after) = message.split_once(marker)?;
    let own = after.split(TO_SIGN).next().unwrap_or(after);
    let (_, quoted) = own.split_once('\'')?;
    let (text, _) = quoted.rsplit_once('\'')?;
    Some(text.to_owned())
}

fn element(body: &str, name: &str) -> Option<String> {
    let (_, after) = body.split_once(&format!("<{name}>"))?;
    let (text, _) = after.split_once(&format!("</{name}>"))?;
    Some(unescaped(text).into_owned())
}

fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'"), ("&#10;", "\n")];
    let text = entities.iter().fold(text.to_owned(), |text, (entity, means)| text.replace(entity, means));
    // Replaced last, because a `&` that results from it does not start an entity.
    Cow::Owned(text.replace("&amp;", "&"))
}
