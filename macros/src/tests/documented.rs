//! What the documentation of a user's type shows of its expansion.

use std::collections::BTreeSet;

use quote::{ToTokens as _, quote};
use syn::{Expr, Item, Stmt};

use super::{expand, valid_items};
use crate::parse::item::Kind;

/// The traits that users may know: of this project's API, of serde and of the standard library. All others change with the
/// macros, and are no concern of readers.
const SHOWN: [&str; 15] = [
    "Deserialize",
    "Display",
    "Error",
    "ModeledError",
    "Operation",
    "Paginated",
    "PaginatedItems",
    "PayloadMember",
    "ReadMembers",
    "Serialize",
    "Service",
    "Structure",
    "WriteMembers",
    "From",
    "FromStr",
];

#[test]
fn impls_of_what_changes_with_the_macros_are_hidden() {
    let shapes = [
        quote!(
            struct Page {
                names: Vec<String>,
            }
        ),
        quote!(
            enum Status {
                Ready,
                #[aws(unknown)]
                Unknown(String),
            }
        ),
        quote!(
            enum Choice {
                Number(i32),
                Text(String),
            }
        ),
    ];
    let shapes = shapes.into_iter().map(|item| (Kind::Shape, quote!(), item));
    let (mut others, mut wrong) = (BTreeSet::new(), Vec::new());
    for (kind, args, item) in valid_items().into_iter().chain(shapes) {
        let expansion: syn::File = syn::parse2(expand(kind, args, item, true)).expect("items");
        for of in impls(&expansion.items) {
            let Some((path, _)) = &of.trait_ else { continue };
            let name = path.segments.last().expect("a name").ident.to_string();
            let is_hidden = of.attrs.iter().any(|on| on.to_token_stream().to_string().contains("doc (hidden)"));
            if !SHOWN.contains(&name.as_str()) {
                if !is_hidden {
                    wrong.push(name.clone());
                }
                others.insert(name);
            }
        }
    }
    assert!(wrong.is_empty(), "these impls need `#[doc(hidden)]`: {wrong:?}");
    assert_eq!(others.into_iter().collect::<Vec<_>>(), ["HasItems", "LiteralDefault", "ReadUnion"]);
}

/// The impls in `items`, and in the constants around them.
fn impls(items: &[Item]) -> Vec<&syn::ItemImpl> {
    let found = items.iter().flat_map(|item| match item {
        Item::Impl(item) => vec![item],
        Item::Const(item) => match &*item.expr {
            Expr::Block(block) => block.block.stmts.iter().flat_map(impls_in).collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    });
    found.collect()
}

fn impls_in(statement: &Stmt) -> Vec<&syn::ItemImpl> {
    match statement {
        Stmt::Item(item) => impls(std::slice::from_ref(item)),
        _ => Vec::new(),
    }
}
