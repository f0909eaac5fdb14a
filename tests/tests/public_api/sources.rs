//! The modules of a crate, and how the names in them resolve.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use quote::ToTokens;
use syn::{Attribute, Item, Meta, UseTree, Visibility};

/// The declarations and imports of a module.
pub struct Module {
    /// The features that it needs.
    pub gates: BTreeSet<String>,
    pub items: Vec<Item>,
    imports: BTreeMap<String, Vec<String>>,
}

/// The modules of a crate by path, such as `call::retry`, without those that no program contains or that are hidden in
/// the documentation.
pub struct Sources {
    pub modules: BTreeMap<String, Module>,
    dependencies: BTreeSet<String>,
}

/// The item that a path names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// An item of this crate: its module, and its name there.
    Item(String, String),
    Module(String),
    /// An item of a dependency.
    Foreign(String),
    /// An item of the standard library, a parameter, or something within an item.
    Other,
}

impl Sources {
    /// The sources in `folder`, of a crate with the dependencies of `manifest`.
    pub fn of(folder: &Path, manifest: &Path) -> Self {
        let mut sources = Self { modules: BTreeMap::new(), dependencies: dependencies(manifest) };
        let root = folder.join("lib.rs");
        sources.load("", items(&root), BTreeSet::new(), folder, folder);
        let paths: Vec<String> = sources.modules.keys().cloned().collect();
        for path in paths {
            let imports = sources.imports(&path);
            sources.modules.get_mut(&path).expect("a module").imports = imports;
        }
        sources
    }

    /// Adds a module whose file is in `beside`, and whose own modules are in `within`.
    fn load(&mut self, path: &str, items: Vec<Item>, gates: BTreeSet<String>, beside: &Path, within: &Path) {
        for item in &items {
            let Item::Mod(module) = item else { continue };
            if is_hidden(&module.attrs) || is_in_no_program(&module.attrs) {
                continue;
            }
            let name = module.ident.to_string();
            let inner = join(path, &name);
            let mut gates = gates.clone();
            gates.extend(features(&module.attrs));
            let folder = within.join(&name);
            match &module.content {
                Some((_, items)) => self.load(&inner, items.clone(), gates, beside, &folder),
                None => {
                    let file = text_of(&module.attrs, "path")
                        .map_or_else(|| within.join(format!("{name}.rs")), |path| beside.join(path));
                    self.load(&inner, self::items(&file), gates, within, &folder);
                }
            }
        }
        self.modules.insert(path.to_owned(), Module { gates, items, imports: BTreeMap::new() });
    }

    fn imports(&self, path: &str) -> BTreeMap<String, Vec<String>> {
        let mut imports = BTreeMap::new();
        for item in &self.modules[path].items {
            if let Item::Use(item) = item {
                let named = leaves(&item.tree).into_iter().filter(|(name, _)| name != "_");
                imports.extend(named.map(|(name, from)| (name, self.absolute(path, from))));
            }
        }
        imports
    }

    /// The path of a `use` in `module`, relative to the crate root.
    fn absolute(&self, module: &str, path: Vec<String>) -> Vec<String> {
        let is_relative = self.modules.contains_key(&join(module, &path[0]));
        if !is_relative && path[0] != "super" && path[0] != "self" {
            return path;
        }
        let mut all = vec!["crate".to_owned()];
        all.extend(module.split("::").filter(|name| !name.is_empty()).map(str::to_owned));
        for name in path {
            match name.as_str() {
                "self" => {}
                "super" => drop(all.pop()),
                _ => all.push(name),
            }
        }
        all
    }

    /// The item that `path` names in `module`.
    pub fn resolve(&self, module: &str, path: &[String]) -> Named {
        let Some(first) = path.first() else { return Named::Other };
        if let Some(import) = self.modules.get(module).and_then(|module| module.imports.get(first)) {
            let whole: Vec<String> = import.iter().chain(&path[1..]).cloned().collect();
            return self.resolve_absolute(&whole);
        }
        if self.declares(module, first) {
            return Named::Item(module.to_owned(), first.clone());
        }
        self.resolve_absolute(&self.absolute(module, path.to_vec()))
    }

