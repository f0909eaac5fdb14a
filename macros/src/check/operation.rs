//! `#[aws_operation]`: a struct that is the input of an operation.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

use crate::attribute::{Kind, MARKER};
use crate::check::binding::Binding;
use crate::check::case::pascal;
use crate::check::member::{Member, Members, Side};
use crate::check::pagination::{self, Pagination};
use crate::check::repetition::Repetition;
use crate::check::shape::{Structure, members_of, take_case};
use crate::misuse::Misuse;
use crate::parse::args::{Args, Given};
use crate::parse::http_template::{HttpTemplate, Part};
use crate::report::Report;
use crate::{attribute, check::attempt_timeout, check::host_prefix, expand, fallback, parse::runtime_path};

const KNOWN: [&str; 14] = [
    "attempt_timeout",
    "auth",
    "code",
    "crate",
    "error",
    "host_prefix",
    "http",
    "idempotent",
    "name",
    "output",
    "paginated",
    "readonly",
    "rename_all",
    "service",
];

/// An operation as checked.
pub(crate) struct Operation {
    pub(crate) structure: Structure,
    pub(crate) visibility: syn::Visibility,
    pub(crate) types: Types,
    pub(crate) http: Option<Http>,
    pub(crate) host_prefix: Vec<Segment>,
    /// The place of the token's member.
    pub(crate) token: Option<usize>,
    pub(crate) pagination: Option<Pagination>,
    pub(crate) idempotent: bool,
    pub(crate) readonly: bool,
    pub(crate) no_auth: bool,
    /// In seconds.
    pub(crate) attempt_timeout: Option<u32>,
}

/// The types that an operation names.
pub(crate) struct Types {
    pub(crate) service: TokenStream,
    pub(crate) output: TokenStream,
    pub(crate) error: TokenStream,
}

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

/// The expansion of an operation; with what a server needs, if `server`.
pub(crate) fn derive(item: TokenStream, server: bool) -> TokenStream {
    match attribute::item(item) {
        Ok(input) => derive_from(input, server),
        Err(error) => error.into_compile_error(),
    }
}

fn derive_from(input: syn::DeriveInput, server: bool) -> TokenStream {
    let report = Report::default();
    let mut args = Args::read(&input.attrs, MARKER, &report);
    pagination::refuse_outside(&mut args, &report);
    args.settle(&KNOWN);
    let runtime = runtime_path::take(&mut args, &report);
    let paginated = args.has("paginated");
    let name = take_name(&mut args, &input, &report);
    let types = take_types(&mut args, &name);
    let has_http = !args.lacks("http");
    let needs_http = has_http || args.has("code");
    let http = take_http(&mut args, &report);
    let code = take_code(&mut args, has_http, &report);
    let repetition = Repetition::take(&mut args);
    let no_auth = take_no_auth(&mut args, &report);
    let attempt_timeout = attempt_timeout::take(&mut args, &report);
    let host_prefix = host_prefix::take(&mut args);
    let pagination = pagination::take(&mut args, &report);
    let case = take_case(&mut args, &report);
    let Some(mut members) = members_of(&input, Kind::Operation, case, Side::Request, &report) else {
        return fallback::operation(&input, &runtime, &types, paginated, report);
    };
    let http = http.and_then(|(template, tokens)| bind_labels(template, code, &tokens, &mut members, &input, &report));
    // Where it is not known which fields are labels, it is not known which are in the body.
    if http.is_some() == needs_http {
        members.check_names_in_body(&report);
        check_body(http.as_ref(), &members, &report);
    }
    let method = http.as_ref().map(|http| http.method.as_str());
    repetition.check(method, &report);
    let token = repetition.token().and_then(|given| find_token(&given, &members, &input, &report));
    let host_prefix = host_prefix
        .map(|given| host_prefix::resolve(given.as_ref(), &members, &input.ident, &report))
        .unwrap_or_default();
    let pagination = pagination.and_then(|given| pagination::resolve(given, &members, &input.ident, &report));
    if !report.is_empty() {
        return fallback::operation(&input, &runtime, &types, paginated, report);
    }
    let operation = Operation {
        idempotent: repetition.is_idempotent(method),
        readonly: repetition.is_readonly(method),
        no_auth,
        attempt_timeout,
        host_prefix,
        token,
        pagination,
        http,
        types,
        visibility: input.vis,
        structure: Structure { runtime, ident: input.ident, generics: input.generics, name: name.value, members },
    };
    expand::operation(&operation, server)
}

