//! Writes code from every model of an installed botocore and checks it, if `AWS_OPERATION_MODELS` names its `data`
//! folder.
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)] // failures in tests panic, and skipped tests say so

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{env, fs};

use aws_operation_cli::check::{Severity, check};
use aws_operation_cli::model::Model;
use aws_operation_cli::source::Source;
use aws_operation_cli::writer::{Scope, protocol_of, write};

/// The newest version of each service.
fn models(data: &Path) -> Vec<PathBuf> {
    let folders = |folder: &Path| {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
        folders.sort();
        folders
    };
    let newest = folders(data).into_iter().filter_map(|service| folders(&service).pop());
    let file = |folder: PathBuf| {
        ["service-2.json", "service-2.json.gz"].into_iter().map(|name| folder.join(name)).find(|file| file.is_file())
    };
    newest.filter_map(file).collect()
}

/// The findings for the code of all operations of a model, except for missing members; none for a protocol that is not
/// supported.
fn differences(model: &Model) -> Vec<String> {
    let names: Vec<_> = model.operations.keys().map(String::as_str).collect();
    if protocol_of(model).is_none() {
        return Vec::new();
    }
    let written = write(model, &names, &Scope::default()).unwrap();
    let left_out: Vec<_> = written.notes.iter().filter(|note| note.left_out).map(|note| &note.operation).collect();
    if names.iter().all(|name| left_out.iter().any(|left_out| left_out == name)) {
        return Vec::new();
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("service.rs");
    fs::write(&file, written.source()).unwrap();
    let findings = check(&Source::read([file]).unwrap(), model).findings;
    let differs =
        findings.iter().filter(|finding| finding.severity != Severity::Note || finding.text.contains(" is not read; "));
    differs.map(|finding| format!("{}: {}", model.service.id, finding.text)).collect()
}

#[test]
fn code_written_from_every_model_has_no_findings() {
    let Ok(data) = env::var("AWS_OPERATION_MODELS") else {
        return aws_operation_skip::skip("models", "AWS_OPERATION_MODELS is not set");
    };
    let (mut services, mut operations) = (0, 0);
    let mut differ = Vec::new();
    for file in models(Path::new(&data)) {
        let model = Model::read(&file).unwrap();
        services += 1;
        operations += model.operations.len();
        differ.extend(differences(&model));
    }
    println!("{services} services, {operations} operations");
    assert!(operations > 0, "no model in {data}");
    assert!(differ.is_empty(), "{differ:#?}");
}

/// The operations in the table of operation names with their service IDs, read from the source.
fn named() -> Vec<(String, String)> {
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/safe_to_retry/table.rs")).unwrap();
    let text = |expr: &syn::Expr| match expr {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    };
    let items = syn::parse_file(&source).unwrap().items;
    let tables = items.into_iter().filter_map(|item| match item {
        syn::Item::Const(syn::ItemConst { expr, .. }) => match *expr {
            syn::Expr::Array(table) => Some(table.elems),
            _ => None,
        },
        _ => None,
    });
    let rows = tables.flatten().filter_map(|row| match row {
        syn::Expr::Tuple(row) => Some(row.elems),
        _ => None,
    });
    let named = rows.flat_map(|row| {
        let id = text(&row[0]).unwrap();
        let syn::Expr::Reference(names) = &row[1] else { panic!("the names of {id}") };
        let syn::Expr::Array(names) = &*names.expr else { panic!("the names of {id}") };
        names.elems.iter().map(|name| (id.clone(), text(name).unwrap())).collect::<Vec<_>>()
    });
    named.collect()
}

#[test]
fn every_operation_in_the_table_of_operation_names_exists() {
    let named = named();
    assert!(named.len() > 100, "only {} names", named.len());
    let Ok(data) = env::var("AWS_OPERATION_MODELS") else {
        return aws_operation_skip::skip("models", "AWS_OPERATION_MODELS is not set");
    };
    let mut operations = BTreeSet::new();
    for file in models(Path::new(&data)) {
        let model = Model::read(&file).unwrap();
        operations.extend(model.operations.keys().map(|name| (model.service.id.clone(), name.clone())));
    }
    let unknown: Vec<_> = named.iter().filter(|named| !operations.contains(*named)).collect();
    assert!(unknown.is_empty(), "{unknown:#?}");
}
