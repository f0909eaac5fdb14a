//! The only way in this workspace to skip a test: a test calls it if it cannot run on this machine.

#![forbid(unsafe_code)]

use std::env;
use std::fmt::Display;

/// Set if every test has its requirements, as in `.ci/run`.
pub const NO_SKIP: &str = "AWS_OPERATION_NO_SKIP";

/// The subjects that may be skipped anyway, one word each.
pub const MAY_SKIP: &str = "AWS_OPERATION_MAY_SKIP";

/// Reports that the tests on `subject` are skipped, and why.
///
/// # Panics
///
/// If `AWS_OPERATION_NO_SKIP` is set, unless `AWS_OPERATION_MAY_SKIP` names the subject. `.ci/skip` does the same for
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
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::is_failure;

    #[test]
    fn a_skip_fails_if_skips_are_not_allowed() {
        assert!(!is_failure("peers", false, ""));
        assert!(is_failure("peers", true, ""));
        assert!(is_failure("peers", true, "advisories"));
        assert!(!is_failure("peers", true, "advisories peers"));
    }

    #[test]
    fn no_other_code_skips_a_test() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let print = ["println!(\"", "skipped:"].concat();
        let mut folders =
            ["cli", "examples", "fuzz", "macros", "runtime", "tests"].map(|name| root.join(name)).to_vec();
        let mut read = 0;
        while let Some(folder) = folders.pop() {
            for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
                if path.is_dir() && !path.ends_with("target") {
                    folders.push(path);
                } else if path.extension().is_some_and(|extension| extension == "rs") {
                    let source = fs::read_to_string(&path).unwrap();
                    assert!(!source.contains(&print), "{} prints a message that `skip` should print", path.display());
                    read += 1;
                }
            }
        }
        assert!(read > 300, "only {read} sources");
    }
}
