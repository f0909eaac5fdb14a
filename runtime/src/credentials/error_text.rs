//! Removes secrets from texts sent by credential sources, so that errors can show them.

use super::json::CredentialsJson;

/// The maximum length of a shown text, in characters.
const MAX_CHARACTERS: usize = 300;
/// A run of base64 of at least this length may be a secret access key, which has 40 characters, or a session token.
const MIN_SECRET_LENGTH: usize = 40;

/// The reason in an error response: code and message of a JSON body, otherwise the body's text. `None` if the body is
/// empty, may contain credentials, or repeats `sent`, the secret of the request.
pub(crate) fn reason_in(body: &[u8], sent: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?;
    let sent = std::str::from_utf8(sent).unwrap_or_default();
    let mut parts = sent.split(' ').chain([sent]).filter(|part| part.len() >= 8);
    if names_credentials(text) || parts.any(|part| text.contains(part)) {
        return None;
    }
    match CredentialsJson::parse(body) {
        Ok(json) => shown(&json.error()?),
        Err(_) => shown(text),
    }
}

/// The text on one line, truncated, with possible secrets redacted; `None` if it is empty or may contain credentials.
pub(crate) fn shown(text: &str) -> Option<String> {
    if names_credentials(text) {
        return None;
    }
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let line = words.map(redacted).collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(MAX_CHARACTERS).collect();
    if short.len() < line.len() {
        short.push_str("..");
    }
    Some(short).filter(|short| !short.is_empty())
}

/// Whether a text contains the name of a part of credentials, in any spelling.
pub(crate) fn names_credentials(text: &str) -> bool {
    let letters = text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase());
    let letters: String = letters.collect();
    let lower = text.to_ascii_lowercase();
    ["secretaccesskey", "secretkey", "accesskeyid", "sessiontoken"].iter().any(|name| letters.contains(name))
        || ["token\"", "token\\\"", "token'", "token&quot;"].iter().any(|name| lower.contains(name))
}

/// The word, redacted if it contains a long run of base64 or a JSON Web Token.
fn redacted(word: &str) -> String {
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
    let is_long = word.split(|c| !is_base64(c)).any(|run| run.len() >= MIN_SECRET_LENGTH);
    if is_long || word.contains("eyJ") { "<redacted>".to_owned() } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_of_an_error_response_is_shown() {
        for (body, expected) in [
            (r#"{"code":"C","message":"M"}"#, Some("C: M")),
            (r#"{"Code":"C","HTTPErrorCode":400}"#, Some("C")),
            (r#"{"message":"M"}"#, Some("M")),
            ("no  role\r\nis there\n", Some("no role is there")),
            ("the service account token has expired", Some("the service account token has expired")),
            ("", None),
            (" \n", None),
            ("{}", None),
        ] {
            assert_eq!(reason_in(body.as_bytes(), b"").as_deref(), expected, "{body}");
        }
        assert_eq!(reason_in(b"\xff", b""), None);
        let long = reason_in("é".repeat(1000).as_bytes(), b"").unwrap();
        assert_eq!((long.chars().count(), long.ends_with("éé..")), (302, true));
    }

    #[test]
    fn a_possible_secret_is_not_shown() {
        for body in [
            r#"{"code":"C","message":"M","SecretAccessKey":"hidden"}"#,
            r#"{"code":"C","Token":"hidden"}"#,
            r#"{"message":"{\"token\":\"hidden\"}"}"#,
            "aws_secret_access_key = hidden",
            "<SessionToken>hidden</SessionToken>",
            "got hidden-token, and no other",
        ] {
            assert_eq!(reason_in(body.as_bytes(), b"Basic hidden-token"), None, "{body}");
        }
        let secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
        let redacted = reason_in(format!("bad key {secret}, or eyJh.b.c").as_bytes(), b"").unwrap();
        assert_eq!(redacted, "bad key <redacted> or <redacted>");
        let arn = "arn:aws:iam::123456789012:role/a-long-name-of-a-role-that-is-allowed-to-do-things";
        assert_eq!(reason_in(arn.as_bytes(), b"").as_deref(), Some(arn));
    }
}