/// The operation's name; where it is missing or wrong, the struct's stands in.
fn take_name(args: &mut Args<'_>, input: &syn::DeriveInput, report: &Report) -> Given<String> {
    let fallback = Given { value: input.ident.unraw().to_string(), tokens: input.ident.to_token_stream() };
    if args.lacks("name") {
        let misuse = Misuse::MissingArguments {
            attribute: "#[aws_operation]",
            missing: vec!["name"],
            example: format!("#[aws_operation(name = \"{}\")]", fallback.value),
        };
        report.misuse(args.list_or(&input.ident), &misuse);
        return fallback;
    }
    let Some(name) = args.string("name", &fallback.value) else { return fallback };
    let starts_right = name.value.starts_with(|c: char| c.is_ascii_uppercase());
    if !starts_right || !name.value.chars().all(|c| c.is_ascii_alphanumeric()) {
        let suggestion = pascal(&name.value);
        let misuse = Misuse::NotAnOperationName { suggestion: suggestion.clone(), name: name.value };
        report.misuse(&name.tokens, &misuse);
        // Code that uses the struct was likely written with the right name in mind.
        return if syn::parse_str::<Ident>(&suggestion).is_ok() {
            Given { value: suggestion, ..fallback }
        } else {
            fallback
        };
    }
    name
}

fn take_types(args: &mut Args<'_>, name: &Given<String>) -> Types {
    // What the user did not write is spanned like the name, so that an error about it stands at a word of the user's.
    let span = name.tokens.clone().into_iter().next().map_or_else(Span::mixed_site, |token| token.span());
    let service = args
        .ty("service", "Service")
        .map_or_else(|| Ident::new("Service", span).into_token_stream(), |path| path.to_token_stream());
    let output = args.ty("output", "CreateProjectOutput").map_or_else(
        || format_ident!("{}Output", name.value, span = span).into_token_stream(),
        |ty| ty.to_token_stream(),
    );
    let error = args.ty("error", "Error").map_or_else(
        || quote_spanned!(service.span()=> <Self::Service as __rt::Service>::Error),
        |ty| ty.to_token_stream(),
    );
    Types { service, output, error }
}

/// Whether the request goes unsigned, the one thing that there is to say of it.
fn take_no_auth(args: &mut Args<'_>, report: &Report) -> bool {
    let Some(given) = args.string("auth", "none") else { return false };
    if given.value != "none" {
        report.misuse(&given.tokens, &Misuse::UnknownAuth { auth: given.value });
    }
    true
}

fn take_http(args: &mut Args<'_>, report: &Report) -> Option<(HttpTemplate, TokenStream)> {
    let given = args.string("http", "POST /2020-11-20/projects")?;
    let mut misuses = Vec::new();
    let template = HttpTemplate::parse(&given.value, &mut misuses);
    for misuse in &misuses {
        report.misuse(&given.tokens, misuse);
    }
    template.map(|template| (template, given.tokens))
}

/// The status of success, which only HTTP has.
fn take_code(args: &mut Args<'_>, has_http: bool, report: &Report) -> u16 {
    let Some(given) = args.integer("code", "202") else { return 200 };
    if !(200..=299).contains(&given.value) {
        report.misuse(&given.tokens, &Misuse::NotASuccessCode { code: given.value });
    }
    if !has_http {
        report.misuse(&given.tokens, &Misuse::CodeWithoutHttp);
    }
    given.value
}

