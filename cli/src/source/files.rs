//! Reads the files of a module and of its submodules.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use syn::ext::IdentExt as _;
use syn::{Attribute, Ident};

use super::args::{Args, is_named, line_of};
use super::case::Case;
use super::{
    Alias, Item, Location, Shape, ShapeKind, Source, SourceError, Type, check_nesting, enums, imports, member,
    operation, service,
};

/// Reads files into a source, each file once.
pub(super) struct Reader<'s> {
    source: &'s mut Source,
    seen: HashSet<PathBuf>,
}

/// A module that is being read.
struct Module {
    file: Rc<Path>,
    path: Vec<String>,
    /// The folders to search for its submodules.
    folders: Vec<PathBuf>,
}

impl<'s> Reader<'s> {
    pub(super) fn new(source: &'s mut Source) -> Self {
        Self { source, seen: HashSet::new() }
    }

    /// Reads a file given by the user.
    pub(super) fn read_root(&mut self, file: &Path) -> Result<(), SourceError> {
        self.read_file(file, folders_of_root(file))
    }

    /// Reads a text as the content of a file given by the user.
    pub(super) fn read_root_text(&mut self, file: &Path, text: &str) -> Result<(), SourceError> {
        self.read_as(file, text, folders_of_root(file))
    }

    fn read_file(&mut self, file: &Path, folders: Vec<PathBuf>) -> Result<(), SourceError> {
        let failed = |source| SourceError::Read { file: file.to_owned(), source };
        if !self.seen.insert(fs::canonicalize(file).map_err(failed)?) {
            return Ok(());
        }
        let text = fs::read_to_string(file).map_err(failed)?;
        self.read_as(file, &text, folders)
    }

    fn read_as(&mut self, file: &Path, text: &str, folders: Vec<PathBuf>) -> Result<(), SourceError> {
        let parsed = check_nesting(text)
            .and_then(|()| syn::parse_file(text))
            .map_err(|error| SourceError::syntax(file, &error))?;
        let path = folder_of(file).components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        self.read_items(&parsed.items, &Module { file: Rc::from(file), path, folders })
    }

    fn read_items(&mut self, items: &[syn::Item], module: &Module) -> Result<(), SourceError> {
        for item in items {
            match item {
                syn::Item::Mod(inner) if !is_test(&inner.attrs) => self.read_module(inner, module)?,
                _ => self.read_item(item, module).map_err(|error| SourceError::syntax(&module.file, &error))?,
            }
        }
        Ok(())
    }

    fn read_module(&mut self, inner: &syn::ItemMod, module: &Module) -> Result<(), SourceError> {
        let name = inner.ident.unraw().to_string();
        if let Some((_, items)) = &inner.content {
            let path = module.path.iter().chain([&name]).cloned().collect();
            let folders = module.folders.iter().map(|folder| folder.join(&name)).collect();
            return self.read_items(items, &Module { file: Rc::clone(&module.file), path, folders });
        }
        if let Some(path) = path_of(&inner.attrs) {
            let file = parent_of(&module.file).join(path);
            return if file.is_file() { self.read_file(&file, vec![parent_of(&file)]) } else { Ok(()) };
        }
        let files = module
            .folders
            .iter()
            .flat_map(|folder| [folder.join(format!("{name}.rs")), folder.join(&name).join("mod.rs")]);
        match files.into_iter().find(|file| file.is_file()) {
            Some(file) => self.read_file(&file, vec![folder_of(&file)]),
            None => Ok(()),
        }
    }

    fn read_item(&mut self, item: &syn::Item, module: &Module) -> syn::Result<()> {
        match item {
            syn::Item::Struct(data) => self.read_struct(data, module),
            syn::Item::Enum(data) if has(&data.attrs, "aws_error") => {
                self.source.errors.push(enums::errors(module.item(&data.ident), data)?);
                Ok(())
            }
            syn::Item::Enum(data) if has(&data.attrs, "aws_shape") => {
                self.source.shapes.push(Shape { item: module.item(&data.ident), kind: enums::shape(data)? });
                Ok(())
            }
            syn::Item::Type(alias) => {
                self.source.aliases.push(Alias { item: module.item(&alias.ident), ty: Type::read(&alias.ty) });
                Ok(())
            }
            syn::Item::Use(declaration) => {
                self.source.imports.extend(imports::read(&declaration.tree, &module.path));
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn read_struct(&mut self, data: &syn::ItemStruct, module: &Module) -> syn::Result<()> {
        let item = module.item(&data.ident);
        if has(&data.attrs, "aws_service") {
            self.source.services.push(service::read(item, data)?);
        } else if has(&data.attrs, "aws_operation") {
            self.source.operations.push(operation::read(item, data)?);
        } else if has(&data.attrs, "aws_shape") {
            let case = Case::of(&Args::read(&data.attrs, "aws_shape")?)?;
            self.source.shapes.push(Shape { item, kind: ShapeKind::Structure(member::read(&data.fields, case)?) });
        } else if let syn::Fields::Unnamed(fields) = &data.fields
            && let (Some(field), 1) = (fields.unnamed.first(), fields.unnamed.len())
        {
            self.source.aliases.push(Alias { item, ty: Type::read(&field.ty) });
        }
        Ok(())
    }
}

impl Module {
    fn item(&self, ident: &Ident) -> Item {
        let location = Location { file: Rc::clone(&self.file), line: line_of(ident.span()) };
        Item { name: ident.unraw().to_string(), module: self.path.clone(), location }
    }
}

/// The folders for submodules of a file given by the user, which may be the root of a crate with modules beside it.
fn folders_of_root(file: &Path) -> Vec<PathBuf> {
    vec![folder_of(file), parent_of(file)]
}

/// The folder of a file's modules.
fn folder_of(file: &Path) -> PathBuf {
    let is_root = file.file_stem().is_some_and(|stem| ["lib", "main", "mod"].iter().any(|root| stem == *root));
    if is_root { parent_of(file) } else { file.with_extension("") }
}

fn parent_of(file: &Path) -> PathBuf {
    file.parent().map(Path::to_owned).unwrap_or_default()
}

/// The file of a module that its attribute `#[path = ".."]` names, relative to the folder of the file with the attribute.
fn path_of(attributes: &[Attribute]) -> Option<String> {
    let attribute = attributes.iter().find(|attribute| attribute.path().is_ident("path"))?;
    match &attribute.meta.require_name_value().ok()?.value {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(path), .. }) => Some(path.value()),
        _ => None,
    }
}

fn has(attributes: &[Attribute], name: &str) -> bool {
    attributes.iter().any(|attribute| is_named(attribute, name))
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg") && attribute.parse_args::<syn::Path>().is_ok_and(|path| path.is_ident("test"))
    })
}
