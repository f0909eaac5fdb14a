//! The public items, one per line: types, fields, variants, methods, and trait impls.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::{Attribute, Fields, ImplItem, Item, ItemImpl, Token, TraitItem, Type};

use crate::paths::{implemented, paths, segments};
use crate::sources::{Module, Named, Sources, features, is_hidden, is_in_no_program, is_public, join, leaves};
use crate::text;

/// An item: its module, and its name there.
type Definition = (String, String);

/// A struct or enum that users can name.
pub struct Kind {
    pub is_non_exhaustive: bool,
    /// An enum, or a struct without private fields.
    pub is_constructible: bool,
}

pub struct Listing {
    sources: Sources,
    /// The path of each public item, and the features that it needs.
    public: BTreeMap<Definition, (String, BTreeSet<String>)>,
    lines: BTreeSet<String>,
    pub types: BTreeMap<String, Kind>,
    /// The items of other crates, each with the lines that name it.
    pub foreign: BTreeMap<String, BTreeSet<String>>,
}

impl Listing {
    pub fn of_runtime() -> Self {
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
        let sources = Sources::of(&runtime.join("src"), &runtime.join("Cargo.toml"));
        let (public, lines, types, foreign) = Default::default();
        let mut listing = Self { sources, public, lines, types, foreign };
        listing.find("", "", &BTreeSet::new());
        let public: Vec<_> = listing.public.clone().into_iter().collect();
        for ((module, name), (path, gates)) in public {
            let item = listing.sources.item(&module, &name).expect("an item").clone();
            listing.item(&module, &path, &gates, &item);
        }
        let modules: Vec<String> = listing.sources.modules.keys().cloned().collect();
        for module in modules {
            let Module { items, gates, .. } = &listing.sources.modules[&module];
            let (items, gates) = (items.clone(), gates.clone());
            for item in &items {
                match item {
                    Item::Impl(item) => listing.implementation(&module, &gates, item),
                    Item::Macro(item) => listing.macro_of_impls(&module, &items, item),
                    _ => {}
                }
            }
        }
        listing
    }

