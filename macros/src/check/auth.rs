//! `auth`: how requests are authenticated, in order of preference.

use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::parse::nearest::nearest;
use crate::report::Report;

/// The feature of the runtime that signs with SigV4a.
const SIGV4A: &str = "sigv4a";
const WORDS: [&str; 5] = ["bearer", "none", "sigv4", SIGV4A, "unsigned-payload"];

/// How requests are authenticated.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Auth {
    /// The preferred scheme first; empty for unsigned requests. `None` if the argument names no scheme.
    pub(crate) schemes: Option<Vec<Scheme>>,
    pub(crate) unsigned_payload: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    Bearer,
    SigV4,
    SigV4a,
}

impl Scheme {
    fn named(word: &str) -> Option<Self> {
        match word {
            "bearer" => Some(Self::Bearer),
            "sigv4" => Some(Self::SigV4),
            SIGV4A => Some(Self::SigV4a),
            _ => None,
        }
    }
}

/// `features` are the features of the runtime.
pub(crate) fn take(args: &mut Args<'_>, features: &[&str], report: &Report) -> Auth {
    let Some(given) = args.strings("auth", "none") else { return Auth::default() };
    let Given { value: words, tokens } = given;
    if words.is_empty() {
        report.misuse(tokens, misuse::empty_auth());
        return Auth::default();
    }
    if !are_distinct_words(&words, report) {
        return Auth::default();
    }
    let has = |word: &str| words.iter().any(|given| given.value == word);
    let schemes: Vec<_> = words.iter().filter_map(|word| Scheme::named(&word.value)).collect();
    if has("none") && words.len() > 1 {
        report.misuse(tokens, misuse::none_among_auth());
    } else if has("unsigned-payload") && schemes == [Scheme::Bearer] {
        report.misuse(tokens, misuse::unsigned_payload_without_signature());
    } else if schemes == [Scheme::SigV4a] && !features.contains(&SIGV4A) {
        report.misuse(tokens, misuse::sigv4a_without_feature());
    }
    let names_scheme = has("none") || !schemes.is_empty();
    Auth { schemes: names_scheme.then_some(schemes), unsigned_payload: has("unsigned-payload") }
}

/// Reports the first word that is unknown or repeated.
fn are_distinct_words(words: &[Given<String>], report: &Report) -> bool {
    for (index, word) in words.iter().enumerate() {
        let before = words.iter().take(index);
        let misuse = if !WORDS.contains(&word.value.as_str()) {
            misuse::unknown_auth(&word.value, &WORDS, nearest(&word.value, WORDS).as_deref())
        } else if before.into_iter().any(|before| before.value == word.value) {
            misuse::repeated_auth(&word.value)
        } else {
            continue;
        };
        report.misuse(&word.tokens, misuse);
        return false;
    }
    true
}
