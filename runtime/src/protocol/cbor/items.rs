//! Reads items one by one. Lengths are checked before anything is allocated.

use std::borrow::Cow;
use std::fmt::Display;

use serde_core::de::Error as _;

use super::numbers::half;
use super::{
    BREAK, BYTES, DOUBLE, FALSE, HALF, LIST, MAP, MAX_DEPTH, NEGATIVE, NULL, SINGLE, TAG, TEXT, TRUE, UNDEFINED,
    UNSIGNED,
};

/// One item. The items in a list, a map or a tag follow it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Item<'de> {
    Unsigned(u64),
    /// The integer `-1 - n`.
    Negative(u64),
    Bytes(Cow<'de, [u8]>),
    Text(Cow<'de, str>),
    List(Length),
    /// With the number of its entries.
    Map(Length),
    Tag(u64),
    Bool(bool),
    /// Null or undefined.
    Null,
    Single(f32),
    Double(f64),
    /// A simple value without a meaning.
    Simple(u8),
}

/// The number of items that are left in a list or map. `None` if a break ends it.
pub(crate) type Length = Option<u64>;

/// The items of a body, and the position of the next one.
#[derive(Debug)]
pub(crate) struct Items<'de> {
    input: &'de [u8],
    position: usize,
    depth: usize,
    /// Whether a document is read, whose blobs and timestamps become text and numbers.
    pub(super) in_document: bool,
}

type Read<T> = Result<T, serde_json::Error>;

impl<'de> Items<'de> {
    pub(crate) fn new(input: &'de [u8]) -> Self {
        Self { input, position: 0, depth: 0, in_document: false }
    }

    /// The error of the item that starts at `position`.
    fn fault(position: usize, what: impl Display) -> serde_json::Error {
        serde_json::Error::custom(format_args!("{what} at byte {position}"))
    }

    /// The error of the item that was just read or comes next.
    pub(super) fn unfit(&self, what: impl Display) -> serde_json::Error {
        Self::fault(self.position, what)
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.position >= self.input.len()
    }

    /// Checks that nothing follows the last item.
    pub(crate) fn end(&self) -> Read<()> {
        if self.is_at_end() { Ok(()) } else { Err(self.unfit("expected the end of the body")) }
    }

    fn rest(&self) -> &'de [u8] {
        self.input.get(self.position..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    pub(super) fn is_at_null(&self) -> bool {
        matches!(self.peek(), Some(NULL | UNDEFINED))
    }

    /// Skips the null that is next.
    pub(super) fn pass_null(&mut self, at: usize) {
        self.position = at + 1;
    }

    pub(super) fn position(&self) -> usize {
        self.position
    }

    fn take(&mut self, count: u64) -> Read<&'de [u8]> {
        let rest = self.rest();
        let taken = usize::try_from(count).ok().and_then(|count| rest.split_at_checked(count));
        let Some((taken, _)) = taken else { return Err(self.unfit("the body ends within an item")) };
        self.position += taken.len();
        Ok(taken)
    }

    fn big_endian(&mut self, count: u64) -> Read<u64> {
        Ok(self.take(count)?.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    }

    /// The major type of the next item, and its argument: `None` for what has no length.
    fn head(&mut self) -> Read<(u8, Length)> {
        let start = self.position;
        let first = self.take(1)?.first().copied().unwrap_or_default();
        let argument = match first & 31 {
            small @ 0..24 => Some(u64::from(small)),
            size @ 24..28 => Some(self.big_endian(1 << (size - 24))?),
            31 if matches!(first >> 5, BYTES..=MAP) => None,
            _ => return Err(Self::fault(start, format_args!("invalid item {first:#04x}"))),
        };
        Ok((first >> 5, argument))
    }

    /// The next item.
    pub(crate) fn next(&mut self) -> Read<Item<'de>> {
        if let Some(first @ 0xE0..) = self.peek() {
            return self.simple(first);
        }
        let start = self.position;
        let (major, argument) = self.head()?;
        Ok(match (major, argument) {
            (UNSIGNED, Some(number)) => Item::Unsigned(number),
            (NEGATIVE, Some(number)) => Item::Negative(number),
            (BYTES, Some(length)) => Item::Bytes(Cow::Borrowed(self.take(length)?)),
            (TEXT, Some(length)) => Item::Text(Cow::Borrowed(self.text(length)?)),
            (BYTES, None) => Item::Bytes(Cow::Owned(self.chunks(BYTES)?)),
            (TEXT, None) => Item::Text(Cow::Owned(Self::utf8(start, self.chunks(TEXT)?)?)),
            (LIST, length) => Item::List(self.length(length, 1)?),
            (MAP, length) => Item::Map(self.length(length, 2)?),
            (TAG, Some(tag)) => Item::Tag(tag),
            _ => return Err(Self::fault(start, "invalid item")),
        })
    }

