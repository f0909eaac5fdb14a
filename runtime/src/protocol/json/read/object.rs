//! Reads the members of a JSON object one at a time.
//!
//! `serde_json` calls a visitor with the members of an object, so it would compile its code for objects once for each
//! structure that a body is read as. Here, it reads the keys and the values only.

use std::fmt;

use serde_core::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess};

use super::Wire;

type Error = serde_json::Error;

/// The members of the object that a text consists of.
pub(crate) struct Object<'de> {
    text: &'de str,
    /// The index of the next byte.
    next: usize,
    /// The index of the quotation mark before the key that was read last.
    key: usize,
    is_at_start: bool,
    /// Whether a member has the name `__type`.
    pub(crate) has_type: bool,
}

impl<'de> Object<'de> {
    /// The object in `body`; an empty body is one without members. That the body is UTF-8 is checked once for all of it.
    pub(crate) fn of(body: &'de [u8]) -> Result<Self, Error> {
        let body = if body.trim_ascii().is_empty() { b"{}" } else { body };
        let text = std::str::from_utf8(body).map_err(Error::custom)?;
        let mut object = Self { text, next: 0, key: 0, is_at_start: true, has_type: false };
        object.expect(b'{', "a JSON object")?;
        Ok(object)
    }

    /// The next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        let rest = self.text.as_bytes().get(self.next..).unwrap_or_default();
        let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count();
        self.next += blanks;
        rest.get(blanks).copied()
    }

    /// Whether the next byte is this one, which is skipped then.
    fn skip(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.next += usize::from(is_next);
        is_next
    }

    fn expect(&mut self, byte: u8, expected: &str) -> Result<(), Error> {
        if self.skip(byte) { Ok(()) } else { Err(self.error(&format_args!("expected {expected}"))) }
    }

    /// Whether there is another member. The next byte begins its key then.
    fn has_next(&mut self) -> Result<bool, Error> {
        if self.skip(b'}') {
            return match self.peek() {
                None => Ok(false),
                Some(_) => Err(self.error(&"trailing characters")),
            };
        }
        if !std::mem::take(&mut self.is_at_start) {
            self.expect(b',', "`,` or `}`")?;
        }
        match self.peek() {
            Some(b'"') => Ok(true),
            _ => Err(self.error(&"expected the name of a member")),
        }
    }

    /// Reads the key or value at the next byte.
    fn read<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let mut json = serde_json::Deserializer::from_str(self.text.get(self.next..).unwrap_or_default());
        match seed.deserialize(Wire(&mut json)) {
            Ok(value) => {
                self.next += json.into_iter::<IgnoredAny>().byte_offset();
                Ok(value)
            }
            Err(error) => Err(self.moved(&error)),
        }
    }

    /// The error of a value that begins at the next byte. Its position is moved to the whole text.
    fn moved(&self, error: &Error) -> Error {
        let text = error.to_string();
        let (line, column) = (error.line(), error.column());
        let message = text.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&text);
        let (lines, columns) = self.position();
        match line {
            0 => self.error(&message),
            1 => at(&message, lines, columns + column),
            _ => at(&message, lines + line - 1, column),
        }
    }

    /// The error of a value, with the name of its member: a line of a response may be long.
    #[cold]
    fn of_member(&self, error: &Error) -> Error {
        let key = self.text.get(self.key + 1..).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        Error::custom(format_args!("member `{key}`: {error}"))
    }

    /// An error at the next byte.
    pub(crate) fn error(&self, message: &dyn fmt::Display) -> Error {
        let (line, column) = self.position();
        at(message, line, column)
    }

    /// The line of the next byte, and the number of bytes before it in this line.
    fn position(&self) -> (usize, usize) {
        let before = self.text.get(..self.next).unwrap_or_default();
        let last = before.rsplit('\n').next().unwrap_or_default();
        (before.matches('\n').count() + 1, last.len())
    }
}

/// `serde_json` takes the position from the end of the message.
fn at(message: &dyn fmt::Display, line: usize, column: usize) -> Error {
    Error::custom(format_args!("{message} at line {line} column {column}"))
}

impl<'de> MapAccess<'de> for Object<'de> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        if !self.has_next()? {
            return Ok(None);
        }
        self.key = self.next;
        self.has_type |= self.text.get(self.next..).is_some_and(|rest| rest.starts_with("\"__type\""));
        self.read(seed).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        self.expect(b':', "`:`")?;
        self.read(seed).map_err(|error| self.of_member(&error))
    }
}

#[cfg(test)]
mod tests {
    use serde_core::de::{Deserialize, MapAccess as _};

    use super::{Error, Object};

    fn entries<'de, T: Deserialize<'de>>(body: &'de [u8]) -> Result<Vec<(String, T)>, Error> {
        let mut object = Object::of(body)?;
        let mut entries = Vec::new();
        while let Some(entry) = object.next_entry()? {
            entries.push(entry);
        }
        Ok(entries)
    }

    #[test]
    fn members_are_read_in_order() {
        let entry = |name: &str, value| (name.to_owned(), value);
        assert_eq!(entries::<i32>(b"").unwrap(), []);
        assert_eq!(entries::<i32>(b" { } ").unwrap(), []);
        let body = b"\n{ \"a\" : 1,\t\"\\u0062\\n\":-2 , \"a\":3\r\n}\n";
        assert_eq!(entries::<i32>(body).unwrap(), [entry("a", 1), entry("b\n", -2), entry("a", 3)]);
        assert_eq!(entries::<Option<i32>>(br#"{"a":null}"#).unwrap(), [("a".to_owned(), None)]);
    }

    #[test]
    fn an_error_has_its_position_in_the_body() {
        for (body, expected) in [
            ("[1]", "expected a JSON object at line 1 column 0"),
            ("<html>", "expected a JSON object at line 1 column 0"),
            ("{1:2}", "expected the name of a member at line 1 column 1"),
            ("{\"a\"\n1}", "expected `:` at line 2 column 0"),
            ("{\"a\":1 \"b\":2}", "expected `,` or `}` at line 1 column 7"),
            ("{\"a\":1x}", "expected `,` or `}` at line 1 column 6"),
            ("{\"a\":1,}", "expected the name of a member at line 1 column 7"),
            ("{\"a\":1", "expected `,` or `}` at line 1 column 6"),
            ("{\"a\":", "member `a`: EOF while parsing a value at line 1 column 5"),
            ("{\"a\":1} \n x", "trailing characters at line 2 column 1"),
            ("{\"a\":1,\n \"b\": true}", "member `b`: invalid type: boolean `true`, expected i32 at line 2 column 10"),
            ("{\"a\":\n\n[]}", "member `a`: invalid type: sequence, expected i32 at line 3 column 0"),
        ] {
            assert_eq!(entries::<i32>(body.as_bytes()).unwrap_err().to_string(), expected, "{body}");
        }
        let error = entries::<i32>(b"{\"a\":1,\"\xff\":2}").unwrap_err().to_string();
        assert_eq!(error, "invalid utf-8 sequence of 1 bytes from index 8");
    }
}
