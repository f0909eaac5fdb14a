//! The endpoint rules of a service, as `endpoint(..)` of `#[aws_service]` holds them.
//!
//! Each rule is `conditions -> outcome`, or an outcome alone. The first rule whose conditions all hold decides; after the
//! last one, the usual endpoint does. `reference.rs` describes the words. The macros check the form of each rule, so a rule
//! that is not understood here was written by hand: its conditions do not hold.

mod expression;

use std::borrow::Cow;

use expression::{fill, value_of};

use super::Variant;
use super::partition::Partition;
use crate::model::endpoint_params::EndpointParams;

/// What decides which endpoint a call has.
#[derive(Clone, Copy)]
pub(crate) struct Situation<'a> {
    /// The region as the user named it, such as `aws-global`.
    pub(crate) named_region: &'a str,
    pub(crate) region: &'a str,
    pub(crate) partition: &'static Partition,
    pub(crate) variant: Variant,
    /// The URL that the user set.
    pub(crate) custom: Option<&'a str>,
    pub(crate) params: &'a EndpointParams,
    /// The account of the credentials.
    pub(crate) account_id: Option<&'a str>,
    pub(crate) account_id_mode: &'static str,
}

/// The outcome of the first rule that applies.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) url: String,
    pub(crate) signing_region: Option<String>,
    pub(crate) signing_name: Option<String>,
    /// The regions of a SigV4a signature, which is preferred then.
    pub(crate) region_set: Option<String>,
    pub(crate) headers: Vec<(String, String)>,
}

impl Outcome {
    pub(crate) const NONE: Self =
        Self { url: String::new(), signing_region: None, signing_name: None, region_set: None, headers: Vec::new() };
}

/// Whether the endpoint depends on more than the client.
pub(crate) fn depends_on_calls(rules: &[&str]) -> bool {
    rules.iter().any(|rule| mentions(rule, |word| word.contains(|c: char| c.is_ascii_uppercase())))
}

/// Whether the endpoint depends on the account of the credentials.
pub(crate) fn depends_on_account(rules: &[&str]) -> bool {
    rules.iter().any(|rule| mentions(rule, |word| word.starts_with("AccountId")))
}

/// Whether a condition of the rule has a word like that.
fn mentions(rule: &str, is_it: impl Fn(&str) -> bool) -> bool {
    split(rule).0.split([' ', '|', '!']).any(|word| is_it(word.split(['=', '~']).next().unwrap_or(word)))
}

/// The outcome of the rules. `None` if none applies, and the text of the error if there is no endpoint.
pub(crate) fn resolve(rules: &[&str], situation: &Situation<'_>) -> Option<Result<Outcome, String>> {
    rules.iter().find_map(|rule| {
        let (conditions, outcome) = split(rule);
        applies(conditions, situation).then(|| outcome_of(outcome, situation))
    })
}

fn split(rule: &str) -> (&str, &str) {
    rule.split_once(" -> ").unwrap_or(("", rule))
}

fn applies(conditions: &str, situation: &Situation<'_>) -> bool {
    let mut custom = Custom::Without;
    let all_hold = conditions.split_ascii_whitespace().all(|word| match word {
        "custom" => {
            custom = Custom::With;
            true
        }
        "custom?" => {
            custom = Custom::Either;
            true
        }
        _ => match word.strip_prefix('!') {
            Some(word) => !holds(word, situation),
            None => holds(word, situation),
        },
    });
    let is_for_url = match custom {
        Custom::Without => situation.custom.is_none(),
        Custom::With => situation.custom.is_some(),
        Custom::Either => true,
    };
    all_hold && is_for_url
}

/// Whether a rule is for clients with an endpoint URL.
enum Custom {
    Without,
    With,
    Either,
}

/// Whether one of the alternatives between `|` holds.
fn holds(word: &str, situation: &Situation<'_>) -> bool {
    word.split('|').any(|word| match word {
        "fips" => situation.variant.fips,
        "dualstack" => situation.variant.dual_stack,
        _ if word.starts_with(|c: char| c.is_ascii_uppercase()) => param_holds(word, situation),
        place => place == situation.partition.id || place == situation.region || place == situation.named_region,
    })
}

/// Whether a parameter is set and not false, has a value, or is a host label.
fn param_holds(word: &str, situation: &Situation<'_>) -> bool {
    if let Some((name, wanted)) = word.split_once('=') {
        return value_of(name, situation).is_some_and(|value| Some(&*value) == fill(wanted, situation).as_deref());
    }
    if let Some((name, kind)) = word.split_once('~') {
        let Some(value) = value_of(name, situation) else { return false };
        return match kind {
            "labels" => value.split('.').all(super::is_host_label),
            _ => super::is_host_label(&value),
        };
    }
    value_of(word, situation).is_some_and(|value| value != "false")
}

fn outcome_of(text: &str, situation: &Situation<'_>) -> Result<Outcome, String> {
    let filled = |text: &str| {
        let filled = fill(text, situation).map(Cow::into_owned);
        filled.ok_or_else(|| format!("`{text}` in an endpoint rule has no value"))
    };
    if let Some(error) = text.strip_prefix("error ") {
        return Err(filled(error)?);
    }
    let mut words = text.split(' ');
    let url = filled(words.next().unwrap_or_default())?;
    let mut outcome =
        Outcome { url: if url.contains("://") { url } else { format!("https://{url}") }, ..Outcome::default() };
    for word in words {
        let Some((key, value)) = word.split_once('=') else { continue };
        let value = filled(value)?;
        match key.strip_prefix("header:") {
            Some(header) => outcome.headers.push((header.to_owned(), value)),
            None => match key {
                "region" => outcome.signing_region = Some(value),
                "name" => outcome.signing_name = Some(value),
                "regions" => outcome.region_set = Some(value),
                _ => {}
            },
        }
    }
    Ok(outcome)
}