    /// All lines, sorted.
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{line}\n")).collect()
    }

    /// Notes the public items of `module`, which users know as `path`.
    fn find(&mut self, module: &str, path: &str, gates: &BTreeSet<String>) {
        let Module { items, gates: own, .. } = &self.sources.modules[module];
        let gates: BTreeSet<String> = gates.union(own).cloned().collect();
        for item in items.clone() {
            let (visibility, attributes, named) = match &item {
                Item::Use(item) => (&item.vis, &item.attrs, leaves(&item.tree)),
                Item::Mod(item) => (&item.vis, &item.attrs, itself(&item.ident)),
                Item::Struct(item) => (&item.vis, &item.attrs, itself(&item.ident)),
                Item::Enum(item) => (&item.vis, &item.attrs, itself(&item.ident)),
                Item::Trait(item) => (&item.vis, &item.attrs, itself(&item.ident)),
                Item::Type(item) => (&item.vis, &item.attrs, itself(&item.ident)),
                Item::Const(item) => (&item.vis, &item.attrs, itself(&item.ident)),
                Item::Fn(item) => (&item.vis, &item.attrs, itself(&item.sig.ident)),
                _ => continue,
            };
            if !is_public(visibility) || is_hidden(attributes) || is_in_no_program(attributes) {
                continue;
            }
            let gates: BTreeSet<String> = gates.union(&features(attributes)).cloned().collect();
            for (name, from) in named {
                self.export(module, &join(path, &name), &from, &gates);
            }
        }
    }

    fn export(&mut self, module: &str, path: &str, from: &[String], gates: &BTreeSet<String>) {
        match self.sources.resolve(module, from) {
            Named::Item(module, name) => _ = self.public.insert((module, name), (path.to_owned(), gates.clone())),
            Named::Module(inner) => {
                self.line(path, gates, "mod");
                self.find(&inner, path, gates);
            }
            Named::Foreign(item) if item.starts_with("aws_operation_macros::") => self.line(path, gates, "attribute"),
            Named::Foreign(item) => {
                self.line(path, gates, &format!("use {item}"));
                self.foreign.entry(item).or_default().insert(path.to_owned());
            }
            Named::Other => panic!("`{path}` does not resolve"),
        }
    }

    fn item(&mut self, module: &str, path: &str, gates: &BTreeSet<String>, item: &Item) {
        match item {
            Item::Struct(item) => {
                let (name, generics, bounds) = (&item.ident, &item.generics, &item.generics.where_clause);
                self.declared(module, path, gates, quote!(struct #name #generics #bounds), &item.attrs);
                self.fields(module, path, gates, &item.fields);
                let is_constructible = item.fields.iter().all(|field| is_public(&field.vis));
                self.note_type(path, &item.attrs, is_constructible);
                self.conversions(module, path, gates, item.fields.iter());
            }
            Item::Enum(item) => {
                let (name, generics, bounds) = (&item.ident, &item.generics, &item.generics.where_clause);
                self.declared(module, path, gates, quote!(enum #name #generics #bounds), &item.attrs);
                for variant in item.variants.iter().filter(|variant| !is_hidden(&variant.attrs)) {
                    let (name, marks) = (&variant.ident, marks(&variant.attrs));
                    let fields = without_attributes(&variant.fields);
                    self.tokens(module, &join(path, &name.to_string()), gates, quote!(#marks variant #name #fields));
                    self.conversions(module, path, gates, variant.fields.iter());
                }
                self.note_type(path, &item.attrs, true);
            }
            Item::Trait(item) => {
                let (name, generics, bounds) = (&item.ident, &item.generics, &item.generics.where_clause);
                let supertraits = (!item.supertraits.is_empty()).then(|| item.supertraits.to_token_stream());
                let supertraits = supertraits.map(|traits| quote!(: #traits));
                self.tokens(module, path, gates, quote!(trait #name #generics #supertraits #bounds));
                item.items.iter().for_each(|member| self.member_of_trait(module, path, gates, member));
            }
            Item::Type(item) => {
                let (name, generics, ty) = (&item.ident, &item.generics, &item.ty);
                self.tokens(module, path, gates, quote!(type #name #generics = #ty));
            }
            Item::Const(item) => {
                let (name, ty) = (&item.ident, &item.ty);
                self.tokens(module, path, gates, quote!(const #name: #ty));
            }
            Item::Fn(item) => self.tokens(module, path, gates, item.sig.to_token_stream()),
            _ => {}
        }
    }

    /// A struct's or enum's first line, and those of its derives.
    fn declared(&mut self, module: &str, path: &str, gates: &BTreeSet<String>, head: TokenStream, on: &[Attribute]) {
        let marks = marks(on);
        self.tokens(module, path, gates, quote!(#marks #head));
        for attribute in on {
            let name = attribute.path().to_token_stream().to_string();
            if name.starts_with("aws_") {
                self.line(path, gates, &format!("#[{name}]"));
            } else if name == "derive" {
                let derives = attribute.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated);
                for derived in derives.expect("derives") {
                    let name = &derived.segments.last().expect("a name").ident;
                    self.line(path, gates, &format!("impl {name}"));
                    if name == "Error" {
                        self.line(path, gates, "impl Display");
                    }
                }
            }
        }
    }

    fn fields(&mut self, module: &str, path: &str, gates: &BTreeSet<String>, fields: &Fields) {
        for (index, field) in fields.iter().enumerate() {
            if is_public(&field.vis) && !is_hidden(&field.attrs) {
                let name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
                let ty = &field.ty;
                self.tokens(module, &format!("{path}.{name}"), gates, quote!(field #ty));
            }
        }
    }

    /// The conversions that `#[from]` of thiserror implements.
    fn conversions<'a>(
        &mut self,
        module: &str,
        path: &str,
        gates: &BTreeSet<String>,
        fields: impl Iterator<Item = &'a syn::Field>,
    ) {
        for field in fields.filter(|field| field.attrs.iter().any(|attribute| attribute.path().is_ident("from"))) {
            let ty = &field.ty;
            self.tokens(module, path, gates, quote!(impl From<#ty>));
        }
    }

    fn note_type(&mut self, path: &str, attributes: &[Attribute], is_constructible: bool) {
        let is_non_exhaustive = attributes.iter().any(|attribute| attribute.path().is_ident("non_exhaustive"));
        self.types.insert(path.to_owned(), Kind { is_non_exhaustive, is_constructible });
    }

    fn member_of_trait(&mut self, module: &str, path: &str, gates: &BTreeSet<String>, member: &TraitItem) {
        let (name, text, attributes) = match member {
            TraitItem::Fn(member) => {
                let (signature, body) = (&member.sig, member.default.as_ref().map(|_| quote!({ .. })));
                (&member.sig.ident, quote!(#signature #body), &member.attrs)
            }
            TraitItem::Const(member) => {
                let (name, ty, value) = (&member.ident, &member.ty, member.default.as_ref().map(|_| quote!(= ..)));
                (name, quote!(const #name: #ty #value), &member.attrs)
            }
            TraitItem::Type(member) => {
                let (name, bounds) = (&member.ident, &member.bounds);
                let bounds = (!bounds.is_empty()).then(|| quote!(: #bounds));
                (name, quote!(type #name #bounds), &member.attrs)
            }
            _ => return,
        };
        if !is_hidden(attributes) {
            self.tokens(module, &join(path, &name.to_string()), gates, text);
        }
    }

    fn implementation(&mut self, module: &str, gates: &BTreeSet<String>, item: &ItemImpl) {
        if is_hidden(&item.attrs) || is_in_no_program(&item.attrs) {
            return;
        }
        let subject = self.named(module, &item.self_ty);
        let public = match &subject {
            Named::Item(in_module, name) => self.public.get(&(in_module.clone(), name.clone())).cloned(),
            _ => None,
        };
        let mut gates: BTreeSet<String> = gates.union(&features(&item.attrs)).cloned().collect();
        gates.extend(public.iter().flat_map(|(_, gates)| gates.clone()));
        match (&item.trait_, public) {
            (None, Some((path, _))) => self.methods(module, &path, &gates, item),
            (Some((of, _)), public) => {
                let is_private = matches!(subject, Named::Item(..)) && public.is_none();
                let of_item = self.sources.resolve(module, &segments(of));
                let offered = match &of_item {
                    Named::Item(module, name) => self.public.contains_key(&(module.clone(), name.clone())),
                    _ => public.is_some() || self.names_public(module, of),
                };
                if is_private || !offered || self.names_private(module, of) {
                    return;
                }
                let (generics, ty, bounds) = (&item.generics, &item.self_ty, &item.generics.where_clause);
                // In the form that a derive generates.
                let last = of.segments.last();
                let of = if of_item == Named::Other { last.to_token_stream() } else { of.to_token_stream() };
                let text = quote!(impl #generics #of for #ty #bounds);
                let path = public.map_or_else(|| "impls".to_owned(), |(path, _)| path);
                // An impl for a type without parameters has the same form as a derived impl.
                if item.generics.params.is_empty() && path != "impls" {
                    self.tokens(module, &path, &gates, quote!(impl #of));
                } else {
                    self.tokens(module, &path, &gates, text);
                }
                self.types_of_impl(module, &path, &gates, item);
            }
            (None, None) => {}
        }
    }

    /// The associated types of an impl.
    fn types_of_impl(&mut self, module: &str, path: &str, gates: &BTreeSet<String>, item: &ItemImpl) {
        let Some((of, _)) = &item.trait_ else { return };
        for member in &item.items {
            if let ImplItem::Type(member) = member {
                let (name, ty, on) = (&member.ident, &member.ty, &item.self_ty);
                self.tokens(module, path, gates, quote!(<#on as #of>::#name = #ty));
            }
        }
    }

    fn methods(&mut self, module: &str, path: &str, gates: &BTreeSet<String>, item: &ItemImpl) {
        let (generics, ty, bounds) = (&item.generics, &item.self_ty, &item.generics.where_clause);
        let of = (!generics.params.is_empty()).then(|| quote!(in impl #generics #ty #bounds));
        for member in &item.items {
            let (visibility, attributes, text) = match member {
                ImplItem::Fn(member) => (&member.vis, &member.attrs, member.sig.to_token_stream()),
                ImplItem::Const(member) => {
                    let (name, ty) = (&member.ident, &member.ty);
                    (&member.vis, &member.attrs, quote!(const #name: #ty))
                }
                _ => continue,
            };
            if is_public(visibility) && !is_hidden(attributes) && !is_in_no_program(attributes) {
                let gates = gates.union(&features(attributes)).cloned().collect();
                self.tokens(module, path, &gates, quote!(#text #of));
            }
        }
    }

    /// The impls of a public trait that a macro of this module generates, from the macro's arguments.
    fn macro_of_impls(&mut self, module: &str, items: &[Item], call: &syn::ItemMacro) {
        let Some(name) = call.mac.path.get_ident() else { return };
        let rules = items.iter().find_map(|item| match item {
            Item::Macro(rules) if rules.ident.as_ref() == Some(name) => Some(rules.mac.tokens.clone()),
            _ => None,
        });
        let traits = rules.map(implemented).unwrap_or_default();
        for path in traits {
            let Named::Item(of, name_of_trait) = self.sources.resolve(module, &path) else { continue };
            let Some((path, gates)) = self.public.get(&(of, name_of_trait)).cloned() else { continue };
            let tokens: Vec<TokenTree> = call.mac.tokens.clone().into_iter().collect();
            let is_end = |token: &TokenTree| matches!(token, TokenTree::Punct(end) if end.as_char() == ';');
            for arm in tokens.split(is_end).filter(|arm| !arm.is_empty()) {
                let arm: TokenStream = arm.iter().cloned().collect();
                self.tokens(module, &path, &gates, quote!(impl by #name! #arm));
            }
        }
    }

    fn named(&self, module: &str, ty: &Type) -> Named {
        match ty {
            Type::Path(path) => self.sources.resolve(module, &segments(&path.path)),
            Type::Reference(inner) => self.named(module, &inner.elem),
            _ => Named::Other,
        }
    }

    fn names_private(&self, module: &str, path: &syn::Path) -> bool {
        paths(path.to_token_stream()).iter().any(|path| match self.sources.resolve(module, path) {
            Named::Item(module, name) => !self.public.contains_key(&(module, name)),
            _ => false,
        })
    }

    fn names_public(&self, module: &str, path: &syn::Path) -> bool {
        paths(path.to_token_stream()).iter().any(|path| match self.sources.resolve(module, path) {
            Named::Item(module, name) => self.public.contains_key(&(module, name)),
            _ => false,
        })
    }

    /// Adds a line, and notes what it names of other crates.
    fn tokens(&mut self, module: &str, path: &str, gates: &BTreeSet<String>, tokens: TokenStream) {
        for item in self.foreign_in(module, tokens.clone()) {
            self.foreign.entry(item).or_default().insert(path.to_owned());
        }
        self.line(path, gates, &text::line(tokens));
    }

    /// The items of other crates that `tokens` name, directly or by an alias.
    fn foreign_in(&self, module: &str, tokens: TokenStream) -> Vec<String> {
        let found = paths(tokens).into_iter().flat_map(|named| match self.sources.resolve(module, &named) {
            Named::Foreign(item) if item.contains("::") => vec![item],
            Named::Item(module, name) => match self.sources.item(&module, &name) {
                Some(Item::Type(alias)) => self.foreign_in(&module, alias.ty.to_token_stream()),
                _ => Vec::new(),
            },
            _ => Vec::new(),
        });
        found.collect()
    }

    fn line(&mut self, path: &str, gates: &BTreeSet<String>, text: &str) {
        let gates: Vec<&str> = gates.iter().map(String::as_str).collect();
        let needs = if gates.is_empty() { String::new() } else { format!(" [{}]", gates.join(", ")) };
        self.lines.insert(format!("{path}: {text}{needs}"));
    }
}

fn itself(name: &syn::Ident) -> Vec<(String, Vec<String>)> {
    vec![(name.to_string(), vec![name.to_string()])]
}

/// The attributes of an item that affect its users.
fn marks(attributes: &[Attribute]) -> TokenStream {
    let binding = ["non_exhaustive", "deprecated"];
    attributes
        .iter()
        .filter(|on| binding.iter().any(|name| on.path().is_ident(name)))
        .map(quote::ToTokens::to_token_stream)
        .collect()
}

fn without_attributes(fields: &Fields) -> Fields {
    let mut fields = fields.clone();
    fields.iter_mut().for_each(|field| field.attrs.clear());
    fields
}
