//! The links in documents and in documentation lead somewhere: files and headings exist, and no link of the documentation
//! is relative to a file of the repository, because its pages are published without the repository.

#[path = "documents/text.rs"]
mod text;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use text::{headings, links};

fn project() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the project")
}

/// The files below `folder` with this extension, without those that are built or installed.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_symlink() || name == "target" || name == ".git" || name.starts_with("venv") {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            found.push(path);
        }
    }
    found
}

fn is_elsewhere(link: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| link.starts_with(scheme))
}

#[test]
fn links_of_documents_lead_to_files_and_headings() {
    let documents = files(&project(), "md");
    assert!(documents.len() > 5, "too few documents were found: {documents:?}");
    let mut count = 0;
    let mut dead = Vec::new();
    for document in &documents {
        let own = fs::read_to_string(document).expect("a document");
        for link in links(&own).into_iter().filter(|link| !is_elsewhere(link)) {
            count += 1;
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = if path.is_empty() { document.clone() } else { document.with_file_name("").join(path) };
            let is_found = target.exists()
                && (anchor.is_empty()
                    || fs::read_to_string(&target).is_ok_and(|text| headings(&text).contains(anchor)));
            if !is_found {
                dead.push(format!("{}: {link}", document.display()));
            }
        }
    }
    assert!(count > 30, "only {count} links were found");
    assert!(dead.is_empty(), "links to nothing:\n{}", dead.join("\n"));
}

/// The documentation in a Rust file, without the marks of comments, by line.
fn documentation(source: &str) -> String {
    let lines = source.lines().map(|line| {
        let line = line.trim_start();
        let text = line.strip_prefix("//!").or_else(|| line.strip_prefix("///"));
        // A fence whose kind depends on a feature.
        let fence = line.starts_with("#![cfg_attr(not(") && line.contains("doc = \"```");
        text.map_or(if fence { "```" } else { "" }, |text| text.strip_prefix(' ').unwrap_or(text))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The file whose headings `path` of a link means, such as `limits.rs` for `crate::limits`.
fn file_of<'a>(path: &str, own: &'a Path, all: &'a BTreeMap<PathBuf, String>) -> Option<&'a Path> {
    let name = path.rsplit("::").next()?.trim_start_matches("macro@");
    let name = match name {
        "" | "Self" => return Some(own),
        "aws_service" | "aws_operation" | "aws_shape" | "aws_error" => "reference",
        other => other,
    };
    // Modules of the same name may be in other crates, and further down.
    let crate_of = |file: &Path| file.strip_prefix(project()).ok().and_then(|path| path.iter().next().map(Into::into));
    let own: Option<PathBuf> = crate_of(own);
    let named = all.keys().filter(|file| file.file_stem().is_some_and(|stem| stem == name) && crate_of(file) == own);
    named.min_by_key(|file| file.components().count()).map(PathBuf::as_path)
}

#[test]
fn links_of_the_documentation_do_not_need_the_repository_and_their_headings_exist() {
    let folders = ["runtime/src", "macros/src", "cli/src", "s3/src"];
    let sources = folders.iter().flat_map(|folder| files(&project().join(folder), "rs"));
    let all: BTreeMap<PathBuf, String> = sources
        .map(|file| {
            let text = documentation(&fs::read_to_string(&file).expect("a source"));
            (file, text)
        })
        .collect();
    let mut anchors = 0;
    let mut wrong = Vec::new();
    for (file, text) in &all {
        for link in links(text).into_iter().filter(|link| !is_elsewhere(link)) {
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            if path.contains('/') || path.ends_with(".md") || path.ends_with(".rs") {
                wrong.push(format!("{}: `{link}` is a file of the repository", file.display()));
            }
            if anchor.is_empty() || anchor.starts_with("method.") {
                continue;
            }
            anchors += 1;
            match file_of(path, file, &all) {
                Some(target) if headings(&all[target]).contains(anchor) => {}
                _ => wrong.push(format!("{}: `{link}` has no heading", file.display())),
            }
        }
    }
    assert!(anchors > 20, "only {anchors} links to headings were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
