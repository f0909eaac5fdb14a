//! `headers("Name: value")`: the headers that all requests of a service have.

use super::binding::{RESERVED, is_token};
use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::report::Report;

/// A header by its name in lower case, and its value.
pub(crate) type ConstantHeader = (String, String);

/// Takes `headers`. Only the first mistake in a header is reported.
pub(crate) fn take(args: &mut Args<'_>, report: &Report) -> Vec<ConstantHeader> {
    let given = args.strings("headers", "Accept: application/json").map_or_else(Vec::new, |given| given.value);
    let mut headers: Vec<ConstantHeader> = Vec::new();
    for Given { value: text, tokens } in given {
        let misuse = match read(&text) {
            None => misuse::not_a_constant_header(&text),
            Some((name, _)) if RESERVED.contains(&name.as_str()) => misuse::reserved_header(&name),
            Some((name, _)) if headers.iter().any(|(earlier, _)| *earlier == name) => misuse::repeated_header(&name),
            Some(header) => {
                headers.push(header);
                continue;
            }
        };
        report.misuse(tokens, misuse);
    }
    headers
}

fn read(text: &str) -> Option<ConstantHeader> {
    let (name, value) = text.split_once(':')?;
    let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
    let is_name = !name.is_empty() && name.chars().all(is_token);
    let is_value = !value.is_empty() && value.chars().all(|c| c == ' ' || c.is_ascii_graphic());
    (is_name && is_value).then(|| (name, value.to_owned()))
}
