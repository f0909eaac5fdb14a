//! What an overlay adds to a model, in the output of `add` and in the findings of `check`.
#![allow(clippy::unwrap_used)] // failures in tests panic

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use aws_operation_cli::check::check;
use aws_operation_cli::model::{Model, ModelError, Retryable};
use aws_operation_cli::source::Source;
use aws_operation_cli::writer::{Scope, write};
use serde_json::{Value, json};

/// A model of botocore with one operation and one error, and the overlay beside it.
fn read(service: &str, overlay: Option<&Value>) -> Result<Model, ModelError> {
    let folder = tempfile::tempdir().unwrap();
    let model = json!({
        "metadata": {
            "apiVersion": "2020-01-01", "serviceId": service, "protocol": "json", "jsonVersion": "1.0",
            "targetPrefix": "T", "signatureVersion": "v4", "endpointPrefix": "things", "serviceFullName": "Things"
        },
        "operations": {
            "Pack": { "name": "Pack", "http": { "method": "POST", "requestUri": "/" }, "errors": [{ "shape": "Full" }] },
            "Ship": { "name": "Ship", "http": { "method": "POST", "requestUri": "/" } }
        },
        "shapes": { "Full": { "type": "structure", "members": {}, "exception": true } }
    });
    let file = folder.path().join("service-2.json");
    fs::write(&file, model.to_string()).unwrap();
    if let Some(overlay) = overlay {
        fs::write(folder.path().join("overlay-1.json"), overlay.to_string()).unwrap();
    }
    Model::read(file)
}

const SOURCE: &str = "https://example.com/report";

fn overlay() -> Value {
    json!({
        "errors": [
            { "code": "Lost", "status": 404, "documentation": "The box is lost", "operations": ["Ship"], "source": SOURCE },
            { "code": "Full", "operations": ["Ship"], "source": SOURCE }
        ],
        "categories": [{ "error": "Full", "category": "quota", "source": SOURCE }]
    })
}

#[test]
fn errors_and_categories_are_written() {
    let model = read("Things", Some(&overlay())).unwrap();
    assert_eq!(model.outdated, [""; 0]);
    assert_eq!(model.operations["Pack"].errors, ["Full"]);
    assert_eq!(model.operations["Ship"].errors, ["Lost", "Full"]);
    let source = write(&model, &["Ship"], &Scope::default()).unwrap().source();
    let lost =
        "    /// The box is lost, as <https://example.com/report> reports.\n    #[aws(status = 404)]\n    Lost {";
    assert!(source.contains(lost), "{source}");
    assert!(source.contains("    #[aws(quota)]\n    Full,"), "{source}");
}

#[test]
fn a_missing_category_is_found() {
    let model = read("Things", Some(&overlay())).unwrap();
    let source = write(&model, &["Pack"], &Scope::default()).unwrap().source();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("things.rs");
    fs::write(&file, source.replace("    #[aws(quota)]\n", "")).unwrap();
    let findings = check(&Source::read([file]).unwrap(), &model).findings;
    let texts: Vec<_> = findings.iter().map(|finding| finding.text.as_str()).collect();
    assert_eq!(texts, ["`Error::Full` is about a quota; write `#[aws(quota)]`"]);
}

#[test]
fn an_entry_that_changes_nothing_is_outdated() {
    let overlay = json!({
        "errors": [
            { "code": "Full", "operations": ["Pack"], "source": SOURCE },
            { "code": "Full", "operations": ["Unpack"], "source": SOURCE }
        ],
        "categories": [
            { "error": "Full", "category": "transient", "source": SOURCE },
            { "error": "Full", "category": "transient", "source": SOURCE },
            { "error": "Empty", "category": "throttling", "source": SOURCE }
        ]
    });
    let outdated = read("Things", Some(&overlay)).unwrap().outdated;
    let of = |error: &str, why: &str| {
        format!("the overlay's entry for `{error}` of Things changes nothing, because {why} ({SOURCE})")
    };
    assert_eq!(
        outdated,
        [
            of("Full", "the model has it, or has none of its operations"),
            of("Full", "the model has it, or has none of its operations"),
            of("Full", "the model has its category"),
            of("Empty", "the model has no such error"),
        ]
    );
}

#[test]
fn a_wrong_overlay_is_an_error_that_names_it() {
    for (entry, problem) in [
        (json!({ "code": "Lost", "source": SOURCE }), "needs `status` and `documentation`"),
        (json!({ "code": "lost.box", "status": 404, "documentation": "Lost", "source": SOURCE }), "must be the name"),
        (json!({ "code": "Lost", "status": 404, "documentation": "Lost" }), "missing field `source`"),
        (json!({ "code": "Lost", "stat": 404, "source": SOURCE }), "unknown field `stat`"),
    ] {
        let error = read("Things", Some(&json!({ "errors": [entry] }))).unwrap_err().to_string();
        assert!(error.contains("overlay-1.json") && error.contains(problem), "{error}");
    }
}

#[test]
fn the_entries_for_aws_are_in_every_model_of_the_service() {
    let model = read("SFN", None).unwrap();
    let error = model.shapes["ThrottlingException"].error.as_ref().unwrap();
    assert_eq!(error.retryable, Some(Retryable::Throttling));
    assert_eq!(model.operations["Ship"].errors, ["ThrottlingException"]);
    assert!(!read("Things", None).unwrap().shapes.contains_key("ThrottlingException"));
}

/// Remove an entry of `overlay.json` that this test names: the model has caught up.
#[test]
fn every_entry_for_aws_changes_the_newest_model() {
    let Ok(data) = env::var("AWS_OPERATION_MODELS") else {
        return aws_operation_skip::skip("models", "AWS_OPERATION_MODELS is not set");
    };
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/model/overlay.json")).unwrap();
    let overlays: serde_json::Map<String, Value> = serde_json::from_str(&text).unwrap();
    let mut left: BTreeSet<_> = overlays.keys().map(String::as_str).collect();
    for folder in ["acm", "cloudformation", "logs", "ecr", "events", "iam", "kinesis", "stepfunctions", "sns"] {
        let mut versions: Vec<_> =
            fs::read_dir(Path::new(&data).join(folder)).unwrap().map(|version| version.unwrap().path()).collect();
        versions.sort();
        let newest = versions.pop().unwrap();
        let file = ["service-2.json.gz", "service-2.json"]
            .map(|name| newest.join(name))
            .into_iter()
            .find(|file| file.is_file());
        let model = Model::read(file.unwrap()).unwrap();
        assert!(left.remove(model.service.id.as_str()), "{} has no entry", model.service.id);
        assert_eq!(model.outdated, [""; 0]);
    }
    assert!(left.is_empty(), "add the folders of {left:?} to this test");
}
