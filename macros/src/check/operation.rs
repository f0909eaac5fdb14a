//! `#[aws_operation]`: a struct that is the input of an operation.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote_spanned};
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

use super::auth::{self, Auth};
use super::binding::{Binding, Side};
use super::case::{Case, pascal};
use super::checksum::{self, Checksum, ChecksumArguments};
use super::endpoint_params::{self, EndpointArguments, EndpointParam};
use super::http::{self, Http, Segment};
use super::idempotency::Idempotency;
use super::member::Members;
use super::pagination::{self, Pagination};
use super::root::Root;
use super::structure::{Structure, members_of, take_case};
use super::{Checked, Rejected, attempt_timeout, compression, event, host_prefix, left_to_compiler};
use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::parse::http_template::HttpTemplate;
use crate::parse::item::{Kind, MARKER};
use crate::parse::runtime_path;
use crate::report::Report;

const KNOWN: [&str; 22] = [
    "attempt_timeout",
    "auth",
    "checksum",
    "checksum_required",
    "code",
    "compress",
    "context",
    "crate",
    "discovered_endpoint",
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
    "static_context",
    "xml_name",
    "xml_namespace",
];

/// An operation as checked.
#[allow(clippy::struct_excessive_bools)] // independent traits of Smithy
pub(crate) struct Operation {
    pub(crate) structure: Structure,
    pub(crate) visibility: syn::Visibility,
    pub(crate) types: Types,
    pub(crate) http: Option<Http>,
    pub(crate) host_prefix: Vec<Segment>,
    /// The index of the member that holds the idempotency token.
    pub(crate) token: Option<usize>,
    pub(crate) pagination: Option<Pagination>,
    pub(crate) idempotent: bool,
    pub(crate) readonly: bool,
    pub(crate) auth: Auth,
    /// Whether the struct is a unit struct, which has no input.
    pub(crate) no_input: bool,
    /// In seconds.
    pub(crate) attempt_timeout: Option<u32>,
    /// Whether the service reports its endpoint.
    pub(crate) discovered_endpoint: bool,
    pub(crate) checksum: Checksum,
    /// The encoding of a long body.
    pub(crate) compress: Option<String>,
    pub(crate) endpoint_params: Vec<EndpointParam>,
}

/// The types that an operation names.
pub(crate) struct Types {
    pub(crate) service: TokenStream,
    pub(crate) output: TokenStream,
    pub(crate) error: TokenStream,
}

/// The parts of an operation that its stubs need.
pub(crate) struct Stubs {
    pub(crate) types: Types,
    pub(crate) paginated: bool,
}

/// The arguments, before it is known which fields there are.
struct Arguments {
    runtime: TokenStream,
    name: String,
    stubs: Stubs,
    http: Option<(HttpTemplate, TokenStream)>,
    /// Whether `http` is there or should be.
    needs_http: bool,
    code: u16,
    idempotency: Idempotency,
    auth: Auth,
    attempt_timeout: Option<u32>,
    discovered_endpoint: bool,
    checksum: ChecksumArguments,
    compress: Option<Given<String>>,
    endpoint_params: EndpointArguments,
    /// `Err` if it is reported.
    host_prefix: Result<Option<Given<String>>, ()>,
    pagination: Option<pagination::PaginatedArgument>,
    case: Case,
    root: Root,
}

/// `features` are the features of the runtime that attributes need.
pub(crate) fn check(input: &syn::DeriveInput, features: &[&str]) -> Checked<Operation, Stubs> {
    let report = Report::default();
    left_to_compiler::check(input, &report);
    let arguments = read_arguments(input, features, &report);
    let (item, case) = (&input.ident, arguments.case);
    let Some(mut members) = members_of(input, Kind::Operation, case, Side::Request, &report) else {
        return Err(Box::new(Rejected { runtime: arguments.runtime, stubs: arguments.stubs, report }));
    };
    let http = arguments.http.and_then(|(template, tokens)| {
        http::bind_labels(template, arguments.code, &tokens, &mut members, item, &report)
    });
    let checksum = checksum::resolve(arguments.checksum, &mut members, item, &report);
    // Where it is not known which fields are labels, it is not known which are in the body.
    if http.is_some() == arguments.needs_http {
        members.check_names_in_body(&report);
        http::check_body(http.as_ref(), &members, &report);
        event::check_streams(&members, &report);
        if let Some(given) = &arguments.compress {
            compression::check_body(given, &members, &report);
        }
    }
    arguments.root.check(&members, &item.to_string(), &report);
    let (method, idempotency) = (http.as_ref().map(|http| http.method.as_str()), arguments.idempotency);
    idempotency.check(method, &report);
    let token = idempotency.token().and_then(|given| find_token(&given, &members, item, &report));
    let host_prefix =
        arguments.host_prefix.map(|given| host_prefix::resolve(given.as_ref(), &mut members, item, &report));
    let endpoint_params = endpoint_params::resolve(arguments.endpoint_params, &members, item, &report);
    let pagination = arguments.pagination.and_then(|given| pagination::resolve(given, &members, item, &report));
    members.check_filled(token.into_iter().chain(pagination.as_ref().map(|pages| pages.input)), &report);
    let (runtime, stubs) = (arguments.runtime, arguments.stubs);
    if !report.is_empty() {
        return Err(Box::new(Rejected { runtime, stubs, report }));
    }
    let (ident, generics) = (item.clone(), input.generics.clone());
    Ok(Operation {
        idempotent: idempotency.is_idempotent(method),
        readonly: idempotency.is_readonly(method),
        auth: arguments.auth,
        no_input: matches!(&input.data, syn::Data::Struct(data) if matches!(data.fields, syn::Fields::Unit)),
        attempt_timeout: arguments.attempt_timeout,
        discovered_endpoint: arguments.discovered_endpoint,
        checksum,
        compress: arguments.compress.map(|given| given.value),
        endpoint_params,
        host_prefix: host_prefix.unwrap_or_default(),
        token,
        pagination,
        http,
        types: stubs.types,
        visibility: input.vis.clone(),
        structure: Structure { runtime, ident, generics, name: arguments.name, members, root: arguments.root },
    })
}

