//! `#[aws_service]`: the names of a service, and its protocol.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use super::auth::{self, Auth};
use super::constant_headers::{self, ConstantHeader};
use super::endpoint;
use super::xml::is_uri;
use super::{Checked, Rejected, left_to_compiler};
use crate::misuse;
use crate::parse::args::{Args, Given};
use crate::parse::item::{Kind, MARKER};
use crate::parse::nearest::nearest;
use crate::parse::runtime_path;
use crate::report::Report;

const KNOWN: [&str; 14] = [
    "auth",
    "content_sha256",
    "crate",
    "endpoint",
    "endpoint_prefix",
    "error",
    "headers",
    "id",
    "protocol",
    "query_compatible",
    "signing_name",
    "target_prefix",
    "version",
    "xml_namespace",
];

/// A service as checked.
pub(crate) struct Service {
    pub(crate) runtime: TokenStream,
    pub(crate) ident: syn::Ident,
    pub(crate) protocol: syn::Ident,
    pub(crate) id: String,
    pub(crate) signing_name: String,
    pub(crate) endpoint_prefix: String,
    pub(crate) target_prefix: String,
    pub(crate) query_compatible: bool,
    pub(crate) content_sha256: bool,
    pub(crate) headers: Vec<ConstantHeader>,
    pub(crate) auth: Auth,
    pub(crate) version: String,
    pub(crate) xml_namespace: String,
    pub(crate) endpoint_rules: Vec<String>,
    pub(crate) error: TokenStream,
}

/// The parts of a service that its stubs need.
pub(crate) struct Stubs {
    pub(crate) protocol: syn::Ident,
    pub(crate) error: TokenStream,
}

