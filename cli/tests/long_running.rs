//! `attempt_timeout` in the output of `add` and in the findings of `check`.
#![allow(clippy::unwrap_used)] // failures in tests panic

use std::fs;

use aws_operation_cli::check::check;
use aws_operation_cli::model::Model;
use aws_operation_cli::source::Source;
use aws_operation_cli::writer::{Scope, write};
use serde_json::json;

/// A model with one service and this operation.
fn model(namespace: &str, service: &str, operation: &str) -> Model {
    let id = |name: &str| format!("{namespace}#{name}");
    let shapes = json!({
        id("Service"): {
            "type": "service",
            "version": "2020-01-01",
            "operations": [{ "target": id(operation) }],
            "traits": {
                "aws.api#service": { "sdkId": service, "endpointPrefix": "things" },
                "aws.auth#sigv4": { "name": "things" },
                "aws.protocols#awsJson1_0": {},
            }
        },
        id(operation): {
            "type": "operation",
            "input": { "target": "smithy.api#Unit" },
            "output": { "target": "smithy.api#Unit" },
        },
    });
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("model.json");
    fs::write(&file, json!({ "smithy": "2.0", "shapes": shapes }).to_string()).unwrap();
    Model::read(file).unwrap()
}

fn findings(model: &Model, source: &str) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("service.rs");
    fs::write(&file, source).unwrap();
    let findings = check(&Source::read([file]).unwrap(), model).findings;
    findings.into_iter().map(|finding| format!("{}: {}", finding.severity.name(), finding.text)).collect()
}

const AWS: &str = "com.amazonaws.things";

#[test]
fn a_long_running_operation_has_an_attempt_timeout() {
    for (service, operation, limit) in [
        ("Lambda", "Invoke", "15m"),
        ("SFN", "GetActivityTask", "65s"),
        ("SQS", "ReceiveMessage", "25s"),
        ("S3", "CompleteMultipartUpload", "10m"),
        ("Bedrock Runtime", "Converse", "1h"),
        ("Bedrock Runtime", "InvokeModel", "1h"),
    ] {
        let model = model(AWS, service, operation);
        let source = write(&model, &[operation], &Scope::default()).unwrap().source();
        assert!(source.contains(&format!("attempt_timeout = \"{limit}\"")), "{source}");
        assert!(
            source.contains("// `attempt_timeout` is from aws-operation's table of long-running operations: "),
            "{source}"
        );
        assert_eq!(findings(&model, &source), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn other_operations_have_no_attempt_timeout() {
    for (namespace, service, operation) in
        [(AWS, "Lambda", "ListFunctions"), (AWS, "Other", "Invoke"), ("example.own", "Lambda", "Invoke")]
    {
        let model = model(namespace, service, operation);
        let source = write(&model, &[operation], &Scope::default()).unwrap().source();
        assert!(!source.contains("attempt_timeout"), "{source}");
        let longer = source.replacen("output = ()", "output = (), attempt_timeout = \"2h\"", 1);
        assert_ne!(source, longer);
        assert_eq!(findings(&model, &longer), findings(&model, &source), "it is the author's to say");
    }
}

#[test]
fn a_missing_or_too_short_attempt_timeout_is_a_warning() {
    let model = model(AWS, "Lambda", "Invoke");
    let source = write(&model, &["Invoke"], &Scope::default()).unwrap().source();
    let advice = "write `attempt_timeout = \"15m\"`: a function may run for 15 minutes";
    let without = source.replacen(", attempt_timeout = \"15m\"", "", 1);
    assert_ne!(without, source);
    assert_eq!(
        findings(&model, &without),
        [format!("warning: an attempt of `Invoke` times out after 30 seconds; {advice}")]
    );
    for (limit, is_found) in [("899s", true), ("14m", true), ("0h", true), ("900s", false), ("1h", false)] {
        let other = source.replacen("15m", limit, 1);
        let expected =
            format!("warning: the `attempt_timeout` of `Invoke` is shorter than the operation may take; {advice}");
        let expected: &[String] = if is_found { &[expected] } else { &[] };
        assert_eq!(findings(&model, &other), expected, "{limit}");
    }
}

#[test]
fn a_missing_attempt_timeout_below_the_default_is_a_note() {
    let model = model(AWS, "SQS", "ReceiveMessage");
    let source = write(&model, &["ReceiveMessage"], &Scope::default()).unwrap().source();
    let found = findings(&model, &source.replacen(", attempt_timeout = \"25s\"", "", 1));
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found.iter().all(|finding| finding.starts_with("note: `ReceiveMessage` may take longer")), "{found:?}");
}
