//! Comparison of names in different spellings, and the search for similar names.

/// The name in lower case without separators, so that `clientToken` equals `client_token`.
pub(super) fn fold(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The name in `known` that is most similar to `name`; none if all differ too much.
pub(super) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let allowed = (name.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (distance(&fold(name), &fold(candidate)), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The edit distance: how many letters are inserted, removed or replaced.
fn distance(a: &str, b: &str) -> usize {
    let mut last: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut row = vec![i + 1];
        for (to, window) in b.chars().zip(last.windows(2)) {
            let replaced = window[0] + usize::from(from != to);
            let before = row.last().copied().unwrap_or_default();
            row.push(replaced.min(window[1] + 1).min(before + 1));
        }
        last = row;
    }
    last.last().copied().unwrap_or_default()
}

/// `` `a`, `b` and 3 more ``
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    const SHOWN: usize = 5;
    let names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] if names.len() <= SHOWN => format!("{} and {last}", most.join(", ")),
        _ => format!("{} and {} more", names.get(..SHOWN).unwrap_or_default().join(", "), names.len() - SHOWN),
    }
}

/// The field name for a member: `KMSKeyId` becomes `kms_key_id`.
pub(super) fn field(name: &str) -> String {
    let letters: Vec<char> = name.chars().collect();
    let mut field = String::new();
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(index + 1);
        let starts_word = before.is_some_and(|before| !before.is_uppercase())
            || (before.is_some() && after.is_some_and(|after| after.is_lowercase()));
        if letter.is_uppercase() && starts_word && !field.ends_with('_') {
            field.push('_');
        }
        if letter.is_alphanumeric() {
            field.extend(letter.to_lowercase());
        } else {
            field.push('_');
        }
    }
    field
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn similar_names_are_found_and_others_are_not() {
        let known = ["ProjectName", "Tags", "ClientToken"];
        assert_eq!(nearest("ProjctName", known), Some("ProjectName"));
        assert_eq!(nearest("client_tokens", known), Some("ClientToken"));
        assert_eq!(nearest("Region", known), None);
    }

    #[test]
    fn fields_are_in_snake_case() {
        for (name, field_name) in [("ClientToken", "client_token"), ("KMSKeyId", "kms_key_id"), ("x-id", "x_id")] {
            assert_eq!(field(name), field_name);
        }
    }

    #[test]
    fn long_lists_are_shortened() {
        assert_eq!(list(["a"]), "`a`");
        assert_eq!(list(["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(list(["a", "b", "c", "d", "e", "f", "g"]), "`a`, `b`, `c`, `d`, `e` and 2 more");
    }
}
