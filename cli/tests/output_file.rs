//! The file that `add --out` writes: its content, and that nothing in it is lost.

#![allow(clippy::unwrap_used, clippy::panic)] // failures in tests panic

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

fn model(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models").join(name)
}

/// Adds to `out` in the folder. Returns the exit code and the output.
fn add(folder: &Path, operations: &[&str], more: &[&str], out: &str) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aws-operation"));
    command.current_dir(folder).args(["add", "dynamodb"]).args(operations).args(more).args(["--out", out]);
    let output = command.arg("--model").arg(model("dynamodb/service-2.json")).output().unwrap();
    (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
}

fn names(folder: &TempDir) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_byte_order_mark_in_the_output_file_is_preserved() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("db.rs");
    assert_eq!(add(folder.path(), &["GetItem"], &[], "db.rs").0, 0);
    let plain = fs::read_to_string(&file).unwrap();
    assert_eq!(add(folder.path(), &["PutItem"], &[], "db.rs").0, 0);
    let both = fs::read_to_string(&file).unwrap();
    for head in ["\u{feff}", "\u{feff}#!/usr/bin/env run\n", "#!/usr/bin/env run\n"] {
        fs::write(&file, format!("{head}{plain}")).unwrap();
        assert_eq!(add(folder.path(), &["PutItem"], &[], "db.rs").0, 0);
        assert_eq!(fs::read_to_string(&file).unwrap(), format!("{head}{both}"));
    }
}

#[test]
fn an_output_file_that_is_not_text_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("db.rs");
    let utf_16 = b"\xff\xfem\0o\0d\0";
    fs::write(&file, utf_16).unwrap();
    let (code, said) = add(folder.path(), &["GetItem"], &[], "db.rs");
    assert_eq!((code, said.as_str()), (2, "error: can't read db.rs: it is not UTF-8\n"));
    assert_eq!(fs::read(&file).unwrap(), utf_16);
    fs::create_dir(folder.path().join("src")).unwrap();
    assert_eq!(add(folder.path(), &["GetItem"], &[], "src"), (2, "error: src is a folder\n".to_owned()));
}

#[test]
fn adding_nothing_does_not_write_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("db.rs");
    assert_eq!(add(folder.path(), &["GetItem"], &[], "db.rs").0, 0);
    let text = fs::read_to_string(&file).unwrap().trim_end().to_owned();
    fs::write(&file, &text).unwrap();
    let before = fs::metadata(&file).unwrap().modified().unwrap();
    assert_eq!(add(folder.path(), &["GetItem"], &[], "db.rs"), (0, "db.rs: nothing to add\n".to_owned()));
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    assert_eq!(fs::metadata(&file).unwrap().modified().unwrap(), before);
}

#[test]
#[cfg(unix)]
fn symbolic_links_and_permissions_are_preserved() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    let target = folder.path().join("src/db.rs");
    fs::write(&target, "// mine\n").unwrap();
    fs::set_permissions(&target, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("src/db.rs", folder.path().join("link.rs")).unwrap();
    assert_eq!(add(folder.path(), &["GetItem"], &[], "link.rs").0, 0);
    assert!(fs::symlink_metadata(folder.path().join("link.rs")).unwrap().is_symlink());
    let text = fs::read_to_string(&target).unwrap();
    assert!(text.starts_with("// mine\n") && text.contains("pub struct GetItem {"), "{text}");
    assert_eq!(fs::metadata(&target).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(names(&folder), ["link.rs", "src"]);
    assert_eq!(fs::read_dir(folder.path().join("src")).unwrap().count(), 1);

    // A link to a file that does not exist yet.
    symlink("src/new.rs", folder.path().join("new.rs")).unwrap();
    assert_eq!(add(folder.path(), &["GetItem"], &[], "new.rs").0, 0);
    assert!(fs::symlink_metadata(folder.path().join("new.rs")).unwrap().is_symlink());
    assert!(folder.path().join("src/new.rs").is_file());
}

#[test]
#[cfg(unix)]
fn a_new_file_has_default_permissions() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(add(folder.path(), &["GetItem"], &[], "db.rs").0, 0);
    fs::write(folder.path().join("other.rs"), "").unwrap();
    let mode = |name: &str| fs::metadata(folder.path().join(name)).unwrap().permissions().mode();
    assert_eq!(mode("db.rs"), mode("other.rs"));
}

#[test]
fn a_read_only_file_is_rejected_and_not_changed() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("db.rs");
    fs::write(&file, "// mine\n").unwrap();
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    let (code, said) = add(folder.path(), &["GetItem"], &[], "db.rs");
    assert_eq!((code, said.as_str()), (2, "error: can't write db.rs: it is read-only\n"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "// mine\n");
    assert_eq!(names(&folder), ["db.rs"]);
}

