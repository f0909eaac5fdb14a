//! Generates values from a model.

use aws_operation_cli::model::{Binding, Kind, Member, Model, Operation, Protocol, Shape};
use aws_operation_cli::writer::protocol_of;

use super::params::{goes_as_blob, has_bindings, wire_name};
use super::value::{Field, Value};
use super::wire_body::is_checksum;
use super::{sample_endpoint, sample_events};

/// Which members of a shape are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Every member, until a shape recurs or the value has 3,000 values.
    Full,
    /// Required members, and members that always arrive.
    Required,
}

/// The number of values after which only required members are added.
const ENOUGH: usize = 3000;
/// The content of every blob.
const BYTES: [u8; 3] = [0, 0xFF, b'a'];
/// The SHA-256 of [`BYTES`]. The signer sends the hash of the payload in that header, with any value of the member.
const PAYLOAD_HASH: &str = "da8509555ad27dac0593c6952d947eff96058cb6e81376f852f54ef9caf7e652";

/// A value for the input or output structure of an operation; `None` means the empty structure.
pub fn sample(model: &Model, operation: &Operation, structure: Option<&str>, extent: Extent) -> Value {
    let status = operation.http.as_ref().map_or(200, |http| http.code);
    let has_checksums = operation.http_checksum_required || operation.http_checksum.is_some();
    let omits_lists = protocol_of(model) == Some(&Protocol::Ec2Query) && structure == operation.input.as_deref();
    let mut sampler = Sampler { model, extent, status, has_checksums, omits_lists, made: 0, above: Vec::new() };
    match structure.and_then(|name| model.shapes.get(name)) {
        Some(shape) => sampler.shape(shape, Place::Body).unwrap_or(Value::Absent),
        None => Value::Structure(Vec::new()),
    }
}

/// Headers that clients and servers add if no member sets them.
const ADDED: [&str; 4] = ["accept", "content-length", "content-type", "x-amz-sha256-tree-hash"];

/// Whether a member of a structure is set.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Presence {
    /// The structure has no value without it.
    Needed,
    /// It arrives, set or not.
    Arrives,
    /// With [`Extent::Full`].
    Optional,
    /// Another value would arrive, or none.
    Never,
}

/// The location of a value, as far as it restricts the value.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Body,
    Label,
    HostLabel,
    Query,
    Header,
    Status,
}

struct Sampler<'m> {
    model: &'m Model,
    extent: Extent,
    status: u16,
    /// Whether client and server compute checksums, so that no other value arrives in their headers.
    has_checksums: bool,
    /// Whether an empty list is sent like an absent one.
    omits_lists: bool,
    made: usize,
    above: Vec<&'m str>,
}

impl<'m> Sampler<'m> {
    /// A value of the shape; `None` if it would contain itself without end.
    fn shape(&mut self, shape: &'m Shape, place: Place) -> Option<Value> {
        self.made += 1;
        Some(match &shape.kind {
            Kind::Blob => Value::Bytes(BYTES.to_vec()),
            Kind::Boolean => Value::Boolean(true),
            Kind::Enum(values) => Value::Text(values.first().map_or_else(|| text(place), |first| first.value.clone())),
            Kind::String => Value::Text(text(place)),
            Kind::IntEnum(values) => Value::Integer(values.first().map_or(1, |first| first.value.into())),
            Kind::Integer if place == Place::Status => Value::Integer(self.status.into()),
            Kind::Byte => Value::Integer(i8::MIN.into()),
            Kind::Short => Value::Integer(i16::MAX.into()),
            Kind::Integer => Value::Integer(i32::MIN.into()),
            // An integer that a float cannot represent exactly.
            Kind::Long => Value::Integer((1 << 53) + 1),
            Kind::Float => Value::Float(1.5),
            Kind::Double => Value::Float(-0.1),
            Kind::Timestamp => Value::Time(1_576_540_098.0),
            Kind::Document => Value::Document(serde_json::json!({ "a": [1, "b", { "c": true }] })),
            Kind::BigInteger | Kind::BigDecimal => Value::Document(7.into()),
            Kind::List { member, .. } => Value::List(self.items(member, place)),
            Kind::Map { value, .. } => {
                Value::Map(self.items(value, place).into_iter().map(|value| ("key".to_owned(), value)).collect())
            }
            Kind::Structure(members) => self.within(shape, |sampler| sampler.fields(members))?,
            Kind::Union(events) if shape.is_event_stream() => Value::Bytes(self.frames(events)),
            Kind::Union(members) => self.within(shape, |sampler| sampler.union(members))?,
        })
    }

