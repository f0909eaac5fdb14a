//! Shapes and members.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use super::ast::{AstMember, AstShape, AstShapes};
use super::names::Names;
use super::traits::Traits;
use crate::model::error::Problem;
use crate::model::{Binding, Direction, EnumValue, ErrorTraits, Fault, IntEnumValue, Kind, Member, Retryable, Shape};

/// Adds Smithy's prelude shapes, which a model uses without defining them.
pub(super) fn add_prelude(shapes: &mut IndexMap<String, Shape>, names: &Names) {
    let prelude = [
        ("Blob", Kind::Blob),
        ("Boolean", Kind::Boolean),
        ("PrimitiveBoolean", Kind::Boolean),
        ("String", Kind::String),
        ("Byte", Kind::Byte),
        ("PrimitiveByte", Kind::Byte),
        ("Short", Kind::Short),
        ("PrimitiveShort", Kind::Short),
        ("Integer", Kind::Integer),
        ("PrimitiveInteger", Kind::Integer),
        ("Long", Kind::Long),
        ("PrimitiveLong", Kind::Long),
        ("Float", Kind::Float),
        ("PrimitiveFloat", Kind::Float),
        ("Double", Kind::Double),
        ("PrimitiveDouble", Kind::Double),
        ("BigInteger", Kind::BigInteger),
        ("BigDecimal", Kind::BigDecimal),
        ("Timestamp", Kind::Timestamp),
        ("Document", Kind::Document),
        ("Unit", Kind::Structure(Vec::new())),
    ];
    for (name, kind) in prelude {
        let name = names.of(&format!("smithy.api#{name}"));
        shapes.entry(name.clone()).or_insert_with(|| Shape::new(&name, kind));
    }
}

/// The shape; `None` for services, operations and resources.
pub(super) fn read(id: &str, from: &AstShape, names: &Names, all: &AstShapes) -> Result<Option<Shape>, Problem> {
    let Some(kind) = kind(id, from, names, all)? else { return Ok(None) };
    let traits = &from.traits;
    Ok(Some(Shape {
        documentation: traits.documentation(id)?,
        sensitive: traits.has("smithy.api#sensitive"),
        streaming: traits.has("smithy.api#streaming"),
        requires_length: traits.has("smithy.api#requiresLength"),
        timestamp_format: traits.timestamp_format(id)?,
        media_type: traits.text(id, "smithy.api#mediaType")?,
        error: error_traits(id, traits)?,
        constraints: traits.constraints(id)?,
        deprecated: traits.has("smithy.api#deprecated"),
        xml_name: traits.text(id, "smithy.api#xmlName")?,
        xml_namespace: traits.namespace(id)?,
        ..Shape::new(&names.of(id), kind)
    }))
}

