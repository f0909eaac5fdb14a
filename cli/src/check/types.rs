//! Types of members.

use super::structure::Frame;
use super::{Check, Side};
use crate::model::{self, Binding, Kind};
use crate::source::{Member, Shape, ShapeKind, Type};

/// A type within a field's type, and the member of the model that it represents.
struct Nested<'t, 'm> {
    ty: &'t Type,
    module: &'t [String],
    member: &'m model::Member,
}

impl<'a> Check<'a> {
    pub(super) fn member_type(&mut self, frame: &Frame<'a, '_>, field: &Member, member: &'a model::Member) {
        self.nested_type(frame, field, member, &Nested { ty: &field.ty, module: &frame.item.module, member });
    }

    fn nested_type(
        &mut self,
        frame: &Frame<'a, '_>,
        field: &Member,
        member: &'a model::Member,
        nested: &Nested<'_, 'a>,
    ) {
        let target = self.model.target(nested.member);
        let inner = |ty| Nested { ty, ..*nested };
        let is_payload = frame.wanted(member) == Some(&Binding::Payload);
        match (&target.kind, nested.ty) {
            (_, Type::Option(ty)) => self.nested_type(frame, field, member, &inner(ty)),
            (_, Type::Named(path)) => self.named_type(frame, field, member, path, nested),
            (Kind::List { member: next, .. }, Type::List(ty)) | (Kind::Map { value: next, .. }, Type::Map(ty)) => {
                if member == nested.member {
                    self.elements(frame, field, member);
                }
                self.nested_type(frame, field, member, &Nested { ty, module: nested.module, member: next });
            }
            (Kind::Timestamp, Type::Timestamp) => self.timestamp(frame, field, member, nested.member),
            (kind, Type::Integer { bits }) if integer_bits(kind).is_some() => {
                let fits = integer_bits(kind) <= Some(*bits) || frame.wanted(member) == Some(&Binding::StatusCode);
                if !fits && frame.side == Side::Response {
                    let ty = scalar(kind).unwrap_or("i64");
                    let text = format!("`{}` of `{}` is too small for {}", field.field, frame.owner, describe(target));
                    self.warning(frame.item, field.line, format!("{text}; write `{ty}`"));
                }
            }
            (Kind::Blob, Type::Text) if is_payload => {}
            (Kind::String, Type::Blob) if self.is_base64(frame, nested.member) => {}
            (Kind::String, Type::Text) if self.is_base64(frame, nested.member) => {
                let (name, owner) = (&field.field, frame.owner);
                let text = format!("`{name}` of `{owner}` is a string, but is base64 in its header; write `Blob`");
                self.error(frame.item, field.line, text);
            }
            (Kind::String, Type::Blob | Type::Text) if self.model.is_base64_text(frame.model, nested.member) => {
                self.base64_text(frame, field, nested.ty);
            }
            (Kind::String, Type::Text) if self.is_read_encoded(frame, nested.member) => {
                self.url_encoded_text(frame, field);
            }
            (kind, ty) if is_plain_match(kind, ty) => {}
            _ => self.mismatch(frame, field, member, &nested.ty.to_string(), nested.member),
        }
    }

    fn named_type(
        &mut self,
        frame: &Frame<'a, '_>,
        field: &Member,
        member: &'a model::Member,
        path: &[String],
        nested: &Nested<'_, 'a>,
    ) {
        let target = self.model.target(nested.member);
        match self.resolve(path, nested.module) {
            (Some(shape), _) if fits(target, shape) => self.shape(frame, shape, target),
            (Some(shape), _) => {
                let what = match shape.kind {
                    ShapeKind::Structure(_) => "structure",
                    ShapeKind::Enum(_) => "string enum",
                    ShapeKind::Union { .. } => "union",
                };
                self.mismatch(frame, field, member, &format!("the {what} `{}`", shape.item.name), nested.member);
            }
            (None, Some(alias)) => {
                let next = Nested { ty: &alias.ty, module: &alias.item.module, member: nested.member };
                self.nested_type(frame, field, member, &next);
            }
            (None, None) if matches!(target.kind, Kind::Structure(_) | Kind::Union(_)) => {
                let (name, owner) = (&field.field, frame.owner);
                let text =
                    format!("`{}`, the type of `{name}` of `{owner}`, is not defined in the files", path.join("::"));
                self.note(frame.item, field.line, text + ", so it was not checked");
            }
            // A user's own type, which can serialize as any simple type.
            (None, None) => {}
        }
    }

    /// Smithy: a string with a media type is base64 in a header.
    fn is_base64(&self, frame: &Frame<'_, '_>, nested: &model::Member) -> bool {
        let media_type = nested.media_type.as_ref().or(self.model.target(nested).media_type.as_ref());
        media_type.is_some() && matches!(frame.wanted(nested), Some(Binding::Header(_)))
    }

