//! Converts botocore's shapes to Smithy's.

use indexmap::IndexMap;

use super::format::{self, Reference};
use crate::model::error::Problem;
use crate::model::{
    Binding, Constraints, Direction, EnumValue, ErrorTraits, Fault, Kind, Member, Retryable, Shape, TimestampFormat,
};

type Shapes = IndexMap<String, format::Shape>;

pub(super) fn read(name: &str, from: &format::Shape, all: &Shapes) -> Result<Shape, Problem> {
    let kind = kind(name, from, all)?;
    let is_number = !matches!(kind, Kind::String | Kind::Enum(_) | Kind::Blob | Kind::List { .. } | Kind::Map { .. });
    Ok(Shape {
        documentation: from.documentation.clone(),
        sensitive: from.sensitive,
        streaming: from.streaming || from.eventstream,
        requires_length: from.requires_length,
        timestamp_format: timestamp_format(name, from.timestamp_format.as_deref())?,
        error: (from.exception || from.error.is_some()).then(|| error_traits(name, from)),
        constraints: constraints(from, is_number),
        deprecated: from.deprecated,
        xml_name: from.location_name.clone().filter(|_| from.r#type == "structure"),
        xml_namespace: from.xml_namespace.as_ref().map(format::XmlNamespace::read),
        ..Shape::new(name, kind)
    })
}

/// The shapes of members that are streams although their target is none: of the bodies of S3's objects, whose blobs are also
/// members of events. Smithy has shapes of their own for them.
pub(super) fn streams(shapes: &IndexMap<String, Shape>, all: &Shapes) -> Vec<Shape> {
    let members = all.values().flat_map(|shape| shape.members.values());
    let streams = members.filter_map(|reference| {
        let target = shapes.get(&reference.shape)?;
        let name = stream_of(reference, all.get(&reference.shape))?;
        Some(Shape { name, streaming: true, ..target.clone() })
    });
    streams.collect()
}

/// The name of the shape of a member that is a stream although its target is none.
fn stream_of(reference: &Reference, target: Option<&format::Shape>) -> Option<String> {
    let target = target.filter(|target| reference.streaming && target.r#type == "blob" && !target.streaming);
    target.map(|_| format!("Streaming{}", reference.shape))
}

fn kind(name: &str, from: &format::Shape, all: &Shapes) -> Result<Kind, Problem> {
    let lacks = |what: &str| Problem::new(format!("shapes.{name}"), format!("a {} needs `{what}`", from.r#type));
    let item = |as_: &str, what: &str, reference: &Option<Reference>| {
        let reference = reference.as_ref().ok_or_else(|| lacks(what))?;
        member(name, as_, reference, from, all).map(Box::new)
    };
    Ok(match from.r#type.as_str() {
        "structure" if from.document => Kind::Document,
        "structure" if from.union || from.eventstream => Kind::Union(members(name, from, all)?),
        "structure" => Kind::Structure(members(name, from, all)?),
        "list" => Kind::List { member: item("member", "member", &from.member)?, sparse: from.sparse },
        "map" => Kind::Map {
            key: item("key", "key", &from.key)?,
            value: item("value", "value", &from.value)?,
            sparse: from.sparse,
        },
        "string" | "character" => match &from.r#enum {
            Some(values) => Kind::Enum(values.iter().map(|value| enum_value(value)).collect()),
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
        "timestamp" => Kind::Timestamp,
        other => return Err(Problem::new(format!("shapes.{name}"), format!("unknown type `{other}`"))),
    })
}

fn enum_value(value: &str) -> EnumValue {
    EnumValue { name: None, value: value.to_owned(), documentation: None }
}

fn members(name: &str, from: &format::Shape, all: &Shapes) -> Result<Vec<Member>, Problem> {
    from.members.iter().map(|(member_name, reference)| member(name, member_name, reference, from, all)).collect()
}

fn member(
    owner: &str,
    name: &str,
    reference: &Reference,
    from: &format::Shape,
    all: &Shapes,
) -> Result<Member, Problem> {
    let path = format!("shapes.{owner}.members.{name}");
    let target = all.get(&reference.shape);
    let binding = binding(&path, name, reference, from, target)?;
    let wire_name = reference.location_name.as_ref().filter(|_| binding.is_none());
    let flat_shape = target.filter(|target| target.flattened && !reference.flattened);
    // A list that is itself flattened has its XML and query name at its items.
    let items = flat_shape.and_then(|target| target.member.as_ref());
    let xml_name = items.and_then(|items| items.location_name.as_ref()).or(reference.location_name.as_ref());
    Ok(Member {
        name: name.to_owned(),
        target: stream_of(reference, target).unwrap_or_else(|| reference.shape.clone()),
        required: from.required.iter().any(|required| required == name),
        client_optional: false,
        default: None,
        documentation: reference.documentation.clone(),
        json_name: wire_name.filter(|wire| *wire != name).cloned(),
        xml_name: xml_name.filter(|wire| *wire != name).cloned(),
        query_name: reference.query_name.clone(),
        direction: Direction::default(),
        xml_flattened: reference.flattened || flat_shape.is_some(),
        xml_attribute: reference.xml_attribute,
        xml_namespace: reference.xml_namespace.as_ref().map(format::XmlNamespace::read),
        timestamp_format: timestamp_format(&path, reference.timestamp_format.as_deref())?,
        idempotency_token: reference.idempotency_token,
        host_label: reference.host_label,
        context: reference.context_param.as_ref().map(|context| context.name.clone()),
        event_payload: reference.eventpayload,
        event_header: reference.eventheader,
        media_type: reference.jsonvalue.then(|| "application/json".to_owned()),
        constraints: Constraints::default(),
        deprecated: reference.deprecated,
        binding,
    })
}

fn binding(
    path: &str,
    name: &str,
    reference: &Reference,
    from: &format::Shape,
    target: Option<&format::Shape>,
) -> Result<Option<Binding>, Problem> {
    let wire = || reference.location_name.clone().unwrap_or_else(|| name.to_owned());
    // A shape's location is the default for members with that target.
    let location = reference.location.as_ref().or(target.and_then(|target| target.location.as_ref()));
    Ok(Some(match location.map(String::as_str) {
        None if from.payload.as_deref() == Some(name) => Binding::Payload,
        None => return Ok(None),
        Some("uri") => Binding::Label,
        Some("querystring") if target.is_some_and(|target| target.r#type == "map") => Binding::QueryParams,
        Some("querystring") => Binding::Query(wire()),
        Some("header") => Binding::Header(wire()),
        Some("headers") => Binding::PrefixHeaders(reference.location_name.clone().unwrap_or_default()),
        Some("statusCode") => Binding::StatusCode,
        Some(other) => return Err(Problem::new(path, format!("unknown location `{other}`"))),
    }))
}

fn timestamp_format(path: &str, format: Option<&str>) -> Result<Option<TimestampFormat>, Problem> {
    Ok(Some(match format {
        None => return Ok(None),
        Some("iso8601") => TimestampFormat::DateTime,
        Some("unixTimestamp") => TimestampFormat::EpochSeconds,
        Some("rfc822") => TimestampFormat::HttpDate,
        Some(other) => return Err(Problem::new(path, format!("unknown timestamp format `{other}`"))),
    }))
}

fn error_traits(name: &str, from: &format::Shape) -> ErrorTraits {
    let error = from.error.as_ref();
    let status = error.and_then(|error| error.http_status_code);
    let is_client = match error.and_then(|error| error.sender_fault) {
        Some(sender) => sender,
        None => !from.fault && status.is_none_or(|status| status < 500),
    };
    ErrorTraits {
        fault: if is_client { Fault::Client } else { Fault::Server },
        http_status: status,
        code: error.and_then(|error| error.code.clone()).filter(|code| code != name),
        retryable: from.retryable.as_ref().map(|retryable| Retryable::of_trait(retryable.throttling)),
    }
}

fn constraints(from: &format::Shape, is_number: bool) -> Constraints {
    let (min, max) = if is_number { (from.min, from.max) } else { (None, None) };
    let length = |bound: Option<f64>| bound.filter(|bound| !is_number && *bound >= 0.0).map(whole);
    Constraints {
        min,
        max,
        min_length: length(from.min),
        max_length: length(from.max),
        pattern: from.pattern.clone(),
        unique_items: false,
    }
}

/// A length; lengths in models are far below 2^53, so the conversion is exact.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn whole(bound: f64) -> u64 {
    bound as u64
}
