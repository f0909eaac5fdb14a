//! The writer's output is compared with golden files, which `golden.rs` compiles. `UPDATE_GOLDEN=1` rewrites them.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // failures in tests panic, and skipped tests say so

use std::path::{Path, PathBuf};
use std::{env, fs};

use aws_operation_cli::model::Model;
use aws_operation_cli::writer::{Scope, Written, write, write_selected};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn lookoutvision() -> Option<Model> {
    let data = here("../../shared/conformance/lookoutvision/botocore/data/lookoutvision/2020-11-20/service-2.json");
    if !data.exists() {
        aws_operation_skip::skip("models", format_args!("{} is not there", data.display()));
        return None;
    }
    Some(Model::read(data).unwrap())
}

fn hostile() -> Written {
    let model = Model::read(here("tests/models/hostile.smithy.json")).unwrap();
    let operations: Vec<_> = model.operations.keys().map(String::as_str).collect();
    write(&model, &operations, &Scope::default()).unwrap()
}

fn is_golden(name: &str, source: &str) {
    let file = here("tests/golden").join(name);
    if env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&file, source).unwrap();
    }
    let golden = fs::read_to_string(&file).unwrap_or_default();
    assert!(golden == source, "{} differs from the output; UPDATE_GOLDEN=1 rewrites it", file.display());
}

#[test]
fn one_operation_of_lookout_for_vision() {
    let Some(model) = lookoutvision() else { return };
    let written = write(&model, &["CreateProject"], &Scope::default()).unwrap();
    is_golden("create_project.rs", &written.source());
    assert_eq!(written.notes, []);
}

#[test]
fn all_operations_of_lookout_for_vision() {
    let Some(model) = lookoutvision() else { return };
    let operations: Vec<_> = model.operations.keys().map(String::as_str).collect();
    let written = write(&model, &operations, &Scope::default()).unwrap();
    is_golden("lookoutvision.rs", &written.source());
    assert_eq!(written.notes, []);
}

#[test]
fn event_streams_of_a_response_and_of_a_request() {
    let model = Model::read(here("tests/models/chat.smithy.json")).unwrap();
    let written = write(&model, &["Talk", "Dictate", "Converse"], &Scope::default()).unwrap();
    is_golden("chat.rs", &written.source());
    let notes: Vec<_> = written.notes.iter().map(|note| (note.operation.as_str(), note.text.as_str())).collect();
    let over_http = "its request is an event stream, which is sent over HTTP/1.1; AWS takes it over HTTP/2";
    assert_eq!(notes, [("Dictate", over_http)]);
}

#[test]
fn two_operations_of_dynamodb() {
    let model = Model::read(here("tests/models/dynamodb/service-2.json")).unwrap();
    let written = write(&model, &["GetItem", "PutItem"], &Scope::default()).unwrap();
    is_golden("dynamodb.rs", &written.source());
    assert_eq!(written.notes, []);
}

#[test]
fn an_operation_of_sts() {
    let model = Model::read(here("tests/models/sts.smithy.json")).unwrap();
    let written = write(&model, &["AssumeRole"], &Scope::default()).unwrap();
    is_golden("assume_role.rs", &written.source());
    assert_eq!(written.notes, []);
}

#[test]
fn names_of_ec2_query_are_written() {
    let model = Model::read(here("tests/models/fleet.smithy.json")).unwrap();
    let written = write(&model, &["Launch"], &Scope::default()).unwrap();
    is_golden("fleet.rs", &written.source());
    let notes: Vec<_> = written.notes.iter().map(|note| note.text.as_str()).collect();
    assert_eq!(notes, ["`Labels` is or holds a map, which ec2Query cannot send"]);
}

#[test]
fn xml_element_names_are_written() {
    let model = Model::read(here("tests/models/stall.smithy.json")).unwrap();
    let written = write(&model, &["Stock"], &Scope::default()).unwrap();
    is_golden("stock.rs", &written.source());
    assert_eq!(written.notes, []);
}

#[test]
fn absent_response_members_have_defaults_or_options() {
    let model = Model::read(here("tests/models/drafts.smithy.json")).unwrap();
    let operations: Vec<_> = model.operations.keys().map(String::as_str).collect();
    let written = write(&model, &operations, &Scope::default()).unwrap();
    is_golden("drafts.rs", &written.source());
}

#[test]
fn a_hostile_model_is_escaped() {
    is_golden("hostile.rs", &hostile().source());
}

