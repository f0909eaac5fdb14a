//! Member names from field names, by serde's rules.

/// The rules of `rename_all`.
pub(crate) const RULES: [&str; 8] = [
    "PascalCase",
    "camelCase",
    "snake_case",
    "SCREAMING_SNAKE_CASE",
    "kebab-case",
    "SCREAMING-KEBAB-CASE",
    "lowercase",
    "UPPERCASE",
];

/// How a field's name becomes a member's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

impl Case {
    /// The rule of that name; `None` if there is none.
    pub(crate) fn parse(rule: &str) -> Option<Self> {
        Some(match rule {
            "PascalCase" => Self::Pascal,
            "camelCase" => Self::Camel,
            // A field's name is in snake case already, and serde leaves its underscores alone.
            "snake_case" | "lowercase" => Self::Snake,
            "SCREAMING_SNAKE_CASE" | "UPPERCASE" => Self::ScreamingSnake,
            "kebab-case" => Self::Kebab,
            "SCREAMING-KEBAB-CASE" => Self::ScreamingKebab,
            _ => return None,
        })
    }

    /// The value's or member's name of a variant, which is in Pascal case.
    pub(crate) fn apply_to_variant(self, variant: &str) -> String {
        if self == Self::Pascal {
            return variant.to_owned();
        }
        let mut snake = String::new();
        for (index, letter) in variant.char_indices() {
            if index > 0 && letter.is_uppercase() {
                snake.push('_');
            }
            snake.extend(letter.to_lowercase());
        }
        self.apply(&snake)
    }

    /// The member's name of a field.
    pub(crate) fn apply(self, field: &str) -> String {
        match self {
            Self::Pascal => pascal(field),
            Self::Camel => {
                let pascal = pascal(field);
                let mut letters = pascal.chars();
                letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
            }
            Self::Snake => field.to_owned(),
            Self::ScreamingSnake => field.to_uppercase(),
            Self::Kebab => field.replace('_', "-"),
            Self::ScreamingKebab => field.to_uppercase().replace('_', "-"),
        }
    }
}

/// Words at underscores, each with a capital; also of what was meant as an operation's name.
pub(crate) fn pascal(text: &str) -> String {
    text.split(|c: char| !c.is_alphanumeric())
        .flat_map(|word| {
            let mut letters = word.chars();
            letters.next().into_iter().flat_map(char::to_uppercase).chain(letters)
        })
        .collect()
}

/// A variant's name in snake case, as the name of a method: a word begins at each capital after a small letter or digit, and
/// at the last of several capitals before a small letter.
pub(crate) fn snake(variant: &str) -> String {
    let letters: Vec<char> = variant.chars().collect();
    let mut snake = String::new();
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| letters.get(before)).copied().unwrap_or('_');
        let is_followed_by_small = letters.get(index + 1).is_some_and(|next| next.is_lowercase());
        if letter.is_uppercase() && before != '_' && (!before.is_uppercase() || is_followed_by_small) {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::{Case, snake};

    #[test]
    fn methods_are_in_snake_case() {
        let names = ["S", "SS", "NULL", "StringSet", "HTTPRequest", "S3Bucket", "Ipv4", "already_snake", "Über"];
        let methods = ["s", "ss", "null", "string_set", "http_request", "s3_bucket", "ipv4", "already_snake", "über"];
        assert_eq!(names.map(snake), methods);
    }

    #[test]
    fn rules_are_serdes() {
        for (rule, name) in [
            ("PascalCase", "ClientToken"),
            ("camelCase", "clientToken"),
            ("snake_case", "client_token"),
            ("SCREAMING_SNAKE_CASE", "CLIENT_TOKEN"),
            ("kebab-case", "client-token"),
            ("SCREAMING-KEBAB-CASE", "CLIENT-TOKEN"),
        ] {
            assert_eq!(Case::parse(rule).unwrap().apply("client_token"), name);
        }
        assert_eq!(Case::parse("Pascal"), None);
    }

    #[test]
    fn variants_are_in_pascal_case() {
        let apply = |rule: &str| Case::parse(rule).unwrap().apply_to_variant("CreateComplete");
        assert_eq!(apply("PascalCase"), "CreateComplete");
        assert_eq!(apply("SCREAMING_SNAKE_CASE"), "CREATE_COMPLETE");
        assert_eq!(apply("camelCase"), "createComplete");
        assert_eq!(apply("kebab-case"), "create-complete");
    }
}
