//! Finds the word that was meant.

/// The word of `known` that `word` is most likely a typo of; `None` if none is close enough.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let allowed = (word.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (distance(&fold(word), &fold(candidate)), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_owned())
}

/// Ignores case and separators: `clientToken` is `client_token`.
fn fold(word: &str) -> Vec<char> {
    word.chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase).collect()
}

/// The edit distance, where two swapped letters count once.
fn distance(a: &[char], b: &[char]) -> usize {
    let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(a.len() + b.len());
    let mut before = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let replaced = at(&last, j) + usize::from(from != to);
            let mut fewest = replaced.min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            if i > 0 && j > 0 && a.get(i - 1) == Some(to) && b.get(j - 1) == Some(from) {
                fewest = fewest.min(at(&before, j - 1) + 1);
            }
            row.push(fewest);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn typos_are_found_and_other_words_are_not() {
        let known = ["name", "service", "idempotent", "client_token"];
        assert_eq!(nearest("idempotant", known).as_deref(), Some("idempotent"));
        assert_eq!(nearest("clientToken", known).as_deref(), Some("client_token"));
        assert_eq!(nearest("nmae", known).as_deref(), Some("name"));
        assert_eq!(nearest("nam", known).as_deref(), Some("name"));
        assert_eq!(nearest("region", known), None);
    }
}