    fn within(&mut self, shape: &'m Shape, make: impl FnOnce(&mut Self) -> Option<Value>) -> Option<Value> {
        if self.above.contains(&shape.name.as_str()) {
            return None;
        }
        self.above.push(&shape.name);
        let made = make(self);
        self.above.pop();
        made
    }

    fn items(&mut self, member: &'m Member, place: Place) -> Vec<Value> {
        let is_little =
            self.extent == Extent::Required && place == Place::Body && !self.is_of_form(member) && !self.omits_lists;
        let is_enough = self.made > ENOUGH || is_little;
        let more = if is_enough { None } else { self.shape(self.model.target(member), place) };
        more.into_iter().collect()
    }

    fn fields(&mut self, members: &'m [Member]) -> Option<Value> {
        let members: Vec<_> = members.iter().filter(|member| !self.is_left_out(members, member)).collect();
        let mut fields = Vec::new();
        for &member in &members {
            let presence = self.presence(member);
            let is_wanted = match presence {
                Presence::Needed | Presence::Arrives => true,
                Presence::Optional => self.extent == Extent::Full && self.made < ENOUGH,
                Presence::Never => false,
            };
            let value = match is_wanted.then(|| self.member(member)) {
                Some(None) if presence == Presence::Needed => return None,
                value => value.flatten().unwrap_or(Value::Absent),
            };
            fields.push(Field { name: member.name.clone(), wire_name: wire_name(self.model, member), value });
        }
        if self.is_query() && fields.iter().all(|field| matches!(field.value, Value::Absent)) {
            self.first(&members, &mut fields);
        }
        Some(Value::Structure(fields))
    }

    fn presence(&self, member: &Member) -> Presence {
        let needed = member.required || member.binding == Some(Binding::Label) || member.idempotency_token;
        let is_computed =
            self.has_checksums && matches!(&member.binding, Some(Binding::Header(name)) if is_checksum(name));
        // The client asks S3 for encoded keys. A list that it has decoded does not say that it was encoded.
        let is_encoding = self.model.service.id == "S3" && member.name == "EncodingType";
        match &member.binding {
            _ if needed => Presence::Needed,
            _ if is_computed => Presence::Never,
            None if is_encoding => Presence::Never,
            // Structs always have a stream. In RPC protocols it has no binding.
            _ if self.model.target(member).is_event_stream() => Presence::Arrives,
            // An absent payload arrives as an empty payload, and a response always has a status.
            Some(Binding::Payload | Binding::StatusCode) => Presence::Arrives,
            Some(Binding::Header(name)) if ADDED.contains(&name.to_lowercase().as_str()) => Presence::Arrives,
            Some(Binding::Query(_)) if is_encoding => Presence::Arrives,
            _ => Presence::Optional,
        }
    }

    /// Whether the struct lacks a member, because another one has its name in the body.
    fn is_left_out(&self, members: &[Member], member: &Member) -> bool {
        let name = wire_name(self.model, member);
        let is_same = |other: &&Member| other.binding.is_none() && wire_name(self.model, other) == name;
        let kept = members.iter().filter(is_same).min_by_key(|other| other.deprecated);
        member.binding.is_none() && kept.is_some_and(|kept| kept.name != member.name)
    }

