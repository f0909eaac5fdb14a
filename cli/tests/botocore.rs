//! The search for the installed botocore never runs code of the current folder.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // failures in tests panic, and skipped tests say so

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// Runs `operations` in `folder`, with environment variables that let Python and the shell run code of the folder.
fn operations(folder: &Path, path: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aws-operation"));
    command.args(["operations", "dynamodb"]).current_dir(folder).env_remove("AWS_OPERATION_MODELS");
    command.env("PYTHONPATH", folder).env("PYTHONSTARTUP", folder.join("json.py")).env("PATH", path);
    command.output().unwrap()
}

fn has_python() -> bool {
    let has = Command::new("python3").arg("--version").output().is_ok();
    if !has {
        aws_operation_skip::skip("python", "there is no python3");
    }
    has
}

#[test]
fn python_modules_in_the_current_folder_are_not_run() {
    if !has_python() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let code = format!("open({:?}, 'w').close()\n", path.join("ran").display().to_string());
    let names = ["botocore", "json", "os", "site", "sitecustomize", "usercustomize"];
    for name in names {
        fs::write(path.join(format!("{name}.py")), &code).unwrap();
    }
    let search = std::env::var("PATH").unwrap();
    operations(path, &search);
    assert!(!path.join("ran").exists());

    // A botocore package in the current folder, with its own data, is ignored too.
    fs::remove_file(path.join("botocore.py")).unwrap();
    fs::create_dir_all(path.join("botocore/data/evil/1")).unwrap();
    fs::write(path.join("botocore/__init__.py"), &code).unwrap();
    fs::write(path.join("botocore/data/evil/1/service-2.json"), "{}").unwrap();
    let output = operations(path, &search);
    assert!(!path.join("ran").exists());
    assert!(!String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).contains("evil"));
}

#[test]
#[cfg(unix)]
fn a_python3_in_the_current_folder_is_not_run() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("python3"), format!("#!/bin/sh\n: > {}\n", path.join("ran").display())).unwrap();
    fs::set_permissions(path.join("python3"), fs::Permissions::from_mode(0o755)).unwrap();
    for search in ["", ".", ":/nowhere", "./"] {
        operations(path, search);
        assert!(!path.join("ran").exists(), "PATH={search:?}");
    }
}
