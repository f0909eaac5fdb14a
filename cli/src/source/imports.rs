//! The `use` declarations of modules: which item a name stands for.

use syn::UseTree;
use syn::ext::IdentExt as _;

/// A name that a module imports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Import {
    /// The module with the declaration.
    pub module: Vec<String>,
    /// The name in that module.
    pub name: String,
    /// What it stands for, as declared: `["crate", "other", "Service"]`.
    pub path: Vec<String>,
}

/// The names that a declaration in the module brings into scope. Those of a glob are not known.
pub(super) fn read(tree: &UseTree, module: &[String]) -> Vec<Import> {
    let mut imports = Vec::new();
    collect(tree, &[], &mut |name, path| imports.push(Import { module: module.to_vec(), name, path }));
    imports
}

fn collect(tree: &UseTree, before: &[String], import: &mut impl FnMut(String, Vec<String>)) {
    let path = |ident: &syn::Ident| {
        // `a::{self}` imports `a`.
        let last = Some(ident.unraw().to_string()).filter(|last| last != "self" || before.is_empty());
        before.iter().cloned().chain(last).collect::<Vec<_>>()
    };
    match tree {
        UseTree::Path(part) => collect(&part.tree, &path(&part.ident), import),
        UseTree::Name(name) => {
            let path = path(&name.ident);
            import(path.last().cloned().unwrap_or_default(), path);
        }
        UseTree::Rename(name) => import(name.rename.unraw().to_string(), path(&name.ident)),
        UseTree::Group(group) => group.items.iter().for_each(|tree| collect(tree, before, import)),
        UseTree::Glob(_) => {}
    }
}

/// The path with what its first part stands for in the module.
pub(super) fn expanded(imports: &[Import], path: &[String], module: &[String]) -> Vec<String> {
    let Some((first, rest)) = path.split_first() else { return Vec::new() };
    let import = imports.iter().find(|import| import.name == *first && import.module == module);
    let start = import.map_or(std::slice::from_ref(first), |import| import.path.as_slice());
    start.iter().chain(rest).cloned().collect()
}
