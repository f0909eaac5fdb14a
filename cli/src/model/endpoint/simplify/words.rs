//! The words of conditions as propositions: which follow from others, and which exclude each other.

use super::super::partitions::{PARTITIONS, Partition};
use super::Flat;

/// The number of different words up to which rules are simplified. No service of AWS has more.
const MAX_WORDS: usize = 128;

/// A conjunction of words and of negated words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Set {
    yes: u128,
    no: u128,
}

impl Set {
    pub(super) const fn and(self, other: Self) -> Self {
        Self { yes: self.yes | other.yes, no: self.no | other.no }
    }

    pub(super) const fn without(self, other: Self) -> Self {
        Self { yes: self.yes & !other.yes, no: self.no & !other.no }
    }

    pub(super) const fn negated(self) -> Self {
        Self { yes: self.no, no: self.yes }
    }

    pub(super) const fn has(self, other: Self) -> bool {
        other.yes & !self.yes == 0 && other.no & !self.no == 0
    }

    pub(super) const fn is_contradiction(self) -> bool {
        self.yes & self.no != 0
    }

    /// Its word with that index, negated or not; empty if it does not have the word.
    pub(super) const fn word(self, index: usize) -> Self {
        Self { yes: self.yes & 1 << index, no: self.no & 1 << index }
    }

    pub(super) const fn len(self) -> u32 {
        self.yes.count_ones() + self.no.count_ones()
    }
}

/// All words that occur, and what follows from each.
pub(super) struct Words {
    pub(super) all: Vec<String>,
    /// What follows from a word, and from its negation.
    follows: Vec<(Set, Set)>,
}

impl Words {
    /// `custom` is the first one. `None` if there are too many.
    pub(super) fn of(flat: &[Flat]) -> Option<Self> {
        let mut all: Vec<String> = ["custom", "fips", "dualstack"].map(str::to_owned).into();
        for word in flat.iter().flat_map(|(words, _)| words) {
            let word = word.trim_start_matches('!');
            if !all.iter().any(|known| known == word) {
                all.push(word.to_owned());
            }
        }
        let mut words = Self { follows: vec![(Set::default(), Set::default()); all.len()], all };
        (words.all.len() <= MAX_WORDS).then(|| {
            words.relate();
            words
        })
    }

    /// Notes what follows from each word, and the opposite direction.
    fn relate(&mut self) {
        for (from, word) in self.all.iter().enumerate() {
            for (to, other) in self.all.iter().enumerate() {
                let (from_bit, to_bit) = (1_u128 << from, 1_u128 << to);
                if implies(word, other) {
                    self.follows[from].0.yes |= to_bit;
                    self.follows[to].1.no |= from_bit;
                }
                if excludes(word, other) {
                    self.follows[from].0.no |= to_bit;
                    self.follows[to].0.no |= from_bit;
                }
            }
        }
    }

    pub(super) fn set(&self, words: &[String]) -> Set {
        words.iter().fold(Set::default(), |set, word| {
            let (name, is_negated) = word.strip_prefix('!').map_or((word.as_str(), false), |name| (name, true));
            set.and(self.literal(name, is_negated))
        })
    }

    pub(super) fn literal(&self, name: &str, is_negated: bool) -> Set {
        let bit = self.all.iter().position(|known| known == name).map_or(0, |index| 1 << index);
        if is_negated { Set { yes: 0, no: bit } } else { Set { yes: bit, no: 0 } }
    }

    /// The words, in the order in which they occurred first.
    pub(super) fn texts(&self, set: Set) -> Vec<String> {
        let text = |(index, word): (usize, &String)| match (set.yes >> index & 1, set.no >> index & 1) {
            (1, _) => Some(word.clone()),
            (_, 1) => Some(format!("!{word}")),
            _ => None,
        };
        self.all.iter().enumerate().filter_map(text).collect()
    }

    /// All that follows from the words alone.
    pub(super) fn closed(&self, mut set: Set) -> Set {
        loop {
            let before = set;
            for (index, (of_yes, of_no)) in self.follows.iter().enumerate() {
                if set.yes >> index & 1 == 1 {
                    set = set.and(*of_yes);
                }
                if set.no >> index & 1 == 1 {
                    set = set.and(*of_no);
                }
            }
            if set == before {
                return set;
            }
        }
    }
}

/// Whether a word is a partition or a region.
fn is_place(word: &str) -> bool {
    !["custom", "fips", "dualstack"].contains(&word)
        && !word.contains('|')
        && word.starts_with(|c: char| c.is_ascii_lowercase())
}

fn partition_of(place: &str) -> &'static str {
    PARTITIONS.iter().find(|partition| partition.id == place).unwrap_or_else(|| Partition::of_region(place)).id
}

fn implies(word: &str, other: &str) -> bool {
    let is_of_partition = is_place(word) && is_place(other) && partition_of(word) == other;
    let is_part =
        other.len() < word.len() && !word.ends_with("=false") && super::super::flatten::is_part_of(other, word);
    let of_arn =
        other.strip_suffix(".arn").and_then(|arn| word.strip_prefix(arn)).is_some_and(|part| part.starts_with('.'));
    // The region of a client is a host label.
    let is_region = word.strip_suffix("={region}").is_some_and(|one| other.strip_suffix("~label") == Some(one));
    word != other && (is_of_partition || is_part || of_arn || is_region)
}

fn excludes(word: &str, other: &str) -> bool {
    if word == other {
        return false;
    }
    if is_place(word) && is_place(other) {
        let is_region = |place: &str| partition_of(place) != place && !place.ends_with("-global");
        return partition_of(word) != partition_of(other) || is_region(word) && is_region(other);
    }
    let constant = |word: &str| word.split_once('=').is_some_and(|(_, value)| !value.contains(['{', '|']));
    let name = |word: &str| word.split_once('=').map(|(name, _)| name.to_owned());
    constant(word) && constant(other) && name(word) == name(other) || word.strip_suffix("=false") == Some(other)
}
