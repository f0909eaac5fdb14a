//! `paginated(input = "..", output = "..", items = "..", more = "..", repeats)`: Smithy's `paginated` and botocore's
//! `more_results`, by the names of Rust fields.

use proc_macro2::{Ident, Span, TokenStream};

use super::member::Members;
use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::report::Report;

const EXAMPLE: &str = "paginated(input = \"next_token\", output = \"next_token\", items = \"projects\")";

/// How an operation's output comes in pages.
pub(crate) struct Pagination {
    /// The index of the member that takes the token.
    pub(crate) input: usize,
    /// Where the output has the token.
    pub(crate) output: FieldPath,
    /// Where the output has the items.
    pub(crate) items: Option<FieldPath>,
    /// Where the output says whether more pages come.
    pub(crate) more: Option<FieldPath>,
    /// Whether a repeated token is the end.
    pub(crate) repeats: bool,
}

/// A field of the output, within structures or not: at least one name.
pub(crate) struct FieldPath {
    /// The fields that the path leads through.
    pub(crate) through: Vec<Ident>,
    pub(crate) last: Ident,
}

/// The argument before its fields are looked up.
pub(crate) struct PaginatedArgument {
    input: Option<Given<String>>,
    output: Option<Given<String>>,
    items: Option<Given<String>>,
    more: Option<Given<String>>,
    repeats: bool,
}

/// Reports each part of `paginated` that is written outside of it, as an argument of the operation.
pub(crate) fn reject_outside(args: &mut Args<'_>, report: &Report) {
    for part in ["items", "more", "repeats"] {
        if let Some(key) = args.take_key(part) {
            report.misuse(key, misuse::outside_of_paginated(part));
        }
    }
}

/// Takes the argument; a missing part is reported.
pub(crate) fn take(args: &mut Args<'_>, report: &Report) -> Option<PaginatedArgument> {
    let (key, mut list) = args.list("paginated", EXAMPLE)?;
    list.settle(&["input", "items", "more", "output", "repeats"]);
    let missing: Vec<_> = ["input", "output"].into_iter().filter(|part| list.lacks(part)).collect();
    if !missing.is_empty() {
        let misuse = misuse::missing_arguments("paginated", &missing, EXAMPLE);
        report.misuse(list.list_or(&key), misuse);
    }
    let given = PaginatedArgument {
        input: list.string("input", "next_token"),
        output: list.string("output", "next_token"),
        items: list.string("items", "projects"),
        more: list.string("more", "is_truncated"),
        repeats: list.flag("repeats").is_some(),
    };
    Some(given)
}

/// The argument with its input field found.
pub(crate) fn resolve(
    given: PaginatedArgument,
    members: &Members,
    item: &Ident,
    report: &Report,
) -> Option<Pagination> {
    let output = given.output.and_then(|output| path(&output, report));
    let items = given.items.and_then(|items| path(&items, report));
    let more = given.more.and_then(|more| path(&more, report));
    let input = given.input?;
    if let Some(skip) = members.skip_of(&input.value) {
        report.misuse(skip, misuse::skipped_but_needed(&input.value, "the token of a page"));
        return None;
    }
    let Some(index) = members.position(&input.value) else {
        let (nearest, item) = (members.nearest(&input.value), item.to_string());
        let misuse = misuse::no_such_page_field(&input.value, &item, nearest.as_deref());
        report.no_field(&input.value, &input.tokens, misuse);
        return None;
    };
    Some(Pagination { input: index, output: output?, items, more, repeats: given.repeats })
}

/// The field of that name or path, with the span of the literal.
fn path(given: &Given<String>, report: &Report) -> Option<FieldPath> {
    let span = span_of(&given.tokens);
    let field = |name| {
        // A keyword is the name of a field that is written with `r#`.
        let raw = || syn::parse_str::<Ident>(&format!("r#{name}"));
        let mut ident = syn::parse_str::<Ident>(name).or_else(|_| raw()).ok()?;
        ident.set_span(span);
        Some(ident)
    };
    let fields: Option<Vec<_>> = given.value.split('.').map(field).collect();
    let path = fields.and_then(|mut through| Some(FieldPath { last: through.pop()?, through }));
    if path.is_none() {
        report.misuse(&given.tokens, misuse::not_a_field(&given.value));
    }
    path
}

fn span_of(tokens: &TokenStream) -> Span {
    tokens.clone().into_iter().next().map_or_else(Span::mixed_site, |token| token.span())
}
