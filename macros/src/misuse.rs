//! The mistakes that the macros report: a function for each, with its message, and what to write instead.
//!
//! The comment of a function is its text in `docs/errors.md`. Wording is API.

mod arguments;
mod auth;
mod bindings;
mod bodies;
mod enums;
mod errors;
mod events;
mod http;
mod operations;
mod services;
mod shapes;
mod xml;

use std::fmt;

pub(crate) use arguments::*;
pub(crate) use auth::*;
pub(crate) use bindings::*;
pub(crate) use bodies::*;
pub(crate) use enums::*;
pub(crate) use errors::*;
pub(crate) use events::*;
pub(crate) use http::*;
pub(crate) use operations::*;
pub(crate) use services::*;
pub(crate) use shapes::*;
pub(crate) use xml::*;

/// A mistake in the use of an attribute.
pub(crate) struct Misuse {
    message: String,
    /// What to write instead.
    help: String,
}

impl Misuse {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}

impl fmt::Display for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\nhelp: {}", self.message, self.help)
    }
}

/// The word that was likely meant, or all that there are.
fn nearest_or(nearest: Option<&str>, known: &[&str]) -> String {
    nearest.map_or_else(
        || format!("it takes {}", quoted(known).join(", ")),
        |nearest| format!("did you mean `{nearest}`?"),
    )
}

fn quoted(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| format!("`{word}`")).collect()
}

/// `A`, `B` and `C`; of more, the first two and their number.
fn list(names: &[String]) -> String {
    let all = quoted(&names.iter().map(String::as_str).collect::<Vec<_>>());
    match all.as_slice() {
        [first, second, _, _, ..] => format!("{first}, {second} and {} others", all.len().saturating_sub(2)),
        [rest @ .., last] if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => all.concat(),
    }
}

/// What an argument takes, and the field that was likely meant.
fn field_or(nearest: Option<&str>, takes: &str) -> String {
    nearest.map_or_else(|| takes.to_owned(), |nearest| format!("{takes}; did you mean `{nearest}`?"))
}
