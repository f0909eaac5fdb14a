//! `paginated(input = "..", output = "..", items = "..")`: Smithy's `paginated`, by the names of Rust fields.

use proc_macro2::{Ident, Span, TokenStream};
use syn::ext::IdentExt as _;

use crate::args::{Args, Given};
use crate::member::Members;
use crate::misuse::Misuse;
use crate::report::Report;

const EXAMPLE: &str = "paginated(input = \"next_token\", output = \"next_token\", items = \"projects\")";

/// How an operation's output comes in pages.
pub(crate) struct Pagination {
    /// The place of the member that takes the token.
    pub(crate) input: usize,
    /// The output's field that gives the token.
    pub(crate) output: Ident,
    /// The output's field that holds the items.
    pub(crate) items: Option<Ident>,
}

/// The argument as it stands.
pub(crate) struct Named {
    input: Option<Given<String>>,
    output: Option<Given<String>>,
    items: Option<Given<String>>,
}

/// Takes the argument; a missing part is reported.
pub(crate) fn take(args: &mut Args<'_>, report: &Report) -> Option<Named> {
    let (key, mut list) = args.list("paginated", EXAMPLE)?;
    list.settle(&["input", "items", "output"]);
    let missing: Vec<_> = ["input", "output"].into_iter().filter(|part| list.lacks(part)).collect();
    if !missing.is_empty() {
        let misuse = Misuse::MissingArguments { attribute: "paginated", missing, example: EXAMPLE.to_owned() };
        report.misuse(list.list_or(&key), &misuse);
    }
    let given = Named {
        input: list.string("input", "next_token"),
        output: list.string("output", "next_token"),
        items: list.string("items", "projects"),
    };
    Some(given)
}

/// The argument with its input field found.
pub(crate) fn resolve(given: Named, members: &Members, item: &Ident, report: &Report) -> Option<Pagination> {
    let (input, output) = (given.input?, given.output?);
    if let Some(skip) = members.skip_of(&input.value) {
        let (field, role) = (input.value, "the token of a page".to_owned());
        report.misuse(skip, &Misuse::SkippedButNeeded { field, role });
        return None;
    }
    let Some(place) = members.position(&input.value) else {
        let (nearest, item) = (members.nearest(&input.value), item.to_string());
        let misuse = Misuse::NoSuchPageField { field: input.value.clone(), item, nearest };
        report.no_field(&input.value, &input.tokens, &misuse);
        return None;
    };
    let items = given.items.and_then(|items| field(&items, report));
    Some(Pagination { input: place, output: field(&output, report)?, items })
}

/// The field of that name, at the place of the literal.
fn field(name: &Given<String>, report: &Report) -> Option<Ident> {
    let span = span_of(&name.tokens);
    match syn::parse_str::<Ident>(&name.value) {
        Ok(mut ident) => {
            ident.set_span(span);
            Some(ident)
        }
        Err(_) => {
            report.misuse(&name.tokens, &Misuse::NotAField { name: name.value.clone() });
            None
        }
    }
}

fn span_of(tokens: &TokenStream) -> Span {
    tokens.clone().into_iter().next().map_or_else(Span::mixed_site, |token| token.span())
}

/// A number for a field's name, by which an operation finds the items in an output: FNV-1a.
pub(crate) fn number_of(field: &Ident) -> u64 {
    field
        .unraw()
        .to_string()
        .bytes()
        .fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3))
}
