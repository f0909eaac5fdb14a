//! The misuses, read from the sources, and the cases that show them.
//!
//! A case begins with `// mistakes: N`, then `// misuse: name`, the function of `misuse` in the macros, or the trait with
//! the `on_unimplemented` message; `rustc` for an error of the compiler itself. One case of each misuse goes on with the
//! right code, in lines of `// right: ..`; so may a case of the compiler's, with `// when: ..` for what no code documents.

use std::fs;
use std::path::{Path, PathBuf};

/// The name of all misuses that the compiler itself reports.
pub const COMPILER: &str = "rustc";

/// Something that can be misused.
pub struct Misuse {
    pub name: String,
    /// When it happens.
    pub when: String,
}

/// A file that must not compile.
pub struct Case {
    /// The path below `tests/ui`.
    pub path: String,
    pub mistakes: usize,
    pub misuses: Vec<String>,
    /// When it happens, of a mistake that the compiler itself reports.
    pub when: Option<String>,
    pub right: Vec<String>,
    /// The broken item, with what it needs.
    pub wrong: String,
    /// What the compiler says.
    pub printed: String,
}

/// Every misuse that the macros report, then every trait with an `on_unimplemented` message.
pub fn misuses() -> Vec<Misuse> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let reported = files_below(&root.join("macros/src/misuse")).into_iter().flat_map(|file| functions(&read(&file)));
    let explained = files_below(&root.join("runtime/src")).into_iter().flat_map(|file| traits(&read(&file)));
    reported.chain(explained).collect()
}

fn functions(source: &str) -> Vec<Misuse> {
    documented(source, |line| line.strip_prefix("pub(crate) fn ")?.split('(').next())
}

fn traits(source: &str) -> Vec<Misuse> {
    let mut explains = false;
    documented(source, |line| {
        explains |= line.starts_with("#[diagnostic::on_unimplemented(");
        let name = line.strip_prefix("pub trait ")?.split(['<', ':', ' ']).next();
        name.filter(|_| std::mem::take(&mut explains))
    })
}

/// Each name that `name_of` finds in a line, with the first paragraph of the comment above the line.
fn documented<'a>(source: &'a str, mut name_of: impl FnMut(&'a str) -> Option<&'a str>) -> Vec<Misuse> {
    let mut found = Vec::new();
    let mut comment: Vec<&str> = Vec::new();
    for line in source.lines() {
        if let Some(text) = line.trim_start().strip_prefix("///") {
            comment.push(text.trim());
        } else if let Some(name) = name_of(line) {
            let paragraph: Vec<_> = comment.iter().copied().take_while(|line| !line.is_empty()).collect();
            found.push(Misuse { name: name.to_owned(), when: paragraph.join(" ") });
            comment.clear();
        } else if line.starts_with(['}', 'p', 'i']) {
            comment.clear();
        }
    }
    found
}

/// The cases, by theme and name.
pub fn cases() -> Vec<Case> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ui");
    let is_case = |path: &Path| path.parent() != Some(&root) && path.extension().is_some_and(|ext| ext == "rs");
    files_below(&root).iter().filter(|path| is_case(path)).map(|path| case(path, &root)).collect()
}

fn case(path: &Path, root: &Path) -> Case {
    let source = read(path);
    let header = |key: &str| {
        let prefix = format!("// {key}:");
        let lines = source.lines().take_while(|line| line.starts_with("// "));
        let values = lines.filter_map(|line| line.strip_prefix(&prefix));
        values.map(|value| value.strip_prefix(' ').unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let name = path.strip_prefix(root).unwrap().display().to_string();
    let mistakes = header("mistakes").first().and_then(|count| count.parse().ok());
    Case {
        mistakes: mistakes.unwrap_or_else(|| panic!("`// mistakes: N` as the first line of {name}")),
        misuses: header("misuse").iter().flat_map(|names| names.split(' ').map(str::to_owned)).collect(),
        when: header("when").pop(),
        right: header("right"),
        wrong: broken_item(&source),
        printed: read(&path.with_extension("stderr")),
        path: name,
    }
}

/// The code between the imports and the code that uses the item.
fn broken_item(source: &str) -> String {
    let is_ahead = |line: &&str| {
        let ahead = ["//", "use ", "mod ", "#[path"];
        line.is_empty() || ahead.iter().any(|start| line.starts_with(start))
    };
    let is_use =
        |line: &&str| ["async fn used", "fn used", "fn members", "fn name"].iter().any(|f| line.starts_with(f));
    let lines: Vec<_> = source.lines().skip_while(is_ahead).take_while(|line| !is_use(line)).collect();
    lines.join("\n").trim_end().to_owned()
}

fn files_below(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
