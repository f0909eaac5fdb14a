//! The attributes and children of an element as the members of a structure.

use std::slice;

use serde_core::de::value::BytesDeserializer;
use serde_core::de::{DeserializeSeed, IntoDeserializer as _, MapAccess};

use super::XmlTraits;
use super::read::Value;
use super::tree::{Element, Parts};

type Error = serde_json::Error;

/// The parts of an element as members. Those with the same name are one member.
pub(super) struct Members<'e> {
    parts: Named<'e>,
    /// The names that the structure knows.
    known: &'e [&'static str],
    /// The index of the known name that is next if the members are in order.
    expected: usize,
}

/// Parts by name.
enum Named<'e> {
    /// In the order of the document, because no two have the same name.
    Distinct { rest: Parts<'e>, current: Option<Element<'e>> },
    /// Sorted by name. Attributes come before children, which keep their order.
    Sorted {
        parts: Vec<Element<'e>>,
        /// The index of the first part of the current member, and the index after its last part.
        current: (usize, usize),
    },
}

impl<'e> Members<'e> {
    /// The members of a structure that knows these names.
    pub(super) fn of(element: Element<'e>, known: &'e [&'static str]) -> Result<Self, Error> {
        element.expect_elements()?;
        let rest = element.parts();
        if are_distinct(&rest) {
            return Ok(Self { parts: Named::Distinct { rest, current: None }, known, expected: 0 });
        }
        Ok(Self { parts: Named::sorted(rest), known, expected: 0 })
    }

    /// The members of any type, in the order of their names.
    pub(super) fn of_any(element: Element<'e>) -> Result<Self, Error> {
        element.expect_elements()?;
        Ok(Self { parts: Named::sorted(element.parts()), known: &[], expected: 0 })
    }

    /// The name of the member with the local name `name`. In the document the member may have any prefix.
    fn member_name(&mut self, name: &'e str) -> &'e str {
        if self.known.get(self.expected) == Some(&name) {
            self.expected += 1;
            return name;
        }
        let Some(index) = index_of(self.known, name) else { return name };
        self.expected = index + 1;
        self.known.get(index).copied().unwrap_or(name)
    }
}

/// The index of the name, or else of one that has a prefix before it.
fn index_of(known: &[&str], name: &str) -> Option<usize> {
    let has_prefix = |known: &&str| {
        // Most names differ in their length or have no colon there, which is seen without a comparison.
        let colon = known.len().checked_sub(name.len() + 1);
        colon.is_some_and(|colon| {
            let is_prefix = |prefix: &[u8]| !prefix.contains(&b':');
            let known = known.as_bytes();
            known.get(colon) == Some(&b':')
                && known.ends_with(name.as_bytes())
                && known.get(..colon).is_some_and(is_prefix)
        })
    };
    known.iter().position(|known| *known == name).or_else(|| known.iter().position(has_prefix))
}

impl<'e> Named<'e> {
    fn sorted(parts: Parts<'e>) -> Self {
        let mut parts: Vec<_> = parts.collect();
        parts.sort_by(|one, other| one.name().cmp(other.name()));
        Self::Sorted { parts, current: (0, 0) }
    }

    /// Advances to the next member, and returns its first part.
    fn next(&mut self) -> Option<Element<'e>> {
        match self {
            Self::Distinct { rest, current } => {
                *current = rest.next();
                *current
            }
            Self::Sorted { parts, current } => {
                let rest = parts.get(current.1..).unwrap_or_default();
                let first = rest.first().copied()?;
                let count = rest.iter().take_while(|part| part.name() == first.name()).count();
                *current = (current.1, current.1 + count);
                Some(first)
            }
        }
    }

    /// The parts of the current member.
    fn current(&self) -> &[Element<'e>] {
        match self {
            Self::Distinct { current, .. } => current.as_ref().map(slice::from_ref).unwrap_or_default(),
            Self::Sorted { parts, current: (from, to) } => parts.get(*from..*to).unwrap_or_default(),
        }
    }
}

/// The number of parts up to which names with the same hash are compared.
const FEW: usize = 64;

/// Whether no two parts have the same name. It may be `false` for many parts that have different ones.
fn are_distinct(parts: &Parts<'_>) -> bool {
    let mut seen = [0_u64; 64];
    for (index, part) in parts.clone().enumerate() {
        let hash = hash_of(part.name());
        let Some(bits) = seen.get_mut((hash >> 58) as usize) else { return false };
        let bit = 1 << ((hash >> 52) & 63);
        let is_possible = *bits & bit != 0;
        if is_possible && (index > FEW || parts.clone().take(index).any(|before| before.name() == part.name())) {
            return false;
        }
        *bits |= bit;
    }
    true
}

/// A hash whose highest bits depend on the length of a name and on its first and last bytes.
fn hash_of(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let ends = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(29),
        _ => bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)),
    };
    // An odd number without a pattern, so that each bit of the name takes part in the highest ones.
    (ends ^ bytes.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(first) = self.parts.next() else { return Ok(None) };
        if first.is_ec2() {
            // A member has another name in such a form. A key in bytes is one of a form.
            return seed.deserialize(BytesDeserializer::new(first.name().as_bytes())).map(Some);
        }
        seed.deserialize(self.member_name(first.name()).into_deserializer()).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Error> {
        seed.deserialize(Value::new(self.parts.current(), XmlTraits::DEFAULT))
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse_xml;
    use super::{are_distinct, hash_of, index_of};

    #[test]
    fn repeated_names_are_always_found() {
        let names = ["a", "b", "ab", "ba", "abcdefgh", "abcdefghi", "instanceId", "instanceState", "é", ""];
        for (index, name) in names.iter().enumerate() {
            assert!(names.iter().skip(index + 1).all(|other| hash_of(name) != hash_of(other)), "{name}");
        }
        let all = ["<a/>", "<b/>", "<c><a/></c>", "<d>a</d>", "<x:e/>"];
        for repeated in 0..all.len() {
            let mut parts = all.to_vec();
            let document = |parts: &[&str]| format!("<r>{}</r>", parts.concat());
            assert!(are_distinct(&parse_xml(document(&parts).as_bytes()).unwrap().root().parts()));
            parts.insert(repeated / 2, all[repeated]);
            assert!(!are_distinct(&parse_xml(document(&parts).as_bytes()).unwrap().root().parts()), "{parts:?}");
        }
        assert!(!are_distinct(&parse_xml(b"<r a='1'><x:a/></r>").unwrap().root().parts()));
    }

    #[test]
    fn a_name_without_prefix_is_that_of_a_member_with_one() {
        let known = ["a", "x:b", "x:a", "y:x:c", "b:"];
        for (name, index) in
            [("a", Some(0)), ("b", Some(1)), ("c", None), ("x:c", Some(3)), ("x:b", Some(1)), ("", Some(4))]
        {
            assert_eq!(index_of(&known, name), index, "{name}");
        }
    }
}
