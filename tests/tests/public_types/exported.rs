//! The structs and enums that the runtime's sources export.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use syn::{Attribute, Item, Meta, Type, UseTree, Visibility};

/// Exported traits that share their name with a struct of another module.
const TRAITS: [&str; 4] = ["Call", "Items", "Service", "codec::Structure"];

/// The paths of the types below the crate: `Client`, `blocking::Client`.
fn types() -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src");
    let declared = declared(&source);
    let mut found = exports("", &source.join("lib.rs"));
    for file in ["blocking", "codec", "dynamodb", "server", "sigv4", "sources/sts"] {
        let module = file.rsplit('/').next().unwrap();
        found.extend(exports(&format!("{module}::"), &source.join(format!("{file}.rs"))));
    }
    found.retain(|path| declared.contains(path.rsplit(':').next().unwrap()) && !TRAITS.contains(&path.as_str()));
    found
}

/// The exported types that are not `listed`, and the listed ones that are not exported.
pub fn unlike<'a>(listed: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let listed = listed.into_iter().map(str::to_owned).collect();
    types().symmetric_difference(&listed).cloned().collect()
}

/// The exported errors that are not `listed`, and the listed types that are not exported errors.
pub fn errors_unlike<'a>(listed: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let listed = listed.into_iter().map(str::to_owned).collect();
    let errors = errors(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src"));
    let exported: BTreeSet<String> =
        types().into_iter().filter(|path| errors.contains(path.rsplit(':').next().unwrap())).collect();
    exported.symmetric_difference(&listed).cloned().collect()
}

/// The names of the types that are errors, by a derive, by `#[aws_error]` or by an implementation.
fn errors(source: &Path) -> BTreeSet<String> {
    let of_attributes = |attributes: &[Attribute]| {
        attributes.iter().any(|attribute| match &attribute.meta {
            Meta::List(list) => {
                attribute.path().is_ident("aws_error") || list.tokens.to_string().contains("thiserror :: Error")
            }
            _ => false,
        })
    };
    let mut names = BTreeSet::new();
    for file in files(source) {
        for item in items(&file) {
            match item {
                Item::Struct(item) if of_attributes(&item.attrs) => names.insert(item.ident.to_string()),
                Item::Enum(item) if of_attributes(&item.attrs) => names.insert(item.ident.to_string()),
                Item::Impl(item) => {
                    let of = item.trait_.as_ref().and_then(|(path, _)| path.segments.last());
                    let is_error = of.is_some_and(|of| of.ident == "Error" || of.ident == "StdError");
                    match &*item.self_ty {
                        Type::Path(of) if is_error => {
                            names.extend(of.path.segments.last().map(|of| of.ident.to_string()));
                            true
                        }
                        _ => false,
                    }
                }
                _ => false,
            };
        }
    }
    names
}

/// The public items that a module declares or exports.
fn exports(prefix: &str, file: &Path) -> BTreeSet<String> {
    let mut names = Vec::new();
    for item in items(file) {
        match item {
            Item::Use(item) if matches!(item.vis, Visibility::Public(_)) => leaves(&item.tree, &mut names),
            Item::Struct(item) if matches!(item.vis, Visibility::Public(_)) => names.push(item.ident.to_string()),
            Item::Enum(item) if matches!(item.vis, Visibility::Public(_)) => names.push(item.ident.to_string()),
            _ => {}
        }
    }
    names.iter().map(|name| format!("{prefix}{name}")).collect()
}

fn leaves(tree: &UseTree, names: &mut Vec<String>) {
    match tree {
        UseTree::Path(path) => leaves(&path.tree, names),
        UseTree::Name(name) => names.push(name.ident.to_string()),
        UseTree::Rename(rename) => names.push(rename.rename.to_string()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, names)),
        UseTree::Glob(_) => panic!("a glob hides the exported names"),
    }
}

/// The names of all structs and enums.
fn declared(source: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for file in files(source) {
        for item in items(&file) {
            match item {
                Item::Struct(item) => names.insert(item.ident.to_string()),
                Item::Enum(item) => names.insert(item.ident.to_string()),
                _ => false,
            };
        }
    }
    names
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let all = entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] });
    all.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

fn items(file: &Path) -> Vec<Item> {
    syn::parse_file(&fs::read_to_string(file).unwrap()).unwrap().items
}
