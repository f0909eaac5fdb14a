//! Converts botocore's `service-2.json`, `paginators-1.json` and `waiters-2.json` to Smithy's terms.

mod format;
mod roots;
mod shapes;
mod waiters;

use format::OneOrMany;
pub(super) use format::{Paginators, ServiceFile, Waiters};
use indexmap::IndexMap;

use super::error::Problem;
use super::{Auth, Http, HttpChecksum, Model, Operation, Paginated, Protocol, Service};

/// Unions in AWS's Smithy models that botocore still has as structures, for compatibility.
const UNIONS: [(&str, &str); 2] = [("DynamoDB", "AttributeValue"), ("DynamoDB Streams", "AttributeValue")];

pub(super) fn read(
    mut file: ServiceFile,
    paginators: Paginators,
    waiters: Waiters,
    endpoint_rules: Option<&serde_json::Value>,
) -> Result<Model, Problem> {
    let mut pages = paginators.pagination;
    let roots = roots::of_inputs(&file.operations);
    let operations = file.operations.into_iter().map(|(name, operation)| {
        let pages = pages.swap_remove(&name).map(paginated);
        let mut operation = read_operation(name.clone(), operation, pages);
        let input = operation.input.as_ref().and_then(|input| file.shapes.get(input));
        if let (Some(http), Some(input)) = (&mut operation.http, input) {
            name_labels(&mut http.uri, input);
        }
        (name, operation)
    });
    let mut operations: IndexMap<_, _> = operations.collect();
    waiters::add(waiters, &mut operations);
    let mut shapes = IndexMap::new();
    let id = file.metadata.service_id.clone().unwrap_or_default();
    for (name, shape) in &mut file.shapes {
        shape.union |= UNIONS.contains(&(&id, name));
    }
    for (name, shape) in &file.shapes {
        shapes.insert(name.clone(), shapes::read(name, shape, &file.shapes)?);
    }
    for stream in shapes::streams(&shapes, &file.shapes) {
        shapes.entry(stream.name.clone()).or_insert(stream);
    }
    let mut service = service(file.metadata, file.documentation);
    roots::apply(roots, &mut service, &mut shapes);
    service.read_endpoint_rules(endpoint_rules);
    Ok(Model { service, operations, shapes, outdated: Vec::new() }.with_directions())
}

fn service(metadata: format::Metadata, documentation: Option<String>) -> Service {
    let names =
        if metadata.protocols.is_empty() { vec![metadata.protocol.clone()] } else { metadata.protocols.clone() };
    let id = metadata.service_id.clone().unwrap_or_else(|| metadata.endpoint_prefix.clone());
    Service {
        is_aws: true,
        shape_name: metadata.target_prefix.clone().unwrap_or_else(|| id.replace(' ', "")),
        protocols: names.iter().map(|name| protocol(name, metadata.json_version.as_deref())).collect(),
        title: metadata.service_full_name,
        version: metadata.api_version,
        signing_name: metadata.signing_name.clone(),
        arn_namespace: None,
        query_compatible: metadata.aws_query_compatible.is_some(),
        auth: if metadata.auth.is_empty() { auth_of(&metadata.signature_version) } else { metadata.auth },
        endpoint_prefix: Some(metadata.endpoint_prefix),
        endpoint: Ok(Vec::new()),
        has_rule_set: false,
        target_prefix: metadata.target_prefix,
        xml_namespace: metadata.xml_namespace.map(|namespace| namespace.uri().to_owned()),
        documentation,
        id,
    }
}

fn protocol(name: &str, json_version: Option<&str>) -> Protocol {
    match (name, json_version) {
        ("rest-json", _) => Protocol::RestJson1,
        ("json", Some("1.1")) => Protocol::AwsJson1_1,
        ("json", _) => Protocol::AwsJson1_0,
        ("query", _) => Protocol::AwsQuery,
        ("ec2", _) => Protocol::Ec2Query,
        ("rest-xml", _) => Protocol::RestXml,
        ("smithy-rpc-v2-cbor", _) => Protocol::RpcV2Cbor,
        (other, _) => Protocol::Other(other.to_owned()),
    }
}