fn read_arguments(input: &syn::DeriveInput, features: &[&str], report: &Report) -> Arguments {
    let mut args = Args::read(&input.attrs, MARKER, report);
    pagination::reject_outside(&mut args, report);
    args.settle(&KNOWN);
    let runtime = runtime_path::take(&mut args, report);
    let paginated = args.has("paginated");
    let name = take_name(&mut args, &input.ident, report);
    let types = take_types(&mut args, &name, &input.ident);
    let has_http = !args.lacks("http");
    Arguments {
        runtime,
        name: name.value,
        stubs: Stubs { types, paginated },
        needs_http: has_http || args.has("code"),
        http: http::take_template(&mut args, report),
        code: http::take_code(&mut args, has_http, report),
        idempotency: Idempotency::take(&mut args),
        auth: auth::take(&mut args, features, report),
        attempt_timeout: attempt_timeout::take(&mut args, report),
        discovered_endpoint: args.flag("discovered_endpoint").is_some(),
        checksum: checksum::take(&mut args, features.contains(&"checksums"), report),
        compress: compression::take(&mut args, features.contains(&"compression"), report),
        endpoint_params: endpoint_params::take(&mut args, report),
        host_prefix: host_prefix::take(&mut args),
        pagination: pagination::take(&mut args, report),
        case: take_case(&mut args, report),
        root: Root::take(&mut args, report),
    }
}

/// The operation's name; the struct's name where it is missing or wrong.
fn take_name(args: &mut Args<'_>, item: &Ident, report: &Report) -> Given<String> {
    let fallback = Given { value: item.unraw().to_string(), tokens: item.to_token_stream() };
    if args.lacks("name") {
        let misuse = misuse::missing_arguments(
            "#[aws_operation]",
            &["name"],
            &format!("#[aws_operation(name = \"{}\")]", fallback.value),
        );
        report.misuse(args.list_or(item), misuse);
        return fallback;
    }
    let Some(name) = args.string("name", &fallback.value) else { return fallback };
    let starts_right = name.value.starts_with(|c: char| c.is_ascii_uppercase());
    if !starts_right || !name.value.chars().all(|c| c.is_ascii_alphanumeric()) {
        let suggestion = Some(pascal(&name.value)).filter(|name| !name.is_empty());
        let suggestion = suggestion.unwrap_or_else(|| fallback.value.clone());
        let misuse = misuse::not_an_operation_name(&name.value, &suggestion);
        report.misuse(&name.tokens, misuse);
        // Code that uses the struct was likely written with the right name in mind.
        return if syn::parse_str::<Ident>(&suggestion).is_ok() {
            Given { value: suggestion, ..fallback }
        } else {
            fallback
        };
    }
    name
}

fn take_types(args: &mut Args<'_>, name: &Given<String>, item: &Ident) -> Types {
    // A type that the user did not write gets the span of a token that the user wrote, so that an error points there.
    let span = name.tokens.clone().into_iter().next().map_or_else(Span::mixed_site, |token| token.span());
    let service = args
        .ty("service", "Service")
        .map_or_else(|| Ident::new("Service", span).into_token_stream(), |path| path.to_token_stream());
    let output = args.ty("output", "CreateProjectOutput").map_or_else(
        // At the struct's name: elsewhere the compiler would propose the struct itself for an output that is missing.
        || format_ident!("{}Output", name.value, span = item.span().resolved_at(span)).into_token_stream(),
        |ty| ty.to_token_stream(),
    );
    let error = args.ty("error", "Error").map_or_else(
        || quote_spanned!(service.span()=> <Self::Service as __rt::Service>::Error),
        |ty| ty.to_token_stream(),
    );
    Types { service, output, error }
}

/// The index of the member that holds the idempotency token.
fn find_token(given: &Given<&str>, members: &Members, item: &Ident, report: &Report) -> Option<usize> {
    let field = given.value;
    if let Some(skip) = members.skip_of(field) {
        report.misuse(skip, misuse::skipped_but_needed(field, "the idempotency token"));
        return None;
    }
    let Some(index) = members.position(field) else {
        let misuse = misuse::no_such_token_field(field, &item.to_string(), members.nearest(field).as_deref());
        report.no_field(field, &given.tokens, misuse);
        return None;
    };
    match members.members.get(index).and_then(|member| member.binding.as_ref()) {
        Some(Binding::Label) => report.misuse(&given.tokens, misuse::token_is_label(field)),
        Some(Binding::Payload(_)) => report.misuse(&given.tokens, misuse::token_is_payload(field)),
        _ => {}
    }
    Some(index)
}
