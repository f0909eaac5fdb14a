//! Values from the parameters of a case: JSON according to the model, with blobs as text and timestamps as seconds
//! since 1970.

use aws_operation::Timestamp;
use aws_operation_cli::model::{Binding, Kind, Member, Model, Protocol, Shape};
use aws_operation_cli::writer::protocol_of;

use super::value::{Field, Value};

/// The key under which botocore has the name of a union's member that the model does not know.
const UNKNOWN: &str = "SDK_UNKNOWN_MEMBER";

/// The value of the parameters for the shape with that name.
pub fn value(model: &Model, shape: &str, params: &serde_json::Value) -> Result<Value, String> {
    let Some(shape) = model.shapes.get(shape) else { return Err(format!("the model has no shape {shape}")) };
    of_shape(model, shape, params)
}

/// The name of a member in the body.
pub fn wire_name(model: &Model, member: &Member) -> String {
    let name = match protocol_of(model) {
        Some(Protocol::RestJson1) => member.json_name.as_ref(),
        Some(Protocol::AwsQuery | Protocol::Ec2Query | Protocol::RestXml) => member.xml_name.as_ref(),
        _ => None,
    };
    name.unwrap_or(&member.name).clone()
}

fn of_shape(model: &Model, shape: &Shape, params: &serde_json::Value) -> Result<Value, String> {
    use serde_json::Value as Json;
    let wrong = || format!("{params} is no {:?} for {}", kind_name(&shape.kind), shape.name);
    Ok(match (&shape.kind, params) {
        (Kind::Document | Kind::BigInteger | Kind::BigDecimal, json) => Value::Document(json.clone()),
        (_, Json::Null) => Value::Absent,
        (Kind::Boolean, Json::Bool(value)) => Value::Boolean(*value),
        (Kind::Blob, Json::String(text)) => Value::Bytes(text.as_bytes().to_vec()),
        (Kind::String | Kind::Enum(_), Json::String(text)) => Value::Text(text.clone()),
        (Kind::Float | Kind::Double, json) => Value::Float(float(json).ok_or_else(wrong)?),
        (Kind::Timestamp, Json::String(text)) => {
            Value::Time(text.parse::<Timestamp>().map_err(|_| wrong())?.as_seconds())
        }
        (Kind::Timestamp, Json::Number(number)) => Value::Time(number.as_f64().ok_or_else(wrong)?),
        (Kind::Byte | Kind::Short | Kind::Integer | Kind::Long | Kind::IntEnum(_), json) => {
            Value::Integer(json.as_i64().map(i128::from).ok_or_else(wrong)?)
        }
        (Kind::List { member, .. }, Json::Array(items)) => {
            let items = items.iter().map(|item| of_member(model, &shape.name, member, item));
            Value::List(items.collect::<Result<_, _>>()?)
        }
        (Kind::Map { value, .. }, Json::Object(entries)) => {
            let entries =
                entries.iter().map(|(key, item)| Ok((key.clone(), of_member(model, &shape.name, value, item)?)));
            Value::Map(entries.collect::<Result<_, String>>()?)
        }
        (Kind::Structure(members), Json::Object(given)) => structure(model, shape, members, given)?,
        (Kind::Union(_), Json::Object(given)) if given.contains_key(UNKNOWN) => {
            // botocore drops the value, and a member without one is absent.
            let name = given[UNKNOWN]["name"].as_str().ok_or_else(wrong)?;
            Value::Union(name.to_owned(), Box::new(Value::Text(String::new())))
        }
        (Kind::Union(members), Json::Object(given)) => {
            let member = members.iter().find(|member| given.contains_key(&member.name)).ok_or_else(wrong)?;
            let value = of_member(model, &shape.name, member, &given[&member.name])?;
            Value::Union(wire_name(model, member), Box::new(value))
        }
        _ => return Err(wrong()),
    })
}

fn structure(
    model: &Model,
    shape: &Shape,
    members: &[Member],
    given: &serde_json::Map<String, serde_json::Value>,
) -> Result<Value, String> {
    if let Some(unknown) = given.keys().find(|name| members.iter().all(|member| member.name != **name)) {
        return Err(format!("{} has no member {unknown}", shape.name));
    }
    let field = |member: &Member| {
        let value = match given.get(&member.name) {
            Some(params) => of_member(model, &shape.name, member, params)?,
            None => Value::Absent,
        };
        Ok(Field { name: member.name.clone(), wire_name: wire_name(model, member), value })
    };
    Ok(Value::Structure(members.iter().map(field).collect::<Result<_, String>>()?))
}

fn of_member(model: &Model, owner: &str, member: &Member, params: &serde_json::Value) -> Result<Value, String> {
    if goes_as_blob(model, owner, member) {
        let text = params.as_str().map_or_else(|| params.to_string(), str::to_owned);
        return Ok(Value::Bytes(text.into_bytes()));
    }
    match (of_shape(model, model.target(member), params)?, &member.binding) {
        // A map without headers arrives as no map.
        (Value::Map(entries), Some(Binding::PrefixHeaders(_))) if entries.is_empty() && !member.required => {
            Ok(Value::Absent)
        }
        // Header names are case-insensitive, and are read in lower case.
        (Value::Map(entries), Some(Binding::PrefixHeaders(_))) => {
            Ok(Value::Map(entries.into_iter().map(|(name, value)| (name.to_lowercase(), value)).collect()))
        }
        (value, _) => Ok(value),
    }
}

/// Whether a string of the structure `owner` is base64, so that the struct has a blob: one with a media type in a header, and
/// one whose service says so.
pub fn goes_as_blob(model: &Model, owner: &str, member: &Member) -> bool {
    let in_header = matches!(member.binding, Some(Binding::Header(_)));
    let has_media_type = has_bindings(model) && in_header && member.media_type.is_some();
    (has_media_type && model.target(member).kind == Kind::String) || model.is_base64_text(owner, member)
}

/// Whether the service's protocol puts members in paths, queries and headers.
pub fn has_bindings(model: &Model) -> bool {
    protocol_of(model).is_some_and(Protocol::is_rest)
}

fn float(json: &serde_json::Value) -> Option<f64> {
    match json.as_str() {
        Some("NaN") => Some(f64::NAN),
        Some("Infinity") => Some(f64::INFINITY),
        Some("-Infinity") => Some(f64::NEG_INFINITY),
        Some(_) => None,
        None => json.as_f64(),
    }
}

fn kind_name(kind: &Kind) -> String {
    let text = format!("{kind:?}");
    text.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default().to_owned()
}
