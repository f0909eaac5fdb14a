//! The headers of a frame: names with typed values.

use std::collections::HashSet;

use super::frame_error::FrameError;

/// The value of a header of a frame, in one of the ten types on the wire: `true` and `false` are two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FrameValue<'a> {
    /// A boolean.
    Bool(bool),
    /// An integer of 8 bits.
    Byte(i8),
    /// An integer of 16 bits.
    Short(i16),
    /// An integer of 32 bits.
    Integer(i32),
    /// An integer of 64 bits.
    Long(i64),
    /// At most 65,535 bytes.
    Binary(&'a [u8]),
    /// A text of at most 65,535 bytes.
    Text(&'a str),
    /// Milliseconds since 1970.
    Time(i64),
    /// A UUID.
    Uuid([u8; 16]),
}

/// More headers than this are compared by their hashes.
const FEW: usize = 16;

impl<'a> FrameValue<'a> {
    /// Appends the type and the value. `name` is for the error.
    pub(super) fn write(self, name: &str, to: &mut Vec<u8>) -> Result<(), FrameError> {
        let mut typed = |code: u8, bytes: &[u8]| {
            to.push(code);
            to.extend_from_slice(bytes);
        };
        match self {
            Self::Bool(value) => typed(u8::from(!value), &[]),
            Self::Byte(value) => typed(2, &value.to_be_bytes()),
            Self::Short(value) => typed(3, &value.to_be_bytes()),
            Self::Integer(value) => typed(4, &value.to_be_bytes()),
            Self::Long(value) => typed(5, &value.to_be_bytes()),
            Self::Time(value) => typed(8, &value.to_be_bytes()),
            Self::Uuid(value) => typed(9, &value),
            Self::Binary(bytes) => {
                typed(6, &length_of(bytes, name)?);
                to.extend_from_slice(bytes);
            }
            Self::Text(text) => {
                typed(7, &length_of(text.as_bytes(), name)?);
                to.extend_from_slice(text.as_bytes());
            }
        }
        Ok(())
    }

    /// Reads the type and the value at the start of `bytes`, and what follows them.
    fn read(name: &str, bytes: &'a [u8]) -> Result<(Self, &'a [u8]), FrameError> {
        let (code, bytes) = bytes.split_first().ok_or(FrameError::HeaderTruncated)?;
        Ok(match code {
            0 => (Self::Bool(true), bytes),
            1 => (Self::Bool(false), bytes),
            2 => fixed(bytes, |value| Self::Byte(i8::from_be_bytes(value)))?,
            3 => fixed(bytes, |value| Self::Short(i16::from_be_bytes(value)))?,
            4 => fixed(bytes, |value| Self::Integer(i32::from_be_bytes(value)))?,
            5 => fixed(bytes, |value| Self::Long(i64::from_be_bytes(value)))?,
            6 => {
                let (value, rest) = with_length(bytes)?;
                (Self::Binary(value), rest)
            }
            7 => {
                let (value, rest) = with_length(bytes)?;
                let text = str::from_utf8(value).map_err(|_| FrameError::HeaderValue(name.to_owned()))?;
                (Self::Text(text), rest)
            }
            8 => fixed(bytes, |value| Self::Time(i64::from_be_bytes(value)))?,
            9 => fixed(bytes, Self::Uuid)?,
            unknown => return Err(FrameError::HeaderType(*unknown)),
        })
    }
}

fn length_of(value: &[u8], name: &str) -> Result<[u8; 2], FrameError> {
    let length = u16::try_from(value.len()).map_err(|_| FrameError::HeaderValue(name.to_owned()))?;
    Ok(length.to_be_bytes())
}

fn fixed<const N: usize, T>(bytes: &[u8], value: impl Fn([u8; N]) -> T) -> Result<(T, &[u8]), FrameError> {
    let (bytes, rest) = bytes.split_first_chunk().ok_or(FrameError::HeaderTruncated)?;
    Ok((value(*bytes), rest))
}

fn with_length(bytes: &[u8]) -> Result<(&[u8], &[u8]), FrameError> {
    let (length, rest) = fixed(bytes, u16::from_be_bytes)?;
    rest.split_at_checked(length.into()).ok_or(FrameError::HeaderTruncated)
}

/// The headers in `bytes`. After an error there are no more.
#[derive(Clone, Debug)]
pub(super) struct Headers<'a>(pub(super) &'a [u8]);

impl<'a> Headers<'a> {
    fn read(&self) -> Result<((&'a str, FrameValue<'a>), &'a [u8]), FrameError> {
        let (length, rest) = self.0.split_first().ok_or(FrameError::HeaderTruncated)?;
        let (name, rest) = rest.split_at_checked((*length).into()).ok_or(FrameError::HeaderTruncated)?;
        let name = str::from_utf8(name).ok().filter(|name| !name.is_empty()).ok_or(FrameError::HeaderName)?;
        let (value, rest) = FrameValue::read(name, rest)?;
        Ok(((name, value), rest))
    }

    /// Checks that all headers can be read, and that no two have the same name.
    pub(super) fn check(self) -> Result<(), FrameError> {
        let mut first = [""; FEW];
        let mut more = HashSet::new();
        for (index, header) in self.enumerate() {
            let (name, _) = header?;
            let is_again = first.iter().take(index).any(|known| *known == name) || more.contains(name);
            if is_again {
                return Err(FrameError::DuplicateHeader(name.to_owned()));
            }
            match first.get_mut(index) {
                Some(slot) => *slot = name,
                None => _ = more.insert(name),
            }
        }
        Ok(())
    }
}

impl<'a> Iterator for Headers<'a> {
    type Item = Result<(&'a str, FrameValue<'a>), FrameError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.0.is_empty() {
            return None;
        }
        let read = self.read();
        self.0 = read.as_ref().map_or(&[], |(_, rest)| rest);
        Some(read.map(|(header, _)| header))
    }
}
