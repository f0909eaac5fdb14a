//! The headers of a message before it is signed or sent: a short list, which is cheaper to fill than a map.

use http::{HeaderMap, HeaderName, HeaderValue};

/// The name of a header. One in lower case, as the macros write them, needs no copy.
pub(crate) fn header_name(name: &'static str) -> Option<HeaderName> {
    let is_lower = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
    if (1..=64).contains(&name.len()) && name.bytes().all(is_lower) {
        return Some(HeaderName::from_static(name));
    }
    HeaderName::from_bytes(name.as_bytes()).ok()
}

/// A few headers, in order.
#[derive(Clone, Default)]
pub struct HeaderList(Vec<(HeaderName, HeaderValue)>);

impl HeaderList {
    pub(crate) fn contains(&self, name: &HeaderName) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// The values of the headers with this name.
    pub(crate) fn values_of(&self, name: &HeaderName) -> impl Iterator<Item = &HeaderValue> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value)
    }

    /// The values of the headers with this name, in whatever case.
    #[cfg(feature = "checksums")]
    pub(crate) fn values_named(&self, name: &str) -> impl Iterator<Item = &HeaderValue> {
        self.0.iter().filter(move |(known, _)| known.as_str().eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The names of the headers.
    #[cfg(any(feature = "checksums", feature = "rest-xml"))]
    pub(crate) fn names(&self) -> impl Iterator<Item = &HeaderName> {
        self.0.iter().map(|(name, _)| name)
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = &HeaderValue> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Sets a header, in place of one with the same name.
    pub(crate) fn set(&mut self, name: HeaderName, value: HeaderValue) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.append(name, value),
        }
    }

    /// Removes the headers with this name.
    #[cfg(feature = "aws-query")]
    pub(crate) fn remove(&mut self, name: &HeaderName) {
        self.0.retain(|(known, _)| known != name);
    }

    /// Sets a header, unless there is one with the same name.
    pub(crate) fn set_default(&mut self, name: HeaderName, value: HeaderValue) {
        if !self.contains(&name) {
            self.append(name, value);
        }
    }

    /// Sets the headers of `others` whose names are not here.
    #[cfg(any(feature = "checksums", feature = "compression"))]
    pub(crate) fn set_defaults(&mut self, others: &Self) {
        for (name, value) in &others.0 {
            self.set_default(name.clone(), value.clone());
        }
    }

    /// Adds a header, also if there is one with the same name.
    pub(crate) fn append(&mut self, name: HeaderName, value: HeaderValue) {
        self.0.push((name, value));
    }

    /// Adds these headers to `map`.
    pub(crate) fn add_to(&self, map: &mut HeaderMap) {
        for (name, value) in &self.0 {
            map.append(name, value.clone());
        }
    }
}

impl From<HeaderList> for HeaderMap {
    fn from(list: HeaderList) -> Self {
        list.0.into_iter().collect()
    }
}
