//! The paths that a crate's code names, resolved to modules of that crate.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

/// Each file module, and the modules that it names, as `a::b` relative to the crate.
pub type Uses = BTreeMap<String, BTreeSet<String>>;

/// The dependencies in the crate whose sources are in `folder`, without test files.
pub fn of_crate(folder: &Path) -> Uses {
    let mut files = BTreeMap::new();
    collect(folder, "", &mut files);
    let modules: BTreeSet<String> = files.keys().cloned().collect();
    let mut uses = Uses::new();
    for (module, tokens) in files {
        let mut named = BTreeSet::new();
        let at = module.split("::").filter(|name| !name.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        scan(tokens, &at, &mut named);
        let found = named.iter().filter_map(|path| longest(path, &modules)).filter(|found| *found != module);
        uses.insert(module.clone(), found.collect());
    }
    uses
}

/// The longest prefix of `path` in `modules`. The path of a module within a file leads to that file.
fn longest(path: &[String], modules: &BTreeSet<String>) -> Option<String> {
    let prefixes = (1..=path.len()).rev().map(|length| path[..length].join("::"));
    prefixes.into_iter().find(|prefix| modules.contains(prefix)).or_else(|| path.first().cloned())
}

fn collect(folder: &Path, module: &str, files: &mut BTreeMap<String, TokenStream>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let inner = if module.is_empty() { name.clone() } else { format!("{module}::{name}") };
        if name == "tests" {
            continue;
        }
        if path.is_dir() {
            collect(&path, &inner, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source file");
            let tokens = text.parse().expect("tokens");
            let is_root = module.is_empty() && (name == "lib" || name == "main");
            files.insert(if is_root { String::new() } else { inner }, tokens);
        }
    }
}

/// Adds the paths in `tokens` that start with `crate` or `super`. The tokens belong to the module `at`.
fn scan(tokens: TokenStream, at: &[String], named: &mut BTreeSet<Vec<String>>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut index = 0;
    while index < tokens.len() {
        match &tokens[index] {
            TokenTree::Ident(word) if word == "mod" => {
                if let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(body))) =
                    (tokens.get(index + 1), tokens.get(index + 2))
                {
                    if name != "tests" {
                        let inner: Vec<String> = at.iter().cloned().chain([name.to_string()]).collect();
                        scan(body.stream(), &inner, named);
                    }
                    index += 2;
                }
            }
            TokenTree::Ident(word) if word == "crate" => follow(&tokens[index + 1..], Vec::new(), named),
            TokenTree::Ident(word) if word == "super" && !follows_colons(&tokens[..index]) => {
                let above = at[..at.len().saturating_sub(1)].to_vec();
                follow(&tokens[index + 1..], above, named);
            }
            TokenTree::Group(group) => scan(group.stream(), at, named),
            _ => {}
        }
        index += 1;
    }
}

fn follows_colons(before: &[TokenTree]) -> bool {
    matches!(before.last(), Some(TokenTree::Punct(colon)) if colon.as_char() == ':')
}

/// Adds the paths that continue `path` with `rest`, such as `::name::{a, b}`.
fn follow(rest: &[TokenTree], mut path: Vec<String>, named: &mut BTreeSet<Vec<String>>) {
    let mut rest = rest;
    while let [TokenTree::Punct(first), TokenTree::Punct(second), next, after @ ..] = rest
        && first.as_char() == ':'
        && second.as_char() == ':'
    {
        match next {
            TokenTree::Ident(name) if name == "super" => {
                path.pop();
            }
            TokenTree::Ident(name) => path.push(name.to_string()),
            TokenTree::Group(group) => {
                let tokens: Vec<TokenTree> = group.stream().into_iter().collect();
                let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(comma) if comma.as_char() == ',');
                for part in tokens.split(is_comma) {
                    if let Some((TokenTree::Ident(name), rest)) = part.split_first() {
                        let inner = path.iter().cloned().chain([name.to_string()]).collect();
                        follow(rest, inner, named);
                    }
                }
                return;
            }
            _ => break,
        }
        rest = after;
    }
    if !path.is_empty() {
        named.insert(path);
    }
}
