//! Files to which operations are added.

use std::path::Path;
use std::thread;

use aws_operation_cli::extend::Existing;
use aws_operation_cli::model::Model;
use aws_operation_cli::writer::{Written, write};
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens as _;

const MODEL: &[u8] = include_bytes!("../../cli/tests/models/shop.smithy.json");

/// Adds an operation to a file. Adding nothing changes nothing. Adding an operation keeps every token in its order, and
/// the result is valid Rust. Adding it again changes nothing.
pub fn adding(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data).map(str::to_owned) else { return false };
    // The Rust parser recurses for each level, and keeps all text that its thread has parsed.
    let thread = thread::Builder::new().stack_size(256 << 20).spawn(move || add(&text));
    thread.ok().is_some_and(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
}

fn add(text: &str) -> bool {
    let Ok(existing) = Existing::parse(text) else { return false };
    assert_eq!(existing.with(&Written::default()).as_deref(), Ok(text));
    let model = Model::parse(Path::new("shop.json"), MODEL).unwrap_or_else(|error| panic!("{error}"));
    let Ok(added) = add_operation(&existing, &model) else { return false };
    let again = Existing::parse(&added).unwrap_or_else(|error| panic!("{error}: {added:?}"));
    let mut rest = tokens(&added).into_iter();
    for token in tokens(text) {
        // A struct without fields ends in a semicolon, which the first field replaces.
        assert!(token == ";" || rest.any(|new| new == token), "{token} of {text:?} is not in {added:?}");
    }
    // Other items of the file may take effect only after the items are added.
    if let Ok(twice) = add_operation(&again, &model) {
        assert_eq!(twice, added);
    }
    true
}

fn add_operation(existing: &Existing, model: &Model) -> Result<String, String> {
    let operations = ["PlaceOrder"];
    let scope = existing.scope(model).map_err(|error| error.to_string())?;
    let written = write(model, &operations, &scope).map_err(|error| error.to_string())?;
    existing.check_names(model, &operations, &scope, &written).map_err(|error| error.to_string())?;
    existing.with(&written).map_err(|error| panic!("{error}"))
}

/// The tokens, except imports, whose names may be in another order.
fn tokens(text: &str) -> Vec<String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_shebang = text.starts_with("#!") && syn::parse_str::<syn::File>(text).is_err();
    let text = if is_shebang { text.split_once('\n').map_or("", |(_, rest)| rest) } else { text };
    let file: syn::File = syn::parse_str(text).unwrap_or_else(|error| panic!("{error}: {text:?}"));
    let mut all = Vec::new();
    for item in file.items.iter().filter(|item| !matches!(item, syn::Item::Use(_))) {
        flatten(item.to_token_stream(), &mut all);
    }
    all
}

fn flatten(tokens: TokenStream, into: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                into.push(open.to_owned());
                flatten(group.stream(), into);
                into.push(close.to_owned());
            }
            other => into.push(other.to_string()),
        }
    }
}