    /// A float, or one of the values that fit in the first byte.
    fn simple(&mut self, first: u8) -> Read<Item<'de>> {
        let start = self.position;
        self.position += 1;
        Ok(match first {
            FALSE => Item::Bool(false),
            TRUE => Item::Bool(true),
            NULL | UNDEFINED => Item::Null,
            HALF => Item::Single(half(u16::try_from(self.big_endian(2)?).unwrap_or_default())),
            SINGLE => Item::Single(f32::from_bits(u32::try_from(self.big_endian(4)?).unwrap_or_default())),
            DOUBLE => Item::Double(f64::from_bits(self.big_endian(8)?)),
            0xE0..=0xF3 => Item::Simple(first & 31),
            0xF8 => match u8::try_from(self.big_endian(1)?).unwrap_or_default() {
                value @ 32.. => Item::Simple(value),
                value => return Err(Self::fault(start, format_args!("invalid simple value {value}"))),
            },
            BREAK => return Err(Self::fault(start, "unexpected break")),
            _ => return Err(Self::fault(start, format_args!("invalid item {first:#04x}"))),
        })
    }

    fn text(&mut self, length: u64) -> Read<&'de str> {
        let start = self.position;
        str::from_utf8(self.take(length)?).map_err(|_| Self::fault(start, "invalid UTF-8"))
    }

    /// Chunks are checked one by one, so this cannot fail.
    fn utf8(start: usize, bytes: Vec<u8>) -> Read<String> {
        String::from_utf8(bytes).map_err(|_| Self::fault(start, "invalid UTF-8"))
    }

    /// The content of a string without a length: chunks of the same type, each with a length.
    fn chunks(&mut self, major: u8) -> Read<Vec<u8>> {
        let mut content = Vec::new();
        while !self.take_break() {
            let start = self.position;
            match self.head()? {
                (chunk, Some(length)) if chunk == major && major == TEXT => {
                    content.extend_from_slice(self.text(length)?.as_bytes());
                }
                (chunk, Some(length)) if chunk == major => content.extend_from_slice(self.take(length)?),
                _ => return Err(Self::fault(start, "invalid chunk of a string")),
            }
        }
        Ok(content)
    }

    fn take_break(&mut self) -> bool {
        let is_break = self.peek() == Some(BREAK);
        self.position += usize::from(is_break);
        is_break
    }

    /// Rejects a length that the rest of the body cannot hold: an item has at least one byte.
    fn length(&self, length: Length, bytes: u64) -> Read<Length> {
        let rest = self.rest().len();
        let fits = |length: u64| length.checked_mul(bytes).is_some_and(|least| least <= rest as u64);
        match length {
            Some(length) if !fits(length) => Err(self.unfit("a list or map is longer than the body")),
            length => Ok(length),
        }
    }

    /// Whether a list or map has another item or entry. Counts it.
    pub(super) fn has_more(&mut self, left: &mut Length) -> Read<bool> {
        match left {
            Some(0) => Ok(false),
            Some(left) => {
                *left -= 1;
                Ok(true)
            }
            None if self.take_break() => {
                *left = Some(0);
                Ok(false)
            }
            None if self.is_at_end() => Err(self.unfit("the body ends within a list or map")),
            None => Ok(true),
        }
    }

    /// Runs `read` one level deeper.
    pub(super) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        if self.depth >= MAX_DEPTH {
            return Err(self.unfit(format_args!("more than {MAX_DEPTH} nested items")));
        }
        self.depth += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    /// Skips the next item and all that is in it.
    pub(crate) fn skip(&mut self) -> Read<()> {
        match self.next()? {
            Item::List(left) => self.skip_all(left, 1),
            Item::Map(left) => self.skip_all(left, 2),
            Item::Tag(_) => self.nested(Self::skip),
            _ => Ok(()),
        }
    }

    fn skip_all(&mut self, mut left: Length, items: usize) -> Read<()> {
        self.nested(|own| {
            while own.has_more(&mut left)? {
                for _ in 0..items {
                    own.skip()?;
                }
            }
            Ok(())
        })
    }

    /// Passes each text in the body's map to `found`, with its key. All other items are skipped.
    pub(crate) fn each_text(&mut self, mut found: impl FnMut(&str, &str)) -> Read<()> {
        let Item::Map(mut left) = self.next()? else { return Err(self.unfit("expected a map")) };
        self.nested(|own| {
            while own.has_more(&mut left)? {
                let Item::Text(key) = own.next()? else { return Err(own.unfit("the key of a map is not a text")) };
                if matches!(own.peek().map(|first| first >> 5), Some(TEXT)) {
                    let Item::Text(text) = own.next()? else { continue };
                    found(&key, &text);
                } else {
                    own.skip()?;
                }
            }
            Ok(())
        })?;
        self.end()
    }
}
