//! Adding to existing files.

#![allow(clippy::unwrap_used, clippy::panic)] // failures in tests panic

use std::path::Path;

use aws_operation_cli::extend::Existing;
use aws_operation_cli::model::Model;
use aws_operation_cli::writer::{Scope, write};

fn dynamodb() -> Model {
    Model::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/models/dynamodb/service-2.json")).unwrap()
}

fn extended(text: &str, operation: &str) -> String {
    let existing = Existing::parse(text).unwrap();
    let model = dynamodb();
    existing.with(&write(&model, &[operation], &existing.scope(&model).unwrap()).unwrap()).unwrap()
}

const BY_HAND: &str = "\
use aws_operation::{aws_error, aws_operation, aws_service, aws_shape};

#[aws_service(id = \"DynamoDB\", protocol = \"awsJson1_0\", target_prefix = \"DynamoDB_20120810\", error = Failure)]
pub struct Dynamo;

// Mine:   do not touch.
#[aws_operation(name = \"GetItem\", service = Dynamo)]
pub struct GetItem { pub table_name: String }

#[aws_shape]
pub struct AttributeValue { pub s: Option<String> }

#[aws_error]
pub enum Failure {
    #[aws(status = 500, code = \"InternalServerError\")]
    Broken { message: String },
}
";

#[test]
fn extending_adds_missing_code_and_preserves_existing_code() {
    let text = extended(BY_HAND, "PutItem");
    let (_, after_imports) = BY_HAND.split_once('\n').unwrap();
    let (kept, _) = after_imports.split_once("    Broken { message: String },\n").unwrap();
    assert!(text.contains(kept), "{text}");
    assert!(text.contains("#[aws_operation(name = \"PutItem\", service = Dynamo)]\n"), "{text}");
    assert!(text.contains("use std::collections::HashMap;"), "{text}");
    assert_eq!(text.matches("struct AttributeValue").count(), 1);
    assert!(!text.contains("InternalServerError {"), "its code is there under another name: {text}");
    assert!(text.contains("    ConditionalCheckFailedException {\n"), "{text}");
    syn::parse_file(&text).unwrap();
}

#[test]
fn adding_the_same_operation_twice_changes_nothing() {
    let once = extended(BY_HAND, "PutItem");
    assert_eq!(extended(&once, "PutItem"), once);
}

#[test]
fn adding_in_two_steps_gives_the_items_of_one_step() {
    let names = |text: &str| {
        let file = syn::parse_file(text).unwrap();
        let names = file.items.into_iter().filter_map(|item| match item {
            syn::Item::Struct(item) => Some(item.ident.to_string()),
            syn::Item::Enum(item) => Some(format!("{} {}", item.ident, item.variants.len())),
            _ => None,
        });
        let mut names: Vec<_> = names.collect();
        names.sort();
        names
    };
    let first = write(&dynamodb(), &["GetItem"], &Scope::default()).unwrap().source();
    let both = write(&dynamodb(), &["GetItem", "PutItem"], &Scope::default()).unwrap().source();
    assert_eq!(names(&extended(&first, "PutItem")), names(&both));
}

const OTHER: &str = "
#[aws_service(id = \"Corner Shop\", protocol = \"restJson1\", error = ShopError)]
pub struct Shop;

#[aws_error]
pub enum ShopError {}
";

#[test]
fn a_file_of_another_service_is_rejected() {
    let other = Existing::parse(OTHER).unwrap().scope(&dynamodb()).unwrap_err();
    assert_eq!(other.to_string(), "it has the service `Corner Shop`; write `DynamoDB` to another file");
    // In a file with several services, errors are added to the enum of their service.
    for text in [format!("{BY_HAND}{OTHER}"), format!("{OTHER}{BY_HAND}")] {
        let text = extended(&text, "PutItem");
        assert!(text.contains("#[aws_operation(name = \"PutItem\", service = Dynamo)]\n"), "{text}");
        assert!(text.contains("    Broken { message: String },\n    "), "{text}");
        assert!(text.contains("pub enum ShopError {}\n"), "{text}");
    }
}

#[test]
fn a_file_with_a_glob_imported_service_is_rejected() {
    let operation = "#[aws_operation(name = \"GetItem\")]\npub struct GetItem { pub table_name: String }\n";
    for head in ["use super::*;\n", "use crate::{db::{self, *}, other};\n"] {
        let error = Existing::parse(&format!("{head}{operation}")).unwrap().scope(&dynamodb()).unwrap_err();
        let said = "its operations use `Service` from another file; import `Service` by name, or write to that file";
        assert_eq!(error.to_string(), said);
    }
    for head in ["", "use aws_operation::*;\nuse std::collections::*;\n"] {
        let text = extended(&format!("{head}{operation}"), "PutItem");
        assert!(text.contains("pub struct Service;"), "{text}");
    }
    // Errors belong to the enum that the service names, which is also in another file.
    let text = extended(&format!("use super::Service;\n{operation}"), "PutItem");
    assert!(text.contains("pub struct PutItem {") && !text.contains("aws_service"), "{text}");
    assert!(!text.contains("pub enum Error"), "{text}");
    // Operations of other services do not matter.
    let of_pets = operation.replace("name =", "service = super::Pets, name =");
    let text = extended(&format!("use super::*;\n{of_pets}"), "PutItem");
    assert!(text.contains("pub struct Service;") && text.contains("pub enum Error"), "{text}");
}

#[test]
fn added_variants_are_formatted_like_existing_ones() {
    let joined = "    ReplicatedWriteConflictException { message: String },\n";
    let vertical = "    ReplicatedWriteConflictException {\n        message: String,\n    },\n";
    let own = BY_HAND.replace("pub enum Failure {\n", "pub enum Failure {\n    // Mine.\n");
    let plain = BY_HAND
        .replace("    #[aws(status = 500, code = \"InternalServerError\")]\n    Broken", "    InternalServerError");
    for (text, expected) in [(BY_HAND, joined), (&own, joined), (&plain, vertical)] {
        let text = extended(text, "PutItem");
        assert!(text.contains(expected), "{text}");
    }
}

#[test]
fn invalid_rust_is_rejected_with_its_position() {
    let open = Existing::parse("pub struct A {").unwrap_err();
    assert_eq!(open, "1:14: not Rust: a bracket, quote or comment is not closed, or a character is invalid");
    assert_eq!(Existing::parse("pub struct A;\nstruct {").unwrap_err().split(": ").next().unwrap(), "2:8");
}
