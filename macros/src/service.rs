//! `#[aws_service]`: the names of a service, and its protocol.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};

use crate::args::Args;
use crate::misuse::{Misuse, PROTOCOLS};
use crate::nearest::nearest;
use crate::report::Report;
use crate::stage::{Kind, MARKER};
use crate::{expand, fallback, runtime_path};

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
    pub(crate) error: TokenStream,
}

pub(crate) fn derive(item: TokenStream) -> TokenStream {
    let input: syn::DeriveInput = match syn::parse2(item) {
        Ok(input) => input,
        Err(error) => return error.into_compile_error(),
    };
    let report = Report::default();
    let mut args = Args::read(&input.attrs, MARKER, &report);
    let runtime = runtime_path::take(&mut args, &report);
    check_missing(&args, &input, &report);
    let id = args.string("id", "LookoutVision").map_or_else(String::new, |given| given.value);
    let protocol = take_protocol(&mut args, &report);
    let signing_name = args.string("signing_name", "lookoutvision").map(|given| given.value);
    let endpoint_prefix = args.string("endpoint_prefix", "lookoutvision").map(|given| given.value);
    let target_prefix = take_target_prefix(&mut args, &protocol, &input.ident, &report);
    let query_compatible = take_query_compatible(&mut args, protocol != "RestJson1", &report);
    let error = args.ty("error", "Error").map_or_else(|| quote!(#runtime::ServiceError), |path| path.to_token_stream());
    args.finish(&[
        "crate",
        "endpoint_prefix",
        "error",
        "id",
        "protocol",
        "query_compatible",
        "signing_name",
        "target_prefix",
    ]);
    check_item(&input, &report);
    if !report.is_empty() {
        return fallback::service(&input, &runtime, &protocol, &error, report);
    }
    let signing_name = signing_name.or_else(|| endpoint_prefix.clone());
    let signing_name = signing_name.unwrap_or_else(|| id.to_lowercase().replace(' ', ""));
    let endpoint_prefix = endpoint_prefix.unwrap_or_else(|| signing_name.clone());
    expand::service(&Service {
        runtime,
        ident: input.ident,
        protocol,
        id,
        signing_name,
        endpoint_prefix,
        target_prefix,
        query_compatible,
        error,
    })
}

fn check_missing(args: &Args<'_>, input: &syn::DeriveInput, report: &Report) {
    let missing: Vec<_> = ["id", "protocol"].into_iter().filter(|key| !args.has(key)).collect();
    if !missing.is_empty() {
        let example = "#[aws_service(id = \"LookoutVision\", protocol = \"restJson1\")]".to_owned();
        report.misuse(
            args.list_or(&input.ident),
            &Misuse::MissingArguments { attribute: "#[aws_service]", missing, example },
        );
    }
}

/// The runtime's type of the protocol.
fn take_protocol(args: &mut Args<'_>, report: &Report) -> syn::Ident {
    let named = |name| syn::Ident::new(name, proc_macro2::Span::mixed_site());
    let Some(given) = args.string("protocol", "restJson1") else { return named("RestJson1") };
    match given.value.as_str() {
        "restJson1" => named("RestJson1"),
        "awsJson1_0" => named("AwsJson1_0"),
        "awsJson1_1" => named("AwsJson1_1"),
        _ => {
            let nearest = nearest(&given.value, PROTOCOLS);
            report.misuse(given.tokens, &Misuse::UnknownProtocol { protocol: given.value, nearest });
            named("RestJson1")
        }
    }
}

/// What comes before the operation's name in `X-Amz-Target`, which awsJson needs and no other protocol has.
fn take_target_prefix(args: &mut Args<'_>, protocol: &syn::Ident, item: &syn::Ident, report: &Report) -> String {
    let is_aws_json = protocol != "RestJson1";
    if is_aws_json && !args.has("target_prefix") {
        report.misuse(args.list_or(item), &Misuse::TargetPrefixMissing);
    }
    let Some(given) = args.string("target_prefix", "DynamoDB_20120810") else { return String::new() };
    if !is_aws_json {
        report.misuse(&given.tokens, &Misuse::TargetPrefixForRest);
    }
    given.value
}

/// Whether the service spoke awsQuery before it spoke awsJson.
fn take_query_compatible(args: &mut Args<'_>, is_aws_json: bool, report: &Report) -> bool {
    let flag = args.flag("query_compatible");
    if let Some(flag) = flag.as_ref().filter(|_| !is_aws_json) {
        report.misuse(flag, &Misuse::QueryCompatibleWithoutAwsJson);
    }
    flag.is_some()
}

fn check_item(input: &syn::DeriveInput, report: &Report) {
    match &input.data {
        syn::Data::Struct(syn::DataStruct { fields: syn::Fields::Unit, .. }) => {}
        syn::Data::Struct(data) => report.misuse(&data.fields, &Kind::Service.wrong_item()),
        syn::Data::Enum(data) => report.misuse(data.enum_token, &Kind::Service.wrong_item()),
        syn::Data::Union(data) => report.misuse(data.union_token, &Kind::Service.wrong_item()),
    }
}