fn auth_of(signature_version: &str) -> Vec<String> {
    let scheme = match signature_version {
        "bearer" => "smithy.api#httpBearerAuth",
        "v2" => "aws.auth#sigv2",
        _ => "aws.auth#sigv4",
    };
    vec![scheme.to_owned()]
}

fn read_operation(name: String, from: format::Operation, paginated: Option<Paginated>) -> Operation {
    let auth = match (from.auth.as_slice(), from.authtype.as_deref()) {
        ([], Some("none")) => Auth::None,
        ([], _) => Auth::Service,
        ([one], _) if one == "smithy.api#noAuth" => Auth::None,
        (schemes, _) => Auth::Schemes(schemes.to_vec()),
    };
    Operation {
        name,
        documentation: from.documentation,
        http: from.http.map(|http| Http {
            method: http.method,
            uri: http.request_uri,
            code: http.response_code.unwrap_or(200),
        }),
        input: from.input.map(|input| input.shape),
        output: from.output.map(|output| output.shape),
        errors: from.errors.into_iter().map(|error| error.shape).collect(),
        idempotent: from.idempotent,
        readonly: from.readonly,
        paginated,
        host_prefix: from.endpoint.and_then(|endpoint| endpoint.host_prefix),
        unsigned_payload: from.unsigned_payload || from.authtype.as_deref() == Some("v4-unsigned-body"),
        auth,
        http_checksum_required: from.http_checksum_required,
        http_checksum: from.http_checksum.map(|checksum| HttpChecksum {
            request_required: checksum.request_checksum_required,
            algorithm_member: checksum.request_algorithm_member,
            validation_mode_member: checksum.request_validation_mode_member,
            response_algorithms: checksum.response_algorithms,
        }),
        request_compression: from.requestcompression.map(|compression| compression.encodings).unwrap_or_default(),
        endpoint_discovery: from.endpointdiscovery.map(|discovery| discovery.required),
        static_context: from.static_context_params.into_iter().map(|(name, context)| (name, context.value)).collect(),
        context: from.operation_context_params.into_iter().map(|(name, context)| (name, context.path)).collect(),
        waiters: Vec::new(),
        deprecated: from.deprecated,
    }
    .without_prefix_of_rules()
}

/// Renames the labels of a URI to the members' names; botocore has their location names.
fn name_labels(uri: &mut String, input: &format::Shape) {
    let labels = input.members.iter().filter(|(_, reference)| reference.location.as_deref() == Some("uri"));
    let renamed = labels.filter_map(|(name, reference)| Some((reference.location_name.as_ref()?, name)));
    // Through placeholders that no name contains, because one member's name can be another's label.
    let renamed: Vec<_> = renamed.enumerate().collect();
    for (number, (label, _)) in &renamed {
        *uri = uri.replace(&format!("{{{label}}}"), &format!("{{\0{number}}}"));
        *uri = uri.replace(&format!("{{{label}+}}"), &format!("{{\0{number}+}}"));
    }
    for (number, (_, name)) in &renamed {
        *uri = uri.replace(&format!("{{\0{number}}}"), &format!("{{{name}}}"));
        *uri = uri.replace(&format!("{{\0{number}+}}"), &format!("{{{name}+}}"));
    }
}

fn paginated(from: format::Paginator) -> Paginated {
    let all = |given: Option<OneOrMany>| given.map(OneOrMany::into_vec).unwrap_or_default();
    Paginated {
        input_tokens: all(from.input_token),
        output_tokens: all(from.output_token),
        items: all(from.result_key),
        more: from.more_results,
        page_size: from.limit_key,
        repeats: false,
    }
}
