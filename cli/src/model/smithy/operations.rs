//! The operations of the service and of its resources.

use indexmap::{IndexMap, IndexSet};
use serde::Deserialize;
use serde_json::Value;

use super::ast::{AstShape, AstShapes, Reference};
use super::names::{self, Names};
use super::traits::Traits;
use super::waiters;
use crate::model::error::Problem;
use crate::model::{Auth, Http, HttpChecksum, Operation, Paginated};

/// The IDs of a service's operations.
pub(super) fn of_service<'a>(
    id: &str,
    service: &'a AstShape,
    shapes: &'a AstShapes,
) -> Result<IndexSet<&'a str>, Problem> {
    let (mut operations, mut resources) = (IndexSet::new(), IndexSet::new());
    let mut ahead = vec![service];
    while let Some(holder) = ahead.pop() {
        let lifecycle = [&holder.put, &holder.create, &holder.read, &holder.update, &holder.delete, &holder.list];
        let named =
            holder.operations.iter().chain(lifecycle.into_iter().flatten()).chain(&holder.collection_operations);
        operations.extend(named.map(|reference| reference.target.as_str()));
        for Reference { target } in &holder.resources {
            let resource = shapes.get(target);
            let resource = resource.ok_or_else(|| Problem::new(id, format!("there is no resource `{target}`")))?;
            if resources.insert(target) {
                ahead.push(resource);
            }
        }
    }
    Ok(operations)
}

#[derive(Deserialize)]
struct HttpTrait {
    method: String,
    uri: String,
    code: Option<u16>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EndpointTrait {
    host_prefix: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ChecksumTrait {
    #[serde(default)]
    request_checksum_required: bool,
    request_algorithm_member: Option<String>,
    request_validation_mode_member: Option<String>,
    #[serde(default)]
    response_algorithms: Vec<String>,
}

#[derive(Deserialize)]
struct StaticContext {
    value: Value,
}

#[derive(Deserialize)]
struct OperationContext {
    path: String,
}

#[derive(Default, Deserialize)]
struct CompressionTrait {
    #[serde(default)]
    encodings: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct PaginatedTrait {
    input_token: Option<String>,
    output_token: Option<String>,
    items: Option<String>,
    page_size: Option<String>,
}

pub(super) fn read(id: &str, service: &AstShape, shapes: &AstShapes, names: &Names) -> Result<Operation, Problem> {
    let shape = shapes.get(id).ok_or_else(|| Problem::new(id, "there is no such operation"))?;
    let traits = &shape.traits;
    let http: Option<HttpTrait> = traits.read(id, "smithy.api#http")?;
    let endpoint: Option<EndpointTrait> = traits.read(id, "smithy.api#endpoint")?;
    let checksum: Option<ChecksumTrait> = traits.read(id, "aws.protocols#httpChecksum")?;
    let compression: Option<CompressionTrait> = traits.read(id, "smithy.api#requestCompression")?;
    let discovery: Option<Value> = traits.read(id, "aws.api#clientDiscoveredEndpoint")?;
    let constants: Option<IndexMap<String, StaticContext>> = traits.read(id, "smithy.rules#staticContextParams")?;
    let paths: Option<IndexMap<String, OperationContext>> = traits.read(id, "smithy.rules#operationContextParams")?;
    let structure = |reference: &Option<Reference>| {
        let target = reference.as_ref().map(|reference| reference.target.as_str());
        target.filter(|target| *target != "smithy.api#Unit").map(|target| names.of(target))
    };
    // Models can name the errors of Smithy's server framework without defining them.
    let is_held = |target: &&str| !target.starts_with("smithy.framework#") || shapes.contains_key(*target);
    let errors = shape.errors.iter().chain(&service.errors).map(|error| error.target.as_str());
    let errors: IndexSet<_> = errors.filter(is_held).map(|target| names.of(target)).collect();
    Ok(Operation {
        name: names::local(id).to_owned(),
        documentation: traits.documentation(id)?,
        http: http.map(|http| Http { method: http.method, uri: http.uri, code: http.code.unwrap_or(200) }),
        input: structure(&shape.input),
        output: structure(&shape.output),
        errors: errors.into_iter().collect(),
        idempotent: traits.has("smithy.api#idempotent"),
        readonly: traits.has("smithy.api#readonly"),
        paginated: paginated(id, traits, service)?,
        host_prefix: endpoint.map(|endpoint| endpoint.host_prefix),
        auth: auth(id, traits)?,
        unsigned_payload: traits.has("aws.auth#unsignedPayload"),
        http_checksum_required: traits.has("smithy.api#httpChecksumRequired"),
        http_checksum: checksum.map(|checksum| HttpChecksum {
            request_required: checksum.request_checksum_required,
            algorithm_member: checksum.request_algorithm_member,
            validation_mode_member: checksum.request_validation_mode_member,
            response_algorithms: checksum.response_algorithms,
        }),
        request_compression: compression.unwrap_or_default().encodings,
        endpoint_discovery: discovery.map(|discovery| discovery.get("required") == Some(&Value::Bool(true))),
        static_context: constants.into_iter().flatten().map(|(name, context)| (name, context.value)).collect(),
        context: paths.into_iter().flatten().map(|(name, context)| (name, context.path)).collect(),
        waiters: waiters::of_operation(id, traits)?,
        deprecated: traits.has("smithy.api#deprecated"),
    }
    .without_prefix_of_rules())
}

/// The IDs of the outputs with `@s3UnwrappedXmlOutput`.
pub(super) fn unwrapped(shapes: &AstShapes) -> impl Iterator<Item = &str> {
    let operations = shapes.values().filter(|shape| shape.traits.has("aws.customizations#s3UnwrappedXmlOutput"));
    operations.filter_map(|operation| Some(operation.output.as_ref()?.target.as_str()))
}

fn paginated(id: &str, traits: &Traits, service: &AstShape) -> Result<Option<Paginated>, Problem> {
    let Some(own): Option<PaginatedTrait> = traits.read(id, "smithy.api#paginated")? else { return Ok(None) };
    let of_all: PaginatedTrait = service.traits.read(id, "smithy.api#paginated")?.unwrap_or_default();
    Ok(Some(Paginated {
        input_tokens: own.input_token.or(of_all.input_token).into_iter().collect(),
        output_tokens: own.output_token.or(of_all.output_token).into_iter().collect(),
        items: own.items.or(of_all.items).into_iter().collect(),
        page_size: own.page_size.or(of_all.page_size),
        ..Paginated::default()
    }))
}

fn auth(id: &str, traits: &Traits) -> Result<Auth, Problem> {
    let schemes: Option<Vec<String>> = traits.read(id, "smithy.api#auth")?;
    Ok(match schemes {
        Some(schemes) if schemes.is_empty() => Auth::None,
        Some(schemes) => Auth::Schemes(schemes),
        None if traits.has("smithy.api#optionalAuth") => Auth::None,
        None => Auth::Service,
    })
}
