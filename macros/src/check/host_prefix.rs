//! Smithy's `endpoint`: what an operation puts before the host, `"{account_id}.data."`.

use super::http::Segment;
use super::member::{Member, Members};
use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::report::Report;

/// Takes the argument; `Err` if it is not a string, which is reported.
pub(crate) fn take(args: &mut Args<'_>) -> Result<Option<Given<String>>, ()> {
    if args.lacks("host_prefix") {
        return Ok(None);
    }
    args.name("host_prefix", "{account_id}.").map(Some).ok_or(())
}

/// The prefix with its labels resolved to members.
pub(crate) fn resolve(
    prefix: Option<&Given<String>>,
    members: &mut Members,
    item: &syn::Ident,
    report: &Report,
) -> Vec<Segment> {
    let mut named = Vec::new();
    let Some(segments) = prefix.map_or(Some(Vec::new()), |prefix| parse(prefix, members, item, &mut named, report))
    else {
        // The mistake in the prefix may be in the name of a label.
        return Vec::new();
    };
    for member in members.members.iter().filter(|member| !named.contains(&member.field)) {
        if let Some(flag) = &member.host_label {
            report.misuse(flag, misuse::host_label_outside_prefix(&member.field.to_string()));
        }
    }
    // A label of the path has a check of its own.
    let is_free = |member: &&mut Member| named.contains(&member.field) && member.binding.is_none();
    members.members.iter_mut().filter(is_free).for_each(|member| member.is_text = true);
    segments
}

/// The parts of the prefix, and the fields that it names; `None` if something is wrong, which is reported.
fn parse(
    prefix: &Given<String>,
    members: &Members,
    item: &syn::Ident,
    named: &mut Vec<syn::Ident>,
    report: &Report,
) -> Option<Vec<Segment>> {
    let mut segments = Vec::new();
    let mut all_found = true;
    let mut rest = prefix.value.as_str();
    while let Some((before, label)) = rest.split_once('{') {
        let Some((label, after)) = label.split_once('}') else {
            report.misuse(&prefix.tokens, misuse::host_prefix_unclosed());
            return None;
        };
        if !before.is_empty() {
            segments.push(Segment::Literal(before.to_owned()));
        }
        match members.position(label) {
            Some(index) => {
                segments.push(Segment::Label { member: index, greedy: false });
                named.extend(members.members.get(index).map(|member| member.field.clone()));
            }
            None if members.skip_of(label).is_some() => {
                report.misuse(members.skip_of(label), misuse::skipped_but_needed(label, "a label of the host"));
                all_found = false;
            }
            None => {
                let (item, nearest) = (item.to_string(), members.nearest(label));
                let misuse = misuse::host_prefix_without_field(label, &item, nearest.as_deref());
                report.no_field(label, &prefix.tokens, misuse);
                all_found = false;
            }
        }
        rest = after;
    }
    if !rest.is_empty() {
        segments.push(Segment::Literal(rest.to_owned()));
    }
    // A label that is not found is missing between the dots.
    let is_host = check_characters(&segments, prefix, report) && all_found && check_dots(&segments, prefix, report);
    is_host.then_some(segments)
}

/// Whether all literal parts are allowed in a host name.
fn check_characters(segments: &[Segment], prefix: &Given<String>, report: &Report) -> bool {
    let literals = segments.iter().filter_map(|segment| match segment {
        Segment::Literal(text) => Some(text.chars()),
        Segment::Label { .. } => None,
    });
    let is_allowed = |character: &char| character.is_ascii_alphanumeric() || matches!(character, '-' | '.');
    let forbidden = literals.flatten().find(|character| !is_allowed(character));
    if let Some(character) = forbidden {
        report.misuse(&prefix.tokens, misuse::character_in_host_prefix(character));
    }
    forbidden.is_none()
}

/// Whether there is something before each dot.
fn check_dots(segments: &[Segment], prefix: &Given<String>, report: &Report) -> bool {
    let texts = segments.iter().map(|segment| match segment {
        Segment::Literal(text) => text.as_str(),
        Segment::Label { .. } => "label",
    });
    let host: String = texts.collect();
    // An empty prefix is reported as that.
    let parts = host.strip_suffix('.').unwrap_or(&host);
    let is_right = prefix.value.is_empty() || parts.split('.').all(|part| !part.is_empty());
    if !is_right {
        report.misuse(&prefix.tokens, misuse::dots_in_host_prefix(&prefix.value));
    }
    is_right
}
