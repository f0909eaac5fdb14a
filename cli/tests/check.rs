//! `aws-operation check`: correct structs have no findings, and each planted mistake is found in its line.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // failures in tests panic, and skipped tests say so

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

/// A mistake and its findings.
#[derive(Debug)]
struct Planted {
    title: String,
    file: String,
    from: String,
    to: String,
    findings: Vec<String>,
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The command's output for `file` in `folder`, and its exit code.
fn run(folder: &Path, file: &str, model: &Path) -> (Vec<String>, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aws-operation"));
    let output = command.arg("check").arg(file).arg("--model").arg(model).current_dir(folder).output().unwrap();
    let code = output.status.code().unwrap();
    assert!(code < 2, "{}", String::from_utf8_lossy(&output.stderr));
    (String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect(), code)
}

/// Reads `# title`, `FILE`, lines with `-` to be replaced by those with `+`, and the findings with `=`.
fn planted(text: &str) -> Vec<Planted> {
    let with = |block: &str, mark: &str| -> Vec<String> {
        block.lines().filter_map(|line| line.strip_prefix(mark)).map(str::to_owned).collect()
    };
    let blocks = text.split("\n# ").map(|block| block.trim_start_matches("# "));
    let planted = blocks.map(|block| Planted {
        title: block.lines().next().unwrap().to_owned(),
        file: block.lines().nth(1).unwrap().to_owned(),
        from: with(block, "- ").join("\n"),
        to: with(block, "+ ").join("\n"),
        findings: with(block, "= "),
    });
    planted.collect()
}

fn write(planted: &[Planted]) -> String {
    let mut text = String::new();
    for Planted { title, file, from, to, findings } in planted {
        writeln!(text, "# {title}\n{file}").unwrap();
        for (mark, lines) in [("-", from), ("+", to)] {
            for line in lines.lines() {
                writeln!(text, "{mark} {line}").unwrap();
            }
        }
        for line in findings {
            writeln!(text, "= {line}").unwrap();
        }
        text.push('\n');
    }
    text.truncate(text.trim_end().len() + 1);
    text
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

/// Plants each mistake of `list` in a copy of `sources`, and checks `root` against the model. `UPDATE_PLANTED=1` writes
/// the findings to `list`; review them.
fn hold(list: &Path, sources: &Path, root: &str, model: &Path) {
    let text = fs::read_to_string(list).unwrap();
    let mut found = planted(&text);
    for case in &mut found {
        let folder = tempfile::tempdir().unwrap();
        copy(sources, folder.path());
        let file = folder.path().join(&case.file);
        let right = fs::read_to_string(&file).unwrap();
        let wrong = right.replacen(&case.from, &case.to, 1);
        assert_ne!(right, wrong, "{}: the lines to replace are not there", case.title);
        fs::write(&file, wrong).unwrap();
        let (lines, code) = run(folder.path(), root, model);
        assert!(!lines.is_empty(), "{}: nothing is found", case.title);
        let breaks = lines.iter().any(|line| line.contains(": error: "));
        assert_eq!(code, i32::from(breaks), "{}: {lines:#?}", case.title);
        case.findings = lines;
    }
    let found = write(&found);
    if env::var_os("UPDATE_PLANTED").is_some() {
        fs::write(list, &found).unwrap();
    }
    let (old, new): (Vec<_>, Vec<_>) = (text.lines().collect(), found.lines().collect());
    if let Some((old, new)) = old.iter().zip(&new).find(|(old, new)| old != new) {
        panic!("expected {old}\n   found {new}");
    }
    assert_eq!(old.len(), new.len());
}

#[test]
fn correct_structs_have_no_findings() {
    for service in ["gallery", "queue"] {
        let model = here(&format!("tests/models/{service}.smithy.json"));
        let (lines, code) = run(&here("tests/check"), &format!("{service}.rs"), &model);
        assert_eq!((lines, code), (Vec::new(), 0));
    }
}

#[test]
fn planted_rest_json_mistakes_are_found() {
    let model = here("tests/models/gallery.smithy.json");
    hold(&here("tests/check/planted.txt"), &here("tests/check"), "gallery.rs", &model);
}

#[test]
fn planted_aws_json_mistakes_are_found() {
    let model = here("tests/models/queue.smithy.json");
    hold(&here("tests/check/planted_queue.txt"), &here("tests/check"), "queue.rs", &model);
}

#[test]
fn written_optional_members_have_no_findings() {
    let model = here("tests/models/drafts.smithy.json");
    assert_eq!(run(&here("tests/golden"), "drafts.rs", &model), (Vec::new(), 0));
}

#[test]
fn planted_aws_query_mistakes_are_found() {
    let model = here("tests/models/stall.smithy.json");
    assert_eq!(run(&here("tests/golden"), "stock.rs", &model), (Vec::new(), 0));
    hold(&here("tests/check/planted_stock.txt"), &here("tests/golden"), "stock.rs", &model);
}

#[test]
fn planted_ec2_query_mistakes_are_found() {
    let model = here("tests/models/fleet.smithy.json");
    hold(&here("tests/check/planted_fleet.txt"), &here("tests/golden"), "fleet.rs", &model);
}

/// The model of Lookout for Vision, if it is available.
fn lookoutvision() -> Option<PathBuf> {
    let data = "../../shared/conformance/lookoutvision/botocore/data/lookoutvision/2020-11-20/service-2.json";
    let model = here(data);
    if !model.exists() {
        aws_operation_skip::skip("models", format_args!("{} is not there", model.display()));
    }
    model.exists().then_some(model)
}

#[test]
fn the_examples_have_no_findings() {
    let Some(model) = lookoutvision() else { return };
    let (lines, code) = run(&here("../examples/local"), "src/lookoutvision.rs", &model);
    assert_eq!((lines, code), (Vec::new(), 0));
    // Another service in the same files is skipped.
    let (lines, code) = run(&here("../examples/local"), "src/lib.rs", &model);
    assert_eq!((lines, code), (Vec::new(), 0));
}

#[test]
fn mistakes_planted_in_the_examples_are_found() {
    let Some(model) = lookoutvision() else { return };
    hold(&here("tests/check/lookoutvision.txt"), &here("../examples/local/src"), "lookoutvision.rs", &model);
}
