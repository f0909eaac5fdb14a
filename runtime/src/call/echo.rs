//! Redacts error responses that repeat secrets of their request.

use super::Response;
use super::auth::Identity;
use crate::call::send_error::Facts;
use crate::value::sensitive::REDACTED;

/// A shorter secret could be an ordinary word, so it is not searched for.
const SHORTEST: usize = 8;
/// The length from which a part of a secret identifies it, even if the rest is escaped.
const IDENTIFYING: usize = 16;

impl Response {
    /// Redacts the secrets that authenticated the request, if an error response repeats them.
    pub(super) fn without_secrets_of(mut self: Box<Self>, identity: &Identity, facts: &mut Facts) -> Box<Self> {
        let this = &mut *self;
        let Some(error) = &mut this.error else { return self };
        let body = String::from_utf8_lossy(this.message.body());
        let in_header = |secret: &str| {
            this.message.headers().values().any(|value| holds(&String::from_utf8_lossy(value.as_bytes()), secret))
        };
        for secret in identity.secrets() {
            // CBOR may split a text into chunks, so that only the decoded one contains the secret.
            let in_message = error.message.as_ref().is_some_and(|message| holds(message, secret));
            if in_message || holds(&body, secret) || in_header(secret) {
                this.repeats_secret = true;
                let texts = [&mut error.message, &mut error.code, &mut error.query_code];
                let of_call = [&mut facts.code, &mut facts.request_id, &mut facts.extended_request_id];
                for text in texts.into_iter().chain(of_call) {
                    *text = text.take().map(|text| without(text, secret));
                }
            }
        }
        self
    }
}

/// Redacts the secrets of `identity` in a text of a service.
pub(super) fn without_secrets(text: String, identity: &Identity) -> String {
    identity.secrets().fold(text, without)
}

fn without(text: String, secret: &str) -> String {
    if !holds(&text, secret) {
        return text;
    }
    let text = text.replace(secret, REDACTED);
    // A part of the secret is left, in an escaped form.
    if holds(&text, secret) { REDACTED.to_owned() } else { text }
}

/// Whether a text contains a secret, or the longest part of it that no encoding changes.
fn holds(text: &str, secret: &str) -> bool {
    let parts = secret.split(|c: char| !c.is_ascii_alphanumeric());
    let longest = parts.max_by_key(|part| part.len()).unwrap_or_default();
    (secret.len() >= SHORTEST && text.contains(secret)) || (longest.len() >= IDENTIFYING && text.contains(longest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_found_however_it_is_escaped() {
        let secret = "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQW==";
        for (text, expected) in [
            (format!("token {secret} is bad"), format!("token {REDACTED} is bad")),
            (secret.replace('/', "%2F"), REDACTED.to_owned()),
            (secret.replace('/', "\\/"), REDACTED.to_owned()),
            ("token AQoD is bad".to_owned(), "token AQoD is bad".to_owned()),
        ] {
            assert_eq!(without(text, secret), expected);
        }
        assert_eq!(without("no secret".to_owned(), "secret"), "no secret", "a word");
    }
}
