//! Every misuse of the attributes causes exactly one error, with its own message and a span in the user's code.

#[path = "ui/page.rs"]
mod page;
#[path = "ui/registry.rs"]
mod registry;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use registry::{Case, cases, misuses};

/// The compiler version of the `.stderr` files. Other versions print the same errors slightly differently.
const COMPILER: &str = "rustc 1.95.";

#[test]
fn every_misuse_has_its_own_message() {
    let version = Command::new("rustc").arg("--version").output().map(|output| output.stdout).unwrap_or_default();
    let version = String::from_utf8_lossy(&version);
    if !version.starts_with(COMPILER) {
        aws_operation_skip::skip(
            "ui",
            format_args!("the errors on record are those of {COMPILER}x, this is {version}"),
        );
        return;
    }
    trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
}

#[test]
fn every_mistake_is_one_error() {
    for Case { path, mistakes, printed, .. } in cases() {
        let errors = printed.lines().filter(|line| is_error(line)).count();
        assert_eq!(errors, mistakes, "{path}:\n{printed}");
        assert!(!printed.contains("this error originates in"), "{path}:\n{printed}");
    }
}

fn is_error(line: &str) -> bool {
    let closing = ["error: aborting", "error: could not compile"];
    line.starts_with("error") && !closing.iter().any(|closing| line.starts_with(closing))
}

#[test]
fn every_misuse_has_a_case_and_every_case_has_a_misuse() {
    let known: BTreeSet<String> = misuses().into_iter().map(|misuse| misuse.name).collect();
    assert!(known.len() > 60, "only {} misuses", known.len());
    let mut shown = BTreeSet::new();
    for case in cases() {
        for name in case.misuses.iter().filter(|name| *name != registry::COMPILER) {
            assert!(known.contains(name), "{} shows `{name}`, which is no misuse", case.path);
        }
        // One case of each misuse contains the corrected code. The page shows that case.
        if !case.right.is_empty() && case.when.is_none() {
            let [name] = case.misuses.as_slice() else {
                panic!("{} has the corrected code for several misuses", case.path)
            };
            if name == registry::COMPILER {
                assert!(case.when.is_some(), "{} needs `// when: ..`", case.path);
                continue;
            }
            assert!(shown.insert(name.clone()), "{} is the second case with the right code for `{name}`", case.path);
        }
    }
    let missing: Vec<_> = known.difference(&shown).collect();
    assert!(missing.is_empty(), "no case has the right code for {missing:?}");
}

/// `UPDATE_ERRORS=1` writes the page.
#[test]
fn the_page_of_errors_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/errors.md");
    let page = page::of(&misuses(), &cases());
    if std::env::var_os("UPDATE_ERRORS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, page).unwrap();
        return;
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "docs/errors.md is not up to date: run this test with UPDATE_ERRORS=1");
}
