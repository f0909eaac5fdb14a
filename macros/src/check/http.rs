//! `http = "POST /path/{label}"`: Smithy's `http`, with its labels found among the members.

use proc_macro2::TokenStream;

use super::binding::{Binding, Side};
use super::member::{Member, Members, report_fields};
use crate::misuse;
use crate::parse::args::Args;
use crate::parse::http_template::{HttpTemplate, Part};
use crate::report::Report;

/// Method and URI with the labels resolved.
pub(crate) struct Http {
    pub(crate) method: String,
    pub(crate) path: Vec<Segment>,
    pub(crate) query: String,
    /// The status of success.
    pub(crate) code: u16,
    /// The string.
    pub(crate) tokens: TokenStream,
}

/// A part of the path or of the host prefix.
pub(crate) enum Segment {
    Literal(String),
    Label { member: usize, greedy: bool },
}

/// Takes the argument `http`, and what to underline if it turns out wrong.
pub(crate) fn take_template(args: &mut Args<'_>, report: &Report) -> Option<(HttpTemplate, TokenStream)> {
    let given = args.string("http", "POST /2020-11-20/projects")?;
    let mut misuses = Vec::new();
    let template = HttpTemplate::parse(&given.value, &mut misuses);
    for misuse in misuses {
        report.misuse(&given.tokens, misuse);
    }
    template.map(|template| (template, given.tokens))
}

/// The status of success, which only HTTP has.
pub(crate) fn take_code(args: &mut Args<'_>, has_http: bool, report: &Report) -> u16 {
    let Some(given) = args.integer("code", "202") else { return 200 };
    if !(200..=299).contains(&given.value) {
        report.misuse(&given.tokens, misuse::not_a_success_code(given.value));
    }
    if !has_http {
        report.misuse(&given.tokens, misuse::code_without_http());
    }
    given.value
}

/// Makes the fields that the path names its labels; `None` if one of them is not known.
pub(crate) fn bind_labels(
    template: HttpTemplate,
    code: u16,
    tokens: &TokenStream,
    members: &mut Members,
    item: &syn::Ident,
    report: &Report,
) -> Option<Http> {
    let unknown = template.labels().filter(|label| bind_label(label, tokens, members, item, report).is_none()).count();
    report_colons(&template, tokens, members, report);
    let path = template.path.into_iter().filter_map(|part| match part {
        Part::Literal(text) => Some(Segment::Literal(text)),
        Part::Label { field, greedy } => members.position(&field).map(|member| Segment::Label { member, greedy }),
    });
    let (path, tokens) = (path.collect(), tokens.clone());
    (unknown == 0).then_some(Http { method: template.method, path, query: template.query, code, tokens })
}

/// Reports a segment `:name` with the name of a field: a label as other tools write it. Without such a field, it is a text.
fn report_colons(template: &HttpTemplate, tokens: &TokenStream, members: &Members, report: &Report) {
    let literals = template.path.iter().filter_map(|part| match part {
        Part::Literal(text) => Some(text.split('/')),
        Part::Label { .. } => None,
    });
    for segment in literals.flatten() {
        if let Some(label) = segment.strip_prefix(':').filter(|label| members.position(label).is_some()) {
            report.misuse(tokens, misuse::label_of_another_form(segment, label));
        }
    }
}

/// A payload is all of the body, and a request with `GET` or `HEAD` has no body that a member could go in.
pub(crate) fn check_body(http: Option<&Http>, members: &Members, report: &Report) {
    members.check_payload(Side::Request, report);
    check_query(http, members, report);
    let Some(Http { method, .. }) = http.filter(|http| matches!(http.method.as_str(), "GET" | "HEAD")) else { return };
    let is_payload = |member: &Member| matches!(member.binding, Some(Binding::Payload(_)));
    let in_body: Vec<_> = members.members.iter().filter(|member| member.is_in_body() || is_payload(member)).collect();
    report_fields(&in_body, |fields| misuse::method_without_body(fields, method), report);
}

/// The query in `http` is sent as it is, so no member can have one of its parameters.
fn check_query(http: Option<&Http>, members: &Members, report: &Report) {
    let Some(http) = http else { return };
    let constants: Vec<_> =
        http.query.split('&').map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name)).collect();
    for member in &members.members {
        if let Some(Binding::Query(name)) = member.binding.as_ref().filter(|_| !member.reported)
            && constants.contains(&name.as_str())
        {
            report.misuse(&member.binding_tokens, misuse::query_in_http(name, &member.field_name()));
        }
    }
}

/// Makes a field a label. One that is not there is reported, and the field that was likely meant is the label instead.
fn bind_label(
    label: &str,
    tokens: &TokenStream,
    members: &mut Members,
    item: &syn::Ident,
    report: &Report,
) -> Option<()> {
    if let Some(skip) = members.skip_of(label) {
        report.misuse(skip, misuse::skipped_but_needed(label, "a label of the path"));
        return Some(());
    }
    let Some(index) = members.position(label) else {
        let (item, nearest) = (item.to_string(), members.nearest(label));
        let meant = nearest.as_deref().and_then(|field| members.position(field));
        report.no_field(label, tokens, misuse::label_without_field(label, &item, nearest.as_deref()));
        members.members.get_mut(meant?)?.binding.get_or_insert(Binding::Label);
        return Some(());
    };
    let member = members.members.get_mut(index)?;
    if let Some(binding) = member.binding.as_ref().filter(|binding| **binding != Binding::Label) {
        let misuse = misuse::label_bound_elsewhere(label, binding.key());
        report.misuse(&member.binding_tokens, misuse);
    }
    member.binding = Some(Binding::Label);
    Some(())
}
