//! The constraints of the service's model on parameters: lengths, characters, ranges, values.

mod packaging;
mod parameters;

use std::ops::RangeInclusive;

use crate::lookoutvision::Error;

/// The `ValidationException` for `member`.
pub(super) fn invalid(member: &str, must: &str) -> Error {
    Error::ValidationException { message: format!("{member} must {must}") }
}

/// An operation or shape with constraints.
pub(super) trait Checked {
    /// Rejects the first member that violates a constraint.
    fn check(&self) -> Result<(), Error>;
}

/// The constraints on a string.
pub(super) struct Text {
    member: &'static str,
    lengths: RangeInclusive<usize>,
    has_form: fn(&str) -> bool,
    /// The description of the form, to follow "must".
    form: &'static str,
}

impl Text {
    pub(super) fn check(&self, value: &str) -> Result<(), Error> {
        self.check_as(self.member, value)
    }

    pub(super) fn check_optional(&self, value: Option<&str>) -> Result<(), Error> {
        value.map_or(Ok(()), |value| self.check(value))
    }

    /// Checks `value` as a member with another name.
    fn check_as(&self, member: &str, value: &str) -> Result<(), Error> {
        let length = value.chars().count();
        if !self.lengths.contains(&length) {
            let (least, most) = (self.lengths.start(), self.lengths.end());
            return Err(invalid(member, &format!("have {least} to {most} characters")));
        }
        if (self.has_form)(value) { Ok(()) } else { Err(invalid(member, self.form)) }
    }
}

/// Whether `value` consists of ASCII letters, ASCII digits and the characters of `others`.
fn is_plain(value: &str, others: &str) -> bool {
    value.chars().all(|c| c.is_ascii_alphanumeric() || others.contains(c))
}

/// Whether `value` begins with an ASCII letter or digit.
fn begins_plain(value: &str) -> bool {
    value.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// Whether `value` is one line, as the pattern `.*` requires.
fn is_line(value: &str) -> bool {
    !value.contains('\n')
}

pub(super) const PROJECT_NAME: Text = Text {
    member: "ProjectName",
    lengths: 1..=255,
    has_form: |value| begins_plain(value) && is_plain(value, "-_"),
    form: "be letters, digits, hyphens and underscores, the first a letter or digit",
};

pub(super) const CLIENT_TOKEN: Text = Text {
    member: "ClientToken",
    lengths: 1..=64,
    has_form: |value| is_plain(value, "-"),
    form: "be letters, digits and hyphens",
};

pub(super) const DATASET_TYPE: Text = Text {
    member: "DatasetType",
    lengths: 1..=10,
    has_form: |value| matches!(value, "train" | "test"),
    form: "be train or test",
};

/// A version, or `latest`.
pub(super) const MODEL_VERSION: Text = Text {
    member: "ModelVersion",
    lengths: 1..=10,
    has_form: |value| value == "latest" || is_number(value),
    form: "be a number without leading zeros, or latest",
};

/// A version number; `latest` is not allowed.
pub(super) const MODEL_VERSION_NO_LATEST: Text =
    Text { member: "ModelVersion", lengths: 1..=10, has_form: is_number, form: "be a number without leading zeros" };

pub(super) const NEXT_TOKEN: Text = Text {
    member: "NextToken",
    lengths: 0..=2048,
    has_form: |value| is_plain(value, "/+="),
    form: "be letters, digits, slashes, plus and equals signs",
};

const BUCKET: Text = Text {
    member: "Bucket",
    lengths: 3..=63,
    has_form: |value| is_plain(value, ".-_"),
    form: "be letters, digits, periods, hyphens and underscores",
};

const OBJECT_KEY: Text = Text { member: "Key", lengths: 1..=1024, has_form: is_key, form: KEY_FORM };

const KEY_PREFIX: Text = Text { member: "Prefix", lengths: 0..=1024, has_form: is_key, form: KEY_FORM };

const KEY_FORM: &str = "be letters, digits and !_.*'()- with slashes between";

fn is_number(value: &str) -> bool {
    !value.is_empty() && !value.starts_with('0') && value.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_key(value: &str) -> bool {
    !value.starts_with('/') && is_plain(value, "!_.*'()-/")
}

/// Checks that `value` is `least` or more.
fn at_least(member: &str, value: i32, least: i32) -> Result<(), Error> {
    if value >= least { Ok(()) } else { Err(invalid(member, &format!("be {least} or more"))) }
}

/// Checks that a page has 1 to 100 items.
fn check_max_results(max_results: Option<i32>) -> Result<(), Error> {
    match max_results {
        None | Some(1..=100) => Ok(()),
        Some(_) => Err(invalid("MaxResults", "be from 1 to 100")),
    }
}

/// Checks the members that all paginated operations have.
fn check_page(next_token: Option<&str>, max_results: Option<i32>) -> Result<(), Error> {
    NEXT_TOKEN.check_optional(next_token)?;
    check_max_results(max_results)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_counted_in_characters() {
        for (length, good) in [(0, false), (1, true), (255, true), (256, false)] {
            assert_eq!(PROJECT_NAME.check(&"a".repeat(length)).is_ok(), good, "{length}");
        }
    }

    #[test]
    fn forms_are_checked() {
        let is_good = |text: &Text, value: &str| text.check(value).is_ok();
        assert!(is_good(&PROJECT_NAME, "a_-9") && !is_good(&PROJECT_NAME, "-a") && !is_good(&PROJECT_NAME, "a b"));
        assert!(is_good(&MODEL_VERSION, "latest") && is_good(&MODEL_VERSION, "10") && !is_good(&MODEL_VERSION, "01"));
        assert!(!is_good(&MODEL_VERSION_NO_LATEST, "latest") && is_good(&MODEL_VERSION_NO_LATEST, "1"));
        assert!(is_good(&KEY_PREFIX, "") && is_good(&OBJECT_KEY, "a/b(1)") && !is_good(&OBJECT_KEY, "/a"));
        assert!(is_good(&DATASET_TYPE, "test") && !is_good(&DATASET_TYPE, "valid"));
    }
}
