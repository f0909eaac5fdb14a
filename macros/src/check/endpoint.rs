//! `endpoint("aws-us-gov fips -> iam.us-gov.{dns} region={global}", ..)`: the rules of a service whose endpoints are not the
//! usual ones.

use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::report::Report;

const EXAMPLE: &str = "account{-fips}.{global}.{suffix} region={global}";

/// Takes the rules.
pub(crate) fn take(args: &mut Args<'_>, report: &Report) -> Vec<String> {
    let Some(given) = args.strings("endpoint", EXAMPLE) else { return Vec::new() };
    if given.value.is_empty() {
        report.misuse(&given.tokens, misuse::not_an_endpoint_rule("", "there is no rule"));
    }
    for rule in &given.value {
        check(rule, report);
    }
    given.value.into_iter().map(|rule| rule.value).collect()
}

fn check(rule: &Given<String>, report: &Report) {
    let (conditions, outcome) = rule.value.split_once(" -> ").unwrap_or(("", &rule.value));
    let wrong = conditions.split_whitespace().find(|word| !is_condition(word));
    let reason = match wrong {
        Some(word) => Some(format!("`{word}` is not a condition")),
        None => reason_of_outcome(outcome),
    };
    if let Some(reason) = reason {
        report.misuse(&rule.tokens, misuse::not_an_endpoint_rule(&rule.value, &reason));
    }
}

/// Whether a word is a flag, a place, or says something of a parameter.
fn is_condition(word: &str) -> bool {
    if word == "custom?" {
        return true;
    }
    word.strip_prefix('!').unwrap_or(word).split('|').all(|word| {
        let is_param = word.starts_with(|c: char| c.is_ascii_uppercase());
        let is_place = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        is_param || (!word.is_empty() && word.chars().all(is_place))
    })
}

fn reason_of_outcome(outcome: &str) -> Option<String> {
    if outcome.matches('{').count() != outcome.matches('}').count() {
        return Some("a brace is not closed".to_owned());
    }
    if outcome.starts_with("error ") {
        return None;
    }
    let (host, rest) = outcome.split_once(' ').map_or((outcome, ""), |(host, rest)| (host, rest));
    let is_host = |c: char| c.is_ascii_graphic() && !matches!(c, '=' | '>');
    if host.is_empty() || !host.chars().all(is_host) {
        return Some(format!("`{host}` is not a host"));
    }
    let is_key = |word: &&str| {
        word.split_once('=').is_some_and(|(key, value)| {
            !value.is_empty() && (matches!(key, "name" | "region" | "regions") || key.starts_with("header:"))
        })
    };
    rest.split(' ')
        .filter(|word| !word.is_empty())
        .find(|word| !is_key(word))
        .map(|word| format!("`{word}` is none of `name=..`, `region=..`, `regions=..` and `header:name=..`"))
}