    fn mismatch(
        &mut self,
        frame: &Frame<'_, '_>,
        field: &Member,
        member: &model::Member,
        is: &str,
        nested: &model::Member,
    ) {
        let wanted = describe(self.model.target(nested));
        let ty = self.rust_type(member);
        let ty = if field.ty.is_option() { format!("Option<{ty}>") } else { ty };
        // In a list or map, the type of the elements is wrong.
        let what = if member == nested { "is" } else { "holds" };
        let (name, owner) = (&field.field, frame.owner);
        let text = format!("`{name}` of `{owner}` {what} {is}, but the model has {wanted}; write `{ty}`");
        self.error(frame.item, field.line, text);
    }

    /// The Rust type of a member.
    pub(super) fn rust_type(&self, member: &model::Member) -> String {
        self.rust_type_within(member, 16)
    }

    /// The same, with at most `depth` lists and maps within each other, because a list can contain itself.
    fn rust_type_within(&self, member: &model::Member, depth: usize) -> String {
        let target = self.model.target(member);
        match &target.kind {
            Kind::List { .. } | Kind::Map { .. } if depth == 0 => "Document".to_owned(),
            Kind::List { member, .. } => format!("Vec<{}>", self.rust_type_within(member, depth - 1)),
            Kind::Map { value, .. } => format!("HashMap<String, {}>", self.rust_type_within(value, depth - 1)),
            Kind::Structure(_) | Kind::Union(_) => target.name.clone(),
            Kind::Blob if target.streaming => "ByteStream".to_owned(),
            kind => scalar(kind).unwrap_or("String").to_owned(),
        }
    }
}

fn is_plain_match(kind: &Kind, ty: &Type) -> bool {
    match ty {
        Type::Text => matches!(kind, Kind::String | Kind::Enum(_)),
        Type::Bool => matches!(kind, Kind::Boolean),
        Type::Float => matches!(kind, Kind::Float | Kind::Double | Kind::BigDecimal),
        Type::Blob | Type::ByteStream => matches!(kind, Kind::Blob),
        // A document can be any JSON, and a more specific type can represent a document.
        Type::Document => !matches!(kind, Kind::Blob | Kind::Timestamp),
        Type::Other => true,
        _ => matches!(kind, Kind::Document),
    }
}

fn fits(target: &model::Shape, shape: &Shape) -> bool {
    match shape.kind {
        ShapeKind::Enum(_) => matches!(target.kind, Kind::String | Kind::Enum(_) | Kind::Document),
        // botocore has some older unions as structures; both are the same on the wire.
        _ => matches!(target.kind, Kind::Structure(_) | Kind::Union(_) | Kind::Document),
    }
}

/// The bits of an integer shape without its sign.
fn integer_bits(kind: &Kind) -> Option<u8> {
    match kind {
        Kind::Byte => Some(7),
        Kind::Short => Some(15),
        Kind::Integer | Kind::IntEnum(_) => Some(31),
        Kind::Long | Kind::BigInteger => Some(63),
        _ => None,
    }
}

/// The Rust type of a simple shape; none for other shapes.
fn scalar(kind: &Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Blob => "Blob",
        Kind::Boolean => "bool",
        Kind::String | Kind::Enum(_) => "String",
        Kind::Byte => "i8",
        Kind::Short => "i16",
        Kind::Integer | Kind::IntEnum(_) => "i32",
        Kind::Long | Kind::BigInteger => "i64",
        Kind::Float => "f32",
        Kind::Double | Kind::BigDecimal => "f64",
        Kind::Timestamp => "Timestamp",
        Kind::Document => "Document",
        Kind::List { .. } | Kind::Map { .. } | Kind::Structure(_) | Kind::Union(_) => return None,
    })
}

fn describe(shape: &model::Shape) -> String {
    let kind = match &shape.kind {
        Kind::Blob if shape.streaming => "a stream",
        Kind::Blob => "a blob",
        Kind::Boolean => "a boolean",
        Kind::String | Kind::Enum(_) => "a string",
        Kind::Byte | Kind::Short | Kind::Integer | Kind::IntEnum(_) => "an integer",
        Kind::Long => "a long",
        Kind::BigInteger => "a big integer",
        Kind::Float => "a float",
        Kind::Double | Kind::BigDecimal => "a double",
        Kind::Timestamp => "a timestamp",
        Kind::Document => "a document",
        Kind::List { .. } => "a list",
        Kind::Map { .. } => "a map",
        Kind::Structure(_) => return format!("the structure `{}`", shape.name),
        Kind::Union(_) => return format!("the union `{}`", shape.name),
    };
    kind.to_owned()
}
