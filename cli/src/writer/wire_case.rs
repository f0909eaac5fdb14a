//! The rules of `rename_all`, and the choice of the best rule for some names.

use crate::text::is_hidden;

/// A rule of `rename_all`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    Pascal,
    Camel,
    ScreamingSnake,
    Snake,
    Kebab,
    ScreamingKebab,
}

impl Rule {
    /// The rules for members.
    pub(super) const OF_FIELDS: [Self; 4] = [Self::Pascal, Self::Camel, Self::Snake, Self::Kebab];
    /// The rules for enum values.
    pub(super) const OF_VARIANTS: [Self; 6] =
        [Self::Pascal, Self::ScreamingSnake, Self::Snake, Self::Camel, Self::Kebab, Self::ScreamingKebab];

    /// The argument; `None` for the default rule.
    pub(super) fn argument(self) -> Option<String> {
        let name = match self {
            Self::Pascal => return None,
            Self::Camel => "camelCase",
            Self::ScreamingSnake => "SCREAMING_SNAKE_CASE",
            Self::Snake => "snake_case",
            Self::Kebab => "kebab-case",
            Self::ScreamingKebab => "SCREAMING-KEBAB-CASE",
        };
        Some(format!("rename_all = \"{name}\""))
    }

    /// The rule with that name in serde.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "PascalCase" => Self::Pascal,
            "camelCase" => Self::Camel,
            "snake_case" | "lowercase" => Self::Snake,
            "SCREAMING_SNAKE_CASE" | "UPPERCASE" => Self::ScreamingSnake,
            "kebab-case" => Self::Kebab,
            "SCREAMING-KEBAB-CASE" => Self::ScreamingKebab,
            _ => return None,
        })
    }

    /// The wire name that the rule makes from a field's name.
    pub(super) fn of_field(self, field: &str) -> String {
        let words = field.split('_').map(|word| {
            let mut letters = word.chars();
            letters.next().into_iter().map(|first| first.to_ascii_uppercase()).chain(letters).collect::<String>()
        });
        match self {
            Self::Pascal => words.collect(),
            Self::Camel => {
                let pascal: String = words.collect();
                let mut letters = pascal.chars();
                letters.next().into_iter().map(|first| first.to_ascii_lowercase()).chain(letters).collect()
            }
            Self::Snake => field.to_owned(),
            Self::ScreamingSnake => field.to_ascii_uppercase(),
            Self::Kebab => field.replace('_', "-"),
            Self::ScreamingKebab => field.to_ascii_uppercase().replace('_', "-"),
        }
    }

    /// The wire name that the rule makes from a variant's name.
    pub(super) fn of_variant(self, variant: &str) -> String {
        if self == Self::Pascal {
            return variant.to_owned();
        }
        let mut snake = String::new();
        for (index, letter) in variant.char_indices() {
            if index > 0 && letter.is_ascii_uppercase() {
                snake.push('_');
            }
            snake.push(letter.to_ascii_lowercase());
        }
        self.of_field(&snake)
    }

    /// The rule that makes most of the wire names; the first rule if several are equal.
    pub(super) fn of_most(rules: &[Self], names: &[(String, String)], apply: impl Fn(Self, &str) -> String) -> Self {
        let hits = |rule: Self| names.iter().filter(|(ours, wire)| apply(rule, ours) == *wire).count();
        let best = rules.iter().copied().rev().max_by_key(|rule| hits(*rule));
        best.unwrap_or(Self::Pascal)
    }
}

/// Assigns unique names.
#[derive(Default)]
pub(super) struct Once(Vec<String>);

impl Once {
    /// The wanted name; with `joint` and a number if it is used already.
    pub(super) fn give(&mut self, wanted: &str, joint: &str) -> String {
        let numbered = (2..).map(|number| {
            let joint = if wanted.ends_with('_') { "" } else { joint };
            let digit = if joint.is_empty() && wanted.ends_with(|c: char| c.is_ascii_digit()) { "_" } else { joint };
            format!("{wanted}{digit}{number}")
        });
        let name = std::iter::once(wanted.to_owned()).chain(numbered).find(|name| !self.0.contains(name));
        let name = name.unwrap_or_default();
        self.0.push(name.clone());
        name
    }
}

/// A string literal, raw where that reads better.
pub(super) fn literal(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains(is_hidden) {
        let mut hashes = String::from("#");
        while text.contains(&format!("\"{hashes}")) {
            hashes.push('#');
        }
        return format!("r{hashes}\"{text}\"{hashes}");
    }
    // `Debug` escapes characters that are not printable; invisible ones are escaped in the same notation.
    let quoted = format!("{text:?}");
    quoted.chars().fold(String::new(), |mut literal, c| {
        if is_hidden(c) {
            literal.extend(c.escape_unicode());
        } else {
            literal.push(c);
        }
        literal
    })
}
