//! The content of a token file of the AWS CLI: a JSON object. Its texts are wiped from memory when it is dropped.

use serde_json::{Map, Value};
use zeroize::{Zeroize as _, Zeroizing};

use crate::value::timestamp::Timestamp;

/// A JSON object of tokens. Names are compared without regard to case, as in the AWS SDK for Rust. Members that this
/// crate does not know stay as they are.
pub(crate) struct Document(Map<String, Value>);

impl Document {
    /// Parses the content of a file. The error contains no part of it, because it holds secrets.
    pub(crate) fn parse(content: &[u8]) -> Result<Self, &'static str> {
        match serde_json::from_slice(content) {
            Ok(Value::Object(members)) => Ok(Self(members)),
            Ok(mut other) => {
                wipe(&mut other);
                Err("is not a JSON object")
            }
            Err(_) => Err("is not JSON"),
        }
    }

    /// The text of a member. `None` if it is absent, empty or of another type.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        find(&self.0, name)?.as_str().filter(|text| !text.is_empty())
    }

    /// The text of the member `name` of the object `object`.
    pub(crate) fn text_in(&self, object: &str, name: &str) -> Option<&str> {
        find(find(&self.0, object)?.as_object()?, name)?.as_str().filter(|text| !text.is_empty())
    }

    /// Replaces the text of a member.
    pub(crate) fn set(&mut self, name: &str, text: &str) {
        replace(&mut self.0, name, text);
    }

    /// Replaces the text of the member `name` of the object `object`, if there is such an object.
    pub(crate) fn set_in(&mut self, object: &str, name: &str, text: &str) {
        let Some(object) = name_of(&self.0, object).map(str::to_owned) else { return };
        if let Some(Value::Object(members)) = self.0.get_mut(&object) {
            replace(members, name, text);
        }
    }

    /// The content of the file.
    pub(crate) fn to_json(&self) -> Zeroizing<Vec<u8>> {
        let mut json = Wiped(Zeroizing::new(Vec::with_capacity(4096)));
        // neither the writer nor a map with text keys can fail
        let _ = serde_json::to_writer(&mut json, &self.0);
        json.0
    }
}

impl Clone for Document {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl Drop for Document {
    fn drop(&mut self) {
        self.0.values_mut().for_each(wipe);
    }
}

fn find<'a>(members: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    members.get(name_of(members, name)?)
}

/// The spelling of a name in `members`.
fn name_of<'a>(members: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    let mut names = members.keys().map(String::as_str);
    names.clone().find(|known| *known == name).or_else(|| names.find(|known| known.eq_ignore_ascii_case(name)))
}

fn replace(members: &mut Map<String, Value>, name: &str, text: &str) {
    let known = name_of(members, name).unwrap_or(name).to_owned();
    if let Some(mut old) = members.insert(known, text.into()) {
        wipe(&mut old);
    }
}

fn wipe(value: &mut Value) {
    match value {
        Value::String(text) => text.zeroize(),
        Value::Array(values) => values.iter_mut().for_each(wipe),
        Value::Object(members) => members.values_mut().for_each(wipe),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A buffer that wipes what it leaves behind when it grows.
struct Wiped(Zeroizing<Vec<u8>>);

impl std::io::Write for Wiped {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let buffer = &mut self.0;
        if buffer.capacity() - buffer.len() < bytes.len() {
            let mut larger = Zeroizing::new(Vec::with_capacity(2 * (buffer.len() + bytes.len())));
            larger.extend_from_slice(buffer);
            *buffer = larger;
        }
        buffer.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A time in a token file: RFC 3339. Old versions of the AWS CLI wrote `UTC` in place of `Z`.
pub(crate) fn time(text: &str) -> Option<Timestamp> {
    match text.strip_suffix("UTC") {
        Some(time) => format!("{time}Z").parse().ok(),
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_without_regard_to_case_and_others_stay() {
        let mut document = Document::parse(br#"{"ACCESSToken":"a","other":[1,{"x":null}],"In":{"Name":"n"}}"#).unwrap();
        assert_eq!((document.text("accessToken"), document.text_in("in", "name")), (Some("a"), Some("n")));
        assert_eq!((document.text("other"), document.text_in("other", "x")), (None, None));
        document.set("accessToken", "b");
        document.set("new", "c");
        document.set_in("in", "name", "m");
        document.set_in("absent", "name", "m");
        let json: Value = serde_json::from_slice(&document.to_json()).unwrap();
        let expected = r#"{"ACCESSToken":"b","other":[1,{"x":null}],"In":{"Name":"m"},"new":"c"}"#;
        assert_eq!(json, serde_json::from_str::<Value>(expected).unwrap());
    }

    #[test]
    fn of_two_spellings_the_right_one_is_read_and_written() {
        let mut document = Document::parse(br#"{"Name":"a","name":"b"}"#).unwrap();
        assert_eq!(document.text("name"), Some("b"));
        document.set("name", "c");
        assert_eq!((document.text("name"), document.text("Name")), (Some("c"), Some("a")));
    }

    #[test]
    fn a_long_document_is_written_completely() {
        let mut document = Document::parse(b"{}").unwrap();
        document.set("long", &"\u{e9}\n".repeat(10_000));
        let written = Document::parse(&document.to_json()).unwrap();
        assert_eq!(written.text("long"), document.text("long"));
    }

    #[test]
    fn other_content_is_an_error_that_does_not_show_it() {
        for (content, reason) in [
            (&b"[\"hidden\"]"[..], "is not a JSON object"),
            (b"{\"accessToken\":\"hidden", "is not JSON"),
            (b"\xff", "is not JSON"),
            (b"", "is not JSON"),
        ] {
            assert_eq!(Document::parse(content).err(), Some(reason));
        }
    }

    #[test]
    fn times_of_old_versions_are_read() {
        assert_eq!(time("2020-06-17T10:02:08UTC"), time("2020-06-17T10:02:08Z"));
        assert!(time("2020-06-17T10:02:08Z").is_some());
        assert_eq!(time("soon"), None);
    }
}
