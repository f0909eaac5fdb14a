//! Pagination in models, in the output of `add` and in the findings of `check`.
#![allow(clippy::unwrap_used, clippy::panic)] // failures in tests panic

use std::path::{Path, PathBuf};
use std::{env, fs};

use aws_operation_cli::check::{Severity, check};
use aws_operation_cli::model::Model;
use aws_operation_cli::source::Source;
use aws_operation_cli::writer::{Scope, write, write_selected};
use serde_json::{Value, json};

const WRITTEN: [&str; 6] = ["ListKeys", "Query", "ListInsights", "ListDoors", "DescribeStream", "ListVersions"];

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn pages() -> Model {
    Model::read(here("tests/models/pages/service-2.json")).unwrap()
}

/// `CloudWatch Logs` as in botocore: without a paginator for the operation.
fn logs() -> Model {
    let structure = |members: Value| json!({"type": "structure", "members": members});
    let model = json!({
        "metadata": {
            "apiVersion": "2014-03-28", "endpointPrefix": "logs", "jsonVersion": "1.1", "protocol": "json",
            "serviceFullName": "Amazon CloudWatch Logs", "serviceId": "CloudWatch Logs", "targetPrefix": "Logs_20140328"
        },
        "operations": {
            "GetLogEvents": {
                "name": "GetLogEvents", "http": {"method": "POST", "requestUri": "/"},
                "input": {"shape": "Input"}, "output": {"shape": "Output"}
            }
        },
        "shapes": {
            "Text": {"type": "string"},
            "Events": {"type": "list", "member": {"shape": "Text"}},
            "Input": structure(json!({"logGroupName": {"shape": "Text"}, "nextToken": {"shape": "Text"}})),
            "Output": structure(json!({"events": {"shape": "Events"}, "nextForwardToken": {"shape": "Text"}}))
        }
    });
    let folder = tempfile::tempdir().unwrap();
    Model::parse(&folder.path().join("service-2.json"), model.to_string().as_bytes()).unwrap()
}

/// The `paginated` argument in the operation's code, on one line.
fn argument(model: &Model, operation: &str, only: &[&str]) -> Option<String> {
    let written = write_selected(model, &[operation], only, &Scope::default()).unwrap();
    let text = written.items.into_iter().find(|item| item.name == operation).unwrap().text;
    let (_, rest) = text.split_once("paginated(")?;
    let argument = rest.split_once(')').unwrap().0;
    Some(argument.split(',').map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
}

#[test]
fn pages_match_the_golden_file() {
    let written = write(&pages(), &WRITTEN, &Scope::default()).unwrap();
    let file = here("tests/golden/pages.rs");
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&file, written.source()).unwrap();
    }
    let golden = fs::read_to_string(&file).unwrap_or_default();
    assert!(golden == written.source(), "{} differs from the output; UPDATE_GOLDEN=1 rewrites it", file.display());
    let notes: Vec<_> = written.notes.iter().map(|note| (note.operation.as_str(), note.text.as_str())).collect();
    assert_eq!(
        notes,
        [
            ("DescribeStream", "pagination with the token at `Shards[-1].ShardId`"),
            ("ListVersions", "pagination with more than one token"),
        ]
    );
}