#[test]
fn a_missing_or_read_only_folder_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let (code, said) = add(folder.path(), &["GetItem"], &[], "none/db.rs");
    assert_eq!((code, said.as_str()), (2, "error: can't write none/db.rs: its folder does not exist\n"));
    assert_eq!(names(&folder), [""; 0]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_device_is_written_directly() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(add(folder.path(), &["GetItem"], &[], "/dev/null").0, 0);
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn only_adds_further_members_to_an_existing_operation() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("db.rs");
    let read = || fs::read_to_string(&file).unwrap();
    assert_eq!(add(folder.path(), &["GetItem"], &["--only", "ConsistentRead"], "db.rs").0, 0);
    let edited =
        read().replace("    pub consistent_read: Option<bool>,\n}", "    pub consistent_read: Option<bool> // mine\n}");
    fs::write(&file, &edited).unwrap();
    let (code, said) = add(folder.path(), &["GetItem"], &["--only", "projection_expression"], "db.rs");
    assert_eq!((code, said.as_str()), (0, "db.rs: added 1 member to `GetItem`\n"));
    let with = edited
        .replace("Option<bool> // mine\n}", "Option<bool>, // mine\n    pub projection_expression: Option<String>,\n}");
    let without_docs = |text: &str| {
        text.lines().filter(|line| !line.contains("///") && !line.starts_with("//!")).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(without_docs(&read()), without_docs(&with));

    let (code, said) = add(folder.path(), &["GetItem"], &[], "db.rs");
    assert_eq!((code, said.as_str()), (0, "db.rs: added 1 item, 3 members to `GetItem`\n"));
    let all = read();
    for member in ["key", "attributes_to_get", "return_consumed_capacity", "expression_attribute_names"] {
        assert_eq!(all.matches(&format!("    pub {member}: ")).count(), 1, "{all}");
    }
    assert!(all.contains("Option<bool>, // mine\n"), "{all}");
    assert_eq!(add(folder.path(), &["GetItem"], &[], "db.rs").1, "db.rs: nothing to add\n");
    assert_eq!(read(), all);
    let checked = Command::new(env!("CARGO_BIN_EXE_aws-operation"))
        .arg("check")
        .arg(&file)
        .arg("--model")
        .arg(model("dynamodb/service-2.json"))
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(checked.stdout).unwrap(), "");
}

#[test]
fn added_members_are_added_to_new_too() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("db.rs");
    assert_eq!(add(folder.path(), &["GetItem"], &["--only", "Key"], "db.rs").0, 0);
    let new = "        Self {\n            table_name: table_name.into(),\n            key,\n        }\n";
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains(new), "{text}");
    fs::write(&file, format!("\u{feff}{text}").replace("            key,\n", "            key // mine\n")).unwrap();
    let (code, said) = add(folder.path(), &["GetItem"], &["--only", "ConsistentRead"], "db.rs");
    assert_eq!((code, said.as_str()), (0, "db.rs: added 1 member to `GetItem`\n"));
    let text = fs::read_to_string(&file).unwrap();
    assert!(text.contains("            key, // mine\n            consistent_read: None,\n        }\n"), "{text}");
    assert_eq!(text.matches("//! - `aws-operation add dynamodb GetItem").count(), 2, "{text}");

    fs::write(&file, text.replace("            table_name: table_name.into(),\n            key, // mine\n            consistent_read: None,\n        }", "table_name: table_name.into(), key, consistent_read: None }").replace("Self {\ntable", "Self { table")).unwrap();
    assert_eq!(add(folder.path(), &["GetItem"], &["--only", "ReturnConsumedCapacity"], "db.rs").0, 0);
    let text = fs::read_to_string(&file).unwrap();
    let lines = "        Self {\n            table_name: table_name.into(),\n            key,\n            \
                 consistent_read: None,\n            return_consumed_capacity: None,\n        }\n";
    assert!(text.contains(lines), "{text}");
}

#[test]
fn the_comment_for_an_unsupported_operation_is_written_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut evil: Value = serde_json::from_slice(&fs::read(model("hostile.smithy.json")).unwrap()).unwrap();
    evil["shapes"]["evil#Talk"]["traits"]["smithy.api#auth"] = json!(["smithy.api#httpBasicAuth"]);
    fs::write(folder.path().join("evil.smithy.json"), evil.to_string()).unwrap();
    let add = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aws-operation"));
        command.current_dir(folder.path()).args(["add", "evil", "Nothing", "Talk", "--out", "evil.rs"]);
        command.args(["--model", "evil.smithy.json"]).output().unwrap().status.code()
    };
    let read = || fs::read_to_string(folder.path().join("evil.rs")).unwrap();
    assert_eq!(add(), Some(1));
    let once = read();
    assert_eq!(add(), Some(1));
    assert_eq!(read(), once);
    assert_eq!(once.matches("// cannot express: Talk").count(), 1);
}

#[test]
fn concurrent_adds_to_one_file_lose_nothing() {
    const CHANGED: &str = "error: can't write db.rs: another program has changed it; repeat the command\n";
    for _ in 0..8 {
        let folder = tempfile::tempdir().unwrap();
        let add_until_done = |operation| loop {
            match add(folder.path(), &[operation], &[], "db.rs") {
                (0, _) => break,
                failed => assert_eq!(failed, (2, CHANGED.to_owned())),
            }
        };
        std::thread::scope(|scope| {
            scope.spawn(|| add_until_done("GetItem"));
            scope.spawn(|| add_until_done("PutItem"));
        });
        let text = fs::read_to_string(folder.path().join("db.rs")).unwrap();
        for item in ["GetItem {", "PutItem {", "Service;"] {
            assert_eq!(text.matches(&format!("pub struct {item}")).count(), 1, "{item} in {text}");
        }
        assert_eq!(names(&folder), ["db.rs"]);
    }
}
