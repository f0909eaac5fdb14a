//! Files that are not models, and models that would need excessive resources.

#![allow(clippy::unwrap_used, clippy::panic)] // failures in tests panic

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use aws_operation_cli::model::Model;
use aws_operation_cli::writer::{Scope, write};
use serde_json::{Map, Value, json};

fn error(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    fs::write(&file, bytes).unwrap();
    let error = Model::read(&file).unwrap_err().to_string();
    error.replace(&file.display().to_string(), name)
}

#[test]
fn a_file_of_another_format_is_reported_with_its_format() {
    let utf_16: Vec<u8> = "{}".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let idl = "Smithy's IDL; make JSON of it with `smithy ast`, and give that";
    let openapi = "an OpenAPI document; give the service's model of Smithy or botocore";
    for (name, bytes, what) in [
        ("a.json", &b""[..], "empty; give a model of Smithy or botocore"),
        ("a.json", b" \n", "empty; give a model of Smithy or botocore"),
        ("a.json", &[b"\xff\xfe", &utf_16[..]].concat(), "UTF-16; save it as UTF-8"),
        ("a.json", &utf_16, "UTF-16; save it as UTF-8"),
        ("a.smithy", b"// x\n", idl),
        ("a.txt", b"$version: \"2\"\nnamespace x\n", idl),
        ("a.json", br#"{"openapi": "3.1.0", "paths": {}}"#, openapi),
        ("a.json", br#"{"swagger": "2.0"}"#, openapi),
        ("a.yaml", b"openapi: 3.0.0\n", openapi),
        (
            "a.json",
            br#"{"pagination": {}}"#,
            "a botocore file of paginators or waiters; give the service-2.json beside it",
        ),
        ("a.html", b"<!DOCTYPE html>", "HTML or XML; give the model's JSON file itself"),
        ("a.zip", b"PK\x03\x04...", "a zip archive; unpack it, and give the model's JSON file"),
    ] {
        assert_eq!(error(name, bytes), format!("{name} is {what}"));
    }
    let folder = tempfile::tempdir().unwrap();
    let error = Model::read(folder.path()).unwrap_err().to_string();
    assert!(
        error.ends_with(" is a folder; give the file of a service in it, or the folder with `--models`"),
        "{error}"
    );
}

#[test]
fn a_byte_order_mark_in_a_model_is_ignored() {
    let model = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/shop.smithy.json")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("shop.json");
    fs::write(&file, [b"\xef\xbb\xbf", &model[..]].concat()).unwrap();
    assert_eq!(Model::read(&file).unwrap().operations.len(), 2);
}

#[test]
fn a_model_that_decompresses_beyond_the_limit_is_rejected() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    for _ in 0..80 {
        packed.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let packed = packed.finish().unwrap();
    assert_eq!(error("a.json.gz", &packed), "can't read a.json.gz: it is longer than 64 MiB");
}

#[test]
fn deeply_nested_json_is_rejected() {
    let trait_value = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    let shape = format!("{{\"type\": \"string\", \"traits\": {{\"x#t\": {trait_value}}}}}");
    let deep = format!("{{\"smithy\": \"2.0\", \"shapes\": {{\"x#a\": {shape}}}}}");
    assert!(error("a.json", deep.as_bytes()).contains("recursion limit exceeded"));
}

/// A model with one operation `Do`, whose input is `x#In`.
fn model(shapes: Map<String, Value>) -> Result<Model, String> {
    let mut all = Map::new();
    let service = json!({ "type": "service", "version": "1", "operations": [{ "target": "x#Do" }],
        "traits": { "aws.protocols#awsJson1_0": {} } });
    all.insert("x#S".to_owned(), service);
    all.insert("x#Do".to_owned(), json!({ "type": "operation", "input": { "target": "x#In" } }));
    all.extend(shapes);
    let text = json!({ "smithy": "2.0", "shapes": all }).to_string();
    Model::parse(Path::new("m.json"), text.as_bytes()).map_err(|error| error.to_string())
}

/// Shapes `x#<name>0`, `x#<name>1`, .., each made from its number; the first one is the input.
fn chain(name: &str, count: usize, shape: impl Fn(usize) -> Value) -> Map<String, Value> {
    let shapes = (0..count).map(|number| {
        (format!("x#{}", if number == 0 { "In".to_owned() } else { format!("{name}{number}") }), shape(number))
    });
    shapes.collect()
}

fn next(name: &str, number: usize, count: usize) -> String {
    if number + 1 < count { format!("x#{name}{}", number + 1) } else { "smithy.api#String".to_owned() }
}

#[test]
fn long_mixin_chains_are_read_and_cycles_are_rejected() {
    let count = 20_000;
    let row = |number| {
        let mixins = if number + 1 < count { json!([{ "target": next("M", number, count) }]) } else { json!([]) };
        json!({ "type": "structure", "mixins": mixins, "traits": { "smithy.api#mixin": {} },
            "members": if number + 1 == count { json!({ "last": { "target": "smithy.api#String" } }) } else { json!({}) } })
    };
    let read = model(chain("M", count, row)).unwrap();
    assert_eq!(read.members_of(Some("In")).len(), 1);

    let circle = model(chain("M", 2, |number| {
        let other = if number == 0 { "x#M1" } else { "x#In" };
        json!({ "type": "structure", "mixins": [{ "target": other }] })
    }));
    assert!(circle.unwrap_err().ends_with("a mixin cannot include itself"));

    // Each shape uses the next one twice, so there are 2^60 paths.
    let twice = model(chain("M", 60, |number| {
        let next = json!({ "target": next("M", number, 60) });
        json!({ "type": "structure", "mixins": if number < 59 { json!([next, next]) } else { json!([]) },
            "members": { format!("m{number}"): { "target": "smithy.api#String" } } })
    }));
    assert_eq!(twice.unwrap().members_of(Some("In")).len(), 60);

    let many = model(chain("M", 800, |number| {
        let mixins = if number < 799 { json!([{ "target": next("M", number, 800) }]) } else { json!([]) };
        json!({ "type": "structure", "mixins": mixins, "members": { format!("m{number}"): { "target": "smithy.api#String" } } })
    }));
    assert!(many.unwrap_err().ends_with("mixins add more members than are supported"));
}

#[test]
fn long_chains_of_shapes_are_written() {
    let count = 3000;
    let lists = |number| match number {
        0 => json!({ "type": "structure", "members": { "deep": { "target": next("L", 0, count) } } }),
        _ => json!({ "type": "list", "member": { "target": next("L", number, count) } }),
    };
    let written = write(&model(chain("L", count, lists)).unwrap(), &["Do"], &Scope::default()).unwrap();
    syn::parse_file(&written.source()).unwrap();
    assert_eq!(written.notes[0].text, "`deep` is a list that is nested too deep; it is written as a document");

    let count = 200;
    let required = |number: usize| {
        let target = next("R", number, count);
        let member = json!({ "target": target, "traits": { "smithy.api#required": {} } });
        let plain = json!({ "target": "smithy.api#String" });
        json!({ "type": "structure", "members": { "a": member, "b": member, "c": plain, "d": plain } })
    };
    let model = model(chain("R", count, required)).unwrap();
    assert_eq!(write(&model, &["Do"], &Scope::default()).unwrap().items.len(), count + 1);
}

#[test]
fn check_names_the_type_of_a_list_that_contains_itself() {
    let folder = tempfile::tempdir().unwrap();
    let source = "#[aws_service(id = \"S\", protocol = \"awsJson1_0\", target_prefix = \"S\")] struct Service;\n\
                  #[aws_operation(name = \"Do\", output = ())] struct Do { l: Option<bool> }\n";
    fs::write(folder.path().join("s.rs"), source).unwrap();
    let shapes = json!({ "smithy": "2.0", "shapes": {
        "x#S": { "type": "service", "version": "1", "operations": [{ "target": "x#Do" }],
            "traits": { "aws.protocols#awsJson1_0": {} } },
        "x#Do": { "type": "operation", "input": { "target": "x#In" } },
        "x#In": { "type": "structure", "members": { "L": { "target": "x#L" } } },
        "x#L": { "type": "list", "member": { "target": "x#L" } },
    } });
    fs::write(folder.path().join("m.json"), shapes.to_string()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_aws-operation"));
    let output = command.args(["check", "s.rs", "--model", "m.json"]).current_dir(folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(String::from_utf8(output.stdout).unwrap().contains("write `Option<Vec<Vec<"));
}

#[test]
fn deeply_nested_rust_is_rejected() {
    let folder = tempfile::tempdir().unwrap();
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/dynamodb/service-2.json");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_aws-operation"));
        let output = command.args(arguments).arg("--model").arg(&model).current_dir(folder.path()).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let nested =
        |head: &str, open: &str, close: &str| format!("{head}{}1{};\n", open.repeat(20_000), close.repeat(20_000));
    for text in [
        nested("const A: i32 = ", "(", ")"),
        nested("#!/bin/run\nconst A: i32 = ", "{", "}"),
        nested("type A = ", "Option<", ">"),
        nested("type A = ", "&", ""),
    ] {
        fs::write(folder.path().join("deep.rs"), &text).unwrap();
        for arguments in [&["check", "deep.rs"][..], &["add", "dynamodb", "GetItem", "--out", "deep.rs"]] {
            let (code, error) = run(arguments);
            assert!(
                code == Some(2) && error.ends_with("the code is nested deeper than 1000 levels\n"),
                "{code:?}: {error}"
            );
        }
    }
}