    fn resolve_absolute(&self, path: &[String]) -> Named {
        if path[0] != "crate" {
            let is_foreign = self.dependencies.contains(&path[0]);
            return if is_foreign { Named::Foreign(path.join("::")) } else { Named::Other };
        }
        let mut module = String::new();
        for (index, name) in path.iter().enumerate().skip(1) {
            let inner = join(&module, name);
            if self.modules.contains_key(&inner) {
                module = inner;
            } else if self.declares(&module, name) {
                return Named::Item(module, name.clone());
            } else {
                let is_import = self.modules.get(&module).is_some_and(|module| module.imports.contains_key(name));
                return if is_import { self.resolve(&module, &path[index..]) } else { Named::Other };
            }
        }
        Named::Module(module)
    }

    fn declares(&self, module: &str, name: &str) -> bool {
        self.item(module, name).is_some()
    }

    /// The item of that name.
    pub fn item(&self, module: &str, name: &str) -> Option<&Item> {
        let items = &self.modules.get(module)?.items;
        items.iter().find(|item| {
            let ident = match item {
                Item::Struct(item) => &item.ident,
                Item::Enum(item) => &item.ident,
                Item::Trait(item) => &item.ident,
                Item::Type(item) => &item.ident,
                Item::Const(item) => &item.ident,
                Item::Static(item) => &item.ident,
                Item::Fn(item) => &item.sig.ident,
                _ => return false,
            };
            ident == name
        })
    }
}

/// The dependencies that a manifest lists, as they are named in code.
fn dependencies(manifest: &Path) -> BTreeSet<String> {
    let text = fs::read_to_string(manifest).expect("a manifest");
    let (_, listed) = text.split_once("\n[dependencies]\n").expect("dependencies");
    let lines = listed.lines().take_while(|line| !line.starts_with('['));
    let names = lines.filter_map(|line| line.split(['.', ' ', '=']).next());
    names.filter(|name| !name.is_empty()).map(|name| name.replace('-', "_")).collect()
}

fn items(file: &PathBuf) -> Vec<Item> {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    syn::parse_file(&text).expect("Rust").items
}

/// `module::name`.
pub fn join(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

/// The names that a `use` imports, each with its path.
pub fn leaves(tree: &UseTree) -> Vec<(String, Vec<String>)> {
    let within = |name: &syn::Ident, tree: &UseTree| {
        let inner = leaves(tree).into_iter();
        inner.map(|(leaf, path)| (leaf, [name.to_string()].into_iter().chain(path).collect())).collect()
    };
    match tree {
        UseTree::Path(path) => within(&path.ident, &path.tree),
        UseTree::Name(name) => vec![(name.ident.to_string(), vec![name.ident.to_string()])],
        UseTree::Rename(name) => vec![(name.rename.to_string(), vec![name.ident.to_string()])],
        UseTree::Group(group) => group.items.iter().flat_map(leaves).collect(),
        // Only enum variants are imported by glob, and they are listed with their enum.
        UseTree::Glob(_) => Vec::new(),
    }
    .into_iter()
    .map(|(name, mut path): (String, Vec<String>)| {
        let is_self = path.last().is_some_and(|last| last == "self") && path.len() > 1;
        if is_self {
            path.pop();
        }
        let name = if name == "self" { path.last().cloned().unwrap_or(name) } else { name };
        (name, path)
    })
    .collect()
}

pub fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Whether the item is hidden in documentation.
pub fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("doc") && attribute.meta.to_token_stream().to_string().contains("(hidden)")
    })
}

/// Whether only tests or the documentation contain an item, and no program.
pub fn is_in_no_program(attributes: &[Attribute]) -> bool {
    let conditions = ["cfg (test)", "cfg (doctest)", "cfg (any (doc , doctest))"];
    attributes.iter().any(|attribute| conditions.contains(&attribute.meta.to_token_stream().to_string().as_str()))
}

/// The features that `cfg(feature = "..")` names.
pub fn features(attributes: &[Attribute]) -> BTreeSet<String> {
    let conditions = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    conditions
        .filter_map(|attribute| {
            let text = attribute.meta.to_token_stream().to_string();
            let (_, feature) = text.split_once("feature = \"")?;
            Some(feature.split('"').next()?.to_owned())
        })
        .collect()
}

fn text_of(attributes: &[Attribute], name: &str) -> Option<String> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident(name))?;
    let Meta::NameValue(pair) = &attribute.meta else { return None };
    Some(pair.value.to_token_stream().to_string().trim_matches('"').to_owned())
}
