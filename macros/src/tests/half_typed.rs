//! Items as an editor has them while they are typed.

use proc_macro2::TokenStream;
use quote::quote;

use super::{cuts, derive, valid_items};
use crate::attribute;
use crate::parse::item::Kind;

/// Whether the item is whole in what the attribute gives. An item that no derive can stand on gives up its helpers.
fn gives_back(staged: &TokenStream, item: &TokenStream) -> bool {
    let staged = staged.to_string();
    staged.contains(&item.to_string()) || staged.contains(&attribute::without_helpers(item.clone()).to_string())
}

#[test]
fn an_item_cut_anywhere_comes_back() {
    for (kind, args, item) in valid_items() {
        for cut in cuts(&item) {
            let staged = attribute::attribute(kind, args.clone(), cut.clone());
            assert!(gives_back(&staged, &cut), "{cut}\n\n{staged}");
            derive(kind, staged, true);
            derive(kind, cut, false);
        }
    }
}

#[test]
fn arguments_cut_anywhere_leave_the_item_alone() {
    for (kind, args, item) in valid_items() {
        for cut in cuts(&args) {
            for rest in [quote!(), quote!(=), quote!(,), quote!(= =), quote!(name), quote!("x"), quote!(<)] {
                let staged = attribute::attribute(kind, quote!(#cut #rest), item.clone());
                assert!(gives_back(&staged, &item), "{cut}\n\n{staged}");
                derive(kind, staged, true);
            }
        }
    }
}

#[test]
fn an_unclosed_angle_costs_only_its_argument() {
    let item = quote!(
        #[aws(http = "POST /x")]
        struct CreateProject;
    );
    let expansion = super::expand(Kind::Operation, quote!(output = Page < A, name = "CreateProject"), item, true);
    assert_eq!(super::count(expansion.clone(), "compile_error"), 1, "{expansion}");
}
