//! What may be shown of the words of those who hand out credentials.

use super::json::CredentialsJson;

/// The longest text that is shown, in characters.
const LONGEST: usize = 300;
/// From this length on, a run of base64 may be a secret access key, which has 40 characters, or a session token.
const SECRET: usize = 40;

/// What an error response says: the code and the message in JSON, else its text. `None` where it says nothing, or where it
/// may hold credentials or repeats `sent`, the secret of the request.
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

/// A text in one line and not too long, without what may be a secret; `None` where nothing is left, or where it may hold
/// credentials.
pub(crate) fn shown(text: &str) -> Option<String> {
    if names_credentials(text) {
        return None;
    }
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let line = words.map(masked).collect::<Vec<_>>().join(" ");
    let mut short: String = line.chars().take(LONGEST).collect();
    if short.len() < line.len() {
        short.push_str("..");
    }
    Some(short).filter(|short| !short.is_empty())
}

/// Whether a text has the names of the parts of credentials, in any spelling.
pub(crate) fn names_credentials(text: &str) -> bool {
    let letters = text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase());
    let letters: String = letters.collect();
    let lower = text.to_ascii_lowercase();
    ["secretaccesskey", "secretkey", "accesskeyid", "sessiontoken"].iter().any(|name| letters.contains(name))
        || ["token\"", "token\\\"", "token'", "token&quot;"].iter().any(|name| lower.contains(name))
}

/// The word without runs of base64 that are as long as secrets, and without JSON Web Tokens.
fn masked(word: &str) -> String {
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
    let is_long = word.split(|c| !is_base64(c)).any(|run| run.len() >= SECRET);
    if is_long || word.contains("eyJ") { "<redacted>".to_owned() } else { word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_error_response_says_is_shown() {
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
    fn nothing_is_shown_that_may_be_a_secret() {
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
        let masked = reason_in(format!("bad key {secret}, or eyJh.b.c").as_bytes(), b"").unwrap();
        assert_eq!(masked, "bad key <redacted> or <redacted>");
        let arn = "arn:aws:iam::123456789012:role/a-long-name-of-a-role-that-is-allowed-to-do-things";
        assert_eq!(reason_in(arn.as_bytes(), b"").as_deref(), Some(arn));
    }
}