/// `features` are the features of the runtime that attributes need.
pub(crate) fn check(input: &syn::DeriveInput, features: &[&str]) -> Checked<Service, Stubs> {
    let report = Report::default();
    left_to_compiler::check(input, &report);
    let mut args = Args::read(&input.attrs, MARKER, &report);
    args.settle(&KNOWN);
    let runtime = runtime_path::take(&mut args, &report);
    check_missing(&args, input, &report);
    let id = args.name("id", "LookoutVision").map_or_else(String::new, |given| given.value);
    let protocol = take_protocol(&mut args, features, &report);
    let signing_name = take_name("signing_name", &mut args, &report);
    let endpoint_prefix = take_name("endpoint_prefix", &mut args, &report);
    let target_prefix = take_target_prefix(&mut args, protocol, &input.ident, &report);
    let query_compatible = take_query_compatible(&mut args, protocol, &report);
    let content_sha256 = args.flag("content_sha256").is_some();
    let headers = constant_headers::take(&mut args, &report);
    let auth = auth::take(&mut args, features, &report);
    let version = take_version(&mut args, protocol, &input.ident, &report);
    let xml_namespace = take_xml_namespace(&mut args, protocol, &report);
    let endpoint_rules = endpoint::take(&mut args, &report);
    let error = args.ty("error", "Error").map_or_else(|| quote!(#runtime::ServiceError), |path| path.to_token_stream());
    check_item(input, &report);
    if !report.is_empty() {
        let stubs = Stubs { protocol: protocol.protocol.stub(), error };
        return Err(Box::new(Rejected { runtime, stubs, report }));
    }
    let signing_name = signing_name.or_else(|| endpoint_prefix.clone());
    let signing_name = signing_name.unwrap_or_else(|| id.to_lowercase().replace(' ', ""));
    let endpoint_prefix = endpoint_prefix.unwrap_or_else(|| signing_name.clone());
    Ok(Service {
        runtime,
        ident: input.ident.clone(),
        protocol: protocol.protocol.runtime_type(),
        id,
        signing_name,
        endpoint_prefix,
        target_prefix,
        query_compatible,
        content_sha256,
        headers,
        auth,
        version,
        xml_namespace,
        endpoint_rules,
        error,
    })
}

fn check_missing(args: &Args<'_>, input: &syn::DeriveInput, report: &Report) {
    let missing: Vec<_> = ["id", "protocol"].into_iter().filter(|key| args.lacks(key)).collect();
    if !missing.is_empty() {
        let example = "#[aws_service(id = \"LookoutVision\", protocol = \"restJson1\")]";
        report.misuse(args.list_or(&input.ident), misuse::missing_arguments("#[aws_service]", &missing, example));
    }
}

/// A name of the service in the credential scope, or in the host: `execute-api`, `runtime.lex`.
fn take_name(key: &str, args: &mut Args<'_>, report: &Report) -> Option<String> {
    let given = args.name(key, "lookoutvision")?;
    let is_name = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    let (name, is_domain) = (given.value, |name: &str| name.ends_with(".amazonaws.com"));
    if !name.is_empty() && (is_domain(&name) || !name.split('.').all(is_name)) {
        report.misuse(&given.tokens, misuse::not_a_name_of_the_service(key, &name));
    }
    Some(name)
}

/// The protocols that a service can have.
const PROTOCOLS: [&str; 7] = ["awsJson1_0", "awsJson1_1", "awsQuery", "ec2Query", "restJson1", "restXml", "rpcv2Cbor"];

/// The protocol of a service.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Protocol {
    AwsJson1_0,
    AwsJson1_1,
    AwsQuery,
    Ec2Query,
    RestJson1,
    RestXml,
    RpcV2Cbor,
}

/// The protocol that was written, or else the one that was likely meant.
#[derive(Clone, Copy)]
struct DeclaredProtocol {
    protocol: Protocol,
    /// Whether it was written. Nothing is checked against one that was guessed.
    is_known: bool,
}

impl Protocol {
    fn named(name: &str) -> Option<Self> {
        let all = [
            Self::AwsJson1_0,
            Self::AwsJson1_1,
            Self::AwsQuery,
            Self::Ec2Query,
            Self::RestJson1,
            Self::RestXml,
            Self::RpcV2Cbor,
        ];
        all.into_iter().find(|protocol| protocol.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::AwsJson1_0 => "awsJson1_0",
            Self::AwsJson1_1 => "awsJson1_1",
            Self::AwsQuery => "awsQuery",
            Self::Ec2Query => "ec2Query",
            Self::RestJson1 => "restJson1",
            Self::RestXml => "restXml",
            Self::RpcV2Cbor => "rpcv2Cbor",
        }
    }

    /// The runtime's type of the protocol.
    fn runtime_type(self) -> syn::Ident {
        let name = match self {
            Self::AwsJson1_0 => "AwsJson1_0",
            Self::AwsJson1_1 => "AwsJson1_1",
            Self::AwsQuery => "AwsQuery",
            Self::Ec2Query => "Ec2Query",
            Self::RestJson1 => "RestJson1",
            Self::RestXml => "RestXml",
            Self::RpcV2Cbor => "RpcV2Cbor",
        };
        syn::Ident::new(name, proc_macro2::Span::mixed_site())
    }

    /// The feature of the runtime that adds the protocol, if it needs one.
    fn feature(self) -> Option<&'static str> {
        match self {
            Self::AwsQuery | Self::Ec2Query => Some("aws-query"),
            Self::RestXml => Some("rest-xml"),
            Self::RpcV2Cbor => Some("rpc-v2-cbor"),
            Self::AwsJson1_0 | Self::AwsJson1_1 | Self::RestJson1 => None,
        }
    }

    /// Whether all members of a request are in a form.
    fn is_query(self) -> bool {
        matches!(self, Self::AwsQuery | Self::Ec2Query)
    }

    /// Whether a service can have used awsQuery before this protocol.
    fn may_be_query_compatible(self) -> bool {
        matches!(self, Self::AwsJson1_0 | Self::AwsJson1_1 | Self::RpcV2Cbor)
    }

    /// The type that a service with mistakes gets: one that the runtime always has.
    fn stub(self) -> syn::Ident {
        let stub = match self {
            Self::AwsQuery | Self::Ec2Query | Self::RpcV2Cbor => Self::AwsJson1_0,
            // Operations with `http` add no errors to a service whose protocol has it too.
            Self::RestXml => Self::RestJson1,
            Self::AwsJson1_0 | Self::AwsJson1_1 | Self::RestJson1 => self,
        };
        stub.runtime_type()
    }
}

impl DeclaredProtocol {
    /// Whether it is surely one of `protocols`.
    fn is_one_of(self, protocols: &[Protocol]) -> bool {
        self.is_known && protocols.contains(&self.protocol)
    }

    /// Reports an argument that services of this protocol do not have.
    fn reject(self, argument: &'static str, given: &Given<String>, report: &Report) {
        if self.is_known {
            let misuse = misuse::argument_of_another_protocol(argument, self.protocol.name());
            report.misuse(&given.tokens, misuse);
        }
    }
}

