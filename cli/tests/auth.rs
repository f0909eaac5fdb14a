//! `auth` in the output of `add` and in the findings of `check`.
#![allow(clippy::unwrap_used)] // failures in tests panic

use std::fs;

use aws_operation_cli::check::check;
use aws_operation_cli::model::Model;
use aws_operation_cli::policy::policy;
use aws_operation_cli::source::Source;
use aws_operation_cli::writer::{Scope, write};
use serde_json::{Value, json};

/// A model of the service `Doors` with these schemes, and one operation.
fn model(schemes: &[&str], operation: Value) -> Model {
    let mut shape = json!({
        "type": "operation",
        "input": { "target": "smithy.api#Unit" },
        "output": { "target": "smithy.api#Unit" },
    });
    shape["traits"] = operation;
    let shapes = json!({
        "com.amazonaws.doors#Doors": {
            "type": "service",
            "version": "2020-01-01",
            "operations": [{ "target": "com.amazonaws.doors#Open" }],
            "traits": {
                "aws.api#service": { "sdkId": "Doors", "endpointPrefix": "doors" },
                "aws.auth#sigv4": { "name": "doors" },
                "aws.protocols#awsJson1_0": {},
                "smithy.api#auth": schemes,
            }
        },
        "com.amazonaws.doors#Open": shape,
    });
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("model.json");
    fs::write(&file, json!({ "smithy": "2.0", "shapes": shapes }).to_string()).unwrap();
    Model::read(file).unwrap()
}

fn read(source: &str) -> Source {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("service.rs");
    fs::write(&file, source).unwrap();
    Source::read([file]).unwrap()
}

fn findings(model: &Model, source: &str) -> Vec<String> {
    let findings = check(&read(source), model).findings;
    findings.into_iter().map(|finding| format!("{}: {}", finding.severity.name(), finding.text)).collect()
}

const SIGV4: &str = "aws.auth#sigv4";
const SIGV4A: &str = "aws.auth#sigv4a";
const BEARER: &str = "smithy.api#httpBearerAuth";

fn source(service: &str, operation: &str) -> String {
    format!(
        "#[aws_service(id = \"Doors\", protocol = \"awsJson1_0\", target_prefix = \"Doors\"{service})]\nstruct Service;\n\
         #[aws_operation(name = \"Open\", output = (){operation})]\nstruct Open {{}}\n"
    )
}

#[test]
fn the_schemes_of_a_model_are_written() {
    for (schemes, operation, on_service, on_operation) in [
        (&[SIGV4][..], json!({}), "", ""),
        (&[SIGV4, BEARER], json!({}), "auth(\"sigv4\", \"bearer\")", ""),
        (&[SIGV4A, SIGV4], json!({}), "auth(\"sigv4a\", \"sigv4\")", ""),
        (&[BEARER], json!({}), "auth = \"bearer\"", ""),
        (&[SIGV4], json!({ "smithy.api#auth": [] }), "", "auth = \"none\""),
        (&[SIGV4], json!({ "smithy.api#auth": [BEARER] }), "", "auth = \"bearer\""),
        (&[SIGV4, BEARER], json!({ "smithy.api#auth": [SIGV4, BEARER] }), "auth(\"sigv4\", \"bearer\")", ""),
        (&[SIGV4], json!({ "aws.auth#unsignedPayload": {} }), "", "auth = \"unsigned-payload\""),
        (
            &[SIGV4],
            json!({ "aws.auth#unsignedPayload": {}, "smithy.api#auth": [SIGV4A, SIGV4] }),
            "",
            "auth(\"sigv4a\", \"sigv4\", \"unsigned-payload\")",
        ),
        (&[SIGV4, "example#own"], json!({}), "", ""),
    ] {
        let model = model(schemes, operation);
        let text = write(&model, &["Open"], &Scope::default()).unwrap().source();
        let (service, operation) = text.split_once("pub struct Service;").unwrap();
        for (part, expected) in [(service, on_service), (operation, on_operation)] {
            assert_eq!(part.contains("auth"), !expected.is_empty(), "{text}");
            assert!(part.contains(expected), "{expected} in {text}");
        }
        assert_eq!(findings(&model, &text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn an_operation_of_other_schemes_alone_is_not_written() {
    let model = model(&["aws.auth#sigv2"], json!({}));
    let written = write(&model, &["Open"], &Scope::default()).unwrap();
    assert!(written.source().contains("// cannot express: Open: it is authenticated with aws.auth#sigv2"));
}

#[test]
fn differences_from_the_model_are_found() {
    let both = || model(&[SIGV4, BEARER], json!({}));
    let signed = || model(&[SIGV4], json!({}));
    let unsigned_payload = || model(&[SIGV4], json!({ "aws.auth#unsignedPayload": {} }));
    for (model, service, operation, expected) in [
        (both(), ", auth = [\"sigv4\", \"bearer\"]", "", None),
        (
            both(),
            ", auth(\"sigv4\", \"bearer\")",
            ", auth = \"bearer\"",
            Some(
                "note: the model has other authentication of `Open` as well, or another order: `auth(\"sigv4\", \"bearer\")`",
            ),
        ),
        (
            both(),
            "",
            "",
            Some(
                "note: the model has other authentication of `Service` as well, or another order: `auth(\"sigv4\", \"bearer\")`",
            ),
        ),
        (
            signed(),
            ", auth = \"bearer\"",
            "",
            Some("error: `Service` is authenticated by `bearer`, but the model has `sigv4`; write `auth = \"sigv4\"`"),
        ),
        (
            signed(),
            "",
            ", auth = \"sigv4a\"",
            Some("error: `Open` is authenticated by `sigv4a`, but the model has `sigv4`; write `auth = \"sigv4\"`"),
        ),
        (signed(), "", ", auth = \"sigv4\"", None),
        (
            signed(),
            "",
            ", auth = \"unsigned-payload\"",
            Some(
                "error: the signature of `Open` leaves the payload out, but the model requires it; remove `\"unsigned-payload\"`",
            ),
        ),
        (
            unsigned_payload(),
            "",
            "",
            Some(
                "warning: the model leaves the payload of `Open` out of the signature; write `auth = \"unsigned-payload\"`",
            ),
        ),
        (
            unsigned_payload(),
            "",
            ", auth = \"sigv4\"",
            Some(
                "warning: the model leaves the payload of `Open` out of the signature; write `auth(\"sigv4\", \"unsigned-payload\")`",
            ),
        ),
        (unsigned_payload(), "", ", auth = \"unsigned-payload\"", None),
        (
            model(&[SIGV4], json!({ "smithy.api#auth": [BEARER] })),
            "",
            "",
            Some("warning: `Open` has its own authentication in the model; write `auth = \"bearer\"`"),
        ),
    ] {
        let found = findings(&model, &source(service, operation));
        assert_eq!(found, expected.into_iter().map(str::to_owned).collect::<Vec<_>>(), "{service} {operation}");
    }
}

#[test]
fn a_policy_leaves_out_what_is_not_authenticated() {
    let policy = |service, operation| policy(&read(&source(service, operation)), &[]).unwrap();
    assert!(policy("", "").contains("doors:Open"));
    assert!(policy(", auth(\"sigv4\", \"bearer\")", "").contains("doors:Open"));
    assert!(policy(", auth = \"none\"", ", auth = \"sigv4\"").contains("doors:Open"));
    assert!(!policy(", auth = \"none\"", "").contains("doors:Open"));
    assert!(!policy("", ", auth = \"none\"").contains("doors:Open"));
}
