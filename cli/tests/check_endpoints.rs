//! The rules of `endpoint(..)` in the findings of `check`.
#![allow(clippy::unwrap_used)] // failures in tests panic

use std::fs;

use aws_operation_cli::check::check;
use aws_operation_cli::model::Model;
use aws_operation_cli::source::Source;
use serde_json::{Value, json};

/// The rule of Systems Manager in the partition `aws-us-gov`, and the usual endpoints, or other ones.
fn model(url: &str) -> Model {
    let is = |name: &str| json!({ "fn": "booleanEquals", "argv": [{ "ref": name }, true] });
    let is_gov = json!({ "fn": "stringEquals", "argv": [
        { "fn": "getAttr", "argv": [{ "ref": "PartitionResult" }, "name"] }, "aws-us-gov"
    ] });
    let to = |url: &str, conditions: &[Value]| {
        let endpoint = json!({ "url": url });
        json!({ "type": "endpoint", "conditions": conditions, "endpoint": endpoint })
    };
    let is_set = json!({ "fn": "isSet", "argv": [{ "ref": "Endpoint" }] });
    let partition = json!({ "fn": "aws.partition", "argv": [{ "ref": "Region" }], "assign": "PartitionResult" });
    let rules = [
        to("https://ssm.{Region}.amazonaws.com", &[is("UseFIPS"), is_gov]),
        to(&format!("https://{url}-fips.{{Region}}.{{PartitionResult#dnsSuffix}}"), &[is("UseFIPS")]),
        to(&format!("https://{url}.{{Region}}.{{PartitionResult#dnsSuffix}}"), &[]),
    ];
    let rule_set = json!({
        "version": "1.0",
        "parameters": { "Region": {}, "UseFIPS": {}, "Endpoint": {} },
        "rules": [
            { "type": "error", "error": "no", "conditions": [is_set, is("UseFIPS")] },
            { "type": "endpoint", "conditions": [is_set], "endpoint": { "url": { "ref": "Endpoint" } } },
            { "type": "tree", "conditions": [partition], "rules": rules },
        ],
    });
    let shapes = json!({
        "com.amazonaws.ssm#Service": {
            "type": "service",
            "version": "2014-11-06",
            "operations": [{ "target": "com.amazonaws.ssm#Sync" }],
            "traits": {
                "aws.api#service": { "sdkId": "SSM", "endpointPrefix": "ssm" },
                "aws.auth#sigv4": { "name": "ssm" },
                "aws.protocols#awsJson1_1": {},
                "smithy.rules#endpointRuleSet": rule_set,
            }
        },
        "com.amazonaws.ssm#Sync": {
            "type": "operation", "input": { "target": "smithy.api#Unit" }, "output": { "target": "smithy.api#Unit" }
        },
    });
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("model.json");
    fs::write(&file, json!({ "smithy": "2.0", "shapes": shapes }).to_string()).unwrap();
    Model::read(file).unwrap()
}

/// The findings for a service with these rules.
fn findings(model: &Model, rules: &[&str]) -> Vec<String> {
    let rules: Vec<_> = rules.iter().map(|rule| format!("{rule:?}")).collect();
    let endpoint = if rules.is_empty() { String::new() } else { format!(", endpoint({})", rules.join(", ")) };
    let source = format!(
        "#[aws_service(id = \"SSM\", protocol = \"awsJson1_1\", target_prefix = \"Service\"{endpoint})]\n\
         pub struct Ssm;\n\
         #[aws_operation(name = \"Sync\", service = Ssm, output = ())]\npub struct Sync {{}}\n"
    );
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("service.rs");
    fs::write(&file, source).unwrap();
    let findings = check(&Source::read([file]).unwrap(), model).findings;
    findings.into_iter().map(|finding| format!("{}: {}", finding.severity.name(), finding.text)).collect()
}

#[test]
fn a_missing_rule_for_another_partition_is_a_warning() {
    let model = model("ssm");
    let rules = model.service.endpoint.clone().unwrap();
    assert_eq!(rules, ["aws-us-gov -> ssm.{region}.{dns}"]);
    assert_eq!(findings(&model, &[&rules[0]]), Vec::<String>::new());
    let expected = "warning: the endpoints of `Ssm` are not those of the model outside of the partition `aws`; \
                    write `endpoint(\"aws-us-gov -> ssm.{region}.{dns}\")`, if clients are there";
    assert_eq!(findings(&model, &[]), [expected]);
}

#[test]
fn another_rule_is_an_error() {
    let expected = "error: the endpoints of `Ssm` are not the usual ones in the model; \
                    write `endpoint(\"aws-us-gov -> ssm.{region}.{dns}\")`";
    assert_eq!(findings(&model("ssm"), &["ssm.example.com"]), [expected]);
    // It applies everywhere.
    let everywhere = model("systems");
    assert!(everywhere.service.endpoint.as_ref().unwrap().len() > 1);
    let found = findings(&everywhere, &["aws-us-gov -> ssm.{region}.{dns}"]);
    assert!(matches!(found.as_slice(), [error] if error.starts_with("error: ")), "{found:?}");
}
