//! Converts a model's names to Rust names: splits them into words, then changes the case.

/// Units and names with an inner capital that are one word.
const WHOLE: [&str; 9] = ["IPv4", "IPv6", "OAuth", "KiB", "MiB", "GiB", "TiB", "MHz", "GHz"];

/// Rust's keywords, which need `r#` as a name.
const KEYWORDS: [&str; 47] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while",
];

/// The words of a name: `S3OutputLocation` is `S3`, `Output` and `Location`.
pub(super) fn words(name: &str) -> Vec<String> {
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.flat_map(words_of_part).collect()
}

fn words_of_part(part: &str) -> Vec<String> {
    let letters: Vec<char> = part.chars().collect();
    let mut words = vec![String::new()];
    let mut index = 0;
    while let Some(&letter) = letters.get(index) {
        if let Some(whole) = whole_at(part, index) {
            words.push(whole.to_owned());
            words.push(String::new());
            index += whole.len();
            continue;
        }
        if starts_word(&letters, index) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut() {
            word.push(letter);
        }
        index += 1;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The word of [`WHOLE`] at `index` that is not followed by a lower-case letter.
fn whole_at(part: &str, index: usize) -> Option<&'static str> {
    let rest = &part[index..];
    WHOLE.into_iter().find(|whole| {
        rest.strip_prefix(whole).is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_lowercase()))
    })
}

fn starts_word(letters: &[char], index: usize) -> bool {
    let at = |index: Option<usize>| index.and_then(|index| letters.get(index)).copied().unwrap_or(' ');
    let (before, here) = (at(index.checked_sub(1)), at(Some(index)));
    let (next, after_next) = (at(Some(index + 1)), at(Some(index + 2)));
    if !here.is_ascii_uppercase() || before == ' ' {
        return false;
    }
    if !before.is_ascii_uppercase() {
        return true;
    }
    // `ARNs` is a word, and so is the `ARN` of `ARNList`.
    let is_plural = next == 's' && !after_next.is_ascii_lowercase();
    next.is_ascii_lowercase() && !is_plural
}

/// The name in snake case; a valid identifier unless it is a keyword.
pub(crate) fn snake(name: &str) -> String {
    let snake = words(name).join("_").to_ascii_lowercase();
    match snake.as_str() {
        "" => "empty".to_owned(),
        "self" | "super" | "crate" => format!("{snake}_"),
        _ if snake.starts_with(|c: char| c.is_ascii_digit()) => format!("n{snake}"),
        _ => snake,
    }
}

/// The name of a type in Pascal case. Only the first letter of a word changes.
pub(super) fn type_name(name: &str) -> String {
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    identifier(join(parts.map(capitalised)), "Shape")
}

/// The name of a variant in Pascal case: `CREATE_COMPLETE` becomes `CreateComplete`. Names of one or two capitals do
/// not change in a union.
pub(super) fn variant_name(name: &str, in_union: bool) -> String {
    if in_union && name.len() <= 2 && name.chars().all(|c| c.is_ascii_uppercase()) {
        return name.to_owned();
    }
    let has_small = name.chars().any(|c| c.is_ascii_lowercase());
    let word = |word: &str| if has_small { capitalised(word) } else { capitalised(&word.to_ascii_lowercase()) };
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let joined = join(parts.map(word));
    let joined = if joined.is_empty() { spelled(name) } else { joined };
    identifier(joined, "Value")
}

/// Punctuation as words.
fn spelled(signs: &str) -> String {
    let words = signs.chars().filter_map(|sign| match sign {
        '*' => Some("Star"),
        '=' => Some("Equals"),
        '<' => Some("Less"),
        '>' => Some("Greater"),
        '!' => Some("Not"),
        '+' => Some("Plus"),
        '-' => Some("Minus"),
        '/' => Some("Slash"),
        '.' => Some("Dot"),
        '_' => Some("Underscore"),
        '%' => Some("Percent"),
        '&' => Some("And"),
        '|' => Some("Or"),
        _ => None,
    });
    let words: String = words.collect();
    if words.is_empty() { "Empty".to_owned() } else { words }
}

/// Joins words, with `_` between two digits.
fn join(words: impl Iterator<Item = String>) -> String {
    words.fold(String::new(), |mut joined, word| {
        let digits = joined.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit());
        joined.push_str(if digits { "_" } else { "" });
        joined.push_str(&word);
        joined
    })
}

fn identifier(name: String, prefix: &str) -> String {
    match name.as_str() {
        "" | "Self" => format!("{name}{prefix}"),
        _ if name.starts_with(|c: char| c.is_ascii_digit()) => format!("{prefix}{name}"),
        _ => name,
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().map(|first| first.to_ascii_uppercase()).chain(letters).collect()
}

/// The identifier in code, with `r#` if it is a keyword.
pub(crate) fn raw(identifier: &str) -> String {
    let is_keyword = KEYWORDS.contains(&identifier) || identifier == "yield";
    if is_keyword { format!("r#{identifier}") } else { identifier.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{snake, type_name, variant_name};

    #[test]
    fn fields_are_in_snake_case() {
        for (name, field) in [
            ("ClientToken", "client_token"),
            ("KmsKeyId", "kms_key_id"),
            ("F1Score", "f1_score"),
            ("S3OutputLocation", "s3_output_location"),
            ("SSEDescription", "sse_description"),
            ("EC2InstanceId", "ec2_instance_id"),
            ("IPv6CidrBlock", "ipv6_cidr_block"),
            ("memoryMiB", "memory_mib"),
            ("TopicARNs", "topic_arns"),
            ("VPCsInUse", "vpcs_in_use"),
            ("OAuthToken", "oauth_token"),
            ("x-amz-meta", "x_amz_meta"),
            ("3DModel", "n3_d_model"),
            ("self", "self_"),
            ("__type", "type"),
        ] {
            assert_eq!(snake(name), field);
        }
    }

    #[test]
    fn types_and_variants_are_in_pascal_case() {
        assert_eq!(type_name("InputS3Object"), "InputS3Object");
        assert_eq!(type_name("__listOf__string"), "ListOfString");
        assert_eq!(type_name("3DModel"), "Shape3DModel");
        assert_eq!(type_name("self"), "SelfShape");
        for (value, variant) in [
            ("CREATE_COMPLETE", "CreateComplete"),
            ("us-east-1", "UsEast1"),
            ("ARM64", "Arm64"),
            ("x86_64", "X86_64"),
            ("python3.9", "Python3_9"),
            ("2.0", "Value2_0"),
            ("", "Empty"),
            ("*", "Star"),
            (">=", "GreaterEquals"),
            ("self", "SelfValue"),
            ("Größe", "GrE"),
        ] {
            assert_eq!(variant_name(value, false), variant);
        }
        assert_eq!((variant_name("SS", true), variant_name("NULL", true)), ("SS".to_owned(), "Null".to_owned()));
    }
}