    /// Sets the first member for which a value exists.
    fn first(&mut self, members: &[&'m Member], fields: &mut [Field]) {
        for (&member, field) in members.iter().zip(fields) {
            if let Some(value) = self.member(member) {
                field.value = value;
                return;
            }
        }
    }

    /// Whether it is the value of a map in a form, which can express an empty list, but no empty map or structure.
    fn is_of_form(&self, member: &Member) -> bool {
        self.is_query() && member.name == "value"
    }

    fn is_query(&self) -> bool {
        matches!(protocol_of(self.model), Some(Protocol::AwsQuery | Protocol::Ec2Query))
    }

    fn member(&mut self, member: &'m Member) -> Option<Value> {
        if goes_as_blob(self.model, self.above.last().copied().unwrap_or_default(), member) {
            return Some(Value::Bytes(b"{\"a\":1}".to_vec()));
        }
        // Only the last segment would arrive.
        if self.model.is_prefixed_id(member) {
            return Some(Value::Text("Z1D633PJN98FT9".to_owned()));
        }
        if let Some(text) = self.accepted_by_rules(member) {
            return Some(Value::Text(text));
        }
        if let Some(Binding::Header(name)) = &member.binding {
            match name.to_lowercase().as_str() {
                "x-amz-content-sha256" => return Some(Value::Text(PAYLOAD_HASH.to_owned())),
                "content-length" => return Some(Value::Integer(BYTES.len() as i128)),
                _ => {}
            }
        }
        let place = match member.binding.as_ref().filter(|_| has_bindings(self.model)) {
            _ if member.host_label => Place::HostLabel,
            Some(Binding::Label) => Place::Label,
            Some(Binding::Query(_) | Binding::QueryParams) => Place::Query,
            Some(Binding::Header(_) | Binding::PrefixHeaders(_)) => Place::Header,
            Some(Binding::StatusCode) => Place::Status,
            Some(Binding::Payload) | None => Place::Body,
        };
        self.shape(self.model.target(member), place)
    }

    /// The text of a parameter of the endpoint, if the endpoint rules do not accept every text.
    fn accepted_by_rules(&self, member: &Member) -> Option<String> {
        let (Kind::String, Ok(rules)) = (&self.model.target(member).kind, &self.model.service.endpoint) else {
            return None;
        };
        sample_endpoint::accepted(rules, member.context.as_deref()?)
    }

    /// The frames of an event stream: one of each event, in the order of the model.
    fn frames(&mut self, events: &'m [Member]) -> Vec<u8> {
        let mut frames = Vec::new();
        for event in events {
            let target = self.model.target(event);
            if target.error.is_none()
                && let Some(value) = self.shape(target, Place::Body)
            {
                // Only a name or a header that is too long is no frame, and the model has none.
                frames.extend(sample_events::frame(event, target.members(), &value).unwrap_or_default());
            }
        }
        frames
    }

    /// A member for which a value exists, preferably the first simple member.
    fn union(&mut self, members: &'m [Member]) -> Option<Value> {
        let is_simple = |member: &&Member| self.model.target(member).kind.members().next().is_none();
        let (simple, others): (Vec<_>, Vec<_>) = members.iter().partition(is_simple);
        let order: Vec<_> = if self.extent == Extent::Full && self.made < ENOUGH {
            others.into_iter().chain(simple).collect()
        } else {
            simple.into_iter().chain(others).collect()
        };
        order.into_iter().find_map(|member| {
            let value = self.member(member)?;
            Some(Value::Union(wire_name(self.model, member), Box::new(value)))
        })
    }
}

fn text(place: Place) -> String {
    match place {
        Place::Body | Place::Query => "a \"b\" & \u{fc}=/+%",
        Place::Label => "a b/\u{fc}%",
        Place::HostLabel => "label-1",
        Place::Header => "a \"b\", c",
        Place::Status => "",
    }
    .to_owned()
}
