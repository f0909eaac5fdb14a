//! The conversion of names in Rust to wire names, by serde's `rename_all` rules.

use super::args::Args;

/// A rule that converts a field's or variant's name to its wire name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

impl Case {
    /// The rule of `rename_all`.
    pub(super) fn of(args: &Args) -> syn::Result<Self> {
        let Some(rule) = args.text("rename_all")? else { return Ok(Self::Pascal) };
        Self::parse(&rule.value).ok_or_else(|| {
            let problem = format!("unknown rename rule `{}`", rule.value);
            syn::Error::new(args.span_of("rename_all"), problem)
        })
    }

    fn parse(rule: &str) -> Option<Self> {
        Some(match rule {
            "PascalCase" => Self::Pascal,
            "camelCase" => Self::Camel,
            "snake_case" | "lowercase" => Self::Snake,
            "SCREAMING_SNAKE_CASE" | "UPPERCASE" => Self::ScreamingSnake,
            "kebab-case" => Self::Kebab,
            "SCREAMING-KEBAB-CASE" => Self::ScreamingKebab,
            _ => return None,
        })
    }

    /// The wire name of a variant, whose Rust name is in Pascal case.
    pub(super) fn of_variant(self, variant: &str) -> String {
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
        self.of_field(&snake)
    }

    /// The wire name of a field.
    pub(super) fn of_field(self, field: &str) -> String {
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

fn pascal(field: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>()).unwrap_or_default()
    };
    field.split('_').map(capital).collect()
}

#[cfg(test)]
mod tests {
    use super::Case;

    #[test]
    fn wire_names_follow_the_rename_rules() {
        let of = |rule: &str| {
            let case = Case::parse(rule).unwrap();
            (case.of_field("client_token"), case.of_variant("CreateComplete"))
        };
        let both = |field: &str, variant: &str| (field.to_owned(), variant.to_owned());
        assert_eq!(of("PascalCase"), both("ClientToken", "CreateComplete"));
        assert_eq!(of("camelCase"), both("clientToken", "createComplete"));
        assert_eq!(of("snake_case"), both("client_token", "create_complete"));
        assert_eq!(of("UPPERCASE"), both("CLIENT_TOKEN", "CREATE_COMPLETE"));
        assert_eq!(of("kebab-case"), both("client-token", "create-complete"));
        assert_eq!(of("SCREAMING-KEBAB-CASE"), both("CLIENT-TOKEN", "CREATE-COMPLETE"));
        assert_eq!(Case::parse("Pascal"), None);
    }
}
