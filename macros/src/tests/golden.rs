//! What one operation costs, and the expansion that the documentation shows.

use expect_test::expect_file;
use proc_macro2::TokenStream;
use quote::quote;

use super::{
    aws_json_operation, count, create_project, expand, list_projects, pretty, string_enum, union, valid_items,
};
use crate::attribute;
use crate::parse::item::Kind;

/// An operation may cost no more lines than this.
const BUDGET: usize = 60;

fn lines(args: TokenStream, item: TokenStream, server: bool) -> usize {
    pretty(expand(Kind::Operation, args, item, server)).lines().count()
}

#[test]
fn create_project_expands_as_shown() {
    let (args, item) = create_project();
    let expansion = pretty(expand(Kind::Operation, args, item, true));
    expect_file!["create_project.expanded.rs"].assert_eq(&expansion);
}

#[test]
fn other_operations_expand_as_shown() {
    let (kind, args, item) = list_projects();
    expect_file!["list_projects.expanded.rs"].assert_eq(&pretty(expand(kind, args, item, false)));
    let (kind, args, item) = aws_json_operation();
    let expansion = pretty(expand(kind, args, item, false));
    expect_file!["put_item.expanded.rs"].assert_eq(&expansion);
    let lines = expansion.lines().count();
    assert!(lines <= BUDGET, "{lines} lines");
}

#[test]
fn enums_expand_as_shown() {
    let (kind, args, item) = string_enum();
    expect_file!["status.expanded.rs"].assert_eq(&pretty(expand(kind, args, item, false)));
    let (kind, args, item) = union();
    expect_file!["attribute_value.expanded.rs"].assert_eq(&pretty(expand(kind, args, item, false)));
}

#[test]
fn create_project_keeps_to_the_budget() {
    for (server, budget) in [(false, BUDGET), (true, BUDGET)] {
        let (args, item) = create_project();
        let lines = lines(args, item, server);
        assert!(lines <= budget, "{lines} lines, with the server half: {server}");
    }
}

#[test]
fn five_fields_keep_to_the_budget() {
    let item = quote! {
        #[aws(http = "POST /2020-11-20/projects/{project_name}/models")]
        pub struct CreateModel {
            pub project_name: String,
            pub description: Option<String>,
            #[aws(header = "X-Amzn-Client-Token")]
            pub client_token: Option<String>,
            pub output_config: OutputConfig,
            pub tags: Vec<Tag>,
        }
    };
    let lines = lines(quote!(name = "CreateModel", idempotent = "client_token"), item, false);
    assert!(lines <= BUDGET, "{lines} lines");
}

#[test]
fn another_runtime_is_named_everywhere() {
    for (kind, args, item) in valid_items() {
        let args = if count(args.clone(), "b") > 0 { args } else { quote!(#args, crate = ::my::path) };
        let expansion = expand(kind, args, item, true);
        assert_eq!(count(expansion.clone(), "compile_error"), 0, "{expansion}");
        assert_eq!(count(expansion.clone(), "aws_operation"), 0, "{expansion}");
    }
}

#[test]
fn the_runtime_may_stand_in_the_helper() {
    let item = quote! {
        #[doc = "Above."]
        #[aws(http = "POST /x", crate = crate::runtime)]
        struct CreateProject;
    };
    let staged = attribute::attribute(Kind::Operation, quote!(name = "CreateProject"), item);
    assert_eq!(count(staged.clone(), "aws_operation"), 0, "{staged}");
    assert_eq!(count(super::derive(Kind::Operation, staged, true), "aws_operation"), 0);
}
