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

/// The names in a folder of the project.
fn names_in(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(project().join(folder)).expect("the folder").flatten();
    entries.map(|entry| entry.file_name().into_string().expect("a name")).collect()
}

/// The names of the examples that can be copied: each is a package in a directory of that name.
fn packages() -> Vec<String> {
    names_in("examples").into_iter().filter(|name| name != "local").collect()
}

/// The file of each example by its command.
fn declared() -> BTreeMap<String, String> {
    let packages = packages().into_iter().map(|name| {
        let file = format!("examples/{name}/src/main.rs");
        (format!("-p {name}"), file)
    });
    let local = names_in("examples/local/examples").into_iter().map(|file| {
        let name = file.strip_suffix(".rs").expect("a Rust file");
        (format!("--example {name}"), format!("examples/local/examples/{file}"))
    });
    packages.chain(local).collect()
}

/// The file of each example by its command, as the page has them.
fn listed() -> BTreeMap<String, String> {
    let page = read("docs/COOKBOOK.md");
    // The crate of S3 has its own example.
    let is_row = |line: &&str| line.contains("cargo run -") && !line.contains("cargo run -p aws-operation-s3 ");
    let rows = page.lines().filter(|line| line.starts_with('|')).filter(is_row);
    let row = |line: &str| {
        let (_, command) = line.split_once("cargo run ").expect("a command");
        let words: Vec<_> = command.split(['`', ' ']).take(2).collect();
        let (_, link) = line.rsplit_once("](../").expect("a link to the file");
        (words.join(" "), link.split(')').next().expect("a path").to_owned())
    };
    let names: Vec<_> = rows.clone().map(|line| row(line).0).collect();
    let listed: BTreeMap<_, _> = rows.map(row).collect();
    assert_eq!(listed.len(), names.len(), "an example is listed twice: {names:?}");
    listed
}

#[test]
fn the_page_lists_each_example() {
    assert_eq!(listed(), declared(), "left: docs/COOKBOOK.md, right: examples/");
    assert!(declared().values().all(|file| project().join(file).is_file()));
}

/// The crates that a manifest names, as code does.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let lines = manifest.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let names = lines.filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.replace('-', "_"));
    names.filter(|name| !name.starts_with('#')).collect()
}

#[test]
fn each_example_can_be_copied_alone() {
    let workspace = read("Cargo.toml");
    let version = workspace.lines().find_map(|line| line.strip_prefix("version = ")).expect("a version");
    let ours = format!("aws-operation = {{ version = {version}, path = \"../../runtime\", ");
    let mut wrong = Vec::new();
    for name in packages() {
        let manifest = read(format!("examples/{name}/Cargo.toml"));
        // Beside the path of this crate, which the copy leaves out, nothing leads out of the directory.
        let is_alone = manifest.matches("path = ").count() == 1 && !manifest.contains("workspace");
        if !is_alone || !manifest.contains(&ours) {
            wrong.push(format!("{name}/Cargo.toml: what it needs is not in it, or it has no `{ours}`"));
        }
        let known: BTreeSet<_> = dependencies(&manifest).into_iter().chain(["crate".into(), "std".into()]).collect();
        let folder = format!("examples/{name}/src");
        for file in names_in(&folder) {
            let text = read(format!("{folder}/{file}"));
            let modules: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("mod ")).collect();
            let is_module = |root: &str| modules.iter().any(|module| *module == format!("{root};"));
            let uses = text.lines().filter_map(|line| line.trim_start().strip_prefix("use "));
            let roots = uses.filter_map(|path| path.split("::").next());
            let others = roots.filter(|root| !known.contains(*root) && !is_module(root));
            wrong.extend(others.map(|root| format!("{folder}/{file}: {root}")));
            wrong.extend(text.contains("#[path").then(|| format!("{folder}/{file}: the path of a module")));
        }
    }
    assert!(packages().len() >= 19, "too few directories: {:?}", packages());
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
