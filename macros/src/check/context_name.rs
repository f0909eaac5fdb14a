//! The name of a parameter in the endpoint rules of a service.

use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::report::Report;

/// Takes `context` of a field.
pub(crate) fn take(args: &mut Args<'_>, report: &Report) -> Option<Given<String>> {
    args.string("context", "Bucket").and_then(|given| check(given, report))
}

/// The name of a parameter, unless it is none.
pub(crate) fn check(given: Given<String>, report: &Report) -> Option<Given<String>> {
    let is_name = given.value.starts_with(|c: char| c.is_ascii_uppercase())
        && given.value.bytes().all(|b| b.is_ascii_alphanumeric());
    if !is_name {
        report.misuse(&given.tokens, misuse::not_a_context_name(&given.value));
    }
    is_name.then_some(given)
}