#[test]
fn unsupported_parts_of_a_model_are_noted() {
    let notes = hostile().notes;
    let left_out: Vec<_> = notes.iter().filter(|note| note.left_out).map(|note| note.operation.as_str()).collect();
    assert_eq!(left_out, ["Service", "Split"]);
    let of = |operation: &str| {
        let notes = notes.iter().filter(|note| note.operation == operation);
        notes.map(|note| note.text.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(of("Put"), [""; 0]);
    assert_eq!(of("Talk"), [""; 0]);
    assert_eq!(of("Split"), ["in /{name}.json a label is only a part of its segment"]);
    assert_eq!(of("Fetch"), ["`body` would be in the body, and a GET or HEAD has no body"]);
    assert_eq!(
        of("Query"),
        [
            "`host` is in the header Host, which the client sets itself",
            "`loop` is a list that contains itself; it is written as a document",
            "`big` is a number of any size; it is written as a document",
            "`never` is a union without members; it is written as a document",
        ]
    );
}

#[test]
fn checksums_and_compression_are_written() {
    let model = Model::read(here("tests/models/gallery.smithy.json")).unwrap();
    let written = write(&model, &["Archive", "Restore"], &Scope::default()).unwrap();
    assert_eq!(written.notes, []);
    let source = written.source();
    for argument in
        ["checksum(algorithm = \"algorithm\", required),", "compress = \"gzip\"", "checksum(validate = \"mode\"))]"]
    {
        assert!(source.contains(argument), "{argument} in {source}");
    }
    // Without its algorithm, a required checksum is `Content-MD5`.
    let selected = write_selected(&model, &["Archive"], &["picture"], &Scope::default()).unwrap().source();
    assert!(selected.contains("checksum_required, compress = \"gzip\")]"), "{selected}");
}

#[test]
fn only_selected_members_are_written() {
    let model = Model::read(here("tests/models/dynamodb/service-2.json")).unwrap();
    let only = ["ConsistentRead", "condition_expression"];
    let written = write_selected(&model, &["GetItem", "PutItem"], &only, &Scope::default()).unwrap();
    is_golden("selected_members.rs", &written.source());
    assert_eq!(written.notes, []);
}

#[test]
fn labels_tokens_and_required_members_are_always_written() {
    let model = Model::read(here("tests/models/shop.smithy.json")).unwrap();
    let fields = |operation: &str, only: &str| {
        let written = write_selected(&model, &[operation], &[only], &Scope::default()).unwrap();
        let text = written.items.into_iter().find(|item| item.name == operation).unwrap().text;
        assert_eq!(written.notes, []);
        let syn::Item::Struct(item) = syn::parse_file(&text).unwrap().items.remove(0) else { panic!("{text}") };
        let fields = item.fields.into_iter().map(|field| field.ident.unwrap().to_string());
        (fields.collect::<Vec<_>>(), text.contains("paginated("))
    };
    let all = ["shop", "goods", "token"];
    assert_eq!(fields("PlaceOrder", "goods"), (all.map(str::to_owned).to_vec(), false));
    let (all, in_pages) = fields("ListOrders", "nextToken");
    assert_eq!((all, in_pages), (vec!["next_token".to_owned()], true));
    let (all, in_pages) = fields("ListOrders", "max_results");
    assert_eq!((all, in_pages), (vec!["next_token".to_owned(), "max_results".to_owned()], true));
}

#[test]
fn an_unknown_member_is_rejected_with_a_suggestion() {
    let model = Model::read(here("tests/models/dynamodb/service-2.json")).unwrap();
    let error = |operations: &[&str], name: &str| {
        write_selected(&model, operations, &[name], &Scope::default()).unwrap_err().to_string()
    };
    assert_eq!(error(&["GetItem"], "table_nam"), "GetItem has no input member `table_nam`; did you mean `table_name`?");
    assert_eq!(
        error(&["GetItem", "PutItem"], "TableNames"),
        "GetItem and PutItem have no input member `TableNames`; did you mean `TableName`?"
    );
    assert_eq!(error(&["GetItem"], "Fly"), "GetItem has no input member `Fly`");
}

#[test]
fn golden_files_are_formatted_as_by_rustfmt() {
    let files = fs::read_dir(here("tests/golden")).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<_> = files.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect();
    let mut rustfmt = std::process::Command::new("rustfmt");
    // With rustfmt's defaults, not with this workspace's settings.
    rustfmt.args(["--check", "--edition", "2024", "--config-path"]).arg(here("tests/golden/rustfmt.toml")).args(&files);
    let Ok(output) = rustfmt.output() else { return aws_operation_skip::skip("rustfmt", "it is not installed") };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
fn an_unknown_operation_is_rejected_with_a_suggestion() {
    let model = Model::read(here("tests/models/dynamodb/service-2.json")).unwrap();
    let error = |name: &str| write(&model, &[name], &Scope::default()).unwrap_err().to_string();
    assert_eq!(error("PutItems"), "DynamoDB has no operation `PutItems`; did you mean `PutItem`?");
    assert_eq!(error("Fly"), "DynamoDB has no operation `Fly`");
}

fn conflicts() -> Written {
    let model = Model::read(here("tests/models/conflicts.smithy.json")).unwrap();
    let operations: Vec<_> = model.operations.keys().map(String::as_str).collect();
    write(&model, &operations, &Scope::default()).unwrap()
}

#[test]
fn conflicting_names_and_bindings_are_left_out() {
    let written = conflicts();
    is_golden("conflicts.rs", &written.source());
    let of = |operation: &str| {
        let notes = written.notes.iter().filter(|note| note.operation == operation);
        notes.map(|note| (note.text.as_str(), note.left_out)).collect::<Vec<_>>()
    };
    for name in ["Option", "String", "Self", "Document", "Timestamp", "Vec", "Box", "HashMap", "Blob", "Sensitive"] {
        assert_eq!(of(name), [("its name is also the name of a type that the generated code uses", true)]);
    }
    for name in ["Result", "Ok", "Err", "Some", "None", "Default", "Clone", "Debug", "Send", "Fn", "Iterator"] {
        assert_eq!(of(name), []);
    }
    assert_eq!(of("PayloadTexts"), [("`p` is a list, which cannot be a payload", true)]);
    assert_eq!(of("LabelBigInteger"), [("`l` is a number of any size, which a path label cannot hold", true)]);
    assert_eq!(of("NeededQuery"), [("`p` is a number of any size, which a query parameter cannot hold", true)]);
    assert!(of("Places").contains(&("`q0` is a number of any size, which a query parameter cannot hold", false)));
    assert!(of("Places").contains(&("`head2` has the same binding as `head1`", false)));
    assert!(written.notes.iter().filter(|note| note.operation == "Places").all(|note| note.incomplete));
}