fn take_protocol(args: &mut Args<'_>, features: &[&str], report: &Report) -> DeclaredProtocol {
    let unknown =
        |meant: Option<Protocol>| DeclaredProtocol { protocol: meant.unwrap_or(Protocol::RestJson1), is_known: false };
    let Some(given) = args.string("protocol", "restJson1") else { return unknown(None) };
    let Some(protocol) = Protocol::named(&given.value) else {
        let nearest = nearest(&given.value, PROTOCOLS);
        let meant = nearest.as_deref().and_then(Protocol::named);
        report.misuse(given.tokens, misuse::unknown_protocol(&given.value, &PROTOCOLS, nearest.as_deref()));
        return unknown(meant);
    };
    if let Some(feature) = protocol.feature().filter(|feature| !features.contains(feature)) {
        report.misuse(given.tokens, misuse::protocol_without_feature(protocol.name(), feature));
    }
    DeclaredProtocol { protocol, is_known: true }
}

/// What comes before the operation's name in `X-Amz-Target` of awsJson and in the path of rpcv2Cbor. Other protocols do not
/// have it.
fn take_target_prefix(args: &mut Args<'_>, protocol: DeclaredProtocol, item: &syn::Ident, report: &Report) -> String {
    let is_aws_json = protocol.is_one_of(&[Protocol::AwsJson1_0, Protocol::AwsJson1_1]);
    let is_cbor = protocol.is_one_of(&[Protocol::RpcV2Cbor]);
    if is_aws_json && args.lacks("target_prefix") {
        report.misuse(args.list_or(item), misuse::target_prefix_missing());
    }
    if is_cbor && args.lacks("target_prefix") {
        report.misuse(args.list_or(item), misuse::target_prefix_of_cbor_missing());
    }
    let Some(given) = args.name("target_prefix", "DynamoDB_20120810") else { return String::new() };
    if !is_aws_json && !is_cbor {
        protocol.reject("target_prefix", &given, report);
    } else if let Some(prefix) = given.value.strip_suffix('.') {
        report.misuse(&given.tokens, misuse::target_prefix_with_dot(prefix));
    }
    given.value
}

/// The version of the API, which is in every request of a query protocol and in no request of another protocol.
fn take_version(args: &mut Args<'_>, protocol: DeclaredProtocol, item: &syn::Ident, report: &Report) -> String {
    let is_query = protocol.is_known && protocol.protocol.is_query();
    if is_query && args.lacks("version") {
        report.misuse(args.list_or(item), misuse::version_missing(protocol.protocol.name()));
    }
    let Some(given) = args.name("version", "2011-06-15") else { return String::new() };
    if !is_query {
        protocol.reject("version", &given, report);
    }
    given.value
}

/// The namespace of root elements, which only restXml has.
fn take_xml_namespace(args: &mut Args<'_>, protocol: DeclaredProtocol, report: &Report) -> String {
    let Some(given) = args.string("xml_namespace", "https://route53.amazonaws.com/doc/2013-04-01/") else {
        return String::new();
    };
    if !protocol.is_one_of(&[Protocol::RestXml]) {
        protocol.reject("xml_namespace", &given, report);
    } else if !is_uri(&given.value) {
        report.misuse(&given.tokens, misuse::not_a_namespace(&given.value));
    }
    given.value
}

/// Whether the service used awsQuery before its protocol.
fn take_query_compatible(args: &mut Args<'_>, protocol: DeclaredProtocol, report: &Report) -> bool {
    let flag = args.flag("query_compatible");
    if let Some(flag) = flag.as_ref().filter(|_| protocol.is_known && !protocol.protocol.may_be_query_compatible()) {
        report.misuse(flag, misuse::query_compatible_without_aws_json());
    }
    flag.is_some()
}

fn check_item(input: &syn::DeriveInput, report: &Report) {
    if !input.generics.params.is_empty() && report.is_empty() {
        report.misuse(&input.generics, misuse::generic_service(&input.ident.to_string()));
    }
    match &input.data {
        syn::Data::Struct(syn::DataStruct { fields: syn::Fields::Unit, .. }) => {}
        syn::Data::Struct(data) => report.misuse(&data.fields, Kind::Service.wrong_item()),
        syn::Data::Enum(data) => report.misuse(data.enum_token, Kind::Service.wrong_item()),
        syn::Data::Union(data) => report.misuse(data.union_token, Kind::Service.wrong_item()),
    }
}
