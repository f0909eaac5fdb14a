//! The items of lists and the entries of maps. Nulls are dropped from lists and maps whose type
//! does not allow null.

use serde_core::de::{Deserialize, DeserializeSeed, MapAccess, SeqAccess, Visitor};

use super::items::{Item, Items, Length};
use super::key::Key;
use crate::value::strict::is_strict;

type Error = serde_json::Error;
type Read<T> = Result<T, Error>;

/// The most items for which room is made before they are read.
const MAX_ROOM: u64 = 128;

fn room(left: Length) -> Option<usize> {
    usize::try_from(left?.min(MAX_ROOM)).ok()
}

impl<'de> Items<'de> {
    /// Reads a `T`, or `None` at a null that `T` does not allow.
    fn unless_null<T: Deserialize<'de>>(&mut self) -> Read<Option<T>> {
        if !self.is_at_null() {
            return T::deserialize(self).map(Some);
        }
        let start = self.position();
        let value = T::deserialize(&mut *self).ok();
        if value.is_none() && is_strict() {
            return Err(self.unfit("null in a list or map that has no nulls"));
        }
        self.pass_null(start);
        Ok(value)
    }
}

/// What a null in a list means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NullsOf {
    List,
    /// The index of an item matters, so nulls are kept.
    Tuple,
}

/// The items of a list.
pub(super) struct ListAccess<'a, 'de> {
    items: &'a mut Items<'de>,
    left: Length,
    nulls: NullsOf,
}

impl<'a, 'de> ListAccess<'a, 'de> {
    pub(super) fn visit<V: Visitor<'de>>(
        items: &'a mut Items<'de>,
        left: Length,
        nulls: NullsOf,
        visitor: V,
    ) -> Read<V::Value> {
        let mut list = ListAccess { items, left, nulls };
        let value = visitor.visit_seq(&mut list)?;
        let ListAccess { items, mut left, .. } = list;
        if items.has_more(&mut left)? { Err(items.unfit("a list has too many items")) } else { Ok(value) }
    }
}

impl<'de> SeqAccess<'de> for &mut ListAccess<'_, 'de> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<Option<S::Value>> {
        if self.items.has_more(&mut self.left)? { seed.deserialize(&mut *self.items).map(Some) } else { Ok(None) }
    }

    /// The method that lists and sets call.
    fn next_element<T: Deserialize<'de>>(&mut self) -> Read<Option<T>> {
        while self.items.has_more(&mut self.left)? {
            if self.nulls == NullsOf::Tuple {
                return T::deserialize(&mut *self.items).map(Some);
            }
            if let Some(item) = self.items.unless_null()? {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }

    fn size_hint(&self) -> Option<usize> {
        room(self.left)
    }
}

/// The entries of a map, a structure or an enum, whose keys are texts.
pub(super) struct MapItems<'a, 'de> {
    items: &'a mut Items<'de>,
    left: Length,
}

impl<'a, 'de> MapItems<'a, 'de> {
    /// Passes all entries to `visit`.
    pub(super) fn read<T>(
        items: &'a mut Items<'de>,
        left: Length,
        visit: impl FnOnce(&mut Self) -> Read<T>,
    ) -> Read<T> {
        let mut map = MapItems { items, left };
        let value = visit(&mut map)?;
        let MapItems { items, mut left } = map;
        if items.has_more(&mut left)? { Err(items.unfit("a map has too many entries")) } else { Ok(value) }
    }

    fn key(&mut self) -> Read<Option<Key<'de>>> {
        if !self.items.has_more(&mut self.left)? {
            return Ok(None);
        }
        match self.items.next()? {
            Item::Text(key) => Ok(Some(Key::new(key))),
            _ => Err(self.items.unfit("the key of a map is not a text")),
        }
    }
}

impl<'de> MapAccess<'de> for &mut MapItems<'_, 'de> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<Option<S::Value>> {
        self.key()?.map(|key| seed.deserialize(key)).transpose()
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Read<S::Value> {
        seed.deserialize(&mut *self.items)
    }

    /// The method that maps call. Structures read key and value separately.
    fn next_entry<K: Deserialize<'de>, V: Deserialize<'de>>(&mut self) -> Read<Option<(K, V)>> {
        while let Some(key) = self.next_key()? {
            if let Some(value) = self.items.unless_null()? {
                return Ok(Some((key, value)));
            }
        }
        Ok(None)
    }

    fn size_hint(&self) -> Option<usize> {
        room(self.left)
    }
}
