//! Pages for readers and agents: each example is in `docs/COOKBOOK.md`, each argument in AGENTS.md, and the figures of
//! `docs/COMPARE.md` are those of their pages.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: impl AsRef<Path>) -> String {
    let path = project().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The file of each example by its name, as `examples/Cargo.toml` has them.
fn declared() -> BTreeMap<String, String> {
    let text = read("examples/Cargo.toml");
    let value = |section: &str, key: &str| {
        let line = section.lines().find_map(|line| line.strip_prefix(&format!("{key} = \"")));
        line.and_then(|rest| rest.strip_suffix('"')).expect("a name and a path").to_owned()
    };
    let examples = text.split("[[example]]").skip(1);
    examples.map(|section| (value(section, "name"), format!("examples/{}", value(section, "path")))).collect()
}

/// The file of each example by the name in its command, as the page has them.
fn listed() -> BTreeMap<String, String> {
    let page = read("docs/COOKBOOK.md");
    let rows = page.lines().filter(|line| line.starts_with('|') && line.contains("cargo run --example "));
    let row = |line: &str| {
        let (_, command) = line.split_once("cargo run --example ").expect("a command");
        let name = command.split(['`', ' ']).next().expect("a name");
        let (_, link) = line.rsplit_once("](../").expect("a link to the file");
        (name.to_owned(), link.split(')').next().expect("a path").to_owned())
    };
    let names: Vec<_> = rows.clone().map(|line| row(line).0).collect();
    let listed: BTreeMap<_, _> = rows.map(row).collect();
    assert_eq!(listed.len(), names.len(), "an example is listed twice: {names:?}");
    listed
}

#[test]
fn the_page_lists_each_example() {
    assert_eq!(listed(), declared(), "left: docs/COOKBOOK.md, right: examples/Cargo.toml");
    assert!(declared().values().all(|file| project().join(file).is_file()));
}

#[test]
fn a_directory_of_the_cookbook_needs_only_this_crate_and_tokio() {
    let mut wrong = Vec::new();
    let directories: Vec<_> = declared().into_values().filter(|file| file.contains("/cookbook/")).collect();
    for file in &directories {
        let directory = project().join(file).parent().expect("a directory").to_owned();
        for entry in fs::read_dir(&directory).expect("the directory").flatten() {
            let text = fs::read_to_string(entry.path()).expect("a text");
            let uses = text.lines().filter_map(|line| line.trim_start().strip_prefix("use "));
            let known = ["aws_operation::", "crate::", "std::", "tokio::"];
            let modules: Vec<_> =
                text.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';')).collect();
            let is_module = |path: &str| modules.iter().any(|module| path.starts_with(&format!("{module}::")));
            let others = uses.filter(|path| !known.iter().any(|root| path.starts_with(root)) && !is_module(path));
            wrong.extend(others.map(|path| format!("{}: {path}", entry.path().display())));
        }
    }
    assert!(directories.len() >= 6, "too few directories: {directories:?}");
    assert!(wrong.is_empty(), "these cannot be copied alone:\n{}", wrong.join("\n"));
}

/// The arguments that the macros accept: the texts in the lists that they check arguments against.
fn known_arguments() -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for entry in fs::read_dir(project().join("macros/src/check")).expect("the checks").flatten() {
        let text = fs::read_to_string(entry.path()).expect("a text");
        let constants = text
            .split("const ")
            .filter(|item| ["KNOWN: ", "OF_MEMBER: ", "PARTS: "].iter().any(|name| item.starts_with(name)));
        let lists = constants.filter_map(|item| item.split_once("];")).map(|(list, _)| list);
        let settled = text.split(".settle(").skip(1).filter_map(|rest| rest.split_once(");")).map(|(list, _)| list);
        for list in lists.chain(settled) {
            known.extend(list.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
    known
}

#[test]
fn the_page_for_agents_has_every_argument() {
    let page = read("AGENTS.md");
    let rows = page
        .lines()
        .skip_while(|line| !line.starts_with("| on | arguments |"))
        .take_while(|line| line.starts_with('|'));
    let table = rows.collect::<Vec<_>>().join("\n").replace("(..)", "");
    let arguments = known_arguments();
    let missing: Vec<_> = arguments.iter().filter(|argument| !table.contains(&format!("`{argument}`"))).collect();
    assert!(arguments.len() > 60, "too few arguments were found: {arguments:?}");
    assert!(missing.is_empty(), "AGENTS.md lacks {missing:?}");
    let named = table.split('`').skip(1).step_by(2).filter(|name| !name.starts_with("#[") && *name != "xml_");
    let unknown: Vec<_> = named.filter(|name| !arguments.contains(*name)).collect();
    assert!(unknown.is_empty(), "the macros do not know {unknown:?}");
}

/// `12345` as `12,345`.
fn grouped(digits: &str) -> String {
    let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect();
    groups.join(",")
}

#[test]
fn the_comparison_has_the_figures_of_their_pages() {
    let comparison = read("docs/COMPARE.md");
    let budgets = read("benches/budgets/budgets.txt");
    let measured = |name: &str| {
        let line = budgets.lines().find(|line| line.starts_with(name)).expect("a budget");
        line.split_whitespace().nth(2).expect("what was measured").to_owned()
    };
    let coverage = read("docs/COVERAGE.md");
    let all = coverage.lines().find(|line| line.starts_with("all spoken")).expect("the sum");
    let [services, operations, expressible] = all.split_whitespace().skip(2).take(3).collect::<Vec<_>>()[..] else {
        panic!("too few columns: {all}");
    };
    let cells = [
        format!("| {}; {} with `hyper` |", measured("crates-default"), measured("crates-hyper")),
        format!("| all {services} of botocore "),
        format!(", {} of their {} operations; ", grouped(expressible), grouped(operations)),
    ];
    let missing: Vec<_> = cells.iter().filter(|cell| !comparison.contains(*cell)).collect();
    assert!(missing.is_empty(), "docs/COMPARE.md lacks {missing:?}");
}