fn kind(id: &str, from: &AstShape, names: &Names, all: &AstShapes) -> Result<Option<Kind>, Problem> {
    let item = |name: &str, member: &Option<AstMember>| {
        let lacks = || Problem::new(id, format!("a {} needs `{name}`", from.r#type));
        self::member(id, name, member.as_ref().ok_or_else(lacks)?, names, all).map(Box::new)
    };
    let sparse = from.traits.has("smithy.api#sparse");
    Ok(Some(match from.r#type.as_str() {
        "service" | "operation" | "resource" => return Ok(None),
        "structure" => Kind::Structure(members(id, from, names, all)?),
        "union" => Kind::Union(members(id, from, names, all)?),
        "list" | "set" => Kind::List { member: item("member", &from.member)?, sparse },
        "map" => Kind::Map { key: item("key", &from.key)?, value: item("value", &from.value)?, sparse },
        "enum" => Kind::Enum(enum_values(id, from)?),
        "intEnum" => Kind::IntEnum(int_enum_values(id, from)?),
        "string" => match enum_trait(id, &from.traits)? {
            Some(values) => Kind::Enum(values),
            None => Kind::String,
        },
        "blob" => Kind::Blob,
        "boolean" => Kind::Boolean,
        "byte" => Kind::Byte,
        "short" => Kind::Short,
        "integer" => Kind::Integer,
        "long" => Kind::Long,
        "float" => Kind::Float,
        "double" => Kind::Double,
        "bigInteger" => Kind::BigInteger,
        "bigDecimal" => Kind::BigDecimal,
        "timestamp" => Kind::Timestamp,
        "document" => Kind::Document,
        other => return Err(Problem::new(id, format!("unknown type `{other}`"))),
    }))
}

fn members(id: &str, from: &AstShape, names: &Names, all: &AstShapes) -> Result<Vec<Member>, Problem> {
    from.members.iter().map(|(name, own)| member(id, name, own, names, all)).collect()
}

#[derive(serde::Deserialize)]
struct ContextTrait {
    name: String,
}

fn member(owner: &str, name: &str, from: &AstMember, names: &Names, all: &AstShapes) -> Result<Member, Problem> {
    let location = format!("{owner}${name}");
    let traits = &from.traits;
    let media_type = all.get(&from.target).map(|target| target.traits.text(&from.target, "smithy.api#mediaType"));
    Ok(Member {
        name: name.to_owned(),
        target: names.of(&from.target),
        required: traits.has("smithy.api#required"),
        client_optional: traits.has("smithy.api#clientOptional"),
        default: traits.read(&location, "smithy.api#default")?.filter(|default: &Value| !default.is_null()),
        documentation: traits.documentation(&location)?,
        binding: binding(&location, traits)?,
        json_name: traits.text(&location, "smithy.api#jsonName")?,
        xml_name: traits.text(&location, "smithy.api#xmlName")?,
        query_name: traits.text(&location, "aws.protocols#ec2QueryName")?,
        direction: Direction::default(),
        xml_flattened: traits.has("smithy.api#xmlFlattened"),
        xml_attribute: traits.has("smithy.api#xmlAttribute"),
        xml_namespace: traits.namespace(&location)?,
        timestamp_format: traits.timestamp_format(&location)?,
        idempotency_token: traits.has("smithy.api#idempotencyToken"),
        host_label: traits.has("smithy.api#hostLabel"),
        context: traits.read(&location, "smithy.rules#contextParam")?.map(|context: ContextTrait| context.name),
        event_payload: traits.has("smithy.api#eventPayload"),
        event_header: traits.has("smithy.api#eventHeader"),
        media_type: media_type.transpose()?.flatten(),
        constraints: traits.constraints(&location)?,
        deprecated: traits.has("smithy.api#deprecated"),
    })
}

fn binding(location: &str, traits: &Traits) -> Result<Option<Binding>, Problem> {
    let flags = [
        ("smithy.api#httpLabel", Binding::Label),
        ("smithy.api#httpQueryParams", Binding::QueryParams),
        ("smithy.api#httpPayload", Binding::Payload),
        ("smithy.api#httpResponseCode", Binding::StatusCode),
    ];
    if let Some((_, binding)) = flags.into_iter().find(|(id, _)| traits.has(id)) {
        return Ok(Some(binding));
    }
    let query = traits.text(location, "smithy.api#httpQuery")?.map(Binding::Query);
    let header = traits.text(location, "smithy.api#httpHeader")?.map(Binding::Header);
    let prefix = traits.text(location, "smithy.api#httpPrefixHeaders")?.map(Binding::PrefixHeaders);
    Ok(query.or(header).or(prefix))
}

fn enum_values(id: &str, from: &AstShape) -> Result<Vec<EnumValue>, Problem> {
    let values = from.members.iter().map(|(name, member)| {
        let location = format!("{id}${name}");
        Ok(EnumValue {
            value: member.traits.text(&location, "smithy.api#enumValue")?.unwrap_or_else(|| name.clone()),
            name: Some(name.clone()),
            documentation: member.traits.documentation(&location)?,
        })
    });
    values.collect()
}

fn int_enum_values(id: &str, from: &AstShape) -> Result<Vec<IntEnumValue>, Problem> {
    let values = from.members.iter().map(|(name, member)| {
        let location = format!("{id}${name}");
        let value = member.traits.read(&location, "smithy.api#enumValue")?;
        Ok(IntEnumValue {
            value: value
                .ok_or_else(|| Problem::new(&location, "a value of an intEnum needs `smithy.api#enumValue`"))?,
            name: name.clone(),
            documentation: member.traits.documentation(&location)?,
        })
    });
    values.collect()
}

/// The values of `@enum`, which is on strings in Smithy 1.0.
fn enum_trait(id: &str, traits: &Traits) -> Result<Option<Vec<EnumValue>>, Problem> {
    #[derive(Deserialize)]
    struct Entry {
        value: String,
        name: Option<String>,
        documentation: Option<String>,
    }
    let values: Option<Vec<Entry>> = traits.read(id, "smithy.api#enum")?;
    let value = |Entry { value, name, documentation }| EnumValue { name, value, documentation };
    Ok(values.map(|values| values.into_iter().map(value).collect()))
}

fn error_traits(id: &str, traits: &Traits) -> Result<Option<ErrorTraits>, Problem> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct QueryError {
        code: String,
        http_response_code: u16,
    }
    #[derive(Deserialize)]
    struct RetryableTrait {
        #[serde(default)]
        throttling: bool,
    }
    let fault = match traits.text(id, "smithy.api#error")?.as_deref() {
        None => return Ok(None),
        Some("server") => Fault::Server,
        Some(_) => Fault::Client,
    };
    let query: Option<QueryError> = traits.read(id, "aws.protocols#awsQueryError")?;
    let status: Option<u16> = traits.read(id, "smithy.api#httpError")?;
    let retryable: Option<RetryableTrait> = traits.read(id, "smithy.api#retryable")?;
    Ok(Some(ErrorTraits {
        fault,
        http_status: status.or(query.as_ref().map(|query| query.http_response_code)),
        code: query.map(|query| query.code).filter(|code| code != super::names::local(id)),
        retryable: retryable.map(|retryable| Retryable::of_trait(retryable.throttling)),
    }))
}
