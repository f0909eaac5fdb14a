//! Pages of a list.

use super::constraints::{self, invalid};
use crate::lookoutvision::Error;

/// The maximum number of items on a page, and the default.
const LARGEST: usize = 100;

/// The page of `items` that starts at `next_token`, and the token of the next page.
///
/// The items are in the order of their keys. A token is the key of a page's first item, so that it stays valid when
/// earlier items are deleted. The key is in hexadecimal, because a token must consist of letters and digits.
pub(super) fn page<T>(
    items: impl Iterator<Item = (String, T)>,
    next_token: Option<&str>,
    max_results: Option<i32>,
) -> Result<(Vec<T>, Option<String>), Error> {
    let size = max_results.and_then(|size| usize::try_from(size).ok()).unwrap_or(LARGEST);
    let from = key_of(next_token.unwrap_or_default())?;
    let mut rest = items.skip_while(|(key, _)| *key < from);
    let page = rest.by_ref().take(size).map(|(_, item)| item).collect();
    Ok((page, rest.next().map(|(key, _)| token_of(&key))))
}

fn token_of(key: &str) -> String {
    let digits = key.bytes().flat_map(|byte| [byte >> 4, byte & 0xF]);
    digits.filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

fn key_of(token: &str) -> Result<String, Error> {
    constraints::NEXT_TOKEN.check(token)?;
    let pair = |start| token.get(start..start + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    let bytes: Option<Vec<u8>> = (0..token.len()).step_by(2).map(pair).collect();
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .ok_or_else(|| invalid("NextToken", "be what the page before gave"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_on_one_page() {
        let items = || ["a", "b", "b-c", "d_", "e"].into_iter().map(|key| (key.to_owned(), key));
        let (mut all, mut token) = (Vec::new(), None);
        loop {
            let (page, next) = page(items(), token.as_deref(), Some(2)).unwrap();
            all.extend(page);
            token = next;
            if token.is_none() {
                break;
            }
        }
        assert_eq!(all, ["a", "b", "b-c", "d_", "e"]);
    }

    #[test]
    fn an_invalid_page_token_is_rejected() {
        for token in ["xy", "abc", "ff", "a b"] {
            assert!(page(std::iter::empty::<(String, ())>(), Some(token), None).is_err(), "{token}");
        }
    }
}
