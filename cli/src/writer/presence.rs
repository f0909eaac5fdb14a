//! Whether a member's field may be absent, and which value is decoded then.
//!
//! AWS's services omit members that their models require. So shapes used only in responses are decoded by Smithy's
//! client error correction, as far as a natural empty value exists: strings, numbers, booleans, lists and maps have
//! one; timestamps, blobs, documents, enums, unions and structures have none, so they are optional.
//!
//! Shapes that are also used in requests keep all required members, because the service rejects a request without one.
//! A service that returns such a shape received the member in a request.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::Writer;
use super::fields::Role;
use super::wire_case::literal;
use crate::model::{Binding, Kind, Member, Shape};

/// How a field represents an absent member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Presence {
    /// `T`
    Required,
    /// `T`, decoded as the type's default if absent.
    Default,
    /// `T`, decoded as this literal if absent.
    Literal(String),
    /// `Option<T>`
    Optional,
}

impl Presence {
    /// The `default` argument, if any.
    pub(super) fn argument(&self) -> Option<String> {
        match self {
            Self::Required | Self::Optional => None,
            Self::Default => Some("default".to_owned()),
            Self::Literal(literal) => Some(format!("default = {literal}")),
        }
    }
}

impl Writer<'_> {
    /// How the field of a member of `owner` represents its absence.
    pub(super) fn presence(&self, owner: &str, member: &Member, role: Role) -> Presence {
        let binding = self.binding(member, role);
        let is_required = member.required && !member.idempotency_token;
        if self.all_optional && binding != Some(&Binding::Label) {
            return Presence::Optional;
        }
        let target = self.model.target(member);
        if target.is_event_stream() {
            return Presence::Required;
        }
        if role == Role::Input {
            let is_label = binding == Some(&Binding::Label);
            if self.model.if_empty(member).is_some() {
                return Presence::Optional;
            }
            return if is_label || is_required { Presence::Required } else { Presence::Optional };
        }
        // A string with a media type is a blob in a header.
        let is_blob = target.kind == Kind::String && self.is_base64(member);
        let is_payload = binding == Some(&Binding::Payload);
        let modeled = member.default.as_ref().filter(|_| !member.client_optional && !is_payload && !is_blob);
        if let Some(default) = modeled.and_then(|default| of_model(target, default)) {
            return default;
        }
        if !is_required {
            return Presence::Optional;
        }
        let is_sent = self.sent.contains(owner);
        let is_always_there = match binding {
            Some(Binding::StatusCode | Binding::PrefixHeaders(_) | Binding::QueryParams) => true,
            Some(Binding::Payload) => matches!(target.kind, Kind::String | Kind::Blob),
            _ => false,
        };
        match (is_always_there, target.kind.has_empty_value() && !is_blob && !is_payload) {
            (true, _) => Presence::Required,
            _ if member.client_optional && !is_sent => Presence::Optional,
            // Missing members of errors are decoded as empty anyway, and shapes used only in requests are not decoded.
            (_, true) if role == Role::Error || !self.received.contains(owner) => Presence::Required,
            (_, true) => Presence::Default,
            _ if is_sent => Presence::Required,
            _ => Presence::Optional,
        }
    }

    /// Smithy: a string with a media type is base64 in a header.
    pub(super) fn is_base64(&self, member: &Member) -> bool {
        let in_header = self.protocol.is_rest() && matches!(member.binding, Some(Binding::Header(_)));
        member.media_type.is_some() && in_header
    }
}

/// `@default`, if it is a value of the shape.
fn of_model(shape: &Shape, default: &Value) -> Option<Presence> {
    let literal = match (&shape.kind, default) {
        (Kind::Boolean | Kind::Document, Value::Bool(value)) => value.to_string(),
        (Kind::String | Kind::Enum(_) | Kind::Document, Value::String(text)) => literal(text),
        (Kind::Blob, Value::String(text)) => format!("b\"{}\"", STANDARD.decode(text).ok()?.escape_ascii()),
        (Kind::Byte, Value::Number(number)) => i8::try_from(number.as_i64()?).ok()?.to_string(),
        (Kind::Short, Value::Number(number)) => i16::try_from(number.as_i64()?).ok()?.to_string(),
        (Kind::Integer | Kind::IntEnum(_) | Kind::Timestamp, Value::Number(number)) => {
            i32::try_from(whole(number)?).ok()?.to_string()
        }
        (Kind::Long | Kind::BigInteger, Value::Number(number)) => number.as_i64()?.to_string(),
        (Kind::Float | Kind::Double | Kind::BigDecimal, Value::Number(number)) => format!("{:?}", number.as_f64()?),
        (Kind::Document, Value::Number(number)) => number.to_string(),
        (Kind::List { .. } | Kind::Document, Value::Array(items)) if items.is_empty() => "[]".to_owned(),
        (Kind::Map { .. } | Kind::Document, Value::Object(entries)) if entries.is_empty() => "{}".to_owned(),
        _ => return None,
    };
    let is_of_type = match &shape.kind {
        Kind::Blob => literal == "b\"\"",
        kind => {
            shape.kind.has_empty_value()
                && match literal.as_str() {
                    "0" | "0.0" | "false" | "[]" | "{}" => !matches!(kind, Kind::String | Kind::Enum(_)),
                    text => text == "\"\"",
                }
        }
    };
    Some(if is_of_type { Presence::Default } else { Presence::Literal(literal) })
}

/// A number of seconds, which may have a fraction of zero.
#[allow(clippy::cast_possible_truncation)] // there is no fraction, and the caller rejects numbers out of range
fn whole(number: &serde_json::Number) -> Option<i64> {
    number.as_i64().or_else(|| number.as_f64().filter(|number| number.fract() == 0.0).map(|number| number as i64))
}
