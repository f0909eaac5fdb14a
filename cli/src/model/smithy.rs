//! Smithy's JSON AST.

mod ast;
mod mixins;
mod names;
mod operations;
mod shapes;
mod traits;
mod waiters;

pub(super) use ast::Ast;
use indexmap::IndexMap;
use names::Names;
use serde::Deserialize;

use super::error::Problem;
use super::{Model, Protocol, Service};
use ast::AstShape;

pub(super) fn read(mut ast: Ast) -> Result<Model, Problem> {
    if !ast.smithy.starts_with("1.") && !ast.smithy.starts_with("2.") && ast.smithy != "1" && ast.smithy != "2" {
        return Err(Problem::new("smithy", format!("version {} is not supported, only 1.0 and 2.0 are", ast.smithy)));
    }
    mixins::flatten(&mut ast.shapes)?;
    let services: Vec<_> = ast.shapes.iter().filter(|(_, shape)| shape.r#type == "service").collect();
    let (id, service_shape) = match services.as_slice() {
        [(id, shape)] => (id.as_str(), *shape),
        [] => return Err(Problem::new("shapes", "the model has no service")),
        [(first, _), (second, _), ..] => {
            return Err(Problem::new("shapes", format!("the model has several services, `{first}` and `{second}`")));
        }
    };
    let names = Names::new(&ast.shapes, &service_shape.rename);
    let service = service(id, service_shape)?;
    let mut operations = IndexMap::new();
    for id in operations::of_service(id, service_shape, &ast.shapes)? {
        let operation = operations::read(id, service_shape, &ast.shapes, &names)?;
        operations.insert(operation.name.clone(), operation);
    }
    let mut shapes = IndexMap::new();
    for (id, shape) in &ast.shapes {
        if let Some(shape) = shapes::read(id, shape, &names, &ast.shapes)? {
            shapes.insert(shape.name.clone(), shape);
        }
    }
    for id in operations::unwrapped(&ast.shapes) {
        if let Some(output) = shapes.get_mut(&names.of(id)) {
            output.xml_unwrapped = true;
        }
    }
    shapes::add_prelude(&mut shapes, &names);
    Ok(Model { service, operations, shapes, outdated: Vec::new() }.with_directions())
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ServiceTrait {
    sdk_id: Option<String>,
    endpoint_prefix: Option<String>,
    arn_namespace: Option<String>,
}

#[derive(Deserialize)]
struct SigV4Trait {
    name: String,
}

fn service(id: &str, shape: &AstShape) -> Result<Service, Problem> {
    let traits = &shape.traits;
    let name = names::local(id);
    let aws: ServiceTrait = traits.read(id, "aws.api#service")?.unwrap_or_default();
    let sigv4: Option<SigV4Trait> = traits.read(id, "aws.auth#sigv4")?;
    let protocols = protocols(shape);
    let is_aws_json = |protocol: &Protocol| matches!(protocol, Protocol::AwsJson1_0 | Protocol::AwsJson1_1);
    let auth: Option<Vec<String>> = traits.read(id, "smithy.api#auth")?;
    let rules: Option<serde_json::Value> = traits.read(id, "smithy.rules#endpointRuleSet")?;
    let schemes = ["aws.auth#sigv4", "aws.auth#sigv4a", "smithy.api#httpBearerAuth"].into_iter();
    let mut service = Service {
        id: aws.sdk_id.unwrap_or_else(|| name.to_owned()),
        is_aws: names::is_aws_namespace(id),
        shape_name: name.to_owned(),
        title: traits.text(id, "smithy.api#title")?,
        version: shape.version.clone().unwrap_or_default(),
        signing_name: sigv4.map(|sigv4| sigv4.name),
        endpoint: Ok(Vec::new()),
        has_rule_set: false,
        endpoint_prefix: aws.endpoint_prefix,
        target_prefix: protocols.iter().any(is_aws_json).then(|| name.to_owned()),
        arn_namespace: aws.arn_namespace,
        query_compatible: traits.has("aws.protocols#awsQueryCompatible"),
        auth: auth.unwrap_or_else(|| schemes.filter(|scheme| traits.has(scheme)).map(str::to_owned).collect()),
        xml_namespace: traits.namespace(id)?.map(|namespace| namespace.uri),
        documentation: traits.text(id, "smithy.api#documentation")?,
        protocols,
    };
    service.read_endpoint_rules(rules.as_ref());
    Ok(service)
}

/// The protocols among a service's traits.
fn protocols(shape: &AstShape) -> Vec<Protocol> {
    let ids = shape.traits.ids();
    let named = ids.filter_map(|id| match id.split_once('#') {
        Some(("aws.protocols", name)) => Some(Protocol::named(name)).filter(|p| !matches!(p, Protocol::Other(_))),
        Some(("smithy.protocols", name)) => Some(Protocol::named(name)),
        _ => None,
    });
    named.collect()
}
