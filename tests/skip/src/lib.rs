//! What a test calls that cannot run where it is: the one way of this workspace to skip a test.

#![forbid(unsafe_code)]

use std::env;
use std::fmt::Display;

/// Set where every test has what it needs, as in `.ci/run`.
pub const NO_SKIP: &str = "AWS_OPERATION_NO_SKIP";

/// The subjects that may be skipped all the same, one word each.
pub const MAY_SKIP: &str = "AWS_OPERATION_MAY_SKIP";

/// Says that the tests on `subject` are skipped, and why.
///
/// # Panics
///
/// Where `AWS_OPERATION_NO_SKIP` is set, unless `AWS_OPERATION_MAY_SKIP` names the subject: `.ci/skip` is the same for
/// scripts.
#[allow(clippy::print_stdout)]
pub fn skip(subject: &str, why: impl Display) {
    let may_skip = env::var(MAY_SKIP).unwrap_or_default();
    let fails = is_failure(subject, env::var_os(NO_SKIP).is_some(), &may_skip);
    assert!(!fails, "{subject} skipped, though {NO_SKIP} is set: {why}");
    println!("skipped {subject}: {why}");
}

fn is_failure(subject: &str, no_skip: bool, may_skip: &str) -> bool {
    no_skip && !may_skip.split_whitespace().any(|allowed| allowed == subject)
}

#[cfg(test)]
mod tests {
    use super::is_failure;

    #[test]
    fn a_skip_fails_where_none_is_allowed() {
        assert!(!is_failure("peers", false, ""));
        assert!(is_failure("peers", true, ""));
        assert!(is_failure("peers", true, "advisories"));
        assert!(!is_failure("peers", true, "advisories peers"));
    }
}
