//! Every misuse of the attributes has its own sentence, at the user's own words, and no other error beside it.

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_misuse_has_its_sentence() {
    trybuild::TestCases::new().compile_fail("tests/ui/*/*.rs");
}

#[test]
fn no_misuse_has_an_error_too_many() {
    for case in cases() {
        let source = read(&case);
        let declared = source.lines().next().and_then(|line| line.strip_prefix("// errors: "));
        let declared: usize = declared.and_then(|count| count.parse().ok()).expect("`// errors: N` as the first line");
        let printed = read(&case.with_extension("stderr"));
        let errors = printed.lines().filter(|line| is_error(line)).count();
        assert_eq!(errors, declared, "{}:\n{printed}", case.display());
        assert!(!printed.contains("this error originates in"), "{}:\n{printed}", case.display());
    }
}

fn is_error(line: &str) -> bool {
    let closing = ["error: aborting", "error: could not compile"];
    line.starts_with("error") && !closing.iter().any(|closing| line.starts_with(closing))
}

fn cases() -> Vec<PathBuf> {
    let themes = list(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui")).into_iter().filter(|path| path.is_dir());
    let files = themes.flat_map(|theme| list(&theme)).filter(|path| path.extension().is_some_and(|ext| ext == "rs"));
    let cases: Vec<_> = files.collect();
    assert!(cases.len() > 40, "only {} cases", cases.len());
    cases
}

fn list(directory: &Path) -> Vec<PathBuf> {
    fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
