//! The commands in the guide and in the README do what these say, with the installed models.
#![allow(clippy::unwrap_used)] // failures in tests panic

use std::path::Path;
use std::process::Command;

const TEXTS: [&str; 3] = [
    include_str!("../../runtime/src/guide/_03_let_it_be_written.rs"),
    include_str!("../../runtime/src/guide/_11_s3.rs"),
    include_str!("../../README.md"),
];

/// The commands in code spans and in shell blocks, each with its arguments. A name without arguments is no command to
/// type, and one with a file of the reader's own cannot be run.
fn commands(text: &str) -> Vec<String> {
    let text = text.replace("\n//! ", " ").replace('\n', " ").replace("```", " ` ");
    let starts = text.match_indices("aws-operation ").map(|(start, _)| &text[start..]);
    let known = ["services ", "operations ", "add ", "update ", "check ", "policy "];
    starts
        .filter_map(|rest| {
            let end = rest[1..].find(['`', '#', '|']).map_or(rest.len(), |end| end + 1);
            let end = rest[1..end].find("aws-operation ").map_or(end, |next| next + 1);
            let command = rest[..end].split(" cargo run").next().unwrap_or_default().trim();
            let arguments = command.strip_prefix("aws-operation ")?;
            let is_whole = known.iter().any(|name| arguments.starts_with(name)) && !arguments.contains("--model ");
            is_whole.then(|| arguments.to_owned())
        })
        .collect()
}

#[test]
fn the_commands_of_the_guide_run() {
    let models = std::env::var_os("AWS_OPERATION_MODELS").map(std::path::PathBuf::from);
    let Some(models) = models.filter(|models| models.exists()) else {
        return aws_operation_skip::skip("models", "AWS_OPERATION_MODELS is not set");
    };
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir(folder.path().join("src")).expect("src");
    let commands: Vec<_> = TEXTS.iter().flat_map(|text| commands(text)).collect();
    assert!(commands.len() > 10, "{commands:#?}");
    for arguments in &commands {
        let printed = run(arguments, folder.path(), &models);
        assert!(!printed.is_empty(), "{arguments} printed nothing");
    }
    let written = std::fs::read_to_string(folder.path().join("src/dynamodb.rs")).expect("the file that was written");
    for name in ["ListTables", "GetItem", "PutItem", "UpdateItem", "DescribeTable", "table_exists", "//! Written with:"]
    {
        assert!(written.contains(name), "{name} is missing");
    }
    let cloudwatch = std::fs::read_to_string(folder.path().join("src/cloudwatch.rs")).expect("the other file");
    assert!(cloudwatch.contains("rpcv2Cbor"));
}

/// What a command prints to both streams. It must succeed.
fn run(arguments: &str, folder: &Path, models: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_aws-operation"));
    let output = command.args(arguments.split_whitespace()).current_dir(folder).env("AWS_OPERATION_MODELS", models);
    let output = output.output().unwrap();
    let printed = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(output.status.success(), "{arguments}: {}\n{printed}", output.status);
    printed
}
