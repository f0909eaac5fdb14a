//! The frames of generated events, and the comparison of frames.

use aws_operation::Bytes;
use aws_operation::codec::{Frame, FrameBuilder, FrameError, FrameReader, FrameValue};
use aws_operation_cli::model::Member;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Value;
use super::wire_text::json;

/// The frame of an event: a member of the stream's union, the members of its structure, and their values.
pub fn frame(event: &Member, members: &[Member], value: &Value) -> Result<Bytes, FrameError> {
    let frame = FrameBuilder::new()
        .header(":message-type", FrameValue::Text("event"))?
        .header(":event-type", FrameValue::Text(&event.name))?;
    let (mut frame, mut body, mut whole) = (frame, serde_json::Map::new(), None);
    let mut has_body = false;
    let fields = if let Value::Structure(fields) = value { fields.as_slice() } else { &[] };
    for (member, field) in members.iter().zip(fields) {
        if member.event_header {
            frame = header(frame, &member.name, &field.value)?;
        } else if member.event_payload {
            whole = payload(&field.value);
        } else {
            has_body = true;
            if !matches!(field.value, Value::Absent) {
                body.insert(field.wire_name.clone(), json_of(&field.value));
            }
        }
    }
    if has_body {
        whole = Some(("application/json", serde_json::Value::Object(body).to_string().into_bytes()));
    }
    match whole {
        Some((media_type, bytes)) => frame.header(":content-type", FrameValue::Text(media_type))?.finish(&bytes),
        None => frame.finish(b""),
    }
}

fn header(frame: FrameBuilder, name: &str, value: &Value) -> Result<FrameBuilder, FrameError> {
    let value = match value {
        Value::Boolean(value) => FrameValue::Bool(*value),
        Value::Integer(value) => match (i8::try_from(*value), i16::try_from(*value), i32::try_from(*value)) {
            (Ok(value), ..) => FrameValue::Byte(value),
            (_, Ok(value), _) => FrameValue::Short(value),
            (.., Ok(value)) => FrameValue::Integer(value),
            _ => FrameValue::Long(i64::try_from(*value).unwrap_or_default()),
        },
        Value::Text(text) => FrameValue::Text(text),
        Value::Bytes(bytes) => FrameValue::Binary(bytes),
        #[allow(clippy::cast_possible_truncation)] // generated times are small
        Value::Time(seconds) => FrameValue::Time((*seconds * 1000.0) as i64),
        _ => return Ok(frame),
    };
    frame.header(name, value)
}

fn payload(value: &Value) -> Option<(&'static str, Vec<u8>)> {
    Some(match value {
        Value::Absent => return None,
        Value::Bytes(bytes) => ("application/octet-stream", bytes.clone()),
        Value::Text(text) => ("text/plain", text.clone().into_bytes()),
        value => ("application/json", json_of(value).to_string().into_bytes()),
    })
}

fn json_of(value: &Value) -> serde_json::Value {
    let object = |name: &String, value: &Value| (name.clone(), json_of(value));
    match value {
        Value::Absent => serde_json::Value::Null,
        Value::Boolean(value) => (*value).into(),
        Value::Integer(value) => i64::try_from(*value).unwrap_or_default().into(),
        Value::Float(value) | Value::Time(value) => (*value).into(),
        Value::Text(text) => text.clone().into(),
        Value::Bytes(bytes) => STANDARD.encode(bytes).into(),
        Value::Document(json) => json.clone(),
        Value::List(items) => items.iter().map(json_of).collect(),
        Value::Map(entries) => entries.iter().map(|(key, value)| object(key, value)).collect(),
        Value::Structure(fields) => {
            let set = fields.iter().filter(|field| !matches!(field.value, Value::Absent));
            set.map(|field| object(&field.wire_name, &field.value)).collect()
        }
        Value::Union(member, value) => [object(member, value)].into_iter().collect(),
    }
}

/// The frames in a body.
///
/// # Errors
/// Bytes that are no frames.
pub fn frames_in(bytes: &Bytes) -> Result<Vec<Frame>, String> {
    let (mut reader, mut frames) = (FrameReader::new(1 << 24), Vec::new());
    reader.push(bytes.clone());
    while let Some(frame) = reader.next_frame().map_err(|error| error.to_string())? {
        frames.push(frame);
    }
    reader.finish().map_err(|error| error.to_string())?;
    Ok(frames)
}

/// The names of the events, and the number of values in each. It shows whether a part of an event was lost, whatever the format
/// of its values.
///
/// # Errors
/// Bytes that are no frames.
pub fn values_in(frames: &Bytes) -> Result<Vec<(String, usize)>, String> {
    let values = |frame: &Frame| {
        let payload = match serde_json::from_slice(frame.payload()) {
            Ok(json) => Value::Document(json).count(),
            Err(_) => frame.payload().len(),
        };
        (format!("{:?}", frame.header(":event-type")), frame.headers().count() + payload)
    };
    Ok(frames_in(frames)?.iter().map(values).collect())
}

/// Compares frames. The order of headers does not matter, and JSON is compared as JSON.
///
/// # Errors
/// The frames differ.
pub fn same_frames(got: &Bytes, wanted: &Bytes) -> Result<(), String> {
    let shown = |frame: &Frame| {
        let mut headers: Vec<_> = frame.headers().map(|(name, value)| format!("{name}: {value:?}")).collect();
        headers.sort();
        let is_json = frame.header(":content-type") == Some(FrameValue::Text("application/json"));
        let text = str::from_utf8(frame.payload()).ok().filter(|_| is_json);
        let payload = match text {
            Some(text) => json(text)?.to_string(),
            None => format!("{:?}", frame.payload()),
        };
        Ok::<_, String>((headers, payload))
    };
    let all = |bytes: &Bytes| frames_in(bytes)?.iter().map(shown).collect::<Result<Vec<_>, _>>();
    let (got, wanted) = (all(got)?, all(wanted)?);
    if got == wanted { Ok(()) } else { Err(format!("the frames are {got:?}, not {wanted:?}")) }
}