#[test]
fn the_more_argument_is_written() {
    let model = pages();
    let argument = |operation| argument(&model, operation, &[]).unwrap();
    assert_eq!(argument("ListKeys"), r#"input = "marker", output = "next_marker", items = "keys", more = "truncated""#);
    assert_eq!(
        argument("ListDoors"),
        r#"input = "marker", output = "door_list.next_marker", items = "door_list.r#type", more = "door_list.is_truncated""#
    );
}

#[test]
fn items_are_the_first_list() {
    let model = pages();
    let items = |operation| argument(&model, operation, &[]).unwrap().split_once("items = ").unwrap().1.to_owned();
    assert_eq!((items("Query"), items("ListInsights")), (r#""items""#.to_owned(), r#""reactive""#.to_owned()));
    let written = write(&model, &["ListInsights"], &Scope::default()).unwrap().source();
    let comment = "// The items of a page are in `Reactive`; a page also has `Proactive` and `Other`.\n";
    assert!(written.contains(comment), "{written}");
}

#[test]
fn pagination_is_written_for_selected_members() {
    let model = pages();
    let written = write_selected(&model, &["Query"], &["TableName"], &Scope::default()).unwrap().source();
    assert!(written.contains("exclusive_start_key: Option<"), "{written}");
    assert!(argument(&model, "Query", &["table_name"]).is_some());
}

#[test]
fn the_repeats_argument_is_written() {
    let wanted = r#"input = "next_token", output = "next_forward_token", items = "events", repeats"#;
    assert_eq!(argument(&logs(), "GetLogEvents", &[]).as_deref(), Some(wanted));
}

/// Smithy's trait lacks it, so it is recognized by its name beside the token.
#[test]
fn the_more_argument_is_known_for_smithy_models() {
    let target = |name: &str| json!({"target": format!("example#{name}")});
    let structure = |members: Value| json!({"type": "structure", "members": members});
    let model = |flag: &str, kind: &str| {
        let list = structure(json!({"marker": target("Text"), "doors": target("Doors"), flag: target(kind)}));
        let model = json!({
            "smithy": "2.0",
            "shapes": {
                "example#Service": {
                    "type": "service", "version": "1", "operations": [target("List")],
                    "traits": {"aws.api#service": {"sdkId": "Doors"}, "aws.protocols#awsJson1_1": {}, "aws.auth#sigv4": {"name": "doors"}}
                },
                "example#List": {
                    "type": "operation", "input": target("Input"), "output": target("Output"),
                    "traits": {"smithy.api#paginated": {"inputToken": "marker", "outputToken": "list.marker", "items": "list.doors"}}
                },
                "example#Text": {"type": "string"}, "example#Flag": {"type": "boolean"},
                "example#Doors": {"type": "list", "member": target("Text")},
                "example#Input": structure(json!({"marker": target("Text")})),
                "example#Output": structure(json!({"list": target("DoorList")})),
                "example#DoorList": list
            }
        });
        let model = Model::parse(Path::new("model.json"), model.to_string().as_bytes()).unwrap();
        model.operations["List"].paginated.as_ref().unwrap().more.clone()
    };
    assert_eq!(model("isTruncated", "Flag").as_deref(), Some("list.isTruncated"));
    assert_eq!(model("isTruncated", "Text"), None);
    assert_eq!(model("isOpen", "Flag"), None);
}

/// The findings about pagination after `from` was replaced by `to` in the written code.
fn found(model: &Model, operation: &str, from: &str, to: &str) -> Vec<(Severity, String)> {
    let text = write(model, &[operation], &Scope::default()).unwrap().source();
    assert!(text.contains(from), "{from} in {text}");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("lib.rs");
    fs::write(&file, text.replacen(from, to, 1)).unwrap();
    let findings = check(&Source::read([&file]).unwrap(), model).findings.into_iter();
    findings
        .filter(|finding| finding.severity != Severity::Note)
        .map(|finding| (finding.severity, finding.text))
        .collect()
}

#[test]
fn check_finds_missing_more_and_repeats() {
    let (pages, logs) = (pages(), logs());
    for operation in WRITTEN {
        assert_eq!(found(&pages, operation, "", ""), [], "{operation}");
    }
    assert_eq!(found(&logs, "GetLogEvents", "", ""), []);
    let text = |text: &str| text.to_owned();
    assert_eq!(
        found(&pages, "ListKeys", "    more = \"truncated\"\n", ""),
        [(
            Severity::Warning,
            text("the pages of `ListKeys` end when `Truncated` is false; write `more = \"truncated\"`")
        )]
    );
    assert_eq!(
        found(&pages, "ListDoors", "\"door_list.is_truncated\"", "\"door_list.next_marker\""),
        [(
            Severity::Error,
            text(
                "the `more` of the pages of `ListDoors` is `door_list.next_marker`, but the model has another; \
                 write `more = \"door_list.is_truncated\"`"
            )
        )]
    );
    let repeats = "the last page of `GetLogEvents` repeats its token; write `repeats` in `paginated`";
    assert_eq!(found(&logs, "GetLogEvents", "    repeats\n", ""), [(Severity::Error, text(repeats))]);
    assert_eq!(found(&pages, "ListInsights", "items = \"reactive\"", "items = \"proactive\""), []);
    let text = "the `items` of the pages of `ListInsights` is `next_token`, but the model has another; write `items = \"reactive\"`";
    let items = found(&pages, "ListInsights", "items = \"reactive\"", "items = \"next_token\"");
    assert_eq!(items, [(Severity::Error, text.to_owned())]);
}
