//! Smithy's `endpoint`: what an operation puts before the host, `"{account_id}.data."`.

use crate::args::Given;
use crate::member::Members;
use crate::misuse::Misuse;
use crate::operation::Segment;
use crate::report::Report;

/// The prefix with its labels resolved to members.
pub(crate) fn resolve(
    prefix: Option<&Given<String>>,
    members: &Members,
    item: &syn::Ident,
    report: &Report,
) -> Vec<Segment> {
    let mut named = Vec::new();
    let segments = prefix.map(|prefix| parse(prefix, members, item, &mut named, report)).unwrap_or_default();
    for member in members.members.iter().filter(|member| !named.contains(&member.field)) {
        if let Some(flag) = &member.host_label {
            report.misuse(flag, &Misuse::HostLabelOutsidePrefix { field: member.field.to_string() });
        }
    }
    segments
}

fn parse(
    prefix: &Given<String>,
    members: &Members,
    item: &syn::Ident,
    named: &mut Vec<syn::Ident>,
    report: &Report,
) -> Vec<Segment> {
    let mut segments = Vec::new();
    let mut rest = prefix.value.as_str();
    while let Some((before, label)) = rest.split_once('{') {
        let Some((label, after)) = label.split_once('}') else {
            report.misuse(&prefix.tokens, &Misuse::HostPrefixUnclosed);
            return segments;
        };
        if !before.is_empty() {
            segments.push(Segment::Literal(before.to_owned()));
        }
        match members.position(label) {
            Some(place) => {
                segments.push(Segment::Label { member: place, greedy: false });
                named.extend(members.members.get(place).map(|member| member.field.clone()));
            }
            None if members.skip_of(label).is_some() => {
                let (field, role) = (label.to_owned(), "a label of the host".to_owned());
                report.misuse(members.skip_of(label), &Misuse::SkippedButNeeded { field, role });
            }
            None => {
                let (label, item, nearest) = (label.to_owned(), item.to_string(), members.nearest(label));
                report.misuse(&prefix.tokens, &Misuse::HostPrefixWithoutField { label, item, nearest });
            }
        }
        rest = after;
    }
    if !rest.is_empty() {
        segments.push(Segment::Literal(rest.to_owned()));
    }
    let literals = segments.iter().filter_map(|segment| match segment {
        Segment::Literal(text) => Some(text.chars()),
        Segment::Label { .. } => None,
    });
    let stands = |character: &char| character.is_ascii_alphanumeric() || matches!(character, '-' | '.');
    if let Some(character) = literals.flatten().find(|character| !stands(character)) {
        report.misuse(&prefix.tokens, &Misuse::HostPrefixCharacter { character });
    }
    segments
}
