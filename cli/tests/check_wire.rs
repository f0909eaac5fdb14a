//! `check` of the structs of botocore's protocol cases, each against the model that the case contains.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // failures in tests panic, and skipped tests say so

use std::fs;
use std::path::{Path, PathBuf};

use aws_operation_cli::check::{Severity, check};
use aws_operation_cli::model::Model;
use aws_operation_cli::source::{Operation, Source};
use serde_json::{Value, json};

/// A suite's metadata, shapes and cases as a model with the service's own names.
fn model(suite: &Value, source: &Source) -> Model {
    let service = &source.services[0];
    let mut metadata = suite["metadata"].clone();
    metadata["serviceId"] = json!(service.id.value);
    metadata["signingName"] = json!(service.signing_name.value);
    metadata["endpointPrefix"] = json!(service.endpoint_prefix.value);
    let given = suite["cases"].as_array().unwrap().iter().map(|case| &case["given"]);
    let operations = given.map(|given| (given["name"].as_str().unwrap().to_owned(), given.clone()));
    let operations = Value::Object(operations.collect());
    let model = json!({ "metadata": metadata, "operations": operations, "shapes": suite["shapes"] });
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("service-2.json");
    fs::write(&file, model.to_string()).unwrap();
    Model::read(file).unwrap()
}

/// The findings for `operation`, without notes and without those of the table of operation names.
fn differences(source: &Source, operation: &Operation, model: &Model) -> Vec<String> {
    let mut alone = source.clone();
    alone.operations = vec![operation.clone()];
    let findings = check(&alone, model).findings.into_iter();
    let differs = findings
        .filter(|finding| finding.severity != Severity::Note && !finding.text.contains("table of operation names"));
    differs.map(|finding| finding.to_string()).collect()
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/tests/wire");
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.filter(|file| !["main.rs", "harness.rs"].iter().any(|name| file.ends_with(name))).collect()
}

#[test]
fn structs_of_protocol_cases_have_no_findings() {
    let suites = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance/botocore-protocols");
    if !suites.exists() {
        return aws_operation_skip::skip("protocols", format_args!("{} is not there", suites.display()));
    }
    let mut operations = 0;
    for file in files() {
        let text = fs::read_to_string(&file).unwrap();
        // "Generated .. from botocore's protocol tests, input/rest-json.json."
        let name = text.split("protocol tests, ").nth(1).and_then(|rest| rest.split(". ").next()).unwrap();
        let suites: Vec<Value> = serde_json::from_str(&fs::read_to_string(suites.join(name)).unwrap()).unwrap();
        let source = Source::read([&file]).unwrap();
        let models: Vec<_> = suites.iter().map(|suite| model(suite, &source)).collect();
        for operation in &source.operations {
            // Several suites can have an operation with the same name; the struct is from one of them.
            let mine = models.iter().filter(|model| model.operations.contains_key(&operation.name.value));
            let differences: Vec<_> = mine.map(|model| differences(&source, operation, model)).collect();
            assert!(differences.iter().any(Vec::is_empty), "{differences:#?}");
            operations += 1;
        }
    }
    println!("{operations} operations");
    assert!(operations > 100);
}