/// Makes the fields that the path names its labels; `None` if it is not known of each which one that is.
fn bind_labels(
    template: HttpTemplate,
    code: u16,
    tokens: &TokenStream,
    members: &mut Members,
    input: &syn::DeriveInput,
    report: &Report,
) -> Option<Http> {
    let unknown = template.labels().filter(|label| bind_label(label, tokens, members, input, report).is_none()).count();
    let path = template.path.into_iter().filter_map(|part| match part {
        Part::Literal(text) => Some(Segment::Literal(text)),
        Part::Label { field, greedy } => members.position(&field).map(|member| Segment::Label { member, greedy }),
    });
    let (path, tokens) = (path.collect(), tokens.clone());
    (unknown == 0).then_some(Http { method: template.method, path, query: template.query, code, tokens })
}

/// A payload is all of the body, and a request with `GET` or `HEAD` has no body that a member could go in.
fn check_body(http: Option<&Http>, members: &Members, report: &Report) {
    members.check_payload(report);
    let Some(Http { method, .. }) = http.filter(|http| matches!(http.method.as_str(), "GET" | "HEAD")) else { return };
    let is_payload = |member: &Member| matches!(member.binding, Some(Binding::Payload(_)));
    for member in members.members.iter().filter(|member| member.is_in_body() || is_payload(member)) {
        let field = member.field.unraw().to_string();
        report.misuse(&member.field, &Misuse::BodyWithoutBody { field, method: method.clone() });
    }
}

/// Makes a field a label; one that is not there is reported, and the field that was likely meant takes its place.
fn bind_label(
    label: &str,
    tokens: &TokenStream,
    members: &mut Members,
    input: &syn::DeriveInput,
    report: &Report,
) -> Option<()> {
    if let Some(skip) = members.skip_of(label) {
        let (field, role) = (label.to_owned(), "a label of the path".to_owned());
        report.misuse(skip, &Misuse::SkippedButNeeded { field, role });
        return Some(());
    }
    let Some(place) = members.position(label) else {
        let (item, nearest) = (input.ident.to_string(), members.nearest(label));
        let meant = nearest.as_deref().and_then(|field| members.position(field));
        report.no_field(label, tokens, &Misuse::LabelWithoutField { label: label.to_owned(), item, nearest });
        members.members.get_mut(meant?)?.binding.get_or_insert(Binding::Label);
        return Some(());
    };
    let member = members.members.get_mut(place)?;
    if let Some(binding) = member.binding.as_ref().filter(|binding| **binding != Binding::Label) {
        let misuse = Misuse::LabelBoundElsewhere { field: label.to_owned(), binding: binding.key() };
        report.misuse(&member.binding_tokens, &misuse);
    }
    member.binding = Some(Binding::Label);
    Some(())
}

/// The place of the member that holds the token.
fn find_token(given: &Given<&str>, members: &Members, input: &syn::DeriveInput, report: &Report) -> Option<usize> {
    let field = given.value;
    if let Some(skip) = members.skip_of(field) {
        let role = "the idempotency token".to_owned();
        let misuse = Misuse::SkippedButNeeded { field: field.to_owned(), role };
        report.misuse(skip, &misuse);
        return None;
    }
    let Some(place) = members.position(field) else {
        let misuse = Misuse::NoSuchTokenField {
            field: field.to_owned(),
            item: input.ident.to_string(),
            nearest: members.nearest(field),
        };
        report.no_field(field, &given.tokens, &misuse);
        return None;
    };
    let field = field.to_owned();
    match members.members.get(place).and_then(|member| member.binding.as_ref()) {
        Some(Binding::Label) => report.misuse(&given.tokens, &Misuse::TokenIsLabel { field }),
        Some(Binding::Payload(_)) => report.misuse(&given.tokens, &Misuse::TokenIsPayload { field }),
        _ => {}
    }
    Some(place)
}
